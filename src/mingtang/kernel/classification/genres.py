"""体裁分类: what kind of text a record is.

The fifteen kinds of 公文 of the 党政机关公文处理工作条例 (2012), and the kinds that sites publish
besides. A default list, not an official code table.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

GENRES: Mapping[str, str] = MappingProxyType(
    {
        "resolution": "决议",
        "decision": "决定",
        "order": "命令（令）",
        "gazette": "公报",
        "announcement": "公告",
        "public_notice": "通告",
        "opinion": "意见",
        "notice": "通知",
        "circular": "通报",
        "report": "报告",
        "request": "请示",
        "reply": "批复",
        "motion": "议案",
        "letter": "函",
        "minutes": "纪要",
        "regulation": "条例、规定、办法",
        "plan": "规划、计划",
        "guide": "办事指南",
        "other": "其他",
    }
)
"""Label by code, in order of display."""
