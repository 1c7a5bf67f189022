"""What the heads of the columns of a table say about what stands below them."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from mingtang.kernel.guard.personal.labels import Label, in_words
from mingtang.kernel.guard.personal.words import sections

LONGEST = 30
"""A longer cell is no head."""


class Column(StrEnum):
    ID = "id"
    PASSPORT = "passport"
    OFFICER = "officer"
    BANK = "bank"
    SOCIAL = "social"
    PHONE = "phone"
    OWN_PHONE = "own_phone"
    OFFICE_PHONE = "office_phone"
    HOME = "home"
    PLACE = "place"
    OFFICE_PLACE = "office_place"
    PLATE = "plate"
    EMAIL = "email"
    CHAT = "chat"
    ILLNESS = "illness"
    DISABILITY = "disability"
    NAME = "name"
    MINOR_NAME = "minor_name"
    GUARDIAN_NAME = "guardian_name"
    """A grown-up of the family, beside the child or the patient the row is about."""
    VICTIM_NAME = "victim_name"
    FAMILY = "family"
    BIRTH = "birth"
    AGE = "age"
    SCHOOL = "school"
    CLASS = "class"
    UNIT = "unit"
    POST = "post"
    NOTE = "note"
    """备注: anything."""
    OTHER = "other"
    """A number of something, an amount: what looks like somebody's number there is none."""


NAMES = frozenset({Column.NAME, Column.MINOR_NAME, Column.GUARDIAN_NAME, Column.VICTIM_NAME})


_BY_LABEL = {
    Label.ID: Column.ID,
    Label.DISABILITY_ID: Column.ID,
    Label.PASSPORT: Column.PASSPORT,
    Label.OFFICER: Column.OFFICER,
    Label.BANK: Column.BANK,
    Label.ACCOUNT: Column.BANK,
    Label.SOCIAL: Column.SOCIAL,
    Label.MOBILE: Column.OWN_PHONE,
    Label.HOME_PHONE: Column.OWN_PHONE,
    Label.PHONE: Column.PHONE,
    Label.OFFICE_PHONE: Column.OFFICE_PHONE,
    Label.PLATE: Column.PLATE,
    Label.OWN_EMAIL: Column.EMAIL,
    Label.EMAIL: Column.EMAIL,
    Label.OFFICE_EMAIL: Column.OTHER,
    Label.WECHAT: Column.CHAT,
    Label.QQ: Column.CHAT,
    Label.OFFICE_CHAT: Column.OTHER,
    Label.HOME: Column.HOME,
    Label.PLACE: Column.PLACE,
    Label.OFFICE_PLACE: Column.OFFICE_PLACE,
    Label.SITE: Column.PLACE,
    Label.AMOUNT: Column.OTHER,
    Label.CREDIT: Column.OTHER,
    Label.NUMBER: Column.OTHER,
}

_NOISE = re.compile(
    r"[\s*:：_\-—\"“”'《》/]|[（(](?:必填|选填|可选|盖章|签字|元|万元|个|岁|签名|全|可多选|盖章处|18位|15位|二代|加盖公章|如有)[）)]"
)
# “卡（折）号” is the same as “卡折号”.
_OR = re.compile("[（(]([折卡账帐存本号、]{1,3})[)）]")
_EXACT = {word: _BY_LABEL[Label(code)] for code, words in sections("labels").items() for word in words} | {
    word: Column(code) for code, words in sections("headers").items() for word in words
}
_LETTER = re.compile("[A-Za-z\u4e00-\u9fff]")
# Parts of heads, in this order: the first that is found counts.
_SHAPES: tuple[tuple[Column, re.Pattern[str]], ...] = tuple(
    (column, re.compile(shape))
    for column, shape in (
        (
            Column.ID,
            "^(?:ID|id|Id)(?:号|号码|卡号)?$|身份.{0,4}[号证]|公民身份|残疾.{0,2}证号"
            "|证件(?:名称|种类|类[别型])[及和与、]?(?:证件)?号码?",
        ),
        (
            Column.ILLNESS,
            "病种|病情|病名|疾病|患病|病因|病史|诊断|健康状况|身体状况|健康情况|身体情况|"
            "主要疾病|吸毒|戒毒|体检结果|体检情况|症状|致贫病|用药|手术名称|慢病|慢性病|大病|血型|艾滋|传染病|检验结果|检测结果|"
            "精神状况|婚育|生育史|孕[期周情]|怀孕|孕产史|医学诊断|所患",
        ),
        (Column.DISABILITY, "残疾|伤残|残级|残别|失能|障碍(?:类[别型]|等级|程度|情况|种类)"),
        (
            Column.FAMILY,
            "婚姻|家庭.{0,4}收入|人均.{0,1}收入|家庭财产|家庭资产|宗教|照片|相片|指纹|家庭情况|家庭困难情况|犯罪记录|政审|信仰",
        ),
        (Column.BIRTH, "出生|生日|出生年月"),
        (
            Column.SCHOOL,
            "^(?:就读|所在|录取|现就读)?(?:学校|院校|幼儿园|校名)(?:名称|及班级|、班级)?$|学籍|就读学校",
        ),
        (
            Column.OFFICE_PHONE,
            "(?:单位|窗口|机构|办公|咨询|监督|投诉|举报|服务|值班|科室|企业|公司).{0,6}(?:电话|联系方式)",
        ),
        (
            Column.OWN_PHONE,
            "(?:本人|家长|监护人|农户|户主|家庭|个人|申请人|学生|亲属|当事人).{0,4}(?:电话|"
            "联系方式|手机)|手机",
        ),
        (
            Column.OFFICE_PLACE,
            "(?:单位|办公|机构|经营|注册|企业|公司|门店|项目|工程|学校|地块|建设|事故|抽样|"
            "生产).{0,6}(?:地址|地点|住所|位置)",
        ),
        (
            Column.HOME,
            "(?:家庭|居住|户籍|现住|收件|身份证|户口|常住|家属).{0,4}(?:地址|住址|坐落|座落|所在地|地)$|住址|家庭地址",
        ),
        (
            Column.PLACE,
            "房屋.{0,4}(?:地址|坐落|座落|所在地|位置)|门牌",
        ),
        (
            Column.UNIT,
            "^(?:单位|部门|机构|企业|公司|单位名称|部门名称|机构名称|企业名称|公司名称|工作单位|"
            "所在单位|责任单位|主管单位|医疗机构|药店名称|商家|店名|服务点|网点|窗口名称|办事处|"
            "承办单位|牵头单位|责任部门|实施主体|站点|供应商|投标人|中标人|采购人|"
            "代理机构).{0,4}$",
        ),
        (
            Column.SOCIAL,
            "^(?!.*(?:银行|金融|编码|代码|定点|机构|药|目录|缴费|金额|待遇|类[别型]|经办))"
            ".*(?:社保|医保|社会保[障险]|医疗保[障险]|医疗证|养老保险|新农合|合作医疗|参保).{0,6}(?:号码?|卡|编号)$",
        ),
        (
            Column.BANK,
            "(?:银行|一卡通|一折通|存折|卡).{0,4}[账帐卡折]号?|[账帐卡折]号|[账帐]户(?!名)",
        ),
        (
            Column.GUARDIAN_NAME,
            "(?:监护人|家长|父亲|母亲|父母|祖父|祖母|配偶|亲属|家属|照料人|照护人|抚养人).{0,4}(?:姓名|名字)$",
        ),
        (Column.MINOR_NAME, "(?:学生|幼儿|儿童|孩子|新生|婴儿|子女|孤儿|小孩).{0,3}(?:姓名|名字)$"),
        (Column.VICTIM_NAME, "(?:受害|被害|死亡|遇难|伤亡|受伤|伤者|死者|失踪).{0,3}姓名$"),
        (
            Column.NAME,
            "^(?!.*(?:执法|工作|检查|审核|经办|值班|联系|承办|执行|负责|管理|监督|技术))[\u4e00-\u9fff]{2,8}(?:人员|对象|老人|军人|驾驶员)$"
            "|^(?:驾驶员|驾驶人|司机|车主|机主|考生|学员|会员|社员)$",
        ),
        (Column.NAME, "姓名$|^姓名|姓名（|(?:人|户|者|对象|人员)姓名|户主"),
    )
)

PRIVATE = frozenset(
    {
        Column.ID,
        Column.PASSPORT,
        Column.OFFICER,
        Column.BANK,
        Column.SOCIAL,
        Column.OWN_PHONE,
        Column.HOME,
        Column.PLATE,
        Column.EMAIL,
        Column.CHAT,
        Column.ILLNESS,
        Column.DISABILITY,
        Column.FAMILY,
    }
)
"""Columns that lists in public must not have, where their cells are filled and not masked."""


def column_of(text: str, exactly: bool = False) -> Column | None:
    """What a cell says of the column below it, or of the cell beside it; None when it is no head.

    `exactly`: only words that are heads as a whole; others may be content.
    """
    if len(text) > LONGEST or not _LETTER.search(text):
        return None
    exact, shaped = _columns_of(text)
    return exact if exactly else exact or shaped


@lru_cache(maxsize=8_192)
def _columns_of(text: str) -> tuple[Column | None, Column | None]:
    plain = _OR.sub(r"\1", _NOISE.sub("", text))
    if not 1 < len(plain) <= 20 or any(mark in plain for mark in "。；，,！？"):
        return None, None
    exact = _EXACT.get(plain)
    return exact, exact or _shaped(plain)


def _shaped(plain: str) -> Column | None:
    if _says_more(plain):
        return None
    for column, shape in _SHAPES:
        if shape.search(plain):
            return column
    labels = in_words(plain) if len(plain) <= 12 else []
    return _BY_LABEL[labels[-1]] if labels else None


_VALUE = re.compile("[0-9]{4,}|\\*{2,}|[@]|年.{1,3}月|某")


def _says_more(plain: str) -> bool:
    """Whether the words are content rather than a head."""
    return bool(_VALUE.search(plain))
