"""Which time limit applies to a matter now, and why, in words: the rules that make its duties."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation import clock
from mingtang.foundation.duties.explaining import span_of
from mingtang.kernel.clock.model import Span, TimeUnit
from mingtang.kernel.disclosure.owing import Decided, Doubt, OwedRule, Row, Trigger, rules_of
from mingtang.kernel.disclosure.time_limits import SPECIAL
from mingtang.openness.catalogue.limits import CYCLES
from mingtang.openness.catalogue.models import Entry
from mingtang.openness.catalogue.queries import IN_ORDER, in_force
from mingtang.openness.obligations.models import MatterLimit
from mingtang.openness.obligations.owing.rows import soft_span

DOUBTS: dict[str, Any] = {
    Doubt.UNPARSED: gettext_lazy(
        "目录里的时限写法读不出天数，先按一般期限办，任务没有丢。请指定这个事项的时限，或者在目录里改写法。"
    ),
    Doubt.REFERENCE: gettext_lazy(
        "目录只写了“按有关规定”，没有写天数，先按一般期限办，任务没有丢。请查明是哪条规定，指定时限。"
    ),
}
STATUTES = {row.value.code: row for row in SPECIAL}


@dataclass(frozen=True)
class Applying:
    """One rule of a matter in words. `statute` is the name of the special limit, `doubt` what to do about a phrase."""

    scope: str
    words: str
    source: str
    article: str
    statute: str = ""
    doubt: str = ""
    soft: bool = False


def decided_of(limit: MatterLimit) -> Decided:
    span = Span(limit.n, TimeUnit(limit.time_unit))
    return Decided(span, limit.event, limit.source, limit.article, limit.backward)


def rules_now(entry: Entry, limit: MatterLimit | None) -> tuple[OwedRule, ...]:
    """The rules of a matter today; its version has to be read with it."""
    row = Row(
        entry.path_text,
        entry.parsed_limit,
        f"《{entry.version.title}》",
        decided_of(limit) if limit else None,
    )
    return rules_of(row, clock.today(), soft_span())


def applying(entry: Entry, limit: MatterLimit | None) -> list[Applying]:
    """What applies, a line for each part of the limit; nothing for what is disclosed on request only."""
    return [_told(rule) for rule in rules_now(entry, limit)]


def _told(rule: OwedRule) -> Applying:
    return Applying(
        rule.scope,
        words_of(rule),
        rule.source,
        rule.article,
        STATUTES[rule.statute].value.label if rule.statute in STATUTES else "",
        str(DOUBTS[rule.doubt]) if rule.doubt else "",
        rule.soft,
    )


def words_of(rule: OwedRule) -> str:
    """`形成后 20 个工作日内公开，公示至少 7 天`."""
    said = [_main(rule)]
    if rule.display:
        said.append(_("公示至少%(n)s") % {"n": span_of(rule.display)})
    if rule.comment:
        said.append(_("征求意见至少%(n)s") % {"n": span_of(rule.comment)})
    return "，".join(part for part in said if part)


def _main(rule: OwedRule) -> str:
    event = rule.event or _("信息形成或变更")
    match rule.trigger:
        case Trigger.STANDING:
            return _("长期公开，每年核对一次")
        case Trigger.PERIOD:
            return _period(rule)
        case Trigger.DURING:
            return _("%(event)s的当天公开（只提醒，不算逾期）") % {"event": event}
        case Trigger.PROMPT:
            return _("%(event)s后及时公开，%(count)s时提醒（不算逾期）") % {
                "event": event,
                "count": span_of(rule.span) if rule.span else "",
            }
        case Trigger.BEFORE:
            return _("在%(event)s前%(count)s公开") % {
                "event": event,
                "count": span_of(rule.span) if rule.span else "",
            }
        case _:
            return _("%(event)s后%(count)s内公开") % {
                "event": event,
                "count": span_of(rule.span) if rule.span else "",
            }


def _period(rule: OwedRule) -> str:
    cycle = str(CYCLES.get(rule.cycle, rule.cycle))
    if rule.after_end:
        return _("%(cycle)s公开，每期结束后%(count)s内") % {"cycle": cycle, "count": span_of(rule.after_end)}
    if rule.by_day:
        month = _("%(n)s月") % {"n": rule.by_month} if rule.by_month else ""
        return _("%(cycle)s%(month)s%(day)s日前公开") % {"cycle": cycle, "month": month, "day": rule.by_day}
    return _("%(cycle)s至少公开 %(n)s 次") % {"cycle": cycle, "n": rule.times}


@dataclass(frozen=True)
class Overview:
    """All matters in force by what is special about their limits. `special` is by statute: label, source, matters."""

    doubtful: list[tuple[Entry, Applying]]
    special: list[tuple[str, str, list[Entry]]]
    decided: list[tuple[MatterLimit, Entry | None]]


def overview() -> Overview:
    """Reads every matter in force once; their phrases are few, so the rules of each phrase are made once."""
    entries = list(
        in_force().filter(active=True).select_related("version__catalogue__area").order_by(*IN_ORDER)
    )
    limits = {limit.matter_id: limit for limit in standing_limits()}
    doubtful: list[tuple[Entry, Applying]] = []
    special: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.matter_id in limits:
            continue
        for rule in rules_now(entry, None):
            if rule.statute:
                special.setdefault(rule.statute, []).append(entry)
            if rule.doubt:
                doubtful.append((entry, _told(rule)))
                break
    by_matter = {entry.matter_id: entry for entry in entries}
    laws = [
        (row.value.label, f"{row.source}{row.article}", list(dict.fromkeys(special[code])))
        for code, row in STATUTES.items()
        if code in special
    ]
    return Overview(doubtful, laws, [(limit, by_matter.get(pk)) for pk, limit in limits.items()])


def standing_limits(ids: Iterable[UUID] | None = None) -> Iterable[MatterLimit]:
    """The decided limits that stand, the newest first."""
    rows = MatterLimit.objects.filter(ended_at=None).select_related("decided_by").order_by("-decided_at")
    return rows if ids is None else rows.filter(matter_id__in=list(ids))
