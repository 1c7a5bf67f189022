"""How a duty stands, in a word with its tone: done, late, standing still, or how long is left."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.duties.kinds import DUTY_KINDS, DutyKind
from mingtang.foundation.duties.models import Duty, Mode, Outcome
from mingtang.foundation.duties.queries import WARN_WORKDAYS
from mingtang.foundation.web.slots import Badge
from mingtang.kernel.clock.days import Calendar

_TONES = {
    Outcome.ON_TIME: "ok",
    Outcome.DONE: "ok",
    Outcome.LATE: "late",
    Outcome.CUT_SHORT: "late",
    Outcome.DECLARED: "info",
}
SOON_HOURS = 48


def badge(duty: Duty, days: Calendar) -> Badge:
    """The outcome of a closed duty; of an open one how many working days are left or have passed."""
    if not duty.is_open:
        return Badge(_TONES.get(Outcome(duty.outcome), "muted"), duty.get_outcome_display())
    if duty.due_on is None:
        return Badge("muted", _("计时暂停") if stands(duty) else _("还没有日期"))
    if duty.mode == Mode.HOURS and duty.due_at:
        return _by_the_hour(duty)
    return _by_the_day(duty, duty.due_on, days)


def stands(duty: Duty) -> bool:
    """Whether the clock of an open duty has begun and stands still."""
    begun = duty.start_on if duty.mode == Mode.FORWARD else duty.start_at
    return duty.is_open and duty.due_on is None and begun is not None


def _by_the_hour(duty: Duty) -> Badge:
    assert duty.due_at
    hours = int((duty.due_at - clock.now()).total_seconds() // 3600)
    if hours < 0:
        return Badge("late", _("已逾期 %(n)s 小时") % {"n": -hours})
    return Badge("soon" if hours < SOON_HOURS else "muted", _("还有 %(n)s 小时") % {"n": hours})


def _by_the_day(duty: Duty, due: date, days: Calendar) -> Badge:
    today = clock.today()
    worked = days.working_between(today, due)
    if due < today:
        return _over(duty, -worked, (today - due).days)
    if due == today:
        return Badge("soon", _("今天到期"))
    tone = "soon" if worked <= WARN_WORKDAYS else "muted"
    if not worked:
        return Badge(tone, _("还有 %(n)s 天，都是休息日") % {"n": (due - today).days})
    return Badge(tone, _("还有 %(n)s 个工作日") % {"n": worked})


def _over(duty: Duty, worked: int, passed: int) -> Badge:
    """A day of rest after the due day is late too: it counts in days until the next working day comes."""
    count = _("%(n)s 个工作日") % {"n": worked} if worked else _("%(n)s 天") % {"n": passed}
    if duty.soft:
        return Badge("soon", _("提醒日已过 %(count)s") % {"count": count})
    return Badge("late", _("已逾期 %(count)s") % {"count": count})


def kind_of(duty: Duty) -> DutyKind | None:
    """The registered kind; a duty of a maker that is gone keeps its code only."""
    return dict(DUTY_KINDS.items()).get(duty.kind)


def todo(duty: Duty) -> Any:
    kind = kind_of(duty)
    if kind is None:
        return duty.kind
    return kind.todo(duty) if callable(kind.todo) else kind.todo


def kind_labels() -> dict[str, Any]:
    return {kind.code: kind.label for kind in DUTY_KINDS}
