"""What stands around a name, and whether it speaks of the past: then names of the past are right."""

from __future__ import annotations

import re
from datetime import date

from mingtang.kernel.guard.about import About

_END = "。！？；\n"
_REACH = 160
_FORMER = re.compile(
    # 原|县工商局, but not the county 某原县.
    r"(?:(?<![一-鿿])|(?<=[的由将为和与把经在对向从是即被及或]))原(?=[县市区乡镇])|(?<![平草高太中五青复还])原(?![县市区乡镇则因料有件始告价油煤创地本产定理生材状文味型装籍址子野])|时任|曾任|前任|前身|更名前|撤销前|改革前|旧称|老(?=[县市省])"
)
_CHANGED = re.compile(
    r"更名|改名|改称|改为|改组|改制|改革|撤销|撤并|合并|并入|划入|划归|划转|转隶|组建|整合|重组|不再保留|不再使用|前身|沿革|历史|"
    r"挂牌|移交(?=[的给后到至完，。]|工作|手续)|接收|承接|历任|曾用|旧称|停止使用|作废|启用新|启用印章|停用"
)
_YEAR = re.compile(r"(?<!\d)(19[4-9]\d|20\d\d)(?:\s*年|[-./]\d|[〕\]）)]|[—–-]{1,2}20\d\d)")
_PAST_TITLE = re.compile(
    r"大事记|年鉴|[县市区镇乡村]志|沿革|历史|改革方案|机构改革|更名|撤销|历任|老干部(?:名|简|回忆|口述)"
)


def day_of(about: About) -> date:
    """The day the paper speaks on: its own, and of a draft today."""
    return about.dated or about.today


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around `text[start:end]` begins and ends; never further than `_REACH` away."""
    first = max(0, start - _REACH)
    begin = max(text.rfind(mark, first, start) for mark in _END) + 1
    ends = [at for mark in _END if (at := text.find(mark, end, end + _REACH)) >= 0]
    return max(begin, first), min(ends, default=min(len(text), end + _REACH))


def past_paper(about: About) -> bool:
    """Chronicles and papers about the change itself name things as they were."""
    return _PAST_TITLE.search(about.title) is not None


def speaks_of_past(text: str, start: int, end: int, until: date) -> bool:
    """Whether the words around say that this is what was so up to `until`: “原…”, a change, a year of then."""
    begin, finish = sentence(text, start, end)
    clause = max(text.rfind(mark, begin, start) for mark in "，、：:;,（(") + 1
    if _FORMER.search(text, max(clause, begin), start):
        return True
    around = text[begin:finish]
    if _CHANGED.search(around):
        return True
    years = [int(found[1]) for found in _YEAR.finditer(around)]
    return any(year < until.year or (year == until.year and until.month > 1) for year in years)


def in_title(text: str, start: int, end: int) -> bool:
    """Whether the place is inside 《》 of its sentence: the titles of others are quoted as they are."""
    opened = text.rfind("《", max(0, start - _REACH), start)
    if opened < 0 or text.find("》", opened, start) >= 0:
        return False
    return text.find("》", end, end + _REACH) >= 0
