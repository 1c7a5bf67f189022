"""Brings the stored duties in line with the catalogue: of the county, of some matters, or of what one record touches.

Each check first takes hold of the matters it looks at: of two at once, the second reads what the first made. Else it
would void what was owed only after it had looked, or make a duty that is there.

The county is one pass over claims and linked records, area by area. One record is looked at with its matters only: its
own duties, and the periods and standing duties of the unit that answers for it.
"""

import logging
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.duties.actions.reconciling import Changed, Owed, reconcile
from mingtang.foundation.duties.models import Duty, Outcome
from mingtang.foundation.workdays.queries import calendar as working_calendar
from mingtang.openness.catalogue.models import Catalogue, Fulfilment, Matter
from mingtang.openness.obligations.kinds import ALL, DISPLAY, PERIOD, STANDING, THING
from mingtang.openness.obligations.models import Fact
from mingtang.openness.obligations.owing import cycles, evidence, left, standing, things
from mingtang.openness.obligations.owing.evidence import Piece
from mingtang.openness.obligations.owing.rows import Duties, Units, claimed, day
from mingtang.openness.records.models import Record

log = logging.getLogger(__name__)


def check_all() -> Changed:
    """Everything, one transaction per area, so that nobody waits for the whole county. What breaks in one area leaves
    the others alone, and is raised in the end.
    """
    found, units = Changed(), Units()
    broken: Exception | None = None
    for area_id in Catalogue.objects.order_by("area__position").values_list("area_id", flat=True):
        try:
            found.add(check_area(area_id, units))
        except Exception as error:
            log.exception("the duties of area %s were not checked", area_id)
            broken = broken or error
    if broken:
        raise broken
    return found


@transaction.atomic
def check_area(area_id: int, units: Units | None = None) -> Changed:
    """The duties of one catalogue."""
    _hold(Matter.objects.filter(catalogue__area_id=area_id))
    return _check(
        claimed(area_id=area_id), Duty.objects.filter(kind__in=ALL, area_id=area_id), units or Units()
    )


@transaction.atomic
def check_matters(matter_ids: Iterable[UUID]) -> Changed:
    """The duties of some matters."""
    ids = list(dict.fromkeys(matter_ids))
    _hold(Matter.objects.filter(pk__in=ids))
    return _check(claimed(matter_ids=ids), Duty.objects.filter(kind__in=ALL, subject_id__in=ids), Units())


def _hold(matters: QuerySet[Matter]) -> None:
    """Until the end of the transaction, against other checks only: what is linked or claimed meanwhile is not held up.
    In order, so that no two wait for each other.
    """
    rows = matters.select_for_update(of=("self",), no_key=True).order_by("pk")
    list(rows.only("pk"))


def _check(rows: dict[UUID, Duties], stored: QuerySet[Duty], units: Units) -> Changed:
    """Of what comes round all records are read; of the rest only those whose duty has not ended."""
    rounds = [pk for pk, row in rows.items() if row.has_rounds]
    plain = [pk for pk, row in rows.items() if not row.has_rounds]
    posted = [pk for pk in plain if rows[pk].has_display]
    every = list(evidence.pieces(matter_ids=rounds))
    unsettled = evidence.pieces(matter_ids=plain, unsettled=THING)
    shown = evidence.pieces(matter_ids=posted, unsettled=DISPLAY)
    facts = evidence.facts(matter_ids=rows)
    owed = chain(
        _of_things(rows, chain(every, unsettled), chain(every, shown), facts, units),
        _of_rounds(rows, every, evidence.confirmations(matter_ids=rounds), units),
    )
    return _write(rows, owed, stored)


@transaction.atomic
def check_record(record_id: UUID) -> Changed:
    """What one record touches; nothing for one that no matter is linked with."""
    links = Fulfilment.objects.filter(record_id=record_id).values_list("matter_id", flat=True)
    named = Fact.objects.filter(record_id=record_id).values_list("matter_id", flat=True)
    ids = list(dict.fromkeys([*links, *named]))
    _hold(Matter.objects.filter(pk__in=ids))
    unit_id = Record.objects.filter(pk=record_id).values_list("unit_id", flat=True).first()
    if not ids or unit_id is None:
        return Changed()
    units, rows = Units(), claimed(matter_ids=ids)
    for row in rows.values():
        holder = row.holder_of(units.path(unit_id))
        row.holders = [holder] if holder else []
    facts = [fact for fact in evidence.facts(matter_ids=ids) if fact.record_id == record_id]
    own = list(evidence.pieces(matter_ids=ids, record_id=record_id))
    owed = [*_of_things(rows, own, own, facts, units)]
    round_ids = [pk for pk, row in rows.items() if row.has_rounds]
    if round_ids:
        every = list(evidence.pieces(matter_ids=round_ids))
        owed += _of_rounds(rows, every, evidence.confirmations(matter_ids=round_ids), units)
    fact_ids = [fact.pk for fact in facts]
    stored = Duty.objects.filter(
        kind__in=(THING, DISPLAY), cause_id__in=[record_id, *fact_ids], subject_id__in=ids
    )
    rounds = _rounds_of({pk: rows[pk] for pk in round_ids})
    return _write(rows, owed, Duty.objects.filter(Q(pk__in=stored.values("pk")) | Q(pk__in=rounds)))


def _rounds_of(rows: dict[UUID, Duties]) -> list[UUID]:
    """The rounds of the holders of each matter that can still change. Whose they are the key tells: a person may have
    passed one on to another unit.
    """
    found = Duty.objects.filter(Q(closed_at=None) | Q(outcome=Outcome.VOID), subject_id__in=rows)
    known = found.filter(kind__in=(PERIOD, STANDING)).values_list("pk", "subject_id", "key")
    holders = {pk: {str(holder.unit_id) for holder in row.holders} for pk, row in rows.items()}
    return [pk for pk, matter, key in known if key.split(":")[3] in holders[matter]]


def _write(rows: dict[UUID, Duties], owed: Iterable[Owed], stored: QuerySet[Duty]) -> Changed:
    # Periods of long ago are not owed anew, and what is open of them stays so.
    history = Q(kind__in=(PERIOD, STANDING), period_last__lt=clock.today() - cycles.LOOKS_BACK)
    why = _("不再需要：目录里没有了、认领取消了，或者信息不再主动公开")
    stored = stored.exclude(history)
    return reconcile(
        chain(owed, left.of_stored(stored, rows, clock.today())),
        stored,
        why_void=why,
        stays=lambda key, due_on: cycles.was_due(key, due_on, rows, clock.today()),
    )


def _of_things(
    rows: dict[UUID, Duties],
    formed: Iterable[Piece],
    shown: Iterable[Piece],
    facts: Collection[Fact],
    units: Units,
) -> Iterator[Owed]:
    answered = {(fact.matter_id, fact.record_id) for fact in facts if fact.record_id}
    yield from things.of_records(rows, formed, units, answered)
    yield from things.displays(rows, shown, units, working_calendar(), clock.today())
    named = {fact.record_id for fact in facts if fact.record_id}
    rows_out = Record.objects.filter(pk__in=named).values_list("pk", "published_at")
    out = {pk: day(at) for pk, at in rows_out if at}
    published = {pair: out.get(pair[1]) for pair in answered}
    yield from things.of_facts(rows, facts, published, units)


def _of_rounds(
    rows: dict[UUID, Duties],
    pieces: Collection[Piece],
    confirmed: dict[tuple[UUID, int], cycles.Published],
    units: Units,
) -> Iterator[Owed]:
    """Periods and standing duties, with the records of each holder of a matter that has such rules."""
    by_holder: dict[tuple[UUID, int], list[Piece]] = {}
    holders: dict[tuple[UUID, int], int | None] = {}
    rounds = {pk for pk, row in rows.items() if row.has_rounds}
    for piece in pieces:
        if piece.matter_id not in rounds:
            continue
        key = (piece.matter_id, piece.unit_id)
        if key not in holders:
            holder = rows[piece.matter_id].holder_of(units.path(piece.unit_id))
            holders[key] = holder.unit_id if holder else None
        unit = holders[key]
        if unit is not None:
            by_holder.setdefault((piece.matter_id, unit), []).append(piece)
    calendar, today = working_calendar(), clock.today()
    for pk in rounds:
        row = rows[pk]
        published = {holder.unit_id: _days(by_holder.get((pk, holder.unit_id), [])) for holder in row.holders}
        yield from cycles.of_matter(row, published, calendar, today)
        for holder in row.holders:
            key = (pk, holder.unit_id)
            yield from standing.of_holder(row, holder, by_holder.get(key, []), confirmed.get(key, []), today)


def _days(pieces: Iterable[Piece]) -> cycles.Published:
    found = [(piece.published_on, piece.record_id) for piece in pieces if piece.published_on]
    return sorted(found, key=lambda each: each[0])
