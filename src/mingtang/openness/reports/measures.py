"""Every number of a report, defined once: what it is called, how it is counted, where it is read, which list is behind.

Tables, sentences, indicators and the page “how it is counted” all stand on this table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from mingtang.openness.reports.figures import Figures
from mingtang.openness.reports.figures.counts import Numbers
from mingtang.openness.reports.figures.duties import mean, worst


@dataclass(frozen=True)
class Measure:
    """`noun` is the unit of counting, `%` for a share (0 to 1). `listing` names the list behind it (`lists.LISTS`).

    `dated` measures are of the period and can be compared with another; others are as of today.
    """

    code: str
    label: Any
    noun: Any
    how: Any
    listing: str = ""
    read: Callable[[Figures, str], float | None] | None = None
    dated: bool = True

    def of(self, figures: Figures, bucket: str = "this") -> float | None:
        """None where it cannot be told: a share of nothing, a mean of nothing, another day."""
        if bucket != "this" and (not self.dated or bucket not in figures.asked.buckets):
            return None
        if self.read is not None:
            return self.read(figures, bucket)
        return figures.counts.total(bucket)[self.code]


def share(part: str, whole: str) -> Callable[[Figures, str], float | None]:
    def read(figures: Figures, bucket: str) -> float | None:
        return rate(figures.counts.total(bucket), part, whole)

    return read


def rate(numbers: Numbers, part: str = "on_time", whole: str = "should") -> float | None:
    return numbers[part] / numbers[whole] if numbers[whole] else None


def _table(*measures: Measure) -> dict[str, Measure]:
    return {measure.code: measure for measure in measures}


_DUE = _("按任务期限的最后一天落在本期内来数；只提醒、不算逾期的任务和作废的任务不计")
MEASURES = _table(
    Measure(
        "published",
        _("公开信息"),
        _("条"),
        _("本期内第一次向社会公开的信息，以系统记录的公开时间为准；后来撤下的也计入"),
        "published",
    ),
    Measure(
        "policy",
        _("其中政策和规范性文件"),
        _("条"),
        _("公开信息里标为政策性文件或者行政规范性文件的"),
        "policy",
    ),
    Measure("withdrawn", _("撤下信息"), _("条"), _("本期内撤下的信息，不论何时公开"), "withdrawn"),
    Measure(
        "corrected",
        _("更正信息"),
        _("次"),
        _("本期内用更正后的文本替换已公开文本的次数，一条信息更正两次计两次"),
        "corrected",
    ),
    Measure(
        "should",
        _("到期应公开"),
        _("项"),
        _("本期到期、确有信息要公开的任务：按时完成、逾期完成和逾期未办三项之和。声明没有、免予办理和还没到期的不计"),
        "should",
    ),
    Measure("on_time", _("按时公开"), _("项"), _("到期应公开里，在期限当天或者之前公开的"), "on_time"),
    Measure("late", _("逾期公开"), _("项"), _("到期应公开里，过了期限才公开的"), "late"),
    Measure("overdue", _("逾期未办"), _("项"), _("到期应公开里，到统计日还没有公开的"), "overdue"),
    Measure(
        "rate",
        _("按时率"),
        "%",
        _("按时公开除以到期应公开；没有到期任务时不计算"),
        "should",
        share("on_time", "should"),
    ),
    Measure(
        "delay_mean",
        _("平均逾期"),
        _("个工作日"),
        _("逾期公开和逾期未办的任务，从期限次日数到公开日（未办的数到统计日）的工作日数的平均"),
        "delayed",
        lambda figures, bucket: mean(figures.timeliness.delays.all),
        dated=False,
    ),
    Measure(
        "delay_worst",
        _("最长逾期"),
        _("个工作日"),
        _("同上，其中最长的一项"),
        "delayed",
        lambda figures, bucket: worst(figures.timeliness.delays.all),
        dated=False,
    ),
    Measure(
        "running", _("本期还没到期"), _("项"), _("期限在本期内、统计日还没到期、也还没办完的任务"), "running",
        dated=False,
    ),
    Measure(
        "declared", _("声明本期无应公开信息"), _("项"), _("本期到期、由责任人签署声明没有应公开信息的任务"), "declared"
    ),
    Measure("waived", _("免予办理"), _("项"), _("本期到期、经批准免予办理的任务"), "waived"),
    Measure("made", _("新产生任务"), _("项"), _("本期内产生的公开任务，不论何时到期"), "made"),
    Measure(
        "cut_short", _("公示提前撤下"), _("项"), _("本期内在公示期满之前撤下的公示"), "cut_short"
    ),
    Measure(
        "confirmed",
        _("核对长期公开信息"),
        _("项次"),
        _("本期内核对并确认仍然有效的长期公开事项，一个单位核对一个事项计一次"),
        "confirmed",
    ),
    Measure(
        "claimed", _("认领目录事项"), _("项"),
        _("统计日现行目录里已认领的事项，几个单位认领同一事项的分别计"), "claimed", dated=False,
    ),
    Measure(
        "covered", _("有公开信息的事项"), _("项"),
        _("已认领的事项里，认领单位（含下属单位）至少有一条现在公开的信息的"), "covered", dated=False,
    ),
    Measure(
        "coverage", _("目录覆盖率"), "%", _("有公开信息的事项除以认领的事项"), "uncovered", share("covered", "claimed"),
        dated=False,
    ),
    Measure("reported", _("收到纠错"), _("件"), _("本期内公众提出的纠错，不予受理的不计"), "reported"),
    Measure("answered", _("已答复纠错"), _("件"), _("本期收到的纠错里，到统计日已经答复的"), "answered"),
    Measure(
        "answered_in_time", _("按期答复纠错"), _("件"), _("本期收到的纠错里，在承诺期限内答复的"), "answered_in_time"
    ),
    Measure(
        "report_late", _("超期纠错"), _("件"), _("本期收到的纠错里，超过承诺期限才答复或者仍未答复的"), "report_late"
    ),
    Measure(
        "answer_mean", _("纠错平均答复用时"), _("个工作日"), _("从提出次日数到答复当天的工作日数的平均"), "answered",
        lambda figures, bucket: mean(figures.answers.days), dated=False,
    ),
    Measure("problems", _("登记问题"), _("个"), _("本期内登记的需要整改的问题，最后认定不是问题的不计"), "problems"),
    Measure("cured", _("已销号问题"), _("个"), _("本期登记的问题里，到统计日已经整改销号的"), "cured"),
    Measure("uncured", _("超期未整改"), _("个"), _("本期登记的问题里，到统计日超过整改期限的"), "uncured"),
    Measure(
        "stale", _("超时未更新栏目"), _("个"), _("统计日最新一条信息早于栏目更新时限的栏目"), "stale", dated=False
    ),
    Measure("visits", _("信息浏览"), _("次"), _("本期内公众打开信息页面的次数，机器和工作人员的不计"), "most_read"),
    Measure("searches", _("站内搜索"), _("次"), _("本期内公众在本站搜索的次数，机器和工作人员的不计")),
)  # fmt: skip
