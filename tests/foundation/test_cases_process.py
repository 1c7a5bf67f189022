"""The process table checks itself when it is built; registries take a name once."""

import pytest

from mingtang.foundation.cases.registry import PROCESSES
from mingtang.foundation.events.kinds import EVENT_KINDS
from mingtang.kernel.process import Process, ProcessError, State, Transition
from mingtang.kernel.registry import DuplicateEntry, Registry

DRAFT, DONE = State("draft", "起草"), State("done", "办结", final=True)
OPEN = Transition("open", "提出", (), "draft", "x.draft")
END = Transition("end", "办结", ("draft",), "done", "x.end", outcome="ended")


def process(*transitions: Transition, states: tuple[State, ...] = (DRAFT, DONE)) -> Process:
    return Process("x", 1, "测试", states=states, transitions=transitions)


def test_a_sound_table_is_accepted_and_read() -> None:
    table = process(OPEN, END)
    assert table.key == "x/1"
    assert table.openings() == [OPEN]
    assert table.leaving("draft") == [END]
    assert table.leaving("done") == []


def test_what_waits_for_a_grant_is_read_from_the_table() -> None:
    waiting = State("draft", "起草", waits_for="x.draft")
    table = process(OPEN, END, states=(waiting, DONE))
    assert table.waiting_states("x.draft") == ["draft"]
    assert table.waiting_states("x.end") == []


LOOP = State("loop", "循环")


@pytest.mark.parametrize(
    ("transitions", "states", "says"),
    [
        pytest.param((OPEN,), (DRAFT,), "draft is a dead end", id="dead-end"),
        pytest.param(
            (
                OPEN,
                END,
                Transition("a", "a", ("draft",), "loop", "x"),
                Transition("b", "b", ("loop",), "loop", "x"),
            ),
            (DRAFT, DONE, LOOP),
            "loop is a dead end",
            id="loop-without-exit",
        ),
        pytest.param(
            (OPEN, Transition("end", "办结", ("nowhere",), "done", "x", outcome="o")),
            (DRAFT, DONE),
            "unknown state 'nowhere'",
            id="unknown-source",
        ),
        pytest.param(
            (Transition("open", "提出", (), "nowhere", "x"), END),
            (DRAFT, DONE),
            "unknown state",
            id="unknown-target",
        ),
        pytest.param((OPEN, END), (DRAFT, DONE, LOOP), "loop cannot be reached", id="unreachable"),
        pytest.param(
            (OPEN, Transition("end", "办结", ("draft",), "done", "x")),
            (DRAFT, DONE),
            "must set an outcome",
            id="end-without-outcome",
        ),
        pytest.param(
            (OPEN, END, Transition("stay", "留", ("draft",), "draft", "x", outcome="o")),
            (DRAFT, DONE),
            "must set an outcome",
            id="outcome-without-end",
        ),
        pytest.param(
            (OPEN, END, Transition("again", "再", ("done",), "draft", "x")),
            (DRAFT, DONE),
            "leaves a final state",
            id="leaves-final",
        ),
        pytest.param((END,), (DRAFT, DONE), "nothing opens", id="no-opening"),
        pytest.param((OPEN, OPEN, END), (DRAFT, DONE), "'open' stands twice", id="transition-twice"),
        pytest.param((OPEN, END), (DRAFT, DRAFT, DONE), "'draft' stands twice", id="state-twice"),
    ],
)
def test_a_table_that_contradicts_itself_never_starts(
    transitions: tuple[Transition, ...], states: tuple[State, ...], says: str
) -> None:
    with pytest.raises(ProcessError, match=says):
        process(*transitions, states=states)


def test_every_transition_of_every_registered_process_is_an_event_kind() -> None:
    missing = {
        f"{process.id}.{transition.id}" for process in PROCESSES for transition in process.transitions
    } - {code for code, _kind in EVENT_KINDS.items()}
    assert not missing


def test_every_state_of_every_registered_process_waits_for_somebody_or_for_the_clock() -> None:
    stuck = []
    for table in PROCESSES:
        for state in table.states:
            acts = {t.action for t in table.leaving(state.id)}
            if not state.final and not acts:
                stuck.append((table.key, state.id))
            if state.waits_for and state.waits_for not in acts:
                stuck.append((table.key, state.id))
    assert not stuck


def test_a_registry_takes_a_key_once_and_names_itself() -> None:
    things: Registry[int] = Registry("things")
    things.register("a", 1)
    with pytest.raises(DuplicateEntry, match="things: 'a' is registered twice"):
        things.register("a", 2)
    assert things["a"] == 1
    assert "b" not in things
    with pytest.raises(KeyError, match="things: 'b' is not registered"):
        things["b"]


def test_a_registry_keeps_the_order_of_registration() -> None:
    things: Registry[int] = Registry("things")
    for key, value in (("z", 1), ("a", 2), ("m", 3)):
        things.register(key, value)
    assert list(things) == [1, 2, 3]
    assert things.items() == [("z", 1), ("a", 2), ("m", 3)]
