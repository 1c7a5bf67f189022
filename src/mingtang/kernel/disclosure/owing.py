"""What a row of the standard catalogue makes people owe: its time limit as rules by which duties are made.

Statutes with a limit of their own go before the catalogue's general phrase; a phrase that itself names an event and a
number already is such a limit and stays. What cannot be read falls back on the general limit, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from mingtang.kernel.clock.model import Span, Term, TimeUnit
from mingtang.kernel.disclosure.time_limits import Special, general_term, special_for
from mingtang.kernel.lawdata import LawRow
from mingtang.kernel.limits.model import Limit, LimitType

T = LimitType


class Trigger(StrEnum):
    """What sets a duty off."""

    FORMED = "formed"  # information is formed, or a named event is over
    BEFORE = "before"  # a named event is to come
    DURING = "during"  # a named act is under way: the same day, as a reminder
    PROMPT = "prompt"  # formed, without a number: as a reminder
    PERIOD = "period"  # a cycle comes round
    STANDING = "standing"  # always: there has to be a current record, confirmed each year


class Doubt(StrEnum):
    """Why the general limit stands in for that of the row."""

    UNPARSED = "unparsed"
    REFERENCE = "reference"


@dataclass(frozen=True)
class OwedRule:
    """One rule of a row. `part` numbers the parts of a split phrase from 0, `scope` says what the part speaks of.

    `span` is the term (None for periods owed by their end or a date, and for standing rows). `event` is what it counts
    from, in the phrase's or the statute's words; empty for forming. Of periods `cycle`, `times`, `by_month`, `by_day`
    are those of the limit and `after_end` counts from the end of the period. `display` and `comment` are how long it
    stays posted at least. `source` and `article` say where the term stands; `statute` is the code of a special limit.

    Hours are begun days here and `moves` is false for them: records and facts know their day and not their hour, and
    hours run through days of rest.
    """

    part: int
    trigger: Trigger
    source: str
    article: str
    span: Span | None = None
    moves: bool = True
    event: str = ""
    soft: bool = False
    cycle: str = ""
    times: int = 1
    by_month: int | None = None
    by_day: int | None = None
    after_end: Span | None = None
    display: Span | None = None
    comment: Span | None = None
    scope: str = ""
    statute: str = ""
    doubt: Doubt | None = None

    @property
    def by_thing(self) -> bool:
        """Whether each record or registered fact is owed for itself."""
        return self.trigger not in (Trigger.PERIOD, Trigger.STANDING)


@dataclass(frozen=True)
class Decided:
    """A limit that people decided for one matter instead of that of the catalogue, with where it stands."""

    span: Span
    event: str
    source: str
    article: str
    backward: bool = False


@dataclass(frozen=True)
class Row:
    """A matter as far as its time limit goes: its names, its limit, and the catalogue it stands in (`source`)."""

    path: str
    limit: Limit
    source: str
    decided: Decided | None = None


def rules_of(row: Row, on: date, soft: Span) -> tuple[OwedRule, ...]:
    """The rules of a row on a day; empty where it is disclosed on request only. `soft` is the reminder where no number
    is told.
    """
    if row.decided:
        return (_decided(row.decided),)
    special = special_for(row.path, on)
    parts = row.limit.parts or (row.limit,)
    found: list[OwedRule] = []
    for n, part in enumerate(parts):
        rule = _rule(n, part, row, special, on, soft)
        if rule and found and _completes(part) and found[-1].by_thing:
            # 确定后及时公开，公告期限不少于5个工作日: the second half is no duty of its own.
            found[-1] = replace(found[-1], display=rule.display, comment=rule.comment)
        elif rule:
            found.append(rule)
    return tuple(found)


def _completes(limit: Limit) -> bool:
    """Whether it only says how long something stays posted, without what it is."""
    alone = limit.n is None and not limit.scope and not limit.trigger
    return alone and limit.type in (T.DISPLAY_PERIOD, T.COMMENT_PERIOD)


def _decided(decided: Decided) -> OwedRule:
    trigger = Trigger.BEFORE if decided.backward else Trigger.FORMED
    return OwedRule(0, trigger, decided.source, decided.article, decided.span, event=decided.event)


def _rule(
    part: int, limit: Limit, row: Row, special: LawRow[Special] | None, on: date, soft: Span
) -> OwedRule | None:
    rule = _plain(part, limit, row, on, soft)
    if rule is None or special is None:
        return rule
    law = special.value
    # A phrase with an event and a number of its own is the special limit already.
    says_it_itself = limit.type in (T.AFTER_EVENT, T.BEFORE_EVENT, T.PERIODIC, T.LONG_TERM)
    if rule.by_thing and law.span and not says_it_itself:
        rule = replace(
            rule,
            trigger=Trigger.FORMED,
            span=law.span,
            moves=True,
            event=law.trigger,
            source=special.source,
            article=special.article,
            statute=law.code,
            soft=False,
            doubt=None,
        )
    if rule.by_thing:
        rule = replace(
            rule, display=_longer(rule.display, law.display), comment=_longer(rule.comment, law.comment)
        )
    return rule


def _longer(own: Span | None, law: Span | None) -> Span | None:
    """The statute's minimum, unless the row itself asks for more of the same unit."""
    if own is None or law is None:
        return own or law
    return own if own.unit == law.unit and own.n > law.n else law


def _plain(part: int, limit: Limit, row: Row, on: date, soft: Span) -> OwedRule | None:
    said = OwedRule(part, Trigger.FORMED, row.source, limit.raw or row.limit.raw, scope=limit.scope)
    said = replace(
        said,
        display=_span(limit.display_n, limit.display_unit),
        comment=_span(limit.comment_n, limit.comment_unit),
    )
    span = _span(limit.n, limit.unit)
    if span and limit.unit == TimeUnit.HOUR:
        said = replace(said, moves=False)
    match limit.type:
        case T.ON_REQUEST:
            return None
        case _ if limit.manner == "on_request":
            return None
        case T.LONG_TERM:
            return replace(said, trigger=Trigger.STANDING)
        case T.PERIODIC:
            return _period(said, limit, span)
        case T.DURING:
            same_day = Span(0, TimeUnit.DAY)
            during = replace(said, trigger=Trigger.DURING, span=same_day, event=limit.trigger, soft=True)
            return replace(during, moves=False)
        case T.PROMPT:
            return replace(said, trigger=Trigger.PROMPT, span=soft, event=limit.trigger, soft=True)
        case T.BEFORE_EVENT if span:
            return replace(said, trigger=Trigger.BEFORE, span=span, event=limit.trigger)
        case T.REFERENCE:
            return _general(said, on, Doubt.REFERENCE)
        case T.UNPARSED:
            return _general(said, on, Doubt.UNPARSED)
        case _ if limit.direction == "before" and span:
            return replace(said, trigger=Trigger.BEFORE, span=span, event=limit.trigger)
        case _ if span:
            return replace(said, span=span, event=_event(limit))
        case _:
            # A display or comment period alone says nothing of when it has to begin.
            return _general(said, on, None)


def _general(said: OwedRule, on: date, doubt: Doubt | None) -> OwedRule:
    term: Term = general_term(on)
    return replace(said, span=term.span, moves=True, source=term.source, article=term.article, doubt=doubt)


def _period(said: OwedRule, limit: Limit, span: Span | None) -> OwedRule:
    return replace(
        said,
        trigger=Trigger.PERIOD,
        cycle=limit.cycle,
        times=limit.times or 1,
        by_month=limit.by_month,
        by_day=limit.by_day,
        after_end=span,
    )


def _event(limit: Limit) -> str:
    """Empty for forming, changing, making and obtaining: that is the day of forming a record states itself."""
    return limit.trigger if limit.type == T.AFTER_EVENT else ""


def _span(n: int | None, unit: str) -> Span | None:
    if n is None or not unit:
        return None
    return Span(-(-n // 24), TimeUnit.DAY) if unit == TimeUnit.HOUR else Span(n, TimeUnit(unit))


def part_for(title: str, rules: Sequence[OwedRule]) -> OwedRule | None:
    """Which rule a single record or fact falls under; None where it belongs to what is merely kept current.

    Of a split phrase (处罚决定：…；其他内容：…) the part whose scope shares most pairs of characters with the title.
    Where none does, a part without a scope, then a standing part, then the first.
    """
    things = [rule for rule in rules if rule.by_thing]
    if len(rules) < 2 or not things:
        return things[0] if things else None
    # Of two alike, one that is owed for itself goes before one that is merely kept current.
    best = max((*things, *rules), key=lambda rule: _alike(rule.scope, title))
    if _alike(best.scope, title):
        return best if best.by_thing else None
    open_one = next((rule for rule in things if not rule.scope), None)
    if open_one or any(rule.trigger == Trigger.STANDING for rule in rules):
        return open_one
    return things[0]


def _alike(scope: str, title: str) -> int:
    pairs = {scope[n : n + 2] for n in range(len(scope) - 1)}
    return sum(pair in title for pair in pairs)
