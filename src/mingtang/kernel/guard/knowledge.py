"""What a county knows about itself and the guard needs: plain values, so that they also reach the child process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from mingtang.kernel.guard.hits import Severity


@dataclass(frozen=True)
class UnitName:
    """A name of a unit. `now` is what the unit, or who took over its business, is called today when this one is past.

    `until` is the last day of a name of the past.
    """

    name: str
    short: str = ""
    now: str = ""
    until: date | None = None


@dataclass(frozen=True)
class Leader:
    """Who holds, or held, which post of which unit; first and last day where known."""

    name: str
    title: str
    unit: str
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class Phrase:
    """A line of the house list: words that are not wanted, and those that are. `source` says who wants it so."""

    text: str
    prefer: str = ""
    severity: Severity = Severity.WARN
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class Knowledge:
    """`phones`, `emails`, `addresses` and `credit_codes` are those of units and may be published anywhere.

    `hosts` are ours. `divisions` are places of the county, `parents` those above it, from the province down. `levels`
    is what the county decided on severities by kind; `off` the kinds it switched off.
    """

    units: tuple[UnitName, ...] = ()
    leaders: tuple[Leader, ...] = ()
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    credit_codes: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    divisions: frozenset[str] = frozenset()
    parents: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    levels: Mapping[str, Severity] = field(default_factory=dict)
    off: frozenset[str] = frozenset()

    def as_data(self) -> dict[str, Any]:
        """Only what JSON holds, in a settled order."""
        found = asdict(self)
        for name in _SETS:
            found[name] = sorted(found[name])
        for entry in found["units"]:
            entry["until"] = _written(entry["until"])
        for entry in found["leaders"]:
            entry["first_day"], entry["last_day"] = _written(entry["first_day"]), _written(entry["last_day"])
        return found


_SETS = ("phones", "emails", "addresses", "credit_codes", "hosts", "divisions", "off")


def knowledge_of(data: Mapping[str, Any]) -> Knowledge:
    """The other way round of `Knowledge.as_data`. Raises KeyError, TypeError, ValueError."""
    return Knowledge(
        units=tuple(UnitName(**{**entry, "until": _day(entry["until"])}) for entry in data["units"]),
        leaders=tuple(
            Leader(**{**entry, "first_day": _day(entry["first_day"]), "last_day": _day(entry["last_day"])})
            for entry in data["leaders"]
        ),
        parents=tuple(data["parents"]),
        phrases=tuple(
            Phrase(**{**entry, "severity": Severity(entry["severity"])}) for entry in data["phrases"]
        ),
        levels={kind: Severity(level) for kind, level in data["levels"].items()},
        **{name: frozenset(data[name]) for name in _SETS},
    )


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
