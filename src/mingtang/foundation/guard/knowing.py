"""What the county knows of itself, read from its organisations, as the guard in the kernel needs it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import DateField

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import (
    Leader,
    LeadGroupMember,
    Unit,
    UnitName,
    UnitSuccession,
)
from mingtang.foundation.prepared import Prepared
from mingtang.kernel.guard import knowledge as kernel
from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.knowledge import Knowledge, Phrase

_NUMBER = re.compile(r"(?<!\d)(?:\d{3,4}[-－—\s])?\d{5,11}(?!\d)")
_GOVERNMENT = re.compile(r"人民政府(?:办公室)?$")
_PLACE = re.compile(r"[^省市县区旗盟]{1,9}?(?:自治区|自治州|自治县|地区|省|市|县|区|旗|盟|州)")
_WITH_PLACES = (Unit.Kind.TOWNSHIP, Unit.Kind.STREET, Unit.Kind.VILLAGE, Unit.Kind.COMMUNITY)
_ENDS = ("镇", "乡", "街道", "村", "社区")


class _UnitRow(NamedTuple):
    pk: int
    parent_id: int | None
    kind: str
    name: str
    short_name: str
    credit_code: str
    address: str
    phone: str
    fax: str
    email: str
    ended_on: date | None


@dataclass(frozen=True)
class _Rows:
    """What stands in the database and the settings. Comparing it costs less than putting the knowledge together."""

    today: date
    hosts: frozenset[str]
    units: tuple[_UnitRow, ...]
    names: tuple[tuple[int, str, str, date | None], ...]
    heirs: tuple[tuple[int, int], ...]
    leaders: tuple[tuple[int, str, str, date | None, date | None], ...]


_lock = Lock()
_kept: tuple[int, _Rows, Knowledge] | None = None


def general() -> tuple[Knowledge, int]:
    """What the county knows today, without the house list and its decisions on kinds, and a number that is another
    one after every change. Five small queries each time, so that no process works with what another has changed.
    """
    global _kept
    rows = _read()
    with _lock:
        if _kept is None:
            _kept = (1, rows, _put_together(rows))
        elif _kept[1] != rows:
            new = _put_together(rows)
            # Another day alone changes nothing, as a rule.
            _kept = (_kept[0], rows, _kept[2]) if new == _kept[2] else (_kept[0] + 1, rows, new)
        return _kept[2], _kept[0]


def knowledge(
    *,
    phrases: Iterable[Phrase] = (),
    levels: Mapping[str, Severity] | None = None,
    off: Iterable[str] = (),
) -> Knowledge:
    """What the county knows today, with the house list and its decisions on kinds, which the caller brings."""
    return replace(general()[0], phrases=tuple(phrases), levels=dict(levels or {}), off=frozenset(off))


_UNITS = Prepared(lambda: Unit.objects.order_by("path").values_list(*_UnitRow._fields))
_NAMES = Prepared(
    lambda: (
        UnitName.objects.exclude(until_day=None)
        .order_by("unit_id", "from_day", "pk")
        .values_list("unit_id", "name", "short_name", "until_day")
    )
)
_HEIRS = Prepared(
    lambda day: (
        UnitSuccession.objects.filter(on_day__lte=day)
        .order_by("on_day", "pk")
        .values_list("predecessor_id", "successor_id")
    ),
    day=DateField(),
)
_LEADERS = Prepared(
    lambda: Leader.objects.order_by("unit_id", "position", "pk").values_list(
        "unit_id", "name", "title", "term_from", "term_until"
    )
)
_LEAD_GROUP = Prepared(
    lambda: LeadGroupMember.objects.order_by("unit_id", "position", "pk").values_list(
        "unit_id", "name", "title", "from_day", "until_day"
    )
)


def _read() -> _Rows:
    today = clock.today()
    return _Rows(
        today,
        frozenset(_hosts()),
        tuple(_UnitRow(*row) for row in _UNITS.rows()),
        tuple(_NAMES.rows()),
        tuple(_HEIRS.rows(day=today)),
        (*_LEADERS.rows(), *_LEAD_GROUP.rows()),
    )


def _put_together(rows: _Rows) -> Knowledge:
    units = {unit.pk: unit for unit in rows.units}
    roots = [places_of_root(unit.name) for unit in rows.units if unit.parent_id is None]
    above = roots[0][:-1] if roots else []
    places = {place for unit in rows.units if (place := _place(unit))}
    places.update(root[-1] for root in roots if root)
    return Knowledge(
        units=tuple(_names(rows, units)),
        leaders=tuple(
            kernel.Leader(name, title, units[unit].name, first, last)
            for unit, name, title, first, last in rows.leaders
        ),
        phones=frozenset(
            number
            for unit in rows.units
            for field in (unit.phone, unit.fax)
            for number in _NUMBER.findall(field)
        ),
        emails=frozenset(unit.email.lower() for unit in rows.units if unit.email),
        addresses=frozenset(unit.address for unit in rows.units if unit.address),
        credit_codes=frozenset(unit.credit_code for unit in rows.units if unit.credit_code),
        hosts=rows.hosts,
        divisions=frozenset(places),
        parents=tuple(above),
    )


def _names(rows: _Rows, units: dict[int, _UnitRow]) -> Iterable[kernel.UnitName]:
    """Today's names, then those of the past, of renamed units and of those that others took over."""
    heirs = dict(rows.heirs)
    gone = [unit for unit in rows.units if unit.ended_on and unit.ended_on <= rows.today]
    for unit in rows.units:
        if unit not in gone:
            yield kernel.UnitName(unit.name, unit.short_name)
    for pk, name, short, until in rows.names:
        heir = units[_heir(pk, heirs)]
        if name not in (units[pk].name, heir.name):
            yield kernel.UnitName(name, short, heir.name, until)
    for unit in gone:
        heir = units[_heir(unit.pk, heirs)]
        if heir.name != unit.name:
            yield kernel.UnitName(unit.name, unit.short_name, heir.name, unit.ended_on)


def _heir(pk: int, heirs: dict[int, int]) -> int:
    seen = {pk}
    while heirs.get(pk, pk) not in seen:
        pk = heirs[pk]
        seen.add(pk)
    return pk


def places_of_root(name: str) -> list[str]:
    """The divisions in the name of the county's government, from above: 某省某市明堂县人民政府 → 某省, 某市, 明堂县."""
    bare = _GOVERNMENT.sub("", name)
    places: list[str] = []
    at = 0
    while found := _PLACE.match(bare, at):
        places.append(found[0])
        at = found.end()
    return places if at == len(bare) else []


def _place(unit: _UnitRow) -> str:
    """The division a township or village is the organ of: the short name, where it is one."""
    short = unit.short_name
    return short if unit.kind in _WITH_PLACES and short in unit.name and short.endswith(_ENDS) else ""


def _hosts() -> Iterable[str]:
    host = urlsplit(settings.PUBLIC_URL).hostname
    if host:
        yield host.lower()
    for name in settings.ALLOWED_HOSTS:
        if name.strip(".*"):
            yield name.lstrip(".").lower()
