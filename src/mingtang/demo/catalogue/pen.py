"""Writes rows of the catalogue in short: what an area's rows share is said once."""

from __future__ import annotations

import re
from typing import Any

from mingtang.demo.catalogue.shapes import TOWNSHIPS, DemoRow, Existing, Paper, Same

# Phrases of 公开时限 that many rows share.
W20 = "信息形成或者变更之日起20个工作日内"
F20 = "自该政府信息形成或者变更之日起20个工作日内"
E20 = "公开事项信息形成或者变更之日起20个工作日内公开"
G10 = "制定或者获取信息之日起10个工作日内"
W7 = "自信息形成或者变更之日起7个工作日内予以公开"
W5 = "信息形成之日起5个工作日内"
BARE = "20个工作日"
PERMIT = "行政许可决定作出之日起7个工作日内"
PENALTY = "行政处罚决定作出之日起7个工作日内"
PROMPT = "及时公开"
NOW = "实时公开"
LONG = "长期公开（动态调整）"
YIELD = "信息形成或者变更之日起20个工作日内。法律、法规另有规定的，从其规定。"
QUARTERLY = "每季度公开1次"
COMMENT = "信息形成或者变更之日起20个工作日内；征求意见期限不得少于30日"

NOBODY: tuple[str, ...] = ()
"""Claimed by no unit."""

_CHANNELS = {
    "网": "政府网站",
    "报": "政府公报",
    "微": "两微一端",
    "会": "发布会/听证会",
    "播": "广播电视",
    "纸": "纸质媒体",
    "阅": "公开查阅点",
    "政": "政务服务中心",
    "便": "便民服务站",
    "入": "入户/现场",
    "栏": "社区/企事业单位/村公示栏（电子屏）",
    "推": "精准推送",
}
_LAW = re.compile(r"(?P<title>.+?)(?P<number>（[^（）]*〔[^（）]*）)?")


def channels(code: str, *, full: bool) -> str:
    """``网政+信用中国网站``: one character for each standard channel, others by name after a plus.

    ``full`` lists all thirteen with ■ or □, otherwise only those used are listed.
    """
    marks, *others = code.split("+")
    if not full:
        return " ".join([f"■{_CHANNELS[mark]}" for mark in marks] + [f"■{name}" for name in others])
    listed = [f"{'■' if mark in marks else '□'}{name}" for mark, name in _CHANNELS.items()]
    return " ".join([*listed, f"■其他：{'、'.join(others)}" if others else "□其他"])


def laws(names: str) -> str:
    """``~社会保险法 某办法（某发〔2020〕1号）`` → ``《中华人民共和国社会保险法》《某办法》（某发〔2020〕1号）``."""
    result = ""
    for name in names.replace("~", "中华人民共和国").split():
        match = _LAW.fullmatch(name)
        assert match, name
        result += f"《{match['title']}》{match['number'] or ''}"
    return result


class Sheet:
    """The rows of one area. ``unit`` claims the rows of county level, the townships those of theirs.

    ``level`` is one or more of 县, 乡, 村; ``law`` and ``channels`` as in :func:`laws` and :func:`channels`.
    """

    def __init__(
        self,
        area: str,
        unit: str,
        subject: str,
        *,
        theme: str,
        channels: str = "网",
        full: bool = False,
        limit: str = W20,
        law: str = "~政府信息公开条例",
        level: str = "县",
    ) -> None:
        self.area, self.unit, self.subject, self.theme = area, unit, subject, theme
        self.channels, self.full, self.limit, self.law, self.level = channels, full, limit, law, level

    def row(
        self,
        item1: str,
        item2: str,
        elements: str,
        law: str = "",
        done: Existing | Paper | Same | None = None,
        *,
        item3: str = "",
        limit: str = "",
        subject: str = "",
        ch: str = "",
        to: str = "",
        how: str = "主",
        level: str = "",
        by: tuple[str, ...] | None = None,
        theme: str = "",
    ) -> DemoRow:
        """One row. ``to`` names the group where it is not for 全社会; ``how`` is 主, 依 or both."""
        level = level or self.level
        claimed = ((self.unit,) if "县" in level else ()) + (TOWNSHIPS if "乡" in level else ())
        return DemoRow(
            area=self.area,
            item1=item1,
            item2=item2,
            item3=item3,
            elements=elements,
            basis=laws(f"{law} {self.law}"),
            limit=limit or self.limit,
            subject=subject or self.subject,
            channels=channels(ch or self.channels, full=self.full),
            everyone=not to,
            specific=to,
            active="主" in how,
            on_request="依" in how,
            county="县" in level,
            township="乡" in level,
            village="村" in level,
            theme=theme or self.theme,
            claimed_by=claimed if by is None else by,
            fulfilled_by=done,
        )

    def free(self, item1: str, item2: str, elements: str, law: str = "", **more: Any) -> DemoRow:
        """A row that nobody has claimed yet."""
        return self.row(item1, item2, elements, law, by=NOBODY, **more)
