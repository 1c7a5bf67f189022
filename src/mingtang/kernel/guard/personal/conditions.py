"""Health and disability, where they are somebody's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingtang.kernel.guard.lexicon import Lexicon
from mingtang.kernel.guard.personal.found import Found, sentence
from mingtang.kernel.guard.personal.kinds import DISABILITY, HEALTH
from mingtang.kernel.guard.personal.words import sections

_LISTS = sections("conditions")
_ILLNESSES = Lexicon(_LISTS["illness"])
_STATED = re.compile("|".join(sorted(_LISTS["stated"], key=len, reverse=True)))
_NONE = frozenset(_LISTS["none"])

_STATING = re.compile("患|诊断为|查出|病[种名]")
_UNKNOWN = re.compile(
    "(?:患有|身患|罹患|患上|确诊为|诊断为|因患|查出|检查出|病种[：:为]|病名[：:为])(?:了|患有|的是|先天性|严重的?|重度|晚期)?"
    "(?P<illness>[A-Za-z\u4e00-\u9fff]{1,12}?(?:癌|肿瘤|瘤|综合[征症]|症|病|炎|瘫|瘫痪|功能障碍|障碍|损伤|中毒|梗死|梗塞|硬化|衰竭|坏死|结石|溃疡|畸形|缺损|出血|贫血|肥大|囊肿|突出|积水|萎缩|失明|失聪|骨折))"
    "(?![\u4e00-\u9fff]{0,2}(?:人员|患者|群众|对象|职工|老人|家庭|儿童))"
)
_FRONT = re.compile(
    "(?:[IVⅠⅡⅢⅣ12一二三][型期级]|先天性|急性|慢性|压缩性|粉碎性|开放性|闭合性|陈旧性|多发性|弥漫性|转移性|继发|重度|中度|轻度|晚期|早期|原发性|继发性|恶性|老年性|重症|严重|右侧|左侧|双侧|双下肢|双上肢|[左右]下肢|[左右]上肢|[左右双单]眼|[左右双]耳|下肢|上肢|双手|双|右|左|股骨|腰椎|胫骨|颅骨|盆骨|乙型|丙型|风湿性|肾性|心源性|脑){1,4}$"
)
_BACK = re.compile(
    "(?:[（(]?[IVⅠⅡⅢⅣ1-4一二三四][型期级][）)]?|晚期|早期|中期|中晚期|后遗症|并发症|失代偿期?|代偿期|急性发作|伴.{1,4}转移|术后|致[残瘫盲]|综合征|综合症|死)"
)
_DISABILITY_WORD = re.compile("残疾|[肢智]体?残|[一二三四1-4ⅠⅡⅢⅣ]级")
_TYPE = "(?:(?:肢体|视力|听力|言语|智力|精神|多重)(?:、?(?:肢体|视力|听力|言语|智力|精神|多重))*)"
_GRADE = "(?:[一二三四1-4ⅠⅡⅢⅣ]级)"
_DISABILITY = re.compile(
    rf"(?<=类[别型][：:为])\s?{_TYPE}(?:残疾)?|(?<=等级[：:为])\s?{_GRADE}"
    rf"|{_TYPE}(?:残疾|障碍|伤残)?[（(，,、：: ]?(?:残疾)?(?:等级)?(?:为|[：:])?{_GRADE}(?:残疾|伤残)?[）)]?"
    rf"|{_GRADE}{_TYPE}(?:残疾|障碍|伤残)?|{_TYPE}(?:性)?残疾|身体残疾|(?:残疾|伤残){_GRADE}|{_GRADE}(?:残疾|伤残)"
    rf"|(?:重度|中度|轻度)(?:{_TYPE})?残疾|[肢智视听](?:体|力)?残{_GRADE}?|高位截瘫|十?[一二三四五六七八九]级伤残"
)
_OWN_WORD = re.compile("[人证者]|军人|儿童|老人|学生|职工")
_PROSE = re.compile(
    "患者|病人|人群|疾病预防|防治|防控|诊疗|专科|医院|门诊|保险|救助办法|筛查|疫苗|药品|药物|用药|管理|报销|待遇|知识|宣传|预防|讲座|科普|健康教育|义诊|条例|名录|目录|监测|康复中心|研究"
)


def health(text: str) -> Iterator[Found]:
    """Illnesses; each is only a hit when a person stands beside it."""
    for found in _ILLNESSES.find(text):
        start, end = found.start, found.end
        front = _FRONT.search(text, max(0, start - 8), start)
        back = _BACK.match(text, end)
        start = front.start() if front else start
        end = back.end() if back else end
        first, last = sentence(text, start, end)
        stated = _STATED.search(text, max(first, start - 16), min(last, end + 6))
        if _PROSE.match(text, end):
            continue
        yield Found(HEALTH, start, end, 0.85 if stated else 0.6, needs_person=True)
    for match in _UNKNOWN.finditer(text) if _STATING.search(text) else ():
        yield Found(HEALTH, match.start("illness"), match.end("illness"), 0.7, needs_person=True)


def disability(text: str) -> Iterator[Found]:
    if not _DISABILITY_WORD.search(text):
        return
    for match in _DISABILITY.finditer(text):
        end = match.end()
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if text[end - 1] in "）)" and not re.search("[（(]", match[0]):
            end -= 1
        # “重度残疾人”, “残疾证” are words of their own; with a grade they still tell it.
        if _OWN_WORD.match(text, end) and not re.search(_GRADE, match[0]):
            continue
        yield Found(DISABILITY, start, end, 0.85, needs_person=True)


def is_none(text: str) -> bool:
    """Whether a cell says that there is nothing."""
    return text.strip() in _NONE or not text.strip()
