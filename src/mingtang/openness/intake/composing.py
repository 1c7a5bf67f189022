"""A document as read and as recognised → the content of a draft. Nothing is invented; what is missing stays empty."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from mingtang.foundation.manuscripts.blocks import PICTURE, Block
from mingtang.foundation.manuscripts.text import plain
from mingtang.kernel.classification.genres import GENRES
from mingtang.kernel.classification.themes import THEMES
from mingtang.kernel.official.letter import Letter
from mingtang.kernel.official.shapes import is_appendix_mark, is_numbered, is_sentence
from mingtang.openness.records.models import OpenAttr

PLAIN = (
    *("title", "subtitle", "doc_no", "issuer", "addressees", "signature", "annotation"),
    *("index_no", "source", "keywords"),
)
"""Fields of a record that a guess fills as it stands."""
DATES = ("doc_date", "effective_on", "expires_on")


def body_of(blocks: Sequence[Block], letter: Letter, pictures: Mapping[int, str]) -> str:
    """The body as HTML: headings by level, paragraphs, tables, figures with the caption below them; then the appendices
    behind a rule. `pictures` are the addresses of the kept pictures by their place."""
    html = _joined(blocks, letter.body, letter.headings)
    for lines in letter.appendices:
        html += "<hr>" + _appendix(blocks, lines, letter.headings)
    for place, address in pictures.items():
        html = html.replace(f'src="{PICTURE}{place}"', f'src="{address}"')
    return html


def _appendix(blocks: Sequence[Block], lines: Sequence[int], headings: Mapping[int, int]) -> str:
    """It begins with its number as a heading, which is also how the page and the paper find it."""
    first, *rest = lines
    html = f"<h2>{_unemphasised(blocks[first].html)}</h2>"
    if rest and is_appendix_mark(blocks[first].line.text) and _is_title(blocks[rest[0]]):
        second, *rest = rest
        html += f"<h2>{_unemphasised(blocks[second].html)}</h2>"
    return html + _joined(blocks, rest, headings)


def _is_title(block: Block) -> bool:
    text = block.line.text.strip()
    return (
        block.line.kind == "text" and 2 <= len(text) <= 60 and not is_sentence(text) and not is_numbered(text)
    )


def _joined(blocks: Sequence[Block], lines: Iterable[int], headings: Mapping[int, int]) -> str:
    pieces: list[str] = []
    for n in lines:
        block = blocks[n]
        caption = (
            _caption(block) if pieces and pieces[-1].endswith("<figcaption></figcaption></figure>") else ""
        )
        if caption:
            pieces[-1] = pieces[-1].replace(
                "<figcaption></figcaption>", f"<figcaption>{caption}</figcaption>"
            )
        elif block.whole:
            pieces.append(block.html)
        elif n in headings:
            level = headings[n]
            pieces.append(f"<h{level}>{_unemphasised(block.html)}</h{level}>")
        elif block.html.strip():
            pieces.append(f"<p>{block.html}</p>")
    return "".join(pieces).replace("</ul><ul>", "").replace("</ol><ol>", "")


def _caption(block: Block) -> str:
    text = " ".join(plain(block.html).split())
    return block.html if text.startswith("图") and len(text) <= 60 and not block.whole else ""


def _unemphasised(html: str) -> str:
    """A heading is emphasis enough."""
    for tag in ("strong", "u"):
        html = html.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    return html


def content_of(fields: Mapping[str, Any], body: str, given: Mapping[str, str]) -> dict[str, Any]:
    """The form's first values. What an index beside the document says goes before what was recognised in it.

    `fields` are guesses as stored: name → value, lines, sure, why.
    """
    said = {name: guess["value"] for name, guess in fields.items()} | {k: v for k, v in given.items() if v}
    content: dict[str, Any] = {name: " ".join(said[name].split("\n")) for name in PLAIN if said.get(name)}
    if said.get("signature"):
        content["signature"] = said["signature"]
    for name in DATES:
        day = as_date(said.get(name, ""))
        if day:
            content[name] = day
    if content.get("doc_date"):
        # For a document the day it was signed is the day the information was formed.
        content["formed_on"] = content["doc_date"]
    content["body"] = body
    content["theme"] = theme_code(said.get("theme", ""))
    content["genre"] = genre_code(said.get("genre", ""))
    content["open_attr"] = said.get("open_attr", "") if said.get("open_attr") in OpenAttr.values else ""
    if said.get("summary"):
        content["summary"] = said["summary"]
    return content


def as_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def theme_code(words: str) -> str:
    """“城乡建设、环境保护/节能与资源综合利用” or its last part → the code; the class alone for an unknown subclass."""
    if words in THEMES:
        return words
    main, _slash, sub = (part.strip() for part in words.replace("\\", "/").partition("/"))
    tops = {t.code for t in THEMES.values() if not t.parent and main in (t.label, t.local_label)}
    for theme in THEMES.values():
        if theme.parent in tops and sub and theme.label == sub:
            return theme.code
    if tops:
        return min(tops)
    named = [t.code for t in THEMES.values() if main and t.label == main and t.parent]
    return named[0] if len(named) == 1 else ""


def genre_code(words: str) -> str:
    if words in GENRES:
        return words
    names = ((code, label.replace("（", "、").rstrip("）").split("、")) for code, label in GENRES.items())
    return next((code for code, known in names if words in known), "")
