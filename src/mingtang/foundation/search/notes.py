"""How a query was read and answered, in words."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation.search.answering import Answer
from mingtang.foundation.search.asked import Asked
from mingtang.foundation.search.engine.wanted import DEEPEST, How
from mingtang.kernel.search.reading import LONGEST, MOST_TERMS, Note

_READ = {
    Note.CUT: gettext_lazy("输入太长，只查找了前 %(limit)s 个字。"),
    Note.TOO_MANY_WORDS: gettext_lazy("词太多，只查找了前 %(limit)s 个。"),
    Note.OPEN_QUOTE: gettext_lazy("引号没有成对，按普通词查找了。"),
    Note.SIGNS_ALONE: gettext_lazy("没有可以查找的词语。请输入要找的词，例如：低保。"),
    Note.WITHOUT_ALONE: gettext_lazy("只写了不要的词。请在前面加上要找的词，例如：低保 -农村。"),
    Note.OPERATORS: gettext_lazy(
        "AND、OR、星号等不起作用，按普通词查找了。不要某个词，就在它前面加空格和减号，例如：低保 -农村。"
    ),
}
_LIMITS = {Note.CUT: LONGEST, Note.TOO_MANY_WORDS: MOST_TERMS}


def notes_of(answer: Answer, asked: Asked, *, at_desk: bool = False) -> list[str]:
    """What whoever searched should know, in the order of importance."""
    return [
        *_on_index(answer, at_desk),
        *_on_filters(answer, asked),
        *_on_widening(answer, asked),
        *_on_reading(answer),
    ]


def _on_index(answer: Answer, at_desk: bool) -> Iterator[str]:
    if answer.without_index and at_desk:
        yield _("搜索正在整理数据，几分钟后请再试。急用时，请在信息列表里查找。")
    elif answer.without_index:
        yield _("搜索正在整理数据，现在只能按标题查找，也不能筛选。几分钟后请再试。")


def _on_filters(answer: Answer, asked: Asked) -> Iterator[str]:
    if asked.unknown:
        # Where nothing is found there are no filters below.
        said = (
            _("没有%(words)s这样的筛选条件，请用下面的条件筛选。")
            if answer.total
            else _("没有%(words)s这样的筛选条件。")
        )
        yield said % {"words": _listed(asked.unknown)}
    if asked.has_several:
        yield _("每种筛选条件只能选一个，同一种写了几个的，只用了最后一个。")


def _on_widening(answer: Answer, asked: Asked) -> Iterator[str]:
    is_bounded = asked.is_filtered or bool(asked.bounds)
    if answer.reading.number and not answer.total and not is_bounded:
        yield _("没有文号“%(number)s”，别的信息里也没有提到它。请核对文号，或者输入标题里的词。") % {
            "number": answer.reading.number
        }
    if answer.instead or not answer.total:
        return
    typed, found_by = answer.reading, answer.found_by
    if typed.phrases and not found_by.phrases:
        yield _("没有一字不差含有%(words)s的结果，下面是按普通词查找的。") % {"words": _listed(typed.phrases)}
    words = _listed(term.text for term in found_by.terms)
    match answer.how:
        case How.ALL if typed.terms != found_by.terms and not typed.phrases:
            yield _("没有含“%(typed)s”的结果，下面是按%(words)s查找的。") % {
                "typed": typed.text,
                "words": words,
            }
        case How.PIECES:
            yield _("没有含这些词语的结果，下面的结果只是有连在一起的同样几个字。")
        case How.SLIP:
            yield _("没有一样的标题，下面是最接近的。")
        case How.MOST if answer.reading.is_question:
            yield _("按这些词查找：%(words)s。下面的结果有其中大部分。") % {"words": words}
        case How.MOST | How.SOME:
            yield _("没有同时含有%(words)s的结果，下面的结果只有其中一些词。") % {"words": words}
    if answer.absent:
        words = _listed(answer.absent)
        if is_bounded:
            yield _("选定的范围里没有%(words)s。") % {"words": words}
        else:
            yield _("哪里都没有%(words)s。") % {"words": words}


def _on_reading(answer: Answer) -> Iterator[str]:
    for note in answer.reading.notes:
        yield str(_READ[note]) % {"limit": _LIMITS.get(note, 0)}
    if answer.total > DEEPEST:
        yield _("结果很多，可以翻看前 %(limit)s 条。再加一个词或一个条件，就更容易找到。") % {
            "limit": DEEPEST
        }


def _listed(words: Iterable[str]) -> str:
    return "、".join(f"“{word}”" for word in words)
