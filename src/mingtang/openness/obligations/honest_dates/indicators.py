"""The indicators of honest dates by unit and period, and the records behind them. Villages count with their township.

Late is what a duty says: a record published after the last day of its duty. A record that was public before it was
made in this system came by bulk load, with its old date, and is no old text published as new.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.duties.models import Duty, Mode, Outcome
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Scope
from mingtang.foundation.workdays.queries import calendar as working_calendar
from mingtang.kernel.clock.cycles import Period, period_of
from mingtang.kernel.clock.days import ONE
from mingtang.kernel.disclosure import honest_dates as rules
from mingtang.kernel.disclosure.honest_dates import Burst, InspectionDay, Publication, Thresholds
from mingtang.openness.obligations.coverage.matrix import Places
from mingtang.openness.obligations.kinds import THING
from mingtang.openness.obligations.models import Inspection
from mingtang.openness.obligations.wording import period_words
from mingtang.openness.records.models import Record

QUARTERS, YEARS = 8, 3
"""How far back the chooser of periods goes."""


@dataclass(frozen=True, slots=True)
class Late:
    """One duty that was discharged late, by how many working days."""

    duty_id: UUID
    record_id: UUID
    title: str
    formed_on: date | None
    due_on: date
    done_on: date
    days: int


@dataclass
class Dates:
    """The dates of one unit in a period. `bound` are the records with a binding last day; one that several matters ask
    for counts once, by the matter with which it is latest.
    """

    unit: Unit
    bound: dict[UUID, Late | None] = field(default_factory=dict)
    publications: list[Publication] = field(default_factory=list)
    old: list[Publication] = field(default_factory=list)
    bursts: list[Burst] = field(default_factory=list)

    @property
    def published(self) -> int:
        return len(self.publications)

    @property
    def discharged(self) -> int:
        return len(self.bound)

    @cached_property
    def lates(self) -> list[Late]:
        """The latest first."""
        found = [late for late in self.bound.values() if late]
        return sorted(found, key=lambda late: (-late.days, late.done_on, late.title))

    @property
    def distribution(self) -> list[int]:
        """In time, then by how many working days late, as in the kernel."""
        on_time = self.discharged - len(self.lates)
        found = rules.distribution(max(1, late.days) for late in self.lates)
        return [on_time, *found[1:]]

    @property
    def middle(self) -> float | None:
        return rules.middle(late.days for late in self.lates)

    @property
    def late_percent(self) -> int | None:
        return len(self.lates) * 100 // self.discharged if self.discharged else None

    @property
    def any(self) -> bool:
        return bool(self.discharged or self.publications)

    @property
    def remarkable(self) -> int:
        """For the order of the table: bursts first, then old texts, then lateness."""
        return len(self.bursts) * 10_000 + len(self.old) * 100 + len(self.lates)


def limits() -> Thresholds:
    return rules.thresholds(clock.today())


def choices() -> dict[str, str]:
    """The periods one may choose, with their names, the newest first."""
    found: list[Period] = []
    for cycle, n in (("quarter", QUARTERS), ("year", YEARS)):
        day = clock.today()
        for _n in range(n):
            period = period_of(cycle, day)
            found.append(period)
            day = period.first - ONE
    return {period.key: period_words(period) for period in found}


def period_named(key: str) -> Period:
    """The period of a key; this year for anything else."""
    cycle, _colon, first = key.partition(":")
    if key in choices():
        return period_of(cycle, date.fromisoformat(first))
    return period_of("year", clock.today())


def inspections() -> list[Inspection]:
    return list(Inspection.objects.filter(ended_at=None))


def of_units(scope: Scope, period: Period, unit: Unit | None = None) -> list[Dates]:
    """The indicators of the units of a scope, or of one unit among them; those without anything are left out.

    Three queries and the units.
    """
    places, calendar, bounds = Places(), working_calendar(), limits()
    found: dict[int, Dates] = {}

    def of(unit_id: int) -> Dates | None:
        shown = places.shown(unit_id)
        return found.setdefault(shown.pk, Dates(shown)) if unit is None or shown.pk == unit.pk else None

    late_records: set[UUID] = set()
    since = period.first - timedelta(days=bounds.usual_days)
    duties = Duty.objects.filter(
        scope.q(), kind=THING, mode=Mode.FORWARD, soft=False, done_on__range=(since, period.last)
    ).filter(outcome__in=(Outcome.ON_TIME, Outcome.LATE), due_on__isnull=False)
    fields = ("pk", "unit_id", "evidence_id", "title", "start_on", "due_on", "done_on", "outcome")
    for pk, unit_id, record, title, formed, due, done, outcome in duties.order_by().values_list(*fields):
        one = of(unit_id)
        if one is None or record is None or due is None or done is None:
            continue
        late = None
        if outcome == Outcome.LATE:
            late_records.add(record)
            late = Late(pk, record, title, formed, due, done, rules.late_by(due, done, calendar))
        if done >= period.first:
            before_it = one.bound.get(record)
            later = late and (before_it is None or late.days > before_it.days)
            one.bound[record] = late if later else before_it
    before: dict[int, list[Publication]] = {}
    for unit_id, publication in _publications(scope, since, period.last, late_records):
        one = of(unit_id)
        if one is not None:
            before.setdefault(one.unit.pk, []).append(publication)
            if publication.published_on >= period.first:
                one.publications.append(publication)
    days = [InspectionDay(row.name, row.day) for row in inspections()]
    for pk, one in found.items():
        one.old = rules.old_as_new(one.publications, bounds)
        one.bursts = rules.bursts(before.get(pk, ()), period.first, period.last, calendar, bounds, days)
    return sorted((one for one in found.values() if one.any), key=lambda one: one.unit.path)


def _publications(
    scope: Scope, first: date, last: date, late: set[UUID]
) -> Iterable[tuple[int, Publication]]:
    """What went public on the days from the first to the last, with the unit."""
    zone = timezone.get_current_timezone()
    bounds = (
        datetime.combine(first, time.min, tzinfo=zone),
        datetime.combine(last + ONE, time.min, tzinfo=zone),
    )
    rows = Record.objects.filter(scope.q(), published_at__gte=bounds[0], published_at__lt=bounds[1])
    fields = ("pk", "unit_id", "published_at", "formed_on", "doc_date", "created_at")
    for pk, unit, at, formed, printed, made in rows.order_by().values_list(*fields):
        if at is not None:
            day = timezone.localtime(at).date()
            yield unit, Publication(pk, day, formed, printed, pk in late, old_holding=at < made)


def explained(bounds: Thresholds) -> list[str]:
    """The thresholds in plain words."""
    return [
        _("晚了：公开日期晚于这条信息的最后期限。只算规定了天数的，按工作日数。"),
        _("旧文当新文发：成文日期或形成日期比公开日期早 %(n)s 天以上。批量载入的旧信息不算。")
        % {"n": bounds.old_days},
        _(
            "突击上传：连续 %(days)s 天以内，公开 %(least)s 条以上，是这个单位平常的 %(times)s 倍以上，"
            "其中至少 %(late)s%% 是晚的。平常的数量按之前 %(usual)s 天算。"
        )
        % {
            "days": bounds.burst_days,
            "least": bounds.burst_least,
            "times": bounds.burst_times,
            "late": int(bounds.burst_late * 100),
            "usual": bounds.usual_days,
        },
        _("突击上传结束后 %(n)s 天以内有检查的，会一并标出来。") % {"n": bounds.before_inspection},
    ]
