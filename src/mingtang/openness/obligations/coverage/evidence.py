"""Why a matter is in its state: open duties with their days, the declaration, the newest public records.

Everybody reads which period is owed and what is public. Of single things that are not public yet (a draft, a registered
fact) everybody reads only how many they are: neither title nor day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.duties.explaining import day_words
from mingtang.foundation.duties.models import Duty
from mingtang.foundation.duties.queries import soon_until, visible_q
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority
from mingtang.openness.catalogue.models import Entry, Fulfilment
from mingtang.openness.catalogue.queries import entries_by_matter
from mingtang.openness.obligations.coverage.queries import DISCHARGED, OWED, Claims, Row
from mingtang.openness.obligations.coverage.wording import LEVELS, LOOKS, Look
from mingtang.openness.obligations.kinds import PERIOD, STANDING
from mingtang.openness.obligations.links import duty_url
from mingtang.openness.obligations.models import Declaration
from mingtang.openness.obligations.queries import declaration_url
from mingtang.openness.records import queries as records

SHOWN = 5
"""Most duties and most records that are listed of one matter."""
Key = tuple[UUID, int]


@dataclass
class Reason:
    """One piece of evidence; `url` leads to it where there is a page."""

    tone: str
    text: str
    url: str = ""
    note: str = ""


@dataclass
class Explained:
    """One row with what the catalogue calls it and the evidence; `more` counts public records not listed,
    `done` that something was disclosed that is no longer shown.
    """

    row: Row
    entry: Entry | None
    unit: Unit | None
    look: Look
    reasons: list[Reason] = field(default_factory=list)
    records: list[Reason] = field(default_factory=list)
    more: int = 0
    done: bool = False

    @property
    def level(self) -> Any:
        """Where a unit is missing."""
        return LEVELS.get(self.row.level, "") if self.unit is None else ""


def explain(
    rows: Sequence[Row], led: Claims, units: dict[int, Unit], who: Authority | None
) -> list[Explained]:
    """The evidence of some rows: a page of them. Without `who` what everybody may read. Six queries."""
    ids = list({row.matter_id for row in rows})
    entries = entries_by_matter(ids)
    told = [
        Explained(
            row, entries.get(row.matter_id), units[row.unit_id] if row.unit_id else None, LOOKS[row.state]
        )
        for row in rows
    ]
    # A matter that nobody claimed is a row on each of its levels; nothing is known of any of them.
    found: dict[Key, Explained] = {
        (one.row.matter_id, one.row.unit_id): one for one in told if one.row.unit_id is not None
    }
    _duties(found, ids, led, who)
    _declarations(found, ids)
    _records(found, ids, led, who)
    if who is None:
        for one in found.values():
            one.reasons = _things(one) + one.reasons
    return told


def _first(rows: QuerySet[Any], partition: tuple[str, ...], *order: Any) -> Any:
    """The first rows of each part, as many as are shown."""
    place = Window(RowNumber(), partition_by=[F(name) for name in partition], order_by=list(order))
    return rows.annotate(place=place).filter(place__lte=SHOWN)


def _duties(found: dict[Key, Explained], ids: Iterable[UUID], led: Claims, who: Authority | None) -> None:
    rows = Duty.objects.filter(subject_id__in=ids, kind__in=OWED, closed_at=None, soft=False)
    rows = rows.filter(visible_q(who)) if who else rows.filter(kind__in=(PERIOD, STANDING))
    today, soon = clock.today(), soon_until()
    for duty in _first(rows, ("subject_id", "unit_id"), F("due_on").asc(nulls_last=True), F("pk").asc()):
        one = found.get((duty.subject_id, led.holder(duty.subject_id, duty.unit_id)))
        if one is None or len(one.reasons) >= SHOWN:
            continue
        late = duty.due_on is not None and duty.due_on < today
        near = duty.due_on is not None and not late and duty.due_on <= soon
        if late and duty.due_on:
            note = _("最晚应在%(day)s，已过 %(n)s 天") % {
                "day": day_words(duty.due_on), "n": (today - duty.due_on).days,
            }  # fmt: skip
        elif duty.due_on:
            note = _("最晚在%(day)s") % {"day": day_words(duty.due_on)}
        else:
            note = _("还没有填形成日期，算不出期限")
        tone = "late" if late else "soon" if near else "muted"
        one.reasons.append(Reason(tone, duty.title, duty_url(duty.pk) if who else "", note))


def _things(one: Explained) -> list[Reason]:
    """In numbers what everybody is told of single things: those that count beside the periods listed."""
    late = one.row.overdue - sum(reason.tone == "late" for reason in one.reasons)
    soon = one.row.soon - sum(reason.tone == "soon" for reason in one.reasons)
    told = []
    if late > 0:
        told.append(Reason("late", _("有 %(n)s 项过了期限还没有公开") % {"n": late}))
    if soon > 0:
        told.append(Reason("soon", _("有 %(n)s 项快到期限") % {"n": soon}))
    return told


def _declarations(found: dict[Key, Explained], ids: Iterable[UUID]) -> None:
    rows = Declaration.objects.filter(matter_id__in=ids, overturned_at=None).select_related("duty")
    declared = set()
    for row in rows.order_by("-period_last", "-pk"):
        one = found.get((row.matter_id, row.unit_id))
        if one is None or (row.matter_id, row.unit_id) in declared:
            continue
        declared.add((row.matter_id, row.unit_id))
        # The title of its duty says which period.
        text = _("%(title)s：声明本期无应公开信息") % {"title": row.duty.title}
        one.reasons.append(Reason("info", text, declaration_url(row), row.statement))


def _records(found: dict[Key, Explained], ids: Iterable[UUID], led: Claims, who: Authority | None) -> None:
    shown = Q(record__display_until=None) | Q(record__display_until__gte=clock.today())
    links = Fulfilment.objects.filter(shown, matter_id__in=ids, ended_at=None, record__is_public=True)
    pair = ("matter_id", "record__unit_id")
    numbers = Window(Count("pk"), partition_by=[F(name) for name in pair])
    rows = _first(links.annotate(number=numbers), pair, F("record__published_at").desc(), F("pk").desc())
    listed = list(rows.select_related("record"))
    seen = set()
    if who is not None:
        pks = [link.record_id for link in listed]
        seen = set(records.visible_to(who).filter(pk__in=pks).values_list("pk", flat=True))
    counted = set()
    for link in sorted(listed, key=lambda link: link.record.published_at, reverse=True):
        one = found.get((link.matter_id, led.holder(link.matter_id, link.record.unit_id)))
        if one is None:
            continue
        source = (link.matter_id, link.record.unit_id)
        if source not in counted:
            counted.add(source)
            one.more += link.number
        if len(one.records) < SHOWN:
            one.more -= 1
            name = "records_desk:record" if link.record_id in seen else "records:record"
            one.records.append(
                Reason("ok", link.record.title, reverse(name, args=[link.record_id]),
                       day_words(timezone.localdate(link.record.published_at)))
            )  # fmt: skip
    _discharged(found, ids, led)


def _discharged(found: dict[Key, Explained], ids: Iterable[UUID], led: Claims) -> None:
    """What was disclosed and is no longer shown, such as a display that is over: said without its title."""
    empty = [one for one in found.values() if one.row.unit_id and not one.records]
    if not empty:
        return
    rows = Duty.objects.filter(
        subject_id__in=[one.row.matter_id for one in empty], kind__in=OWED, outcome__in=DISCHARGED
    )
    for duty in _first(rows, ("subject_id", "unit_id"), F("done_on").desc(), F("pk").desc()):
        one = found.get((duty.subject_id, led.holder(duty.subject_id, duty.unit_id)))
        if one is None or one.records or one.done or duty.done_on is None:
            continue
        one.done = True
        words = _("最近一次%(how)s：%(day)s") % {
            "how": duty.get_outcome_display(), "day": day_words(duty.done_on),
        }  # fmt: skip
        one.reasons.append(Reason("ok", words))
