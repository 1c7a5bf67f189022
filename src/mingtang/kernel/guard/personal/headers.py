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
    FAMILY = "family"
    BIRTH = "birth"
    AGE = "age"
    SCHOOL = "school"
    CLASS = "class"
    UNIT = "unit"
    POST = "post"
    OTHER = "other"
    """A number of something, an amount: what looks like somebody's number there is none."""


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
    Label.AMOUNT: Column.OTHER,
    Label.CREDIT: Column.OTHER,
    Label.NUMBER: Column.OTHER,
}

_NOISE = re.compile(
    r"[\s*:：_\-—\"“”'《》]|[（(](?:必填|选填|可选|盖章|签字|元|万元|个|岁|签名|全|可多选|盖章处|18位|15位|二代|加盖公章|如有)[）)]"
)
_EXACT = {word: Column(code) for code, words in sections("headers").items() for word in words}
# Parts of heads, in this order: the first that is found counts.
_SHAPES: tuple[tuple[Column, re.Pattern[str]], ...] = tuple(
    (column, re.compile(shape))
    for column, shape in (
        (Column.ID, "^(?:ID|id|Id)(?:号|号码|卡号)?$|身份.{0,4}[号证]|公民身份|残疾.{0,2}证号"),
        (
            Column.ILLNESS,
            "病种|病情|病名|疾病|患病|病因|病史|诊断|健康状况|身体状况|健康情况|身体情况|"
            "主要疾病|症状|致贫病|用药|手术名称|慢病|大病|血型|艾滋|传染病|检验结果|检测结果|"
            "精神状况|婚育|生育史|孕",
        ),
        (Column.DISABILITY, "残疾|伤残|残级|残别|失能"),
        (
            Column.FAMILY,
            "婚姻|家庭收入|家庭年收入|家庭人均收入|人均年收入|家庭财产|宗教|照片|相片|指纹|"
            "本人照片|家庭情况|家庭困难情况|困难原因|致贫原因|犯罪记录|政审|信仰",
        ),
        (Column.BIRTH, "出生|生日|出生年月"),
        (
            Column.SCHOOL,
            "^(?:就读|所在|毕业|录取|现就读)?(?:学校|院校|幼儿园|校名)(?:名称|及班级|、班级)?$|学籍|就读学校",
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
            "(?:家庭|居住|户籍|现住|收件|身份证|户口|常住|房屋).{0,4}(?:地址|住址|坐落|座落|"
            "所在地|地)$|住址|家庭地址|门牌",
        ),
        (
            Column.UNIT,
            "^(?:单位|部门|机构|企业|公司|单位名称|部门名称|机构名称|企业名称|公司名称|工作单位|"
            "所在单位|责任单位|主管单位|医疗机构|药店名称|商家|店名|服务点|网点|窗口名称|办事处|"
            "承办单位|牵头单位|责任部门|实施主体|站点|供应商|投标人|中标人|采购人|"
            "代理机构).{0,4}$",
        ),
        (
            Column.BANK,
            "(?:银行|一卡通|一折通|存折|卡).{0,4}(?:账|帐|卡)号?|账\\(?卡\\)?号|[账帐]号|[账帐]户(?!名)|卡号",
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


@lru_cache(maxsize=8_192)
def column_of(text: str) -> Column | None:
    """What a cell says of the column below it, or of the cell beside it; None when it is no head."""
    if len(text) > LONGEST:
        return None
    plain = _NOISE.sub("", text)
    if not 1 < len(plain) <= 20 or any(mark in plain for mark in "。；，,！？"):
        return None
    exact = _EXACT.get(plain)
    if exact is not None:
        return exact
    for column, shape in _SHAPES:
        if shape.search(plain) and not _says_more(plain):
            return column
    labels = in_words(plain)
    if not labels or _says_more(plain):
        return None
    column = _BY_LABEL[labels[-1]]
    covered = len(plain) <= 12
    return column if covered else None


_VALUE = re.compile("[0-9]{4,}|\\*{2,}|[@]|年.{1,3}月|某")


def _says_more(plain: str) -> bool:
    """Whether the words are content rather than a head."""
    return bool(_VALUE.search(plain))
