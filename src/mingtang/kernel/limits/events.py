"""Events that start a clock: what the free words before 之日起, 后, 前 or 时 mean, and which words may stand there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingtang.kernel.limits.model import LimitType

# One character, or one quoted or bracketed run, of free text. Digits only inside 《》: an event with a number in it
# is more likely a limit that was not understood.
FREE = r"(?:《[^《》]{1,60}》|“[^“”0-9]{1,40}”|（[^（）0-9]{1,30}）|[\u4e00-\u9fff、/·])"

# Words that say something about the limit itself. Kept as part of an event they would be lost to the reader.
_FOREIGN = re.compile(
    "原则上|一般|大约|大概|左右|上下|视情|酌情|视具体|附件|附表|另行|不予|不得|不公开|不少于|不超过|至少|最少|超过|最迟|最长|至迟|不晚于"
    "|长期|永久|常年|实时|即时|及时|随时|立即|尽快|定期|适时|动态|另有规定|从其规定|同上|工作日|日内|天内|以内|之内|之日|之时"
    "|每|但|除|暂不|如有|如果|提前|推迟|延长"
    "|[一二三四五六七八九十两百半]个?(?:工作|自然|日|天|周|月|年(?!度|规划|计划)|小时|季度|星期)"
)
_LOOSE_END = re.compile("(?:[前后时起内以之的约自从在第即]|(?<!预)约)$")


def is_event(text: str) -> bool:
    """Whether free words can be an event: nothing in them speaks about the limit."""
    return bool(text) and not _FOREIGN.search(text) and not _LOOSE_END.search(text)


def is_record(text: str) -> bool:
    return _RECORD.fullmatch(text) is not None


_GENERIC_WORDS = re.compile(r"(?:该|此|本|相关|有关|上述|公开)*(?:公开)?(?:事项)?(?:政府)?(?:信息|事项)?")
# What information is made of: 报告形成 is information formed, 争议产生 is an event.
_RECORD = re.compile(
    f"{FREE}*(?:信息|文件|政策|措施|指南|资料|材料|报告|数据|结果|名单|方案|决定|决定书|文书|内容|事项|目录|清单|公告|通知|通知书"
    "|规划|计划|预案|办法|细则|意见|规定|制度|标准|台账|记录|协议|合同|预算|决算|统计|简介|职能|》)"
)
# In the order in which a trigger names them: 变更或形成 and 形成（变更） are both 形成或者变更.
_VERBS = (
    "形成",
    "变更",
    "制作",
    "制定",
    "编制",
    "生成",
    "产生",
    "获取",
    "获得",
    "印发",
    "出台",
    "更新",
    "修改",
    "修订",
)
_VERB = "(?:" + "|".join(_VERBS) + ")"
_AND = "(?:或者|或|和|及|以及|与|、|/)"
_FORMED = re.compile(
    f"(?P<subject>{FREE}*?)(?P<verbs>{_VERB}(?:{_AND}?{_VERB})*(?:（{_AND}?{_VERB}(?:{_AND}?{_VERB})*）)?)(?P<object>{FREE}*)"
)
_EACH_VERB = re.compile(_VERB)
_REQUEST = re.compile(
    "(?:(?:收到|接到|受理|提出|提交)(?:申请人|公民|当事人)?(?:提交|提出)?的?)?(?:依?申请人)?(?:政府)?(?:信息)?(?:公开)?的?申请(?:书|表)?"
)
# An event may lack 后 only if its last word can be nothing but an event: 决定作出7个工作日内.
_COMPLETED = re.compile(f"{FREE}+(?:作出|做出|签订|签署|批准|批复|公布|发布|下达|确定|结束|完成|通过|收到)")

_SINCE = re.compile("(?<![各来亲独])[自从](?![然行愿主治家身事业来查评检筹动助报建选救购理考学严])")
_OUGHT = re.compile("^(?:应当|应该|应|须)(?=[自从在于])")
_AT_AFTER_NAME = re.compile("(?<=》)(?:应当?)?[在于]")
# 在 that is no preposition begins 在建工程 and 在册人员.
AT = "在(?![建册线职编校岗读押训产])"
_LEADING_AT = re.compile(f"^(?:{AT}|于)(?=.)")


@dataclass(frozen=True)
class Event:
    """`scope` are the words before 自 in 处罚决定自作出之日起: what the limit applies to."""

    type: LimitType
    trigger: str
    scope: str = ""


def read_event(text: str, bare: bool = False) -> Event | None:
    """None where the words cannot be an event. `bare`: no 后 or 之日起 follows, so only plain cases count."""
    scope = ""
    text = _OUGHT.sub("", text)
    for mark in (_SINCE, _AT_AFTER_NAME):
        match = mark.search(text)
        if match is not None:
            scope, text = scope or text[: match.start()], text[match.end() :]
            break
    else:
        text = _LEADING_AT.sub("", text)
    if scope and not is_event(scope := scope.removesuffix("的").removesuffix("应当").removesuffix("应")):
        return None
    scope = "" if _GENERIC_WORDS.fullmatch(scope) else scope
    if not is_event(text):
        return None
    formed = _formed(text)
    if formed is not None:
        return Event(LimitType.AFTER_FORMED, formed, scope)
    if bare and not _COMPLETED.fullmatch(text):
        return None
    if _REQUEST.fullmatch(text):
        return Event(LimitType.ON_REQUEST, text, scope)
    return Event(LimitType.AFTER_EVENT, text, scope)


def _formed(text: str) -> str | None:
    """The trigger in its one spelling: verbs in our order, joined by 或者; 信息 and 该信息 go without saying."""
    match = _FORMED.fullmatch(text)
    if match is None:
        return None
    subject, thing = match["subject"], match["object"]
    for words in (subject, thing):
        if not (_GENERIC_WORDS.fullmatch(words) or _RECORD.fullmatch(words)):
            return None
    found = set(_EACH_VERB.findall(match["verbs"]))
    verbs = "或者".join(verb for verb in _VERBS if verb in found)
    subject = "" if _GENERIC_WORDS.fullmatch(subject) else subject
    thing = "" if _GENERIC_WORDS.fullmatch(thing) else thing
    return subject + verbs + thing
