"""HTML → tokens, in one pass and linear time whatever comes (after the HTML standard, 13.2.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

TEXT, OPEN, CLOSE, COMMENT, RAW, BROKEN = range(6)

Token = tuple[int, int, int, str, int, int]
"""Kind, start and end in the source, name of the tag, start and end of what is inside: attributes, comment, script.

BROKEN is a tag that never ends: a browser shows nothing of it, a reader of the source does.
"""

# A tag as nearly all are; what it does not match is read step by step. Possessive: it never goes back.
_NEXT = re.compile(
    r"""<(?:(/?)([a-zA-Z][a-zA-Z0-9:_-]*+)"""
    r"""((?:\s++[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"<>]{0,2000}+"|'[^'<>]{0,2000}+'|[^\s"'<>=`]++))?+)*+)\s*+/?>"""
    r"""|(?=[a-zA-Z/!?]))"""
)
_NAME = re.compile(r"[a-zA-Z][^\s/>]*+")
_STEP = re.compile(r"""[\s/]*+(?:>|([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(["']?))?+)""")
_BARE = re.compile(r"[^\s>]*+")
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?+""",
)
_COMMENT_END = re.compile(r"--!?>")
_RAW_END = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes")
}
_TO_THE_END = frozenset(("script", "style"))
ATTRIBUTES_MOST = 500


def tokens(source: str) -> Iterator[Token]:
    at, length = 0, len(source)
    never: set[str] = set()
    while at < length:
        found = _NEXT.search(source, at)
        if found is None:
            yield TEXT, at, length, "", at, length
            return
        start = found.start()
        if start > at:
            yield TEXT, at, start, "", at, start
        name = found.group(2)
        if name is not None:
            at = found.end()
            name = name.lower()
            if found.group(1):
                yield CLOSE, start, at, name, at, at
                continue
            yield OPEN, start, at, name, found.start(3), found.end(3)
        else:
            token = _slow(source, start, never)
            yield token
            at, name = token[2], token[3]
            if token[0] != OPEN:
                continue
        if name in _RAW_END and name not in never:
            end = _RAW_END[name].search(source, at)
            if end is None:
                never.add(name)
                if name not in _TO_THE_END:
                    continue
            upto = length if end is None else end.start()
            yield RAW, at, upto, name, at, upto
            at = upto


def _slow(source: str, start: int, never: set[str]) -> Token:
    length = len(source)
    second = source[start + 1]
    if second in "!?" or (second == "/" and not _NAME.match(source, start + 2)):
        if source.startswith("<!--", start):
            # “<!-->” is a whole comment.
            for short in (">", "->"):
                if source.startswith(short, start + 4):
                    return COMMENT, start, start + 4 + len(short), "", start + 4, start + 4
            close = _COMMENT_END.search(source, start + 4)
            inside = length if close is None else close.start()
            return COMMENT, start, length if close is None else close.end(), "", start + 4, inside
        close_at = source.find(">", start)
        end = length if close_at < 0 else close_at
        return COMMENT, start, min(end + 1, length), "!" if second == "!" else "?", start + 2, end
    kind = CLOSE if second == "/" else OPEN
    named = _NAME.match(source, start + (2 if second == "/" else 1))
    assert named is not None
    at = named.end()
    steps = 0
    while True:
        step = _STEP.match(source, at) if steps < ATTRIBUTES_MOST else None
        if step is None:
            at = source.find(">", at) + 1
            if at == 0:
                return BROKEN, start, length, "", start + 1, length
            break
        steps += 1
        at = step.end()
        if step.group(1) is None:
            break
        quote = step.group(2)
        if quote:
            close_at = -1 if quote in never else source.find(quote, at)
            if close_at < 0:
                # A browser would drop all the rest; that would be a good place to hide in, so the quote counts as
                # a letter.
                never.add(quote)
            else:
                at = close_at + 1
        elif quote is not None:
            bare = _BARE.match(source, at)
            at = bare.end() if bare else at
    return kind, start, at, named.group().lower(), named.end(), at - 1


def attributes(source: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    """Where the values of a tag's attributes stand; of two of one name the first counts."""
    found: dict[str, tuple[int, int]] = {}
    for one in _ATTRIBUTE.finditer(source, start, end):
        if len(found) >= ATTRIBUTES_MOST:
            break
        group = one.lastindex or 1
        found.setdefault(one.group(1).lower(), one.span(group) if group > 1 else (one.end(), one.end()))
    return found
