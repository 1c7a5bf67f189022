"""Duties of single things: a record that was formed, a fact that was registered, and how long it stays posted."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from mingtang.foundation.duties.actions.reconciling import Owed
from mingtang.foundation.duties.models import Mode
from mingtang.kernel.clock.days import Calendar
from mingtang.kernel.clock.model import Span, TimeUnit
from mingtang.kernel.clock.reckoning import due_day
from mingtang.kernel.disclosure.owing import OwedRule, Trigger, part_for
from mingtang.openness.catalogue.actions.claiming import SUBJECT as MATTER
from mingtang.openness.obligations.kinds import DISPLAY, THING
from mingtang.openness.obligations.models import Fact
from mingtang.openness.obligations.owing.evidence import Piece
from mingtang.openness.obligations.owing.rows import Duties, Units
from mingtang.openness.records.queries import SUBJECT as RECORD

FACT = "fact"


Parts = dict[tuple[UUID, str], OwedRule | None]


def of_records(
    duties: dict[UUID, Duties],
    pieces: Iterable[Piece],
    units: Units,
    answered: Collection[tuple[UUID, UUID]],
) -> Iterator[Owed]:
    """One duty per linked record and matter. `answered` are pairs of matter and record that a fact speaks of: its own
    duty covers them.
    """
    parts: Parts = {}
    for piece in pieces:
        row = duties.get(piece.matter_id)
        rule = _rule(row, piece.title, parts) if row else None
        if row and rule and (piece.matter_id, piece.record_id) not in answered:
            yield _thing(row, rule, _post(row, piece.unit_id, units), piece)


def displays(
    duties: dict[UUID, Duties], pieces: Iterable[Piece], units: Units, calendar: Calendar, today: date
) -> Iterator[Owed]:
    """One duty per published record that has to stay posted for a time."""
    parts: Parts = {}
    for piece in pieces:
        row = duties.get(piece.matter_id)
        rule = _rule(row, piece.title, parts) if row and piece.published_on else None
        if row and rule:
            yield from _display(row, rule, _post(row, piece.unit_id, units), piece, calendar, today)


def _rule(row: Duties, title: str, known: Parts) -> OwedRule | None:
    if len(row.rules) < 2:
        return part_for(title, row.rules)
    key = (row.matter_id, title)
    if key not in known:
        known[key] = part_for(title, row.rules)
    return known[key]


def _post(row: Duties, unit_id: int, units: Units) -> int | None:
    """The post that claimed for the unit itself; else the unit's own officer, else the post of the unit above."""
    holder = row.holder_of(units.path(unit_id))
    if holder and holder.unit_id == unit_id:
        return holder.post_id
    return units.posts.get(unit_id) or (holder.post_id if holder else None)


def _thing(row: Duties, rule: OwedRule, post: int | None, piece: Piece) -> Owed:
    span = rule.span or Span(0, TimeUnit.DAY)
    backward = rule.trigger == Trigger.BEFORE
    return Owed(
        key=f"r:{row.matter_id}:{piece.record_id}",
        kind=THING,
        subject_kind=MATTER,
        subject_id=row.matter_id,
        title=piece.title or _("（无标题）"),
        unit_id=piece.unit_id,
        area_id=row.area_id,
        post_id=post,
        # A record does not know the day of an event to come: that takes a registered fact.
        start_on=None if backward else piece.formed_on,
        mode=Mode.BACKWARD if backward else Mode.FORWARD,
        n=span.n,
        time_unit=span.unit,
        moves=rule.moves,
        source=rule.source[:300],
        article=rule.article[:200],
        soft=rule.soft,
        cause_kind=RECORD,
        cause_id=piece.record_id,
        opened_at=piece.made,
        done_on=piece.published_on,
        evidence_kind=RECORD if piece.published_on else "",
        evidence_id=piece.record_id if piece.published_on else None,
    )


def _display(
    row: Duties, rule: OwedRule, post: int | None, piece: Piece, calendar: Calendar, today: date
) -> Iterator[Owed]:
    """It stays posted from the day after publication; whether it did shows when the last day is over."""
    span = _longest(rule.display, rule.comment)
    if span is None or piece.published_on is None:
        return
    until = due_day(piece.published_on, span, calendar)
    cut = piece.gone is not None and piece.gone <= until
    over = cut or until < today
    yield Owed(
        key=f"d:{row.matter_id}:{piece.record_id}",
        kind=DISPLAY,
        subject_kind=MATTER,
        subject_id=row.matter_id,
        title=piece.title or _("（无标题）"),
        unit_id=piece.unit_id,
        area_id=row.area_id,
        post_id=post,
        start_on=piece.published_on,
        n=span.n,
        time_unit=span.unit,
        source=rule.source[:300],
        article=rule.article[:200],
        cause_kind=RECORD,
        cause_id=piece.record_id,
        done_on=(piece.gone if cut else until) if over else None,
        evidence_kind=RECORD if over else "",
        evidence_id=piece.record_id if over else None,
        cut_short=cut,
    )


def _longest(first: Span | None, second: Span | None) -> Span | None:
    days = {"workday": 7 / 5, "day": 1, "week": 7, "month": 30, "year": 365}
    spans = [span for span in (first, second) if span]
    return max(spans, key=lambda span: span.n * days.get(span.unit, 1), default=None)


def of_facts(
    duties: dict[UUID, Duties],
    facts: Iterable[Fact],
    published: dict[tuple[UUID, UUID], date | None],
    units: Units,
) -> Iterator[Owed]:
    """One duty per registered fact, done when the record that answers it went public. `published` tells that day by
    matter and record, for records that are linked or named by a fact.
    """
    for fact in facts:
        row = duties.get(fact.matter_id)
        rule = part_for(fact.title, row.rules) if row else None
        if row is None or rule is None:
            continue
        done = published.get((fact.matter_id, fact.record_id)) if fact.record_id else None
        span = rule.span or Span(0, TimeUnit.DAY)
        yield Owed(
            key=f"f:{row.matter_id}:{fact.pk}",
            kind=THING,
            subject_kind=MATTER,
            subject_id=row.matter_id,
            title=fact.title,
            unit_id=fact.unit_id,
            area_id=row.area_id,
            post_id=_post(row, fact.unit_id, units),
            mode=Mode.BACKWARD if rule.trigger == Trigger.BEFORE else Mode.FORWARD,
            start_on=fact.occurred_on,
            n=span.n,
            time_unit=span.unit,
            moves=rule.moves,
            source=rule.source[:300],
            article=rule.article[:200],
            soft=rule.soft,
            cause_kind=FACT,
            cause_id=fact.pk,
            opened_at=fact.entered_at,
            done_on=done,
            evidence_kind=RECORD if done else "",
            evidence_id=fact.record_id if done else None,
        )
