"""What a check found becomes a problem of the units whose pages they are: one for each unit and rule."""

from collections.abc import Sequence

from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from mingtang.foundation.findings import queries as findings
from mingtang.foundation.findings.actions import raise_finding
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.findings.process import RAISE
from mingtang.foundation.findings.sources import SELF_CHECK
from mingtang.foundation.findings.subjects import REPORTABLE
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority, unit_by_slug
from mingtang.kernel.refusals import Forbidden, WrongState
from mingtang.supervision.selfcheck import queries
from mingtang.supervision.selfcheck.crawling import CONTENT
from mingtang.supervision.selfcheck.models import Found
from mingtang.supervision.selfcheck.words import RULES, seen_in_words

TEXT_MOST = 900


def key_of(rule: str) -> str:
    """The key under which the problems of a rule stand in the register."""
    return f"{queries.SUBJECT}:{rule}"


@transaction.atomic
def raise_problems(who: Authority, rule: str) -> list[Finding]:
    """Registers what the newest check found under a rule: with each unit concerned, unless it is open there already.

    Raises Forbidden where none of the units is in the person's grants, WrongState where there is nothing to register.
    """
    run = queries.newest()
    found = [one for one in queries.found_in(run) if one.rule == rule] if run and rule in RULES else []
    if not found:
        raise WrongState(_("最近一次自查没有发现这个问题，可能已经改好。请看最新的结果。"))
    concerned = by_unit(found)
    units = list(Unit.objects.filter(pk__in=concerned).order_by("path"))
    mine = [unit for unit in units if who.scope(RAISE).covers(unit.pk, None)]
    if not mine:
        raise Forbidden(_("您的岗位不能给这些单位登记问题。"))
    fresh = [unit for unit in mine if findings.open_problem(unit.pk, key_of(rule)) is None]
    if not fresh:
        raise WrongState(_("有关单位的这个问题都已经登记，还没有销号，不用再登记。"))
    words = RULES[rule]
    return [
        raise_finding(
            who,
            source=SELF_CHECK,
            unit=unit,
            title=_("网站自查：%(title)s") % {"title": words.title},
            url=next((path for _one, paths in concerned[unit.pk] for path in paths), ""),
            text=_in_words(concerned[unit.pk]),
            rule=str(words.why),
            measure=str(words.mend),
            key=key_of(rule),
        )
        for unit in fresh
    ]


def by_unit(found: Sequence[Found]) -> dict[int, list[tuple[Found, list[str]]]]:
    """Unit id → what was found on its pages, with those of the examples. Pages of no unit are the county's."""
    root = queries.root_place().unit_id
    owners: dict[str, int] = {}
    concerned: dict[int, list[tuple[Found, list[str]]]] = {}
    for one in found:
        mine: dict[int, list[str]] = {}
        for path in one.examples:
            owner = owners.setdefault(path, unit_of(path) or root)
            mine.setdefault(owner, []).append(path)
        for unit, paths in (mine or {root: []}).items():
            concerned.setdefault(unit, []).append((one, paths))
    return concerned


def unit_of(path: str) -> int | None:
    """The unit whose page it is: that of the information shown, or that of the unit's own site."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.view_name in CONTENT and "record" in REPORTABLE:
        shown = REPORTABLE["record"].one(match.kwargs["pk"])
        return shown.unit_id if shown else None
    if match.view_name.startswith("portal:unit") and "slug" in match.kwargs:
        unit, _past = unit_by_slug(match.kwargs["slug"])
        return unit.pk if unit else None
    return None


def _in_words(found: Sequence[tuple[Found, list[str]]]) -> str:
    """What was seen and where, so much as fits."""
    lines: list[str] = []
    for one, paths in found:
        line = _("%(seen)s（全站 %(n)s 个网页）：%(paths)s") % {
            "seen": seen_in_words(one.rule, one.detail) or RULES[one.rule].title,
            "n": one.pages,
            "paths": _("、").join(paths) or _("各页"),
        }
        if sum(map(len, lines)) + len(line) > TEXT_MOST:
            lines.append(_("……其余见“网站自查”。"))
            break
        lines.append(line)
    return "\n".join(lines)
