"""Values of which several ways of writing are right."""

from __future__ import annotations

from itertools import product

from tests.official.shapes import EITHER


def any_of(*values: str) -> str:
    return EITHER.join(dict.fromkeys(values))


def names(*organs: str) -> str:
    return any_of(*(mark.join(organs) for mark in ("、", " ", "\n", "，", "；", "\u3000", "", ",", ";")))


def listed(*titles: str) -> str:
    """Numbered or not, parted in any way."""
    marks = ("；", "\n", "、", " ", "", ";")
    numbered = ("{n}.{t}", "{n}. {t}", "{n}．{t}", "{t}", "附件{n}：{t}", "附件{n} {t}", "{n}、{t}")
    return any_of(
        *(m.join(f.format(n=n, t=t) for n, t in enumerate(titles, 1)) for m, f in product(marks, numbered))
    )


SHOWN = any_of("announcement", "public_notice", "notice", "other", "")
"""公示 is none of the fifteen kinds."""
