"""公开渠道和载体: the 13 standard channels, further named ones, and the names they bear in catalogues."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from mingtang.kernel.catalogue.text import narrow, squeeze

OTHER = "other"

STANDARD: Mapping[str, str] = MappingProxyType(
    {
        "website": "政府网站",
        "gazette": "政府公报",
        "social-media": "两微一端",
        "press-conference": "发布会/听证会",
        "broadcast": "广播电视",
        "print-media": "纸质媒体",
        "reading-point": "公开查阅点",
        "service-centre": "政务服务中心",
        "convenience-station": "便民服务站",
        "on-site": "入户/现场",
        "notice-board": "社区/企事业单位/村公示栏（电子屏）",
        "targeted": "精准推送",
        OTHER: "其他",
    }
)
"""The 13 channels of the standard catalogues, in their order."""

EXTRA: Mapping[str, str] = MappingProxyType(
    {
        "investment-platform": "投资项目在线审批监管平台",
        "resources-platform": "公共资源交易平台",
        "bidding-platform": "招标投标公共服务平台",
        "credit-china": "信用中国",
        "enterprise-credit": "国家企业信用信息公示系统",
        "double-publicity": "双公示系统",
        "land-platform": "征地信息公开平台",
        "tax-hall": "办税服务厅",
        "grassroots-platform": "基层公共服务平台",
        "hotline-12345": "12345政务服务热线",
    }
)
"""Channels that single areas add."""

CHANNELS: Mapping[str, str] = MappingProxyType({**STANDARD, **EXTRA})

_ALIASES: Mapping[str, tuple[str, ...]] = {
    "website": (
        "政府门户网站", "政府网", "政府信息公开网", "政务公开网站", "政府官网", "政府信息公开平台", "政务网站",
        "政府网站平台", "政府网站公开", "门户网站",
    ),
    "gazette": ("政府公报栏", "公报"),
    "social-media": (
        "一微一端", "政务新媒体", "两微一端一抖", "政务两微一端", "两微", "微信公众号", "政务微信", "政务微博",
        "微博微信客户端", "两微一端等", "政务微博微信", "微信微博", "微信",
    ),
    "press-conference": (
        "发布会", "听证会", "发布会听证会", "新闻发布会", "新闻发布会听证会", "发布会或听证会", "发布听证会",
    ),
    "broadcast": ("广播电视台", "广播", "电视", "广播或电视", "广播和电视"),
    "print-media": ("报刊", "报纸", "纸质媒介", "纸质媒体报刊", "纸媒", "纸质载体"),
    "reading-point": (
        "政府信息公开查阅点", "信息公开查阅点", "查阅点", "公共查阅点", "政府信息查阅点", "政务公开查阅点",
        "信息查阅点", "公开查阅点（图书馆档案馆）",
    ),
    "service-centre": (
        "政府服务中心", "政务中心", "政务服务大厅", "行政服务中心", "政务大厅", "政务服务中心大厅",
        "政务服务窗口", "办事大厅", "行政审批服务大厅",
    ),
    "convenience-station": (
        "便民服务中心", "便民服务点", "乡镇便民服务中心", "便民服务大厅", "便民中心", "村便民服务站",
        "便民服务站点", "乡镇便民服务站", "镇便民服务中心", "街道便民服务中心", "社区便民服务站", "便民服务室",
    ),
    "on-site": (
        "入户", "现场", "入户现场宣传", "入户宣传", "现场宣传", "入户或现场", "入户现场公开", "现场公开",
    ),
    "notice-board": (
        "社区公示栏", "村公示栏", "村公示栏电子屏", "社区公示栏电子屏", "社区村公示栏电子屏", "社区村公示栏",
        "公示栏", "公示栏电子屏", "单位村委会公示栏电子屏", "单位村公示栏电子屏", "村务公开栏", "村委会公示栏",
        "村务公示栏", "村社区公示栏", "村社区公示栏电子屏", "社区企事业单位村公示栏", "企事业单位公示栏",
        "企事业单位村公示栏", "社区企事业单位公示栏", "社区企事业单位村公示栏及电子屏", "村居公示栏",
        "村级公示栏", "社区居委会公示栏", "企事业单位社区村公示栏电子屏", "村公开栏", "村居公示栏电子屏",
        "社区企事业单位村居公示栏电子屏", "村委会公示栏电子屏", "单位公示栏", "村民公示栏",
        "社区企事业村公示栏电子屏", "政务公开栏", "公开栏", "社区企事业单位村组公示栏电子屏",
        "社区企事业单位村社区公示栏电子屏", "村组公示栏", "电子屏", "电子显示屏",
    ),
    "targeted": ("点对点推送", "精准推送服务", "短信推送", "定向推送"),
    OTHER: ("其它", "其他渠道", "其他方式", "其他形式"),
    "investment-platform": (
        "全国投资项目在线审批监管平台", "投资项目审批监管平台", "项目在线审批监管平台", "投资项目在线平台",
    ),
    "resources-platform": (
        "公共资源交易中心", "公共资源交易网", "公共资源交易服务平台", "公共资源交易中心网站",
    ),
    "bidding-platform": ("招投标公共服务平台", "中国招标投标公共服务平台", "招标投标平台"),
    "credit-china": ("信用中国网站", "“信用中国”网站", "信用中国网"),
    "enterprise-credit": ("企业信用信息公示系统", "国家企业信用信息系统"),
    "double-publicity": ("双公示", "双公示平台", "“双公示”系统", "“双公示”平台"),
    "land-platform": ("征地信息平台", "征地信息公开系统", "征收信息公开平台"),
    "tax-hall": ("办税大厅", "办税服务大厅", "纳税服务厅"),
    "grassroots-platform": ("基层公共服务中心", "基层服务平台"),
    "hotline-12345": ("12345热线", "12345", "12345政府热线", "12345便民服务热线", "政务服务热线"),
}  # fmt: skip

_SIGNS = re.compile(r"[\s/／\\、，,()（）“”\"'·.。:：_＿\-—…]+")
_OWN_SITE = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}[省市州盟县区旗乡镇]|各级|本级|街道办?|当地|属地)(?:人民)?政府(?:门户|信息公开|官方)?(?:网站?|官网)"
)


def name_key(name: str) -> str:
    """The name without separators, brackets and quotes."""
    return _SIGNS.sub("", narrow(name))


BY_KEY: Mapping[str, str] = MappingProxyType(
    {name_key(name): code for code, names in _ALIASES.items() for name in names}
    | {name_key(name): code for code, name in CHANNELS.items()}
)
"""Every name, without separators, with its code."""

# A name as it may stand in a cell, the longest first; separators inside the long ones may be missing.
NAMES = re.compile("|".join(re.escape(each) for each in sorted(BY_KEY, key=lambda each: (-len(each), each))))


@lru_cache(maxsize=20_000)
def channel_of(name: str) -> str:
    """The code of the channel of this name, empty for an unknown one."""
    wanted = name_key(name)
    if wanted.endswith("等") and wanted not in BY_KEY:
        wanted = wanted[:-1]
    if code := BY_KEY.get(wanted):
        return code
    return "website" if _OWN_SITE.fullmatch(wanted) else ""


def label(channel: str) -> str:
    """What a channel of an Item is called: the label of a code, or the name itself."""
    return CHANNELS.get(channel, channel)


@lru_cache(maxsize=20_000)
def run_together(text: str) -> tuple[str, ...]:
    """The codes of names written without separators; empty where anything else stands between them."""
    rest = name_key(text)
    codes: list[str] = []
    while rest:
        match = NAMES.match(rest)
        if not match:
            return ()
        codes.append(BY_KEY[match[0]])
        rest = rest[match.end() :]
    return tuple(dict.fromkeys(codes))


def starts_with_name(text: str) -> bool:
    """Whether a known name stands at the beginning, apart from spaces in it."""
    return bool(NAMES.match(name_key(squeeze(text)[:24])))
