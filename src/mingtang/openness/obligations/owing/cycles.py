"""Duties that come round: each period of a matter and unit, from the first that is due a while after the claim."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from uuid import UUID

from mingtang.foundation.duties.actions.reconciling import Owed
from mingtang.foundation.duties.models import Mode
from mingtang.kernel.clock.cycles import Period, owed_by, periods
from mingtang.kernel.clock.days import Calendar
from mingtang.kernel.clock.reckoning import due_day
from mingtang.kernel.disclosure.owing import OwedRule, Trigger
from mingtang.kernel.disclosure.time_limits import general_term
from mingtang.openness.catalogue.actions.claiming import SUBJECT as MATTER
from mingtang.openness.obligations.kinds import PERIOD
from mingtang.openness.obligations.owing.rows import Duties, Holder
from mingtang.openness.obligations.wording import period_words
from mingtang.openness.records.queries import SUBJECT as RECORD

LOOKS_BACK = timedelta(days=3 * 366)
"""Periods before that are history: they are neither made nor changed."""
Published = list[tuple[date, UUID]]


def of_matter(
    row: Duties, published: Mapping[int, Published], calendar: Calendar, today: date
) -> Iterator[Owed]:
    """The periodic duties of all holders of a matter. `published` are days and records by holding unit, in order."""
    for rule in row.rules:
        if rule.trigger == Trigger.PERIOD:
            for holder in row.holders:
                yield from _of_holder(row, rule, holder, published.get(holder.unit_id, []), calendar, today)


def _of_holder(
    row: Duties, rule: OwedRule, holder: Holder, published: Published, calendar: Calendar, today: date
) -> Iterator[Owed]:
    begun = max(holder.since, row.since)
    ready = begun if holder.took_over else due_day(begun, general_term(begun).span, calendar)
    for period in periods(rule.cycle, max(begun, today - LOOKS_BACK), today, calendar):
        due = owed_by(period, calendar, by_month=rule.by_month, by_day=rule.by_day, after_end=rule.after_end)
        if due < ready:
            # Whoever just took it over gets the time that anything formed then would have.
            continue
        done = _done(window(period, rule), rule.times, published)
        scope = f"（{rule.scope}）" if rule.scope else ""
        yield Owed(
            key=f"p:{row.matter_id}:{rule.part}:{holder.unit_id}:{period.key}",
            kind=PERIOD,
            subject_kind=MATTER,
            subject_id=row.matter_id,
            title=f"{row.name}{scope}　{period_words(period)}"[:300],
            unit_id=holder.unit_id,
            area_id=row.area_id,
            post_id=holder.post_id,
            mode=Mode.FIXED,
            start_on=period.first,
            due_on=due,
            source=rule.source[:300],
            article=rule.article[:200],
            needed=rule.times,
            period_first=period.first,
            period_last=period.last,
            done_on=done[0] if done else None,
            evidence_kind=RECORD if done else "",
            evidence_id=done[1] if done else None,
        )


def window(period: Period, rule: OwedRule) -> tuple[date, date]:
    """The days on which a publication counts for a period: the period itself, or the one after it where it is owed
    after its end.
    """
    if rule.after_end:
        after = period.last + timedelta(days=1)
        length = period.last - period.first
        return after, after + length
    return period.first, period.last


def _done(days: tuple[date, date], needed: int, published: Published) -> tuple[date, UUID] | None:
    """The day on which the last needed publication came, and its record."""
    first = bisect_left(published, days[0], key=lambda each: each[0])
    last = bisect_right(published, days[1], key=lambda each: each[0])
    return published[first + needed - 1] if last - first >= needed else None


def was_due(key: str, due_on: date | None, rows: Mapping[UUID, Duties], today: date) -> bool:
    """Whether a round that is owed no longer was overdue before its unit gave the claim up, took it again, or the row
    began to say something else: then it stays overdue. Otherwise whoever is late could wipe it out that way.
    """
    if key[:2] not in ("p:", "y:") or due_on is None or due_on >= today:
        return False
    _kind, matter, _part, unit, *_round = key.split(":")
    row = rows.get(UUID(matter))
    holder = next((h for h in row.holders if h.unit_id == int(unit)), None) if row else None
    return row is None or holder is None or due_on < max(holder.since, row.since)
