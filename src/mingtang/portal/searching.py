"""How units are found: by all names they have borne, what they do, where they are and who leads them."""

from collections.abc import Iterator, Sequence

from django.db.models.query import QuerySet
from django.utils.translation import gettext_lazy as _

from mingtang.foundation import clock
from mingtang.foundation.events.models import Event
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import leaders_on, root_unit, units_on
from mingtang.foundation.search.engine.documents import Document
from mingtang.foundation.search.indexes import keys_of, texts_of
from mingtang.foundation.search.searchable import SEARCHABLE, Face, Hit, Searchable

KIND = "unit"


def register() -> None:
    SEARCHABLE.register(
        KIND,
        Searchable(
            KIND,
            _("单位"),
            20,
            Face(lambda: keys_of(_units()), _documents),
            lambda kind: kind.startswith("unit."),
            _touched,
            _hits,
            lambda ids: texts_of(_units().filter(pk__in=ids)),
            titled=_titled,
        ),
    )


def _units() -> QuerySet[Unit]:
    return units_on(clock.today())


def _touched(event: Event) -> Iterator[str]:
    if event.unit_id is not None:
        yield str(event.unit_id)


def _leaders(unit: Unit) -> str:
    return "　".join(f"{leader.title} {leader.name}" for leader in leaders_on(unit, clock.today()))


def _text(unit: Unit) -> str:
    contact = "　".join(filter(None, (unit.address, unit.phone, unit.office_hours)))
    return "　".join(filter(None, (unit.name, contact, unit.functions.replace("\n", "　"))))


_ASKED_FOR = "电话 地址 上班时间 领导"
"""What people look for with the name of a unit; its text has the answers, not these words."""


def _names(unit: Unit, county: str) -> tuple[str, ...]:
    """All names borne, full and short, also as people say them: without the name of the county, or 县 alone."""
    borne = [(unit.name, unit.short_name), *((past.name, past.short_name) for past in unit.names.all())]
    names: dict[str, None] = {}
    for name, short in borne:
        for each in (name, short, name.removeprefix(county), short.removeprefix("县")):
            if len(each) > 1:
                names[each] = None
    return tuple(names)


def _documents(ids: Sequence[str]) -> list[Document]:
    root = root_unit()
    county = root.name.removesuffix("人民政府") if root else ""
    return [
        Document(
            KIND,
            str(unit.pk),
            unit.name,
            texts=(_text(unit), _ASKED_FOR, _leaders(unit)),
            names=_names(unit, county),
            unit_id=unit.pk,
        )
        for unit in _units().filter(pk__in=ids).prefetch_related("names")
    ]


def _hits(ids: Sequence[str], needles: Sequence[str]) -> dict[str, Hit]:
    return {
        str(unit.pk): Hit(unit.name, unit.get_absolute_url(), text=_text(unit))
        for unit in _units().filter(pk__in=ids)
    }


def _titled(words: str, most: int) -> list[str]:
    found = _units()
    for word in words.split():
        found = found.filter(name__icontains=word)
    return [str(unit.pk) for unit in found.order_by("path")[:most]]
