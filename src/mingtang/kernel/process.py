"""A business process as one table: states, transitions, who may, which rule. Running it is `foundation.cases`.

The table is checked when it is built, so that a process with a dead end or an unknown state never starts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

Separation = Literal["none", "not_author", "not_opener", "author_only"]


@dataclass(frozen=True)
class State:
    """Where a case can stand.

    `step` is the official name of the step (提出, 初审 …). `waits_for` is the grant action of those who have to
    act next: their desks list the case; empty where nobody has to. A final state closes the case. Words that are
    shown (label, step, verb, title) may be lazy translations.
    """

    id: str
    label: Any
    step: Any = ""
    waits_for: str = ""
    final: bool = False


@dataclass(frozen=True)
class Transition:
    """A way from some states to another, named by the verb on its button.

    `source` is empty for the transition that opens a case. `action` is the grant it takes; `"system"` marks
    what only the clock may do. `separation` names the rule of separated duties. `outcome` is set on the case
    when it ends. `needs_reason` refuses an empty reason.
    """

    id: str
    verb: Any
    source: tuple[str, ...]
    target: str
    action: str
    separation: Separation = "none"
    needs_reason: bool = False
    outcome: str = ""
    kind: Literal["forward", "back", "stay", "end"] = "forward"


class ProcessError(ValueError):
    """The table contradicts itself."""


@dataclass(frozen=True)
class Process:
    """A process in one version. A case finishes on the version it began with, so old versions stay registered."""

    id: str
    version: int
    title: Any
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    _states: dict[str, State] = field(init=False, repr=False, compare=False)
    _transitions: dict[str, Transition] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_states", _unique(self.id, self.states))
        object.__setattr__(self, "_transitions", _unique(self.id, self.transitions))
        self._check()

    @property
    def key(self) -> str:
        return f"{self.id}/{self.version}"

    def state(self, state_id: str) -> State:
        return self._states[state_id]

    def transition(self, transition_id: str) -> Transition:
        return self._transitions[transition_id]

    def openings(self) -> list[Transition]:
        return [t for t in self.transitions if not t.source]

    def leaving(self, state_id: str) -> list[Transition]:
        """The transitions possible in a state, in the order of the table."""
        return [t for t in self.transitions if state_id in t.source]

    def waiting_states(self, action: str) -> list[str]:
        """The states in which a holder of this grant action has to act."""
        return [s.id for s in self.states if s.waits_for == action]

    def _check(self) -> None:
        for t in self.transitions:
            for name in (*t.source, t.target):
                if name not in self._states:
                    raise ProcessError(f"{self.key}: {t.id} names the unknown state {name!r}")
            if any(self._states[name].final for name in t.source):
                raise ProcessError(f"{self.key}: {t.id} leaves a final state")
            if bool(t.outcome) != self._states[t.target].final:
                raise ProcessError(f"{self.key}: {t.id} must set an outcome if and only if it ends the case")
        if not self.openings():
            raise ProcessError(f"{self.key}: nothing opens a case")
        reached = self._reach({t.target for t in self.openings()}, forward=True)
        ending = self._reach({s.id for s in self.states if s.final}, forward=False)
        for s in self.states:
            if s.id not in reached:
                raise ProcessError(f"{self.key}: {s.id} cannot be reached")
            if s.id not in ending:
                raise ProcessError(f"{self.key}: {s.id} is a dead end")

    def _reach(self, found: set[str], *, forward: bool) -> set[str]:
        while True:
            more = {
                name
                for t in self.transitions
                for name, other in (((t.target, s) if forward else (s, t.target)) for s in t.source)
                if other in found and name not in found
            }
            if not more:
                return found
            found = found | more


E = TypeVar("E", State, Transition)


def _unique(process: str, entries: Iterable[E]) -> dict[str, E]:
    found: dict[str, E] = {}
    for entry in entries:
        if entry.id in found:
            raise ProcessError(f"{process}: {entry.id!r} stands twice")
        found[entry.id] = entry
    return found
