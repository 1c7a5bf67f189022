"""Writes a new version of a catalogue, from an import or an adjustment."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.bulk import insert
from mingtang.foundation.cases.models import Case
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.organisations.queries import Actor
from mingtang.kernel.canonical import content_hash
from mingtang.kernel.catalogue.item import Item
from mingtang.kernel.refusals import Invalid
from mingtang.openness.catalogue import kinds
from mingtang.openness.catalogue.models import Catalogue, Entry, Matter, Version, entry_of
from mingtang.openness.catalogue.queries import newest_version

SUBJECT = "catalogue_version"


def locked_catalogue(area: Area, unit: Unit) -> Catalogue:
    """The catalogue of an area, made where there is none, locked until the transaction ends."""
    Catalogue.objects.get_or_create(area=area, defaults={"unit": unit})
    return Catalogue.objects.select_for_update(of=("self",)).select_related("area", "unit").get(area=area)


def issue(
    catalogue: Catalogue,
    rows: Sequence[tuple[UUID | None, Item]],
    actor: Actor,
    case: Case,
    *,
    kind: str,
    title: str,
    issuer: str,
    source: str = "",
    reason: str = "",
    effective_on: date,
) -> Version:
    """Adopts a version of a locked catalogue: rows in order, each with the matter it continues, None for a new one.

    Claims and linked records hang on the matter, so they go over with it. Raises Invalid on `effective_on` when the
    version would begin before the newest one does.
    """
    newest = newest_version(catalogue.area_id)
    if newest and effective_on < newest.effective_on:
        message = _("“%(area)s”的第%(n)s版从%(day)s起施行，新版不能更早。请改为%(day)s或以后的日期。") % {
            "area": catalogue.area.name,
            "n": newest.number,
            "day": newest.effective_on.isoformat(),
        }
        raise Invalid(message, fields={"effective_on": [message]})
    if newest:
        newest.ended_on = effective_on
        newest.save(update_fields=["ended_on"])
    version = Version.objects.create(
        catalogue=catalogue,
        number=newest.number + 1 if newest else 1,
        kind=kind,
        title=title,
        issuer=issuer,
        source=source,
        reason=reason,
        effective_on=effective_on,
        adopted_at=clock.now(),
        adopted_by=actor.person,
        case=case,
        content_hash=hash_of([text for _pk, text in rows]),
    )
    _write(catalogue, version, rows)
    append(
        NewEvent(
            kinds.ADOPTED,
            actor,
            SUBJECT,
            str(version.pk),
            unit_id=catalogue.unit_id,
            area_id=catalogue.area_id,
            case_id=case.pk,
            content_hash=version.content_hash,
            detail={"title": title, "number": version.number, "rows": len(rows), "reason": reason},
        )
    )
    return version


def hash_of(texts: Sequence[Item]) -> str:
    """SHA-256 of the rows in order, as data; the running number is left out, since it follows from the order."""
    return content_hash({"rows": [{**text.as_data(), "seq": ""} for text in texts]})


def _write(catalogue: Catalogue, version: Version, rows: Sequence[tuple[UUID | None, Item]]) -> None:
    matters: list[Matter] = []
    entries: list[Entry] = []
    for position, (matter_id, text) in enumerate(rows, start=1):
        if matter_id is None:
            matter = Matter(catalogue_id=catalogue.pk)
            matters.append(matter)
            matter_id = matter.pk
        entry = entry_of(text)
        entry.version_id = version.pk
        entry.matter_id = matter_id
        entry.position = position
        entries.append(entry)
    insert(Matter, matters)
    insert(Entry, entries)
