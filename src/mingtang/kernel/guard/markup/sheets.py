"""`<style>` in a page: which of its elements are hidden by rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingtang.kernel.guard.markup.styles import Style, plain_css, style_of

RULES_MOST = 2_000
LETTERS_MOST = 1_000_000
_OPENING = re.compile(r"<[sS][tT][yY][lL][eE](?=[\s>])[^>]*+>")
_CLOSING = re.compile(r"</[sS][tT][yY][lL][eE]")
_PART = re.compile(r"([.#]?)(-?[a-zA-Z_\u0080-\uffff][\w-]*+)")
_COMPOUND = re.compile(
    r"(?:\*|[.#]?-?[a-zA-Z_\u0080-\uffff][\w-]*+)(?:[.#]-?[a-zA-Z_\u0080-\uffff][\w-]*+)*+"
)
_SCREEN = re.compile(
    r"@(?:media\s+(?:screen|all)(?:\s+and\s*\(min-width[^)]*\))?|supports.*|layer.*)", re.DOTALL
)
_FOR_READERS = re.compile(
    r"(?:^|-)(?:sr-only|visually-?hidden|screen-reader(?:-text)?|skip-link)", re.IGNORECASE
)

Compound = frozenset[str]
"""“tag”, “.class”, “#id”: all of them must fit."""


def for_readers(classes: str) -> bool:
    """Text for screen readers is hidden from the eye in all honesty."""
    return any(_FOR_READERS.search(name) for name in classes.split())


class Sheet:
    """The rules of a page that bear on being seen, found by the last compound of their selectors."""

    def __init__(self, source: str) -> None:
        self._rules: dict[str, list[tuple[int, tuple[Compound, ...], Style]]] = {}
        left = RULES_MOST
        for css in _sheets(source):
            for selectors, style in _rules(css):
                for compounds in selectors:
                    if left <= 0:
                        return
                    left -= 1
                    key = min(compounds[-1], key=lambda part: (part[0] not in "#.", part))
                    self._rules.setdefault(key, []).append((left, compounds, style))

    def __bool__(self) -> bool:
        return bool(self._rules)

    def styles(self, own: Compound, around: list[Compound]) -> list[Style]:
        """The styles for an element, in their order. `own` is what it is; `around` its ancestors, the nearest last."""
        found = [
            (-left, style)
            for part in own
            for left, compounds, style in self._rules.get(part, ())
            if compounds[-1] <= own and _stands_in(compounds[:-1], around)
        ]
        return [style for _, style in sorted(found, key=lambda rule: rule[0])]


def _stands_in(wanted: tuple[Compound, ...], around: list[Compound]) -> bool:
    left = list(wanted)
    for one in reversed(around[-64:]):
        if left and left[-1] <= one:
            left.pop()
    return not left


def _sheets(source: str) -> Iterator[str]:
    at = 0
    while opening := _OPENING.search(source, at):
        closing = _CLOSING.search(source, opening.end())
        if closing is None:
            return
        yield plain_css(source[opening.end() : min(closing.start(), opening.end() + LETTERS_MOST)])
        at = closing.end()


def _rules(css: str) -> Iterator[tuple[list[tuple[Compound, ...]], Style]]:
    at = 0
    while (brace := css.find("{", at)) >= 0:
        head = css[at:brace].rpartition("}")[2].rpartition(";")[2].strip()
        if head.startswith("@"):
            # Rules for the screen count; those for print or for some widths only do not.
            plain = re.fullmatch(
                r"@(?:media\s+(?:screen|all)(?:\s+and\s*\(min-width[^)]*\))?|supports.*|layer.*)", head
            )
            at = brace + 1 if plain else _behind(css, brace)
            continue
        end = css.find("}", brace)
        end = len(css) if end < 0 else end
        style = style_of(css[brace + 1 : end])
        if style is not None:
            yield [found for one in head[:2000].split(",") if (found := _selector(one.strip()))], style
        at = end + 1


def _behind(css: str, brace: int) -> int:
    depth = 0
    for mark in re.finditer(r"[{}]", css[brace:]):
        depth += 1 if mark.group() == "{" else -1
        if depth == 0:
            return brace + mark.end()
    return len(css)


def _selector(text: str) -> tuple[Compound, ...] | None:
    """None for one that depends on more than names: `:hover`, `[attribute]`, neighbours."""
    compounds: list[Compound] = []
    for word in text.replace(">", " ").split():
        if not _COMPOUND.fullmatch(word):
            return None
        parts = frozenset(
            mark + (name if mark else name.lower()) for mark, name in _PART.findall(word.lstrip("*"))
        )
        if not parts:
            return None
        compounds.append(parts)
    return tuple(compounds) or None
