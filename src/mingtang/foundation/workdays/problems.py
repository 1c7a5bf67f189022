"""What is wrong with the lines of an arrangement, told to the person: where, what, why, what to do."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mingtang.kernel.clock.arrangements import Problem

Facts = Mapping[str, Any]


def text(problem: Problem) -> str:
    """The sentence, with the place of the line before it."""
    sentence = _SENTENCES[problem.code](problem.facts)
    return f"{problem.line.place}：{sentence}" if problem.line else sentence


def day_text(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def _verb(working: bool) -> str:
    return _("上班") if working else _("放假")


def _days(facts: Facts) -> dict[str, Any]:
    """The facts with days and verbs as they are read."""
    said = {name: day_text(value) if isinstance(value, date) else value for name, value in facts.items()}
    return said | {name: _verb(facts[name]) for name in ("working", "was") if name in facts}


_SENTENCES: dict[str, Callable[[Facts], str]] = {
    "unreadable": lambda f: (
        _("“%(text)s”读不出日期。请写成 2月6日 或 2027-02-06；一段日子写成 10月1日至7日。") % f
    ),
    "no_verb": lambda f: _(
        "没有写“放假”还是“上班”。例如：10月1日至7日 放假 国庆节。如果是落款日期，请删去这一行。"
    ),
    "backwards": lambda f: _("从%(first)s到%(last)s，先后写反了。跨年的请写上年份。") % _days(f),
    "too_long": lambda f: _("从%(first)s到%(last)s超过%(most)s天，放假没有这么长，请核对月份。") % _days(f),
    "outside_year": lambda f: (
        _("%(day)s不在%(year)s年。一份安排只管当年；元旦连休的，上一年12月的日子也可以写。") % _days(f)
    ),
    "twice": lambda f: _("%(day)s写了两次（另一处：%(other)s）。请只留一处。") % _days(f),
    "taken": lambda f: (
        _("%(day)s已经由“%(title)s”定为%(was)s，一天只能有一个说法。要改，请打开那份安排，选“用新的代替”。")
        % _days(f)
    ),
    "needless_work": lambda f: _("%(day)s本来就是工作日，不用写上班。请核对日期。") % _days(f),
    "nothing": lambda f: _("还没有一天放假或者上班的日子。请填上面的表格，或者粘贴通知里的句子。"),
    "apart": lambda f: _("一行里写了几个单独的放假日。如果意思是从哪天到哪天，中间请写“至”。"),
    "only_weekend": lambda f: (
        _("%(first)s是周末，本来就休息。") % _days(f)
        if f["first"] == f["last"]
        else _("%(first)s至%(last)s都是周末，本来就休息。") % _days(f)
    ),
    "other_than_known": lambda f: (
        _("%(day)s在现有日历里是%(was)s（%(name)s），这里写的是%(working)s；采用后以这里为准。") % _days(f)
    ),
    "ignored": lambda f: _("这一行没有日期，不采用：%(text)s") % f,
    "missing_festivals": lambda f: (
        _("没有写到%(names)s，请核对是不是漏了。只临时调整几天的，“这是全年的放假安排”不要打勾。") % f
    ),
}
