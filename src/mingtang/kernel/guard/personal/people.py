"""Who it belongs to: joins what was found in a sentence with the people named in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.personal import identity, minors, names
from mingtang.kernel.guard.personal.found import Found, sentence
from mingtang.kernel.guard.personal.kinds import (
    BANK_CARD,
    CHAT_ACCOUNT,
    DISABILITY,
    EMAIL,
    HEALTH,
    ID_NUMBER,
    LANDLINE,
    MINOR,
    MOBILE,
    NAME,
    PASSPORT,
    SOCIAL_CARD,
)

FIRMLY = frozenset({ID_NUMBER, PASSPORT, BANK_CARD, SOCIAL_CARD, HEALTH, DISABILITY})
"""What belongs to a person whatever office the person holds."""
_REACHED = frozenset({MOBILE, LANDLINE, EMAIL})
_CONDITIONS = frozenset({HEALTH, DISABILITY})
_NEAR = 200
"""People are looked for this far around what was found, within its sentence."""
_FIRST_PERSON = re.compile(
    "我|本人|俺|咱|家父|家母|(?:我?的?)(?:父亲|母亲|爸爸|妈妈|老公|老婆|丈夫|妻子|儿子|女儿|孩子|爷爷|奶奶|外公|外婆)"
)
_FUNCTION_WORD = re.compile(
    "(?<!紧急)联系人|执法人员|执法员|办案人员|办案民警|检查人员|调查人员|送达人员|协办人|主办人|联络员|联络人|法定代表人|法人代表|承办人|经办人|值班|咨询|监督电话|举报电话|投诉电话|报名电话|受理|负责人|带班|办理人|采购|招标|代理机构|项目联系|窗口|科长|主任|局长|所长|书记|经理"
)
_FUNCTION_REACH = 30
_OWN_CONTACT = re.compile("(?:联系人|联络人|联系)[：:是为]?$")
_STATED = 0.8
_RELATIVE = re.compile(
    "其(?:妻(?!女)|夫(?!妻|妇)|子(?!女)|女(?![性士])|父(?!母)|母(?!亲节)|兄|弟|姐|妹|孙|丈夫|妻子|儿子|女儿|父亲|母亲|长子|次子|长女|次女|老伴|配偶)"
    "|(?:妻子|丈夫|儿子|女儿|父亲|母亲|长子|次子|长女|次女|老伴|孙子|孙女)[\u4e00-\u9fff](?:某某?|[×*xX]{1,2})"
)
_CALLER = re.compile(
    "(?:市民|网友|居民|村民|来电人|投诉人|诉求人|反映人|来信人|热心群众)[\u4e00-\u9fff]{1,2}(?:女士|先生|某|[×*]{1,2})"
)
"""Who turned to the government, without the whole name."""
_RULE = re.compile(
    "规定|办法|应当|可以申请|符合|凡|参保人|享受|对象|家庭成员|等情形|之一|如[果因]|政策|补助标准"
)
_VICTIM = re.compile("(?:受害|被害|死|遇难|伤)(?:人|者|者家属)?(?:姓名)?[：:为是]?$")


def joined(
    text: str, found: list[Found], *, today: date, citizen: bool, names_wanted: bool
) -> Iterator[Found]:
    """What is a hit, with the names beside it. `names_wanted` is false in papers that must name people: there the names
    only inform, but those of children and victims."""
    told_of = False
    for (first, last), group in _by_sentence(text, found):
        near = max(first, group[0].start - _NEAR), min(last, group[-1].end + _NEAR)
        children = [one for one in group if one.kind == MINOR]
        others = [one for one in group if one.kind != MINOR]
        called = [
            name
            for name in (names.find(text, first, last) if others else ())
            if near[0] <= name.start < near[1]
        ]
        private = [
            name
            for name in called
            if not name.function
            or (citizen and _OWN_CONTACT.search(text, max(0, name.start - 6), name.start))
        ]
        ill = {one.start for one in others if one.kind in _CONDITIONS}
        sure = [
            name
            for name in private
            if name.rate >= names.SURE or name.called or _followed(text, name.end, ill)
        ]
        firm = [one for one in others if one.kind in FIRMLY and not one.needs_person]
        function = not firm and any(
            (word := _FUNCTION_WORD.search(text, max(first, one.start - _FUNCTION_REACH), one.start))
            and not (citizen and word[0].startswith("联"))
            for one in others
            if one.kind in _REACHED
        )
        # A mobile that is nobody's in office tells whose the mailbox beside it is.
        own = not function and any(one.kind == MOBILE and not one.office for one in others)
        account = any(one.kind == CHAT_ACCOUNT for one in others)
        told = any(one.kind in _CONDITIONS and one.confidence >= _STATED for one in others)
        person = (
            bool(sure or children or firm or account)
            or (told and (told_of or _of_relative(text, first, last)))
            or (citizen and bool(_FIRST_PERSON.search(text, first, last)))
            or (own and _CALLER.search(text, first, last) is not None)
        )
        kept = [
            settled
            for one in others
            if (
                settled := _settled(
                    one, person or (own and one.kind == EMAIL and one.severity is None), function, firm
                )
            )
        ]
        yield from kept
        yield from children
        # A paragraph that gives somebody's number goes on about that person: “……。诊断：……。”
        told_of = told_of or bool(firm and private)
        telling = [one for one in kept if not one.office]
        if not telling:
            continue
        firmly = any(one.kind in FIRMLY for one in telling)
        # An illness tells of nobody where nobody is surely named.
        doubtful = all(one.kind in _CONDITIONS for one in telling)
        for name in sure if doubtful else called if firmly else private:
            if any(one.overlaps(name.start, name.end) for one in group):
                continue
            if name.minor or _child_by_number(name, telling, today):
                yield Found(MINOR, name.start, name.end, name.confidence)
            elif not function or firmly or name.called:
                loud = names_wanted or _VICTIM.search(text, max(first, name.start - 8), name.start)
                yield Found(NAME, name.start, name.end, name.confidence, None if loud else Severity.INFORM)


def _of_relative(text: str, first: int, last: int) -> bool:
    """“其妻王某某患……”: a case, told of somebody's family; not a rule about families."""
    return _RELATIVE.search(text, first, last) is not None and not _RULE.search(text, first, last)


def _followed(text: str, end: int, conditions: set[int]) -> bool:
    """“某某（右眼失明）”: what stands in brackets behind a name is said of that person."""
    return bool(conditions) and text[end : end + 1] in ("（", "(") and end + 1 in conditions


def _settled(one: Found, person: bool, function: bool, firm: list[Found]) -> Found | None:
    if one.needs_person:
        if not person or (function and one.kind in _REACHED and not firm):
            return None
        if one.needs_number and not firm:
            return None
        return replace(one, needs_person=False)
    if one.kind == MOBILE and function and not one.office:
        # A telephone given for the business of an office; whose it is, a person has to see.
        return replace(one, severity=Severity.INFORM, confidence=min(one.confidence, 0.75), office=True)
    return one


def _by_sentence(text: str, found: list[Found]) -> Iterator[tuple[tuple[int, int], list[Found]]]:
    group: list[Found] = []
    bounds = (0, -1)
    for one in sorted(found, key=lambda one: (one.start, one.end)):
        if one.start >= bounds[1] + 1 or not group:
            if group:
                yield bounds, group
            bounds, group = sentence(text, one.start, one.end), []
        group.append(one)
    if group:
        yield bounds, group


def _child_by_number(name: names.Name, found: list[Found], today: date) -> bool:
    """Whether the identity number that follows the name is that of a child."""
    following = [one for one in found if one.kind == ID_NUMBER and one.start >= name.end]
    numbers = following or [one for one in found if one.kind == ID_NUMBER]
    born = numbers[0].args.get("born") if numbers else None
    return bool(born) and identity.age(date.fromisoformat(str(born)), today) < minors.ADULT
