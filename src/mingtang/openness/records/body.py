"""The body of a record: what the editor offers is what the server lets through."""

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any
from uuid import UUID

import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django_prose_editor.fields import create_sanitizer

from mingtang.foundation.web.leaving import leaving_url

# The same table configures the editor in the browser and the cleaning on the server.
EDITOR: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Underline": True,
    "Subscript": True,
    "Superscript": True,
    "Heading": {"levels": [2, 3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Figure": True,
    "Caption": True,
    "Image": True,
}

_sanitize = create_sanitizer(EDITOR)
_FIGURE = re.compile(r"^/files/([0-9a-f-]{36})/[^/]*$")
_IMG = re.compile(r"<img\b[^>]*>")
_SRC = re.compile(r'\bsrc="([^"]*)"')
_LINK = re.compile(r'(<a\b(?:[^>"]|"[^"]*")*?\bhref=")([^"]*)"')
_SPACE = re.compile(r"\s+")
_APPENDICES = re.compile(r"<hr ?/?>\s*(<h2>)")


def clean(html: str) -> str:
    """The body without anything the editor does not know; pictures only from our own files."""
    return _IMG.sub(lambda tag: tag.group(0) if _file_of(tag.group(0)) else "", _sanitize(html))


def parted(html: str) -> tuple[str, str]:
    """The text proper, and the appendices printed after its signature: they begin at a rule with a heading
    below it."""
    found = _APPENDICES.search(html)
    return (html[: found.start()], html[found.start(1) :]) if found else (html, "")


def framed(html: str) -> SafeString:
    """A cleaned body for display: each table in a frame that scrolls and that the keyboard can reach; links that
    lead out of the government's sites by the page that says so.
    """
    opening = format_html(
        '<div class="table-frame" tabindex="0" role="region" aria-label="{}"><table', _("表格，可左右滚动")
    )
    shown = html.replace("<table", opening).replace("</table>", "</table></div>")
    return mark_safe(_LINK.sub(_leaving, shown))  # noqa: S308  cleaned when saved


def _leaving(link: re.Match[str]) -> str:
    return f'{link.group(1)}{escape(leaving_url(unescape(link.group(2))))}"'


def figures(html: str) -> set[UUID]:
    """The files shown as figures."""
    return {found for tag in _IMG.findall(html) if (found := _file_of(tag))}


def sources_of(html: str, file_id: UUID) -> set[str]:
    """The addresses by which the figures of one file are named in the text."""
    return {
        unescape(found.group(1))
        for tag in _IMG.findall(html)
        if _file_of(tag) == file_id and (found := _SRC.search(tag))
    }


def with_alt(html: str, words: Mapping[UUID, str]) -> str:
    """The body with alternative texts for the figures of these files."""

    def said(tag: re.Match[str]) -> str:
        found = _file_of(tag.group(0))
        if found is None or found not in words:
            return tag.group(0)
        bare = re.sub(r'\s*\balt="[^"]*"', "", tag.group(0))
        return bare.replace("<img", f'<img alt="{escape(words[found])}"', 1)

    return _IMG.sub(said, html)


def without_alt(html: str) -> bool:
    """Whether a figure has no words for those who cannot see it."""
    return any(not re.search(r'\balt="[^"]*[^"\s][^"]*"', tag) for tag in _IMG.findall(html))


def text_of(html: str) -> str:
    """The words of the body on one line, for checks and previews."""
    spaced = re.sub(r"</(p|h\d|li|td|th|tr|blockquote|figcaption)>|<br>", " ", html)
    return _SPACE.sub(" ", unescape(nh3.clean(spaced, tags=set()))).strip()


def _file_of(tag: str) -> UUID | None:
    src = _SRC.search(tag)
    match = _FIGURE.match(unescape(src.group(1))) if src else None
    try:
        return UUID(match.group(1)) if match else None
    except ValueError:
        return None
