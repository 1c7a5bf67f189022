"""Duties of standing matters (长期公开): a current record has to be there, and somebody confirms it each year.

From the claim on, the general limit applies to the first record, and again when the last one is gone. From the year
after the claim, a publication or a confirmation in a calendar year is that year's; the first one after a year that
nobody looked through is also that year's, late.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from mingtang.foundation.duties.actions.reconciling import Owed
from mingtang.foundation.duties.models import Mode
from mingtang.kernel.disclosure.owing import OwedRule, Trigger
from mingtang.kernel.disclosure.time_limits import general_term
from mingtang.openness.catalogue.actions.claiming import SUBJECT as MATTER
from mingtang.openness.obligations.kinds import STANDING
from mingtang.openness.obligations.owing.cycles import LOOKS_BACK, Published
from mingtang.openness.obligations.owing.evidence import Piece
from mingtang.openness.obligations.owing.rows import Duties, Holder
from mingtang.openness.records.queries import SUBJECT as RECORD

CONFIRMATION = "confirmation"


def of_holder(
    row: Duties, holder: Holder, pieces: Sequence[Piece], confirmed: Published, today: date
) -> Iterator[Owed]:
    """The standing duties of one unit. `pieces` are its records for the matter, `confirmed` days of confirmations."""
    rule = next((rule for rule in row.rules if rule.trigger == Trigger.STANDING), None)
    if rule is None:
        return
    begun = max(holder.since, row.since)
    yield from _there(row, rule, holder, pieces, begun, today)
    yield from _years(row, rule, holder, pieces, confirmed, begun, today)


def _there(
    row: Duties, rule: OwedRule, holder: Holder, pieces: Sequence[Piece], begun: date, today: date
) -> Iterator[Owed]:
    """A first record after the claim; and after each day on which nothing was left, another."""
    term = general_term(begun)
    start, left = begun, sorted((p for p in pieces if p.published_on), key=lambda p: p.published_on or begun)
    n = 0
    while True:
        there = [p for p in left if p.gone is None or p.gone > start]
        first = there[0] if there else None
        done = max(first.published_on, start) if first and first.published_on else None
        yield Owed(
            key=f"s:{row.matter_id}:{rule.part}:{holder.unit_id}:{start.isoformat()}{f':{n}' if n else ''}",
            kind=STANDING,
            subject_kind=MATTER,
            subject_id=row.matter_id,
            title=row.name[:300],
            unit_id=holder.unit_id,
            area_id=row.area_id,
            post_id=holder.post_id,
            mode=Mode.FORWARD,
            start_on=start,
            n=term.span.n,
            time_unit=term.span.unit,
            source=term.source,
            article=term.article,
            done_on=done,
            note="" if done else _why(start, begun),
            evidence_kind=RECORD if done else "",
            evidence_id=first.record_id if first and done else None,
        )
        gap = _empty_from(left, done) if done else None
        n += 1
        if gap is None or gap > today or n > len(left):
            return
        start = gap


def _why(start: date, begun: date) -> str:
    """What happened on the day from which on the first record is waited for."""
    return (
        _("起算日是认领这个事项、目录已经生效的那天。")
        if start == begun
        else _("起算日起，没有正在公开的信息了。")
    )


def _empty_from(pieces: Sequence[Piece], since: date) -> date | None:
    """The first day after `since` on which none of the records was shown; None while one is."""
    end: date | None = since
    for piece in pieces:
        if end is None or piece.published_on is None or piece.published_on > end:
            break
        if piece.gone is None:
            return None
        end = max(end, piece.gone)
    return end


def _years(
    row: Duties,
    rule: OwedRule,
    holder: Holder,
    pieces: Sequence[Piece],
    confirmed: Published,
    begun: date,
    today: date,
) -> Iterator[Owed]:
    said: list[tuple[date, str, UUID]] = [
        (p.published_on, RECORD, p.record_id) for p in pieces if p.published_on
    ]
    said += [(on, CONFIRMATION, pk) for on, pk in confirmed]
    said.sort(key=lambda each: each[0])
    for year in range(max(begun.year + 1, (today - LOOKS_BACK).year), today.year + 1):
        done = next((each for each in said if each[0] >= date(year, 1, 1)), None)
        yield Owed(
            key=f"y:{row.matter_id}:{rule.part}:{holder.unit_id}:{year}",
            kind=STANDING,
            subject_kind=MATTER,
            subject_id=row.matter_id,
            title=_("%(name)s　%(year)s年核对") % {"name": row.name[:280], "year": year},
            unit_id=holder.unit_id,
            area_id=row.area_id,
            post_id=holder.post_id,
            mode=Mode.FIXED,
            start_on=date(year, 1, 1),
            due_on=date(year, 12, 31),
            source=rule.source[:300],
            article=rule.article[:200],
            period_first=date(year, 1, 1),
            period_last=date(year, 12, 31),
            done_on=done[0] if done else None,
            evidence_kind=done[1] if done else "",
            evidence_id=done[2] if done else None,
        )
