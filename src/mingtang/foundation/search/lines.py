"""Hits as lines of a list, with the words marked that were looked for."""

from dataclasses import dataclass, field
from datetime import date, datetime
from html import escape
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from mingtang.foundation.search.answering import Answer
from mingtang.foundation.search.searchable import DESK_SEARCHABLE, SEARCHABLE, Hit
from mingtang.foundation.web.slots import Badge
from mingtang.kernel.search.marking import Piece, excerpt, marked

_PASSAGE_WIDTH = 60


@dataclass(frozen=True)
class Line:
    """One hit: `title`, `text` and `passage` in pieces."""

    hit: Hit
    kind: Any
    title: list[Piece]
    text: list[Piece] = field(default_factory=list)
    number: list[Piece] = field(default_factory=list)
    passage: list[Piece] = field(default_factory=list)

    @property
    def html(self) -> SafeString:
        """The line on a page. Put together here: twenty of them are the most of a page, and templates take long."""
        return self._html()

    @property
    def html_with_kind(self) -> SafeString:
        """The line in a list of several kinds."""
        return self._html(f"<span>{escape(str(self.kind))}</span>")

    def _html(self, kind: str = "") -> SafeString:
        hit, number = self.hit, _html_of(self.number)
        text = f'<p class="search-text">{_html_of(self.text)}</p>\n' if self.text else ""
        meta = [
            kind,
            f"<span>{number}</span>" if number else "",
            f"<span>{escape(hit.unit)}</span>" if hit.unit else "",
            f"<span>{escape(_day(hit.date))}</span>" if hit.date else "",
            _badge(hit.badge) if hit.badge else "",
        ]
        line = (
            f'<li class="search-row" lang="zh-hans">\n<a class="row-title" href="{escape(hit.url)}">'
            f"{_html_of(self.title)}</a>\n{text}{self._passage()}"
            f'<p class="meta">{"".join(meta)}</p>\n</li>'
        )
        return mark_safe(line)  # noqa: S308  what is put in is escaped

    def _passage(self) -> str:
        passage = self.hit.passage
        if passage is None:
            return ""
        return format_html(
            '<p class="search-text"><a href="{}">{}</a> {}</p>\n',
            passage.url,
            _("附件《%(title)s》%(place)s") % {"title": passage.title, "place": passage.place},
            mark_safe(_html_of(self.passage)),  # noqa: S308  each piece is escaped
        )


def _day(moment: date) -> str:
    return date_format(localtime(moment) if isinstance(moment, datetime) else moment)


def _badge(badge: Badge) -> str:
    return render_to_string("web/parts/badge.html", {"tone": badge.tone, "word": badge.word})


def _html_of(pieces: list[Piece]) -> str:
    return "".join(f"<mark>{escape(p.text)}</mark>" if p.found else escape(p.text) for p in pieces)


def lines_of(answer: Answer) -> list[Line]:
    """The hits of an answer, with the words marked that they were found by."""
    needles = answer.found_by.needles
    return [line_of(hit, _label(kind), needles) for kind, hit in answer.hits]


def _label(kind: str) -> Any:
    return SEARCHABLE[kind].label if kind in SEARCHABLE else DESK_SEARCHABLE[kind].label


def line_of(hit: Hit, kind: Any, needles: list[str]) -> Line:
    return Line(
        hit,
        kind,
        marked(hit.title, needles),
        excerpt(hit.text, needles) if hit.text else [],
        marked(hit.number, needles),
        excerpt(hit.passage.text, needles, _PASSAGE_WIDTH) if hit.passage else [],
    )
