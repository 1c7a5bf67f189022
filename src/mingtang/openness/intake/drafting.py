"""A document as stored → the first values of the form, and where each came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.manuscripts.blocks import Block
from mingtang.kernel.official.letter import Guess, Letter
from mingtang.kernel.official.lines import Line
from mingtang.openness.intake import queries
from mingtang.openness.intake.composing import as_date, body_of, content_of
from mingtang.openness.intake.models import Paper

PARTS: Mapping[str, Any] = {
    "title": _("标题"),
    "subtitle": _("副标题"),
    "doc_no": _("文号"),
    "issuer": _("发文机关"),
    "addressees": _("主送机关"),
    "doc_date": _("成文日期"),
    "signature": _("署名"),
    "attachments": _("附件说明"),
    "annotation": _("附注"),
    "copies_to": _("抄送"),
    "printed_by": _("印发机关"),
    "printed_on": _("印发日期"),
    "secrecy": _("密级"),
    "urgency": _("紧急程度"),
    "signed_by": _("签发人"),
    "genre": _("体裁"),
    "open_attr": _("公开属性"),
    "index_no": _("索引号"),
    "theme": _("主题分类"),
    "published_on": _("公开日期"),
    "source": _("来源"),
    "keywords": _("关键词"),
    "effective_on": _("施行日期"),
    "expires_on": _("有效期至"),
}


@dataclass(frozen=True)
class Part:
    """A line of the document on the left: what it was taken for. `role` is empty for what was left out."""

    number: int
    text: str
    html: str
    whole: bool
    align: str
    role: Any
    sure: bool


def letter_of(paper: Paper) -> Letter:
    found = paper.found
    return Letter(
        fields={
            name: Guess(guess["value"], tuple(guess["lines"]), guess["sure"], guess["why"])
            for name, guess in found.get("fields", {}).items()
        },
        body=tuple(found.get("body", ())),
        appendices=tuple(tuple(lines) for lines in found.get("appendices", ())),
        headings={int(line): level for line, level in found.get("headings", {}).items()},
    )


def blocks_of(paper: Paper) -> list[Block]:
    return [Block(Line(text, kind, align), html, whole) for text, kind, html, whole, align in paper.blocks]


def content_of_paper(paper: Paper) -> dict[str, Any]:
    """What the form begins with: guesses, what the index says, and the body with the addresses of its pictures."""
    pictures = {
        picture.position: reverse("files:download_named", args=[picture.file.pk, picture.file.name])
        for picture in queries.pictures_of(paper)
    }
    body = body_of(blocks_of(paper), letter_of(paper), pictures)
    return content_of(paper.found.get("fields", {}), body, paper.given)


def published_on(paper: Paper) -> date | None:
    """The day an old document went public: as the index or its head says."""
    guess = paper.found.get("fields", {}).get("published_on", {})
    return as_date(paper.given.get("published_on") or guess.get("value", ""))


def parts_of(paper: Paper) -> list[Part]:
    """The document line by line with what each was taken for."""
    letter = letter_of(paper)
    roles: dict[int, tuple[Any, bool]] = {}
    # What stands there in its own right comes first. JSON keeps no order in PostgreSQL.
    order = [*PARTS, *sorted(letter.fields)]
    for name, guess in sorted(
        letter.fields.items(), key=lambda item: (item[1].why in DERIVED, order.index(item[0]))
    ):
        for line in guess.lines:
            roles.setdefault(line, (PARTS.get(name, name), guess.sure))
    for line in letter.body:
        roles.setdefault(line, (_("正文"), True))
    for lines in letter.appendices:
        for line in lines:
            roles.setdefault(line, (_("附件正文"), True))
    return [
        Part(n, block.line.text, block.html, block.whole, block.line.align, *roles.get(n, ("", True)))
        for n, block in enumerate(blocks_of(paper))
        if block.html or block.line.text
    ]


@dataclass(frozen=True)
class Origin:
    """Where a value of the form comes from: lines of the document, or the index beside it."""

    words: Any
    lines: tuple[int, ...]
    sure: bool


WHY: Mapping[str, Any] = {
    "head_line": _("文件开头写明的"),
    "red_head": _("取自红头"),
    "own_line": _("取自单独的一行"),
    "above_text": _("取自正文上方"),
    "large": _("取自字号最大的几行"),
    "centred": _("取自居中的几行"),
    "first_line": _("没有找到标题的样子，先用了第一行"),
    "colon": _("取自正文上方、以冒号结尾的一行"),
    "below_title": _("取自标题下方"),
    "above_date": _("取自落款"),
    "below_text": _("取自正文下方"),
    "from_title": _("从标题看出来的"),
    "from_signature": _("取自落款单位"),
    "in_text": _("正文里提到的"),
    "note": _("取自附注"),
    "imprint": _("取自版记"),
}


DERIVED = frozenset(("from_title", "from_signature"))


def origins_of(paper: Paper) -> dict[str, Origin]:
    """By field of the form."""
    found = {
        name: Origin(WHY.get(guess.why, ""), guess.lines, guess.sure)
        for name, guess in letter_of(paper).fields.items()
    }
    if "doc_date" in found:
        found["formed_on"] = Origin(_("和成文日期一样，不对请改"), found["doc_date"].lines, True)
    given = {name: Origin(_("取自索引表"), (), True) for name, value in paper.given.items() if value}
    return found | given
