"""主题分类: the 22 main themes of gov.cn and their sub-themes.

The numbers 1 to 22 are only the order of display there, not an official code. The codes `02` and
`02.01` are ours, follow that order, and stay as they are when the order changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Theme:
    """A theme. `local_label` is what local governments call it, mostly the same as `label`.

    `parent` is the code of the main theme, empty for a main theme.
    """

    code: str
    label: str
    local_label: str
    parent: str


# Main theme, then its sub-themes in order of display. Append only: the place in the row is the code.
_ROWS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("国务院组织机构", ()),
    (
        "综合政务",
        (
            "政务公开",
            "政务督查",
            "应急管理",
            "电子政务",
            "文秘工作",
            "保密工作",
            "信访",
            "参事、文史",
            "其他",
        ),
    ),
    (
        "国民经济管理、国有资产监管",
        ("宏观经济", "经济体制改革", "统计", "物价", "国有资产监管", "重大建设项目", "其他"),
    ),
    (
        "财政、金融、审计",
        ("财政", "税务", "银行", "货币（含外汇）", "证券", "保险", "社会信用体系建设", "审计", "其他"),
    ),
    ("国土资源、能源", ("土地", "矿产", "水资源", "海洋", "煤炭", "石油与天然气", "电力", "其他")),
    ("农业、林业、水利", ("农业、畜牧业、渔业", "林业", "水利", "其他")),
    (
        "工业、交通",
        (
            "机械制造与重工业",
            "轻工纺织",
            "化工",
            "国防工业",
            "航天、航空",
            "信息产业（含电信）",
            "公路",
            "水运",
            "铁路",
            "民航",
            "邮政",
            "其他",
        ),
    ),
    (
        "商贸、海关、旅游",
        ("对外经贸合作", "国内贸易（含供销）", "海关", "检验、检疫", "旅游", "其他"),
    ),
    (
        "市场监管、安全生产监管",
        ("工商", "质量监督", "标准", "食品药品监管", "安全生产监管", "其他"),
    ),
    (
        "城乡建设、环境保护",
        (
            "城市规划",
            "城乡建设（含住房）",
            "环境监测、保护与治理",
            "节能与资源综合利用",
            "气象、水文、测绘、地震",
            "其他",
        ),
    ),
    ("科技、教育", ("科技", "教育", "知识产权", "其他")),
    ("文化、广电、新闻出版", ("文化", "文物", "新闻出版", "广播、电影、电视", "其他")),
    ("卫生、体育", ("卫生", "医药管理", "体育", "其他")),
    ("人口与计划生育、妇女儿童工作", ("人口与计划生育", "妇女儿童", "其他")),
    (
        "劳动、人事、监察",
        ("劳动就业", "社会保障", "人事工作", "军转安置", "监察", "纠正行业不正之风", "其他"),
    ),
    ("公安、安全、司法", ("公安", "国家安全", "司法", "其他")),
    (
        "民政、扶贫、救灾",
        ("减灾救灾", "优抚安置", "社会福利", "行政区划与地名", "社团管理", "扶贫", "其他"),
    ),
    ("民族、宗教", ()),
    ("对外事务", ()),
    ("港澳台侨工作", ()),
    ("国防", ()),
    ("其他", ()),
)
_LOCAL_LABELS = {"01": "政府组织机构", "17": "民政、乡村振兴、救灾"}


def _build() -> dict[str, Theme]:
    themes = {}
    for number, (label, sub_labels) in enumerate(_ROWS, 1):
        main = f"{number:02d}"
        themes[main] = Theme(main, label, _LOCAL_LABELS.get(main, label), "")
        for place, sub_label in enumerate(sub_labels, 1):
            code = f"{main}.{place:02d}"
            themes[code] = Theme(code, sub_label, sub_label, main)
    return themes


THEMES: Mapping[str, Theme] = MappingProxyType(_build())
"""Every theme by its code, in order of display: each main theme, then its sub-themes."""


def main_themes() -> tuple[Theme, ...]:
    """The main themes in order of display."""
    return tuple(theme for theme in THEMES.values() if not theme.parent)


def sub_themes(code: str) -> tuple[Theme, ...]:
    """The sub-themes of a main theme, in order of display; empty when it has none."""
    return tuple(theme for theme in THEMES.values() if theme.parent == code)
