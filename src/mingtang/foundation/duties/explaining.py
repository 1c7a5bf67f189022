"""The account of a date in words that a clerk reads: one sentence, then every stretch of days with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation.duties.models import Duty, Mode, TimeUnit
from mingtang.kernel.clock.days import DayFact, DayKind
from mingtang.kernel.clock.model import Reckoning, Span, Step, StepKind

_WEEKDAYS = (
    gettext_lazy("星期一"), gettext_lazy("星期二"), gettext_lazy("星期三"), gettext_lazy("星期四"),
    gettext_lazy("星期五"), gettext_lazy("星期六"), gettext_lazy("星期日"),
)  # fmt: skip
_FESTIVALS = {
    "New Year's Day": gettext_lazy("元旦"),
    "Spring Festival": gettext_lazy("春节"),
    "Tomb-sweeping Day": gettext_lazy("清明节"),
    "Labour Day": gettext_lazy("劳动节"),
    "Dragon Boat Festival": gettext_lazy("端午节"),
    "National Day": gettext_lazy("国庆节"),
    "Mid-autumn Festival": gettext_lazy("中秋节"),
    "Anti-Fascist 70th Day": gettext_lazy("抗战胜利日"),
}
"""The library names its festivals in English."""


@dataclass(frozen=True)
class Line:
    """One stretch of days: `days` names them, `counted` how many count, `why` the reason, `source` on whose word."""

    days: str
    kind: str
    counted: int
    why: str
    source: str = ""


@dataclass(frozen=True)
class Explanation:
    """`summary` is one sentence, `rule` where the term stands, `lines` every stretch, `remarks` what else to know."""

    summary: str
    rule: str
    lines: list[Line] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def explain(duty: Duty, found: Reckoning | None) -> Explanation:
    """The account of a duty. `found` is that of `queries.reckoning`, empty where nothing was counted."""
    rule = "，".join(part for part in (duty.source, duty.article) if part)
    if found is None:
        return Explanation(_uncounted(duty), rule, remarks=_remarks(duty))
    remarks = _happened(found) + _remarks(duty)
    return Explanation(_summary(duty, found), rule, lines(found), remarks)


def lines(found: Reckoning) -> list[Line]:
    """Each step as a line; make-up workdays get a line of their own after the stretch they lie in."""
    told: list[Line] = []
    for step in found.steps:
        told.append(_line(step, backward=found.steps[0].kind != StepKind.START))
        if step.kind == StepKind.COUNTED:
            told += [_make_up(fact) for fact in step.facts if fact.kind == DayKind.MAKE_UP]
    return told


def _make_up(fact: DayFact) -> Line:
    why = _("调休上班，算工作日（%(name)s）") % {"name": festival(fact.name)}
    return Line(day_words(fact.day), DayKind.MAKE_UP, 0, why, fact.source)


def _line(step: Step, *, backward: bool) -> Line:
    days = span_words(step.first, step.last)
    match step.kind:
        case StepKind.START:
            why = _("事项当天，不算在内") if backward else _("起算当天，不算在内，从第二天开始数")
            return Line(days, step.kind, 0, why)
        case StepKind.COUNTED:
            why = _("计 %(n)s 天") % {"n": step.n}
            return Line(days, step.kind, step.n, _("延长期，") + why if step.extra else why)
        case StepKind.PAUSED:
            return Line(days, step.kind, 0, _("暂停计时：%(why)s") % {"why": step.why}, step.source)
        case StepKind.MOVED:
            why = _("提前到上一个工作日：") if backward else _("顺延到下一个工作日：")
            return Line(days, step.kind, 0, why + _reasons(step.facts), _source(step.facts))
        case _:
            return Line(days, step.kind, 0, _reasons(step.facts), _source(step.facts))


def _summary(duty: Duty, found: Reckoning) -> str:
    count = span_of(found.term.span)
    if duty.mode == Mode.BACKWARD:
        assert found.due
        return _("%(event)s前%(count)s，最晚在%(due)s完成。%(rest)s") % {
            "event": day_words(found.begun), "count": count, "due": day_words(found.due), "rest": _resting(found),
        }  # fmt: skip
    if found.due is None:
        return _(
            "从%(start)s的第二天开始数%(count)s。从%(stop)s起计时暂停，还剩%(left)s，恢复后再算到期日。"
        ) % {
            "start": day_words(found.begun),
            "count": count,
            "stop": day_words(found.stopped.first) if found.stopped else "",
            "left": "、".join(span_of(span) for span in found.left),
        }
    if found.extension:
        count += _("，延长%(more)s") % {"more": span_of(found.extension.span)}
    return _("从%(start)s的第二天开始数%(count)s，到%(due)s为止。%(rest)s") % {
        "start": day_words(found.begun), "count": count, "due": day_words(found.due), "rest": _resting(found),
    }  # fmt: skip


def _resting(found: Reckoning) -> str:
    """How many days of which kind were left out: a clerk checks this against the wall calendar."""
    weekends, feasts, paused, make_up = 0, dict[str, int](), 0, 0
    for step in found.steps:
        if step.kind == StepKind.PAUSED:
            paused += (step.last - step.first).days + 1
        for fact in step.facts:
            if fact.kind == DayKind.MAKE_UP and step.kind == StepKind.COUNTED:
                make_up += 1
            elif step.kind in (StepKind.REST, StepKind.MOVED) and fact.kind == DayKind.HOLIDAY:
                name = festival(fact.name)
                feasts[name] = feasts.get(name, 0) + 1
            elif step.kind in (StepKind.REST, StepKind.MOVED) and fact.kind == DayKind.WEEKEND:
                weekends += 1
    parts = [_("周末 %(n)s 天") % {"n": weekends}] if weekends else []
    parts += [_("%(name)s放假 %(n)s 天") % {"name": name, "n": n} for name, n in feasts.items()]
    parts += [_("暂停 %(n)s 天") % {"n": paused}] if paused else []
    said = _("其间%(parts)s不算。") % {"parts": "、".join(parts)} if parts else ""
    return said + (_("调休上班 %(n)s 天算在内。") % {"n": make_up} if make_up else "")


def _uncounted(duty: Duty) -> str:
    if duty.mode == Mode.FIXED and duty.due_on and duty.due_on == duty.period_last:
        return _("这一期到%(due)s结束，期限就是这一天。遇休息日也不顺延，请提前办理。") % {
            "due": day_words(duty.due_on)
        }
    if duty.mode == Mode.FIXED and duty.due_on:
        return _("规定的日期是%(due)s，遇休息日也不顺延，请提前办理。") % {"due": day_words(duty.due_on)}
    if duty.mode == Mode.HOURS and duty.due_at and duty.start_at:
        return _("从%(start)s起连续计 %(n)s 小时，夜间和休息日也算，到%(due)s为止。") % {
            "start": formats.date_format(duty.start_at, "DATETIME_FORMAT"),
            "n": duty.n,
            "due": formats.date_format(duty.due_at, "DATETIME_FORMAT"),
        }
    if duty.mode == Mode.BACKWARD:
        return _("还没有登记事项的日期，算不出期限。请先登记日期。")
    return _("还没有形成日期，算不出期限。请先填写形成日期。")


def _happened(found: Reckoning) -> list[str]:
    told = []
    if found.restart:
        told.append(
            _("%(day)s重新起算：%(why)s") % {"day": day_words(found.restart.on), "why": found.restart.reason}
        )
    if found.extension:
        told.append(
            _("%(day)s决定延长%(more)s：%(why)s")
            % {
                "day": day_words(found.extension.decided_on),
                "more": span_of(found.extension.span),
                "why": found.extension.reason,
            }
        )
    return told


def _remarks(duty: Duty) -> list[str]:
    told = []
    if duty.soft:
        told.append(_("规定里没有写具体天数，这个日期只用来提醒，过了也不算逾期。"))
    if duty.provisional:
        told.append(_("其中有的年份还没有公布放假安排，先按星期推算；公布后会自动重新计算。"))
    return told


def _reasons(facts: Iterable[DayFact]) -> str:
    names: dict[str, int] = {}
    for fact in facts:
        name = str(festival(fact.name)) + _("放假") if fact.kind == DayKind.HOLIDAY else _("周末")
        names[name] = names.get(name, 0) + 1
    return "、".join(names)


def _source(facts: Iterable[DayFact]) -> str:
    return "；".join(dict.fromkeys(fact.source for fact in facts if fact.source))


def festival(name: str) -> Any:
    return _FESTIVALS.get(name, name)


def span_of(span: Span) -> str:
    """`20 个工作日`."""
    return f" {span.n} {TimeUnit(span.unit.value).label}"


def day_words(day: date) -> str:
    """`2026年10月9日（星期五）`: the weekday is what people check first."""
    return f"{formats.date_format(day, 'DATE_FORMAT')}（{_WEEKDAYS[day.weekday()]}）"


def span_words(first: date, last: date) -> str:
    if first == last:
        return day_words(first)
    return _("%(first)s至%(last)s") % {"first": day_words(first), "last": day_words(last)}
