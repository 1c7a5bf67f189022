"""The states in words, with a sign and a colour: never by colour alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation.web.slots import Badge
from mingtang.kernel.disclosure.coverage import State


@dataclass(frozen=True)
class Look:
    """`sign` is one character that every font has; `tone` that of a badge; `means` says when a matter is in it."""

    state: State
    word: Any
    sign: str
    tone: str
    means: Any

    @property
    def badge(self) -> Badge:
        return Badge(self.tone, self.word)


LOOKS: Mapping[State, Look] = {
    look.state: look
    for look in (
        Look(
            State.OVERDUE,
            gettext_lazy("逾期"),
            "×",
            "late",
            gettext_lazy("至少有一项该公开的，过了最后期限还没有公开。"),
        ),
        Look(
            State.UNCLAIMED,
            gettext_lazy("没人认领"),
            "?",
            "late",
            gettext_lazy("目录里有这个事项，这一级却还没有单位负责。"),
        ),
        Look(
            State.SOON,
            gettext_lazy("快到期"),
            "!",
            "soon",
            gettext_lazy("没有逾期的，但有一项今天起 5 个工作日内到期。"),
        ),
        Look(
            State.DECLARED,
            gettext_lazy("声明没有"),
            "○",
            "info",
            gettext_lazy("最近一期，单位负责人签字声明“本期无应公开信息”。"),
        ),
        Look(
            State.COVERED,
            gettext_lazy("已公开"),
            "✓",
            "ok",
            gettext_lazy(
                "现在有公开的信息，或者该公开的都公开过了（晚公开的也算），或者长期公开的信息核对过。"
            ),
        ),
        Look(
            State.IDLE,
            gettext_lazy("暂无应公开"),
            "－",
            "muted",
            gettext_lazy("还没有产生该公开的信息，或者离最后期限还早。"),
        ),
    )
}
"""By state, the worst first."""

LEVELS: Mapping[str, Any] = {
    "county": gettext_lazy("县级"),
    "township": gettext_lazy("乡级"),
    "village": gettext_lazy("村级"),
}


def counts_in_words(counts: Mapping[State, int]) -> str:
    """`逾期 2，已公开 11，共 14 个事项`."""
    parts = [
        _("%(state)s %(n)s") % {"state": look.word, "n": counts[state]}
        for state, look in LOOKS.items()
        if counts.get(state)
    ]
    return _("%(parts)s，共 %(n)s 个事项") % {"parts": "，".join(parts), "n": sum(counts.values())}


def percent(share: float | None) -> str:
    """Whole per cent, rounded down so that only all is 100; a dash where nothing is owed."""
    return "—" if share is None else f"{int(share * 100 + 1e-9)}%"
