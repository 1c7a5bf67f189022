"""The columns of a standard catalogue and the words that head them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from rapidfuzz import fuzz, process

from mingtang.kernel.catalogue.text import narrow


class Column(StrEnum):
    """What a column of a catalogue means; the first ones bear the names of the fields of Item."""

    SEQ = "seq"
    AREA = "area"
    ITEM1 = "item1"
    ITEM2 = "item2"
    ITEM3 = "item3"
    ELEMENTS = "elements"
    BASIS = "basis"
    LIMIT = "limit"
    SUBJECT = "subject"
    CHANNELS = "channels"
    CHANNEL = "channel"  # ticks for one channel, named by the header
    AUDIENCE = "audience"  # 公开对象 in one cell
    EVERYONE = "everyone"
    SPECIFIC = "specific"
    MANNER = "manner"  # 公开方式 in one cell
    ACTIVE = "active"
    ON_REQUEST = "on_request"
    LEVELS = "levels"  # 公开层级 in one cell
    PREFECTURE = "prefecture"
    COUNTY = "county"
    CITY = "city"  # 市级: prefecture beside a county column, county otherwise; never in a finished reading
    TOWNSHIP = "township"
    VILLAGE = "village"
    TOWNSHIPS_AND_VILLAGES = "townships_and_villages"
    THEME = "theme"
    REMARK = "remark"
    IGNORED = "ignored"  # known, and without use here


C = Column

HEADERS: Mapping[Column, tuple[str, ...]] = MappingProxyType(
    {
        C.SEQ: ("序号", "编号", "目录编号", "事项编号", "事项编码", "次序", "No", "序"),
        C.AREA: ("领域", "所属领域", "公开领域", "试点领域", "领域名称", "重点领域", "领域类别"),
        C.ITEM1: (
            "一级事项", "公开事项-一级事项", "一级", "公开类别", "公开事项", "一级公开事项", "一级目录",
            "一级类别", "事项类别", "公开事项类别", "类别", "事项", "公开事项名称", "事项名称", "一级指标",
            "事项分类", "一级事项名称", "公开事项一级", "公开项目",
        ),
        C.ITEM2: (
            "二级事项", "公开事项-二级事项", "二级", "二级公开事项", "二级目录", "二级类别", "二级指标",
            "二级事项名称", "公开事项二级", "子项", "公开子项",
        ),
        C.ITEM3: (
            "三级事项", "公开事项-三级事项", "三级", "三级公开事项", "三级目录", "三级类别", "三级指标",
            "三级事项名称", "公开事项三级",
        ),
        C.ELEMENTS: (
            "公开内容（要素）", "公开内容", "公开要素", "公开内容要素", "内容", "要素", "内容要素",
            "公开内容及要素", "公开内容和要素", "公开的内容", "信息内容", "具体内容", "公开具体内容",
            "主要内容",
        ),
        C.BASIS: (
            "公开依据", "法律依据", "法规依据", "公开法律依据", "政策依据", "依据", "公开的依据", "设定依据",
            "公开依据（法律法规）", "法律法规依据", "公开依据文件",
        ),
        C.LIMIT: (
            "公开时限", "时限", "公开时间", "公开期限", "时限要求", "公开时限要求", "公开时效", "时效",
            "更新时限", "公开时间时限", "公开频次",
        ),
        C.SUBJECT: (
            "公开主体", "责任单位", "责任主体", "公开责任主体", "公开单位", "责任部门", "主体", "公开责任单位",
            "公开部门", "公开机构", "实施主体", "发布主体", "责任科室", "责任股室", "责任处室", "牵头单位",
            "责任单位部门",
        ),
        C.CHANNELS: (
            "公开渠道和载体", "公开渠道", "公开载体", "公开渠道及载体", "公开渠道与载体", "公开渠道载体",
            "公开载体和渠道", "公开载体及渠道", "渠道和载体", "渠道", "载体", "渠道载体", "公开平台",
            "公开途径", "公开渠道和载体形式", "发布渠道",
        ),
        C.AUDIENCE: ("公开对象", "对象", "公开范围", "公开受众", "受众", "面向对象"),
        C.EVERYONE: (
            "全社会", "公开对象-全社会", "社会公众", "面向全社会", "全社会公开", "向全社会公开", "面向社会",
        ),
        C.SPECIFIC: (
            "特定群体", "特定群众", "特定公众", "特定人群", "特定对象", "特定群体请写明", "公开对象-特定群体",
            "特定群体公开",
        ),
        C.MANNER: ("公开方式", "方式", "公开属性", "公开形式", "公开类型", "信息公开方式"),
        C.ACTIVE: ("主动", "主动公开", "公开方式-主动", "主动公开事项"),
        C.ON_REQUEST: (
            "依申请", "依申请公开", "公开方式-依申请", "依申请公开事项", "依申请公开的", "申请公开", "依申",
        ),
        C.LEVELS: ("公开层级", "层级", "公开级别", "公开层次", "公开主体层级", "适用层级", "级别", "实施层级"),
        C.PREFECTURE: (
            "州级", "市州级", "地市级", "设区的市级", "设区市级", "盟级", "州市级", "盟市级", "市级州级",
            "地级", "州", "盟", "地州级", "州本级", "设区市",
        ),
        C.CITY: ("市级", "市", "市本级"),
        C.COUNTY: (
            "县级", "区级", "旗级", "旗县级", "县市区级", "县区级", "区县级", "县市级", "市县级", "旗县区级",
            "县", "区", "旗", "县旗级", "县区", "区县", "县区市级", "县市", "县本级", "区本级", "市县区级",
            "县级市", "县市区", "旗县", "旗县市区级", "县级以上", "县级部门",
        ),
        C.TOWNSHIP: (
            "乡级", "镇级", "乡镇级", "街道", "街道级", "镇街级", "镇街", "乡镇街道级", "乡镇街道", "乡镇",
            "乡", "镇", "乡镇街办", "苏木镇级", "苏木乡镇级", "镇街道级", "镇街道", "乡街道级", "乡镇街级",
            "街道办", "办事处", "乡镇街", "街镇级", "街镇", "乡镇办",
        ),
        C.VILLAGE: (
            "村级", "社区", "社区级", "村社区级", "村社区", "村居级", "村居", "村", "行政村", "嘎查村级",
            "嘎查级", "村社级", "村居社区级", "村居社区", "村屯", "嘎查社区级", "村社",
        ),
        C.TOWNSHIPS_AND_VILLAGES: (
            "乡、村级", "乡村级", "乡镇村级", "镇村级", "乡镇、村级", "乡镇村社区级", "镇村社区级", "乡村",
            "乡镇村", "镇村", "乡级村级", "乡镇级村级", "街道社区级", "乡镇街道村社区级", "乡街村级",
            "乡镇村居级", "镇街村居级", "街道社区", "乡级以下", "镇街村社区级", "乡镇及村级", "乡级及村级",
            "乡镇级及以下", "乡镇级以下",
        ),
        C.THEME: ("主题分类", "主题", "主题类别", "所属主题"),
        C.REMARK: ("备注", "说明", "备注说明", "注", "其他说明"),
        C.IGNORED: (
            "备注链接", "链接", "网址", "公开链接", "公开网址", "栏目链接", "链接地址", "联系电话", "联系人",
            "咨询电话", "监督电话", "电话", "联系方式", "公开状态", "完成情况", "公开情况", "是否公开", "省级",
            "国家级", "全文公开", "部分公开", "理由", "不予公开理由", "来源", "填报人", "更新时间", "审核人",
            "实施清单", "栏目", "所属栏目", "网站栏目", "网站所属栏目", "对应栏目", "公开栏目", "版本",
            "事项状态",
        ),
    }
)  # fmt: skip
"""The words seen above a column; the first is the official one. Compared without spaces and punctuation."""

GROUPS: Mapping[Column, frozenset[Column]] = MappingProxyType(
    {
        C.ITEM1: frozenset({C.ITEM1, C.ITEM2, C.ITEM3, C.SEQ, C.AREA}),
        C.CHANNELS: frozenset({C.CHANNELS, C.CHANNEL}),
        C.AUDIENCE: frozenset({C.AUDIENCE, C.EVERYONE, C.SPECIFIC}),
        C.MANNER: frozenset({C.MANNER, C.ACTIVE, C.ON_REQUEST}),
        C.LEVELS: frozenset(
            {
                C.LEVELS,
                C.PREFECTURE,
                C.CITY,
                C.COUNTY,
                C.TOWNSHIP,
                C.VILLAGE,
                C.TOWNSHIPS_AND_VILLAGES,
                C.IGNORED,
            }
        ),
    }
)
"""Headers that span finer ones, by the column they mean where nothing finer stands below."""

SPLITS: Mapping[Column, tuple[Column, ...]] = MappingProxyType(
    {
        C.ITEM1: (C.ITEM1, C.ITEM2, C.ITEM3),
        C.AUDIENCE: (C.EVERYONE, C.SPECIFIC),
        C.MANNER: (C.ACTIVE, C.ON_REQUEST),
        C.LEVELS: (C.COUNTY, C.TOWNSHIP, C.VILLAGE),
    }
)
"""The usual order of the finer columns below a spanning header."""

TICKS = frozenset(
    {
        C.CHANNEL, C.EVERYONE, C.SPECIFIC, C.ACTIVE, C.ON_REQUEST, C.PREFECTURE, C.COUNTY, C.TOWNSHIP, C.VILLAGE,
        C.TOWNSHIPS_AND_VILLAGES,
    }
)  # fmt: skip
"""Columns of ticks."""

VALUE_LIKE = TICKS | {C.CITY, C.IGNORED}
"""Headers whose words also occur in the cells of other tables, so they do not tell a header row."""

_REMARKS = re.compile(
    r"[(（\[【][^()（）]*(?:表示|选项|写明|注明|填写|打勾|勾选|可多选|可选|√|■|□)[^()（）]*[)）\]】]"
)
_PARENTHESES = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_NO_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """A header without explanations in parentheses, spaces and punctuation."""
    return _NO_WORDS.sub("", _REMARKS.sub("", narrow(text).replace("\n", "")))


@lru_cache(maxsize=20_000)
def bare_key(text: str) -> str:
    """A header without anything in parentheses."""
    return _NO_WORDS.sub("", _PARENTHESES.sub("", narrow(text).replace("\n", "")))


_BY_KEY: dict[str, Column] = {}
for _column, _words in HEADERS.items():
    for _word in _words:
        _BY_KEY.setdefault(key(_word), _column)
_KEYS = [each for each in _BY_KEY if len(each) >= 2]


def column_of(text: str) -> Column | None:
    """The column that these very words head, None where none does."""
    return _BY_KEY.get(key(text)) or _BY_KEY.get(bare_key(text))


@lru_cache(maxsize=5_000)
def nearest(text: str, *, most: int = 3) -> tuple[tuple[Column, float], ...]:
    """The columns whose words come nearest, best first, with a likeness from 0 to 100."""
    wanted = key(text)[:40]
    if not wanted:
        return ()
    best: dict[Column, float] = {}
    for word, score, _ in process.extract(wanted, _KEYS, scorer=fuzz.ratio, limit=12, score_cutoff=45):
        column = _BY_KEY[word]
        best[column] = max(best.get(column, 0.0), score)
    return tuple(sorted(best.items(), key=lambda pair: -pair[1])[:most])
