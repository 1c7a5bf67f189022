"""What the county knows of itself, read from its organisations, as the guard in the kernel needs it."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from django.conf import settings

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import (
    Leader,
    LeadGroupMember,
    Unit,
    UnitName,
    UnitSuccession,
)
from mingtang.kernel.guard import knowledge as kernel
from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.knowledge import Knowledge, Phrase

_NUMBER = re.compile(r"(?<!\d)(?:\d{3,4}[-－—\s])?\d{5,11}(?!\d)")
_GOVERNMENT = re.compile(r"人民政府(?:办公室)?$")
_PLACE = re.compile(r"[^省市县区旗盟]{1,9}?(?:自治区|自治州|自治县|地区|省|市|县|区|旗|盟|州)")
_WITH_PLACES = (Unit.Kind.TOWNSHIP, Unit.Kind.STREET, Unit.Kind.VILLAGE, Unit.Kind.COMMUNITY)
_ENDS = ("镇", "乡", "街道", "村", "社区")


def knowledge(
    *,
    phrases: Iterable[Phrase] = (),
    levels: Mapping[str, Severity] | None = None,
    off: Iterable[str] = (),
) -> Knowledge:
    """What the county knows today, with the house list and its decisions on kinds, which the caller brings.

    Five queries, whatever the size of the county, and nothing kept: who checks many papers asks once.
    """
    units = {unit.pk: unit for unit in Unit.objects.order_by("path")}
    roots = [places_of_root(unit.name) for unit in units.values() if unit.parent_id is None]
    above = roots[0][:-1] if roots else []
    places = {place for unit in units.values() if (place := _place(unit))}
    places.update(places_of[-1] for places_of in roots if places_of)
    return Knowledge(
        units=tuple(_names(units)),
        leaders=tuple(_leaders(units)),
        phones=frozenset(
            number
            for unit in units.values()
            for field in (unit.phone, unit.fax)
            for number in _NUMBER.findall(field)
        ),
        emails=frozenset(unit.email.lower() for unit in units.values() if unit.email),
        addresses=frozenset(unit.address for unit in units.values() if unit.address),
        credit_codes=frozenset(unit.credit_code for unit in units.values() if unit.credit_code),
        hosts=frozenset(_hosts()),
        divisions=frozenset(places),
        parents=tuple(above),
        phrases=tuple(phrases),
        levels=dict(levels or {}),
        off=frozenset(off),
    )


def _names(units: dict[int, Unit]) -> Iterable[kernel.UnitName]:
    """Today's names, then those of the past, of renamed units and of those that others took over."""
    heirs = _heirs()
    gone = {pk for pk, unit in units.items() if unit.ended_on and unit.ended_on <= clock.today()}
    for pk, unit in units.items():
        if pk not in gone:
            yield kernel.UnitName(unit.name, unit.short_name)
    past = {
        (row.unit_id, row.name): row
        for row in UnitName.objects.exclude(until_day=None).order_by("unit_id", "from_day", "pk")
    }
    for (pk, name), row in past.items():
        heir = units[_heir(pk, heirs)]
        if name != units[pk].name and name != heir.name:
            yield kernel.UnitName(name, row.short_name, heir.name, row.until_day)
    for pk in sorted(gone):
        unit = units[pk]
        heir = units[_heir(pk, heirs)]
        if heir.pk != pk and unit.ended_on and heir.name != unit.name:
            yield kernel.UnitName(unit.name, unit.short_name, heir.name, unit.ended_on)


def _heirs() -> dict[int, int]:
    links = UnitSuccession.objects.filter(on_day__lte=clock.today()).order_by("on_day", "pk")
    return dict(links.values_list("predecessor_id", "successor_id"))


def _heir(pk: int, heirs: dict[int, int]) -> int:
    seen = {pk}
    while heirs.get(pk, pk) not in seen:
        pk = heirs[pk]
        seen.add(pk)
    return pk


def _leaders(units: dict[int, Unit]) -> Iterable[kernel.Leader]:
    for row in Leader.objects.order_by("unit_id", "position", "pk"):
        yield kernel.Leader(row.name, row.title, units[row.unit_id].name, row.term_from, row.term_until)
    for member in LeadGroupMember.objects.order_by("unit_id", "position", "pk"):
        yield kernel.Leader(
            member.name, member.title, units[member.unit_id].name, member.from_day, member.until_day
        )


def places_of_root(name: str) -> list[str]:
    """The divisions in the name of the county's government, from above: 某省某市明堂县人民政府 → 某省, 某市, 明堂县."""
    bare = _GOVERNMENT.sub("", name)
    places: list[str] = []
    at = 0
    while found := _PLACE.match(bare, at):
        places.append(found[0])
        at = found.end()
    return places if at == len(bare) else []


def _place(unit: Unit) -> str:
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
