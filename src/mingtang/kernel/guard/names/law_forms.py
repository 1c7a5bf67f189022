"""Names of laws that are wrong by more than a character: another kind of act (政府信息公开法), a short form under the
full title (中华人民共和国村委会组织法), words too much (中华人民共和国安全生产管理法).

“中华人民共和国” stands before national acts only, and all of these are known; places make 条例 and 办法 of their own,
but no 法.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_KINDS = ("条例", "办法", "规定", "细则", "规则", "法")
_MORE = 2
"""Characters too much at most: new laws have names that hold those of older ones."""
_LESS = 4
_SHORTEST = 4
_BESIDES = ("管理", "监督", "保护", "保障")
"""Words that are put into names which have none of them: 城市绿化管理条例."""
_ALONE = 6
"""Subjects of so many characters say enough without an article."""


class LawForms:
    """`names` are those of the acts in force, without “中华人民共和国”."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)
        self._all = frozenset(self._names)
        self._bodies: dict[str, set[str]] = {}
        for name in self._names:
            body, kind = _parts(name)
            if kind:
                self._bodies.setdefault(body, set()).add(name)
        self._letters: dict[str, set[str]] = {}
        for name in self._names:
            self._letters.setdefault("".join(sorted(name)), set()).add(name)
        self.meant = lru_cache(maxsize=4_096)(self._meant)

    def turned(self, bare: str) -> str:
        """The one act of whose characters the name is made, in another order: 生产安全法, 环境法保护."""
        same = self._letters.get("".join(sorted(bare)), set()) if len(bare) >= _SHORTEST else set()
        return next(iter(same)) if len(same) == 1 and bare not in same else ""

    def cited_as(self, bare: str, article: bool) -> str:
        """The act of another kind that is meant where a name without “中华人民共和国” is cited as basis. `article`:
        with an article; places have 条例 and 办法 of their own, but name themselves in the title.
        """
        body, _ = _parts(bare)
        if body.endswith("法") and body in self._all:
            return body
        if bare not in self._all:
            for word in _BESIDES:
                without = bare.replace(word, "", 1)
                if without != bare and len(without) >= _ALONE and without in self._all:
                    return without
        fitting = self._bodies.get(body, set())
        if len(fitting) != 1 or len(body) < (_SHORTEST if article or body.startswith("行政") else _ALONE):
            return ""
        return next(iter(fitting)) if bare not in fitting else ""

    def _meant(self, bare: str, national: bool) -> str:
        """The act that is meant by a name no act has; empty when that is not clear. `national`: it has the prefix."""
        return self._of_another_kind(bare, national) or (self._within(bare) if national else "")

    def _of_another_kind(self, bare: str, national: bool) -> str:
        body, kind = _parts(bare)
        fitting = self._bodies.get(body, set())
        if len(fitting) != 1 or (not national and len(body) < _SHORTEST):
            return ""
        (name,) = fitting
        national = national or (kind == "法" and not name.endswith("法")) or body.endswith("暂行")
        return name if national else ""

    def _within(self, bare: str) -> str:
        """The one act whose characters the name holds in order, with some more, or that holds all of the name's."""
        if len(bare) < _SHORTEST:
            return ""
        kind = _parts(bare)[1]
        near = [
            name for name in self._names if -_MORE <= len(name) - len(bare) <= _LESS and name.endswith(kind)
        ]
        more = [name for name in near if _SHORTEST <= len(name) < len(bare) and _inside(name, bare)]
        if more:
            return more[0] if len(more) == 1 else ""
        less = [name for name in near if len(name) > len(bare) and _inside(bare, name)]
        return less[0] if kind and len(less) == 1 else ""


def _parts(name: str) -> tuple[str, str]:
    """The name without the kind of act, and that kind."""
    kind = next((kind for kind in _KINDS if name.endswith(kind)), "")
    return name.removesuffix(kind), kind


def _inside(shorter: str, longer: str) -> bool:
    """Whether the characters stand in the longer one in the same order."""
    letters = iter(longer)
    return all(letter in letters for letter in shorter)
