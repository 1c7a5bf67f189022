"""How the matters of the catalogue are found: as they stand in the versions in force."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.models import Event
from mingtang.foundation.search.engine.documents import Document
from mingtang.foundation.search.indexes import keys_of, texts_of
from mingtang.foundation.search.searchable import SEARCHABLE, Face, Hit, Searchable
from mingtang.openness.catalogue import kinds, queries
from mingtang.openness.catalogue.models import Claim, Entry, Matter, Version

KIND = "matter"


def register() -> None:
    SEARCHABLE.register(
        KIND,
        Searchable(
            KIND, _("公开事项"), 30, Face(_ids, _documents), _wants, _touched, _hits, _seen, _turning, _titled
        ),
    )


def _ids() -> Iterator[str]:
    return keys_of(Matter.objects.filter(pk__in=queries.in_force().values("matter")))


def _documents(ids: Sequence[str]) -> list[Document]:
    entries = queries.in_force().filter(matter__pk__in=ids).select_related("version__catalogue__area")
    claims = queries.open_claims().filter(matter__pk__in=ids, role=Claim.Role.LEAD)
    leading = dict(claims.values_list("matter_id", "unit_id"))
    return [
        Document(
            KIND,
            str(entry.matter_id),
            entry.name,
            texts=(
                entry.path_text,
                entry.elements,
                entry.subject,
                entry.basis,
                entry.specific,
                entry.version.catalogue.area.name,
            ),
            unit_id=leading.get(entry.matter_id, 0),
            area_id=entry.version.catalogue.area_id,
            theme=entry.theme,
            attribute="active" if entry.active else "on_request" if entry.on_request else "",
            at=entry.version.adopted_at,
        )
        for entry in entries
    ]


def _wants(kind: str) -> bool:
    return kind in (kinds.ADOPTED, kinds.CLAIMED, kinds.RELEASED)


def _touched(event: Event) -> Iterator[str]:
    if event.kind != kinds.ADOPTED:
        yield event.subject_id
        return
    version = Version.objects.filter(pk=event.subject_id).first()
    if version is not None:
        yield from keys_of(Matter.objects.filter(catalogue=version.catalogue_id))


def _turning(after: date, until: date) -> Iterator[str]:
    turned = Q(effective_on__gt=after, effective_on__lte=until) | Q(ended_on__gt=after, ended_on__lte=until)
    catalogues = Version.objects.filter(turned).values("catalogue")
    return keys_of(Matter.objects.filter(catalogue__in=catalogues))


def _hits(ids: Sequence[str], needles: Sequence[str]) -> dict[str, Hit]:
    entries = queries.in_force().filter(matter__pk__in=ids).select_related("version__catalogue__area")
    return {
        str(entry.matter_id): Hit(
            entry.name,
            reverse("catalogue:matter", args=[entry.matter_id]),
            entry.version.catalogue.area.name,
            text="　".join(filter(None, (entry.path_text, entry.elements))),
        )
        for entry in entries
    }


def _seen(ids: Sequence[str]) -> set[str]:
    return texts_of(Matter.objects.filter(pk__in=ids, entries__in=queries.in_force()))


def _titled(words: str, most: int) -> list[str]:
    found: list[Entry] = []
    named = Q()
    for word in words.split():
        named &= Q(item1__icontains=word) | Q(item2__icontains=word) | Q(item3__icontains=word)
    found = list(queries.in_force().filter(named).order_by(*queries.IN_ORDER)[:most])
    return [str(entry.matter_id) for entry in found]
