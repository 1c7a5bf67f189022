"""Kinds of papers that stand on every county's site, each from a few words of its own.

Lists come as ``a；b；c``, table rows as ``a|b|c/d|e|f``, sections as ``heading：text/heading：a；b；c``.
"""

from __future__ import annotations

from typing import Any
from zlib import crc32

from mingtang.demo.catalogue.shapes import Paper

_HEADS = (
    ("受理条件", "申请材料", "办理流程", "办理时限和收费", "办理地点和时间", "咨询和监督"),
    ("谁可以申请", "需要带什么", "怎么办", "多久办好、收不收费", "到哪里办", "咨询和监督"),
    ("服务对象", "提交材料", "办理程序", "时限与费用", "受理地点", "咨询与投诉"),
)
_PLACES = {"hall": "{hall}{short}窗口", "own": "{addr}{name}", "town": "就近的乡镇（街道）便民服务中心"}


def _stop(text: str) -> str:
    return text if text.endswith(("。", "：", "？", "！")) else text + "。"


def _list(text: str, mark: str) -> list[str]:
    items = text.split("；")
    return [_stop(text)] if len(items) == 1 else [f"{mark} {_stop(item)}" for item in items]


def _table(head: str, rows: str) -> list[str]:
    return [f"|{line}" for line in (head, *rows.split("/"))] if head else []


def _sections(text: str) -> list[str]:
    lines = []
    for section in text.split("/") if text else ():
        heading, _, words = section.partition("：")
        lines += [f"## {heading}", *_list(words, "1.")]
    return lines


def guide(
    unit: str,
    title: str,
    what: str,
    who: str,
    need: str,
    steps: str,
    days: str,
    *,
    at: str = "hall",
    fee: str = "不收取费用",
    **more: Any,
) -> Paper:
    """办事指南. ``at`` is ``hall``, ``own``, ``town`` or the place in words."""
    heads = _HEADS[crc32(title.encode()) % len(_HEADS)]
    body = [
        _stop(what),
        f"## {heads[0]}", *_list(who, "1."),
        f"## {heads[1]}", *_list(need, "-"),
        f"## {heads[2]}", *_list(steps, "1."),
        f"## {heads[3]}", f"{days}；{fee}。",
        f"## {heads[4]}", f"{_PLACES.get(at, at)}，{{hours}}。",
        f"## {heads[5]}", "咨询、监督电话：{tel}；也可以拨打12345。",
    ]  # fmt: skip
    return Paper(
        unit, title, "guide", tuple(body), **{"audience": "natural_person", "word": "办事指南", **more}
    )


def listing(
    unit: str, title: str, intro: str, head: str, rows: str, sections: str = "", **more: Any
) -> Paper:
    """名录、清单、标准表: a sentence, a table, what else is to be said."""
    body = [_stop(intro), *_table(head, rows), *_sections(sections), "如有变动将及时更新，咨询电话：{tel}。"]
    return Paper(unit, title, "other", tuple(body), **{"word": "清单名录", **more})


def notice(
    unit: str, title: str, to: str, intro: str, sections: str, head: str = "", rows: str = "", **more: Any
) -> Paper:
    """通知, with a number of its own."""
    body = [f"{to}：", _stop(intro), *_sections(sections), *_table(head, rows)]
    return Paper(unit, title, "notice", tuple(body), **{"numbered": True, "word": "政策文件", **more})


def announce(
    unit: str,
    title: str,
    intro: str,
    head: str = "",
    rows: str = "",
    sections: str = "",
    *,
    days: int = 0,
    **more: Any,
) -> Paper:
    """公告、公示; ``days`` working days for objections."""
    body = [_stop(intro), *_table(head, rows), *_sections(sections)]
    body.append(f"@objection {days}" if days else "联系电话：{tel}。")
    return Paper(unit, title, "announcement", tuple(body), **{"word": "公告公示", **more})


def explain(unit: str, title: str, intro: str, sections: str, **more: Any) -> Paper:
    """解读."""
    body = [_stop(intro), *_sections(sections), "解读机关：{name}，联系电话：{tel}。"]
    return Paper(unit, title, "other", tuple(body), **{"word": "政策解读", **more})


def plan(
    unit: str, title: str, intro: str, sections: str, head: str = "", rows: str = "", **more: Any
) -> Paper:
    """规划、计划、方案、预案."""
    body = [_stop(intro), *_sections(sections), *_table(head, rows)]
    return Paper(unit, title, "plan", tuple(body), **{"word": "规划计划", **more})


def report(
    unit: str, title: str, intro: str, sections: str = "", head: str = "", rows: str = "", **more: Any
) -> Paper:
    """情况、报告、通报."""
    body = [_stop(intro), *_table(head, rows), *_sections(sections)]
    return Paper(unit, title, "report", tuple(body), **{"word": "工作情况", **more})
