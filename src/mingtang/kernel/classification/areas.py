"""领域: the 26 pilot areas of the standard catalogues and those that places added, keyed by a code, never by a number.

The numbering differs between local compilations, so the order here is only a display order. The 26 follow
国办发〔2017〕42号 and the ministries' 标准指引 rolled out by 国办发〔2019〕54号; that exactly these are the 26, and the
later additions, are from memory: a county confirms them with the source field of its own areas.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class StandardArea:
    """An area. `aliases` are other names seen for it; `theme` is the 主题分类 its items usually fall under."""

    code: str
    label: str
    theme: str
    aliases: tuple[str, ...] = ()
    pilot: bool = True


_AREAS = (
    StandardArea("major-projects", "重大建设项目", "03.06", ("重大建设项目批准和实施", "重大项目")),
    StandardArea("public-resources", "公共资源交易", "03.07", ("公共资源配置",)),
    StandardArea("compulsory-education", "义务教育", "11.02", ()),
    StandardArea("household-registration", "户籍管理", "16.01", ("户籍",)),
    StandardArea("social-assistance", "社会救助", "17.03", ()),
    StandardArea("elderly-care", "养老服务", "17.03", ("养老",)),
    StandardArea("legal-services", "公共法律服务", "16.03", ()),
    StandardArea("budget", "财政预决算", "04.01", ("预决算", "财政预算决算")),
    StandardArea("employment", "就业", "15.01", ("就业创业", "就业服务")),
    StandardArea("social-insurance", "社会保险", "15.02", ("社保",)),
    StandardArea("planning", "城乡规划", "10.01", ("国土空间规划",)),
    StandardArea("land-expropriation", "农村集体土地征收", "05.01", ("集体土地征收", "征地")),
    StandardArea("environment", "生态环境", "10.03", ("环境保护",)),
    StandardArea("house-expropriation", "国有土地上房屋征收与补偿", "10.02", ("国有土地上房屋征收", "房屋征收与补偿")),
    StandardArea("affordable-housing", "保障性住房", "10.02", ("住房保障", "保障性安居工程")),
    StandardArea("dilapidated-housing", "农村危房改造", "10.02", ("危房改造",)),
    StandardArea("urban-enforcement", "城市综合执法", "10.06", ("城市管理综合执法", "城管执法", "综合执法")),
    StandardArea("municipal-services", "市政服务", "10.02", ("市政公用服务",)),
    StandardArea("farm-subsidies", "涉农补贴", "06.01", ()),
    StandardArea("public-culture", "公共文化服务", "12.01", ("公共文化体育", "公共文化")),
    StandardArea("health", "卫生健康", "13.01", ("医疗卫生", "卫生计生")),
    StandardArea("work-safety", "安全生产", "09.05", ("应急管理安全生产",)),
    StandardArea("disaster-relief", "救灾", "17.01", ("救灾生产", "灾害救助", "减灾救灾")),
    StandardArea("food-drug", "食品药品监管", "09.04", ("食品药品", "食品药品安全监管", "食品药品监督管理")),
    StandardArea("taxation", "税收管理", "04.02", ("税收", "税务")),
    StandardArea("poverty-alleviation", "扶贫", "17.06", ("扶贫领域", "乡村振兴", "脱贫攻坚", "巩固脱贫成果")),
    StandardArea("press-copyright", "新闻出版版权", "12.03", ("新闻出版", "新闻出版和版权"), pilot=False),
    StandardArea("tourism", "旅游", "08.05", ("文化和旅游", "旅游领域"), pilot=False),
    StandardArea("broadcasting", "广播电视和网络视听", "12.04", ("广播电视",), pilot=False),
    StandardArea("transport", "交通运输", "07.07", ("交通",), pilot=False),
    StandardArea("statistics", "统计", "03.03", ("统计领域",), pilot=False),
    StandardArea("natural-resources", "自然资源", "05.01", (), pilot=False),
)  # fmt: skip

STANDARD_AREAS: Mapping[str, StandardArea] = MappingProxyType({area.code: area for area in _AREAS})
"""All known areas by code, in order of display."""

PILOT_AREAS: tuple[StandardArea, ...] = tuple(area for area in _AREAS if area.pilot)
"""The 26 of the standard catalogues."""

SOURCE = "国办发〔2017〕42号、国办发〔2019〕54号"
"""Where the 26 pilot areas come from."""


def area_of_name(name: str) -> str:
    """The code of the area that bears this very name or alias (without 领域), empty where none does."""
    bare = name.strip().removesuffix("领域")
    for area in _AREAS:
        if bare in (area.label, *area.aliases):
            return area.code
    return ""


_SHORT: Mapping[str, str] = MappingProxyType(
    {
        "land-expropriation": "集体土地征收",
        "house-expropriation": "国有土地房屋征收",
        "urban-enforcement": "综合执法",
    }
)


def short_name(code: str, name: str) -> str:
    """The name of an area for a narrow column; `name` itself where no shorter one is known."""
    return _SHORT.get(code, name)
