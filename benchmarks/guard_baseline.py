"""What usual systems do: regular expressions over the text, and `word in text` for each word of a list."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from benchmarks.guard_set.model import IN_HTML, Document
from benchmarks.guard_set.scoring import Finding

EXPRESSIONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(expression))
    for kind, expression in (
        ("personal.id_number", r"\d{17}[\dXx]|\d{15}"),
        ("personal.mobile", r"1[3-9]\d{9}"),
        ("personal.landline", r"0\d{2,3}-\d{7,8}"),
        ("personal.bank_card", r"\d{16,19}"),
        ("personal.passport", r"[EG][A-Z]?\d{7,8}"),
        ("personal.social_card", r"[A-Z]\d{8}"),
        ("personal.plate", r"[\u4e00-\u9fa5][A-Z][A-Z0-9]{5,6}"),
        ("personal.email", r"[\w.-]+@[\w-]+\.[\w.-]+"),
        ("personal.chat_account", r"(?<=微信号：)[\w-]+|(?<=QQ：)\d+|(?<=QQ号：)\d+"),
        (
            "personal.address",
            r"[\u4e00-\u9fa5]{2,}(?:县|区|市)[\u4e00-\u9fa5]{2,}(?:镇|乡|路|街)[\u4e00-\u9fa5]*\d+号",
        ),
        ("personal.name", r"(?<=姓名：)[\u4e00-\u9fa5]{2,4}|(?<=申请人：)[\u4e00-\u9fa5]{2,4}"),
        ("words.doubled", r"([\u4e00-\u9fa5]{1,2})\1"),
        ("words.brackets", r"[\u4e00-\u9fa5]+[\[（(【]20\d{2}[\]）)】]\d+号"),
        ("words.date", r"\d{4}年(?:2月3[01]|[469]月31|11月31)日"),
        ("words.punctuation", r"，，|。。|、、|(?<=[\u4e00-\u9fa5])[,;:!](?=[\u4e00-\u9fa5])"),
        ("marks.secret", r"(?:绝密|机密|秘密)★?"),
        ("injection.script", r"eval\(.*|document\.write\(.*|javascript:.*"),
        ("injection.redirect", r"location\.href.*|http-equiv=\"refresh\".*"),
        ("injection.hidden", r"(?<=display:none\">).*?(?=</div>)"),
        ("injection.host", r"https?://(?![\w.-]*\.gov\.cn)[\w.-]+"),
    )
)
LISTS: dict[str, str] = {
    "personal.column": "身份证号 身份证号码 银行账号 银行卡号 联系电话 手机号码 家庭住址 病种 残疾类别",
    "personal.health": "癌症 肺癌 尿毒症 白血病 糖尿病 精神病 艾滋病 肝硬化",
    "personal.disability": "肢体残疾 视力残疾 听力残疾 精神残疾 智力残疾",
    "words.typo": "布署 按装 松驰 峻工 侯选 帐号 帐目 祟高 惯彻 拔款 秸杆 领导小姐 其它 渡假 凭添 报道",
    "words.term": "一带一陆 法人代表",
    "words.traditional": "發 後 裡 環 學 關 業 國 證 辦",
    "names.state": "中华人民共合国 中共人民共和国 中华人民大和国 中华人民共和囯",
    "names.abolished": "工商局 工商行政管理局 国土资源局 国土局 扶贫办 食品药品监督管理局 质量技术监督局 地税局 卫计委",
    "names.law_repealed": "合同法 物权法 婚姻法 继承法 民法通则 担保法 侵权责任法 收养法 民法总则",
    "marks.internal": "内部资料 内部文件 内部使用 不得外传",
    "marks.draft": "征求意见稿 讨论稿 送审稿 草稿 初稿",
    "marks.not_open": "不予公开 依申请公开 不公开",
    "injection.gambling": "六合彩 时时彩 北京赛车 百家乐 葡京 一肖一码 管家婆 开户送 博彩 赌场 老虎机 彩票",
    "injection.porn": "裸聊 约炮 成人视频 无码 黄片 色情 一夜情 上门服务",
    "injection.trade": "代开发票 办证 代孕 私服 贷款 套现 刻章 枪支 迷药",
}
WORDS = tuple((kind, word) for kind, words in LISTS.items() for word in words.split())


def baseline(document: Document) -> list[Finding]:
    """Over every text of the paper as it is written; of a page over its source."""
    found = [
        Finding(kind, ((number, start, end),), "warn", piece.text[start:end])
        for number, piece in enumerate(document.pieces)
        for kind, start, end in hits(piece.text)
    ]
    if document.html:
        source = html.unescape(document.html) if "&#" in document.html else document.html
        found += [
            Finding(kind, ((IN_HTML, start, end),), "warn", source[start:end])
            for kind, start, end in hits(source)
        ]
    return found


def hits(text: str) -> Iterator[tuple[str, int, int]]:
    for kind, expression in EXPRESSIONS:
        for match in expression.finditer(text):
            yield kind, match.start(), match.end()
    for kind, word in WORDS:
        at = text.find(word)
        while at >= 0:
            yield kind, at, at + len(word)
            at = text.find(word, at + len(word))
