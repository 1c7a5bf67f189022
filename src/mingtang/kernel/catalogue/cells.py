"""Cells that say in words what other tables tick: levels, audience and manner."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from mingtang.kernel.catalogue.item import LEVELS
from mingtang.kernel.catalogue.marks import is_blank, split_marked, tick
from mingtang.kernel.catalogue.text import narrow, squeeze, tidy

SOME_GROUP = "特定群体"
CITY = "city"

_LEVEL_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("prefecture", re.compile(r"(?:设区的?市|地级市|地市|市州|州市|地州|州|盟)(?:本?级)?")),
    (
        "county",
        re.compile(
            r"(?:县[（(][市区旗、，,/]+[）)]|旗县市?区?|县级市|县市区|县[区市]|区县|县|旗|区(?!域))(?:本?级)?(?!以)"
        ),
    ),
    (CITY, re.compile(r"市(?:本?级)?")),
    (
        "township",
        re.compile(
            r"(?:[乡镇][（(][镇乡街道办事处、，,/]+[）)]|乡镇街道|镇街|乡镇|苏木|乡|镇|街道(?:办事处)?|街办)(?:本?级)?(?!以)"
        ),
    ),
    (
        "village",
        re.compile(r"(?:村[（(][社区居委会、，,/]+[）)]|行政村|嘎查|村居|村委会|居委会|村|社区)级?"),
    ),
)
_LEVEL_FILL = re.compile(r"[、，,；;/和及与各级三两二四\s（）()＋+.。]+|公开")


@dataclass(frozen=True)
class Levels:
    """`levels` may hold "city" for 市级, which the table's other cells make prefecture or county."""

    levels: frozenset[str] = frozenset()
    unknown: str = ""


@lru_cache(maxsize=5_000)
def read_levels(text: str) -> Levels:
    """The levels that a cell names or ticks."""
    plain = narrow(text)
    if is_blank(plain):
        return Levels()
    parts = split_marked(plain, lambda rest: _level_at(squeeze(rest)) is not None)
    if parts is None:
        return _levels_in(squeeze(plain))
    chosen = [_levels_in(squeeze(words)) for yes, words in parts if yes]
    loose = "".join(words for yes, words in parts if yes is None)
    if not parts:
        loose = plain
    levels = frozenset(level for each in chosen for level in each.levels)
    return Levels(levels, loose + "".join(each.unknown for each in chosen))


def _level_at(text: str) -> tuple[str, int] | None:
    for level, pattern in _LEVEL_WORDS:
        if match := pattern.match(text):
            return level, match.end()
    return None


def _levels_in(text: str) -> Levels:
    found: set[str] = set()
    unknown = ""
    while text:
        if hit := _level_at(text):
            found.add(hit[0])
            text = text[hit[1] :]
        elif match := _LEVEL_FILL.match(text):
            text = text[match.end() :]
        else:
            unknown, text = unknown + text[0], text[1:]
    return Levels(frozenset(found), unknown)


def in_order(levels: set[str] | frozenset[str]) -> tuple[str, ...]:
    """Levels from above down."""
    return tuple(level for level in LEVELS if level in levels)


@dataclass(frozen=True)
class Audience:
    everyone: bool = False
    specific: str = ""
    unknown: str = ""


_EVERYONE = re.compile(
    r"(?:面向|向|对)?(?:全社会|全体社会公众|社会公众|社会公开|全体公众|公众|社会各界)(?:公开)?|^(?:面向|向)?社会$|^全部$|^所有人$"
)
_GROUP = re.compile(r"特定(?:的)?(?:群体|群众|公众|人群|对象)(?:[（(]请?(?:写|注|填)明[）)])?")
_AROUND = " 、，,；;/和及与：:。（）()_＿"


@lru_cache(maxsize=20_000)
def read_audience(text: str) -> Audience:
    """公开对象 in one cell: 全社会, a group, or both."""
    plain = narrow(text)
    if is_blank(plain):
        return Audience()
    parts = split_marked(plain, lambda rest: bool(re.match(r"\s*(?:全\s*社\s*会|特\s*定|社\s*会)", rest)))
    if parts is None:
        return _audience_in(tidy(plain))
    chosen = [_audience_in(tidy(words)) for yes, words in parts if yes]
    loose = "" if parts else plain
    return Audience(
        any(each.everyone for each in chosen),
        "、".join(each.specific for each in chosen if each.specific),
        loose
        + "".join(words for yes, words in parts if yes is None)
        + "".join(each.unknown for each in chosen),
    )


def _audience_in(text: str) -> Audience:
    if tick(text).yes is not None and not tick(text).words:
        return Audience(unknown=text)
    everyone = bool(_EVERYONE.search(text))
    rest = _EVERYONE.sub("", text) if everyone else text
    group = _GROUP.search(rest)
    if everyone and rest.strip(_AROUND) and not group:
        return Audience(True, "", rest.strip(_AROUND))
    return Audience(everyone, group_words(rest) if rest.strip(_AROUND) else "")


@lru_cache(maxsize=20_000)
def group_words(text: str) -> str:
    """The words for a group, without "特定群体：" before them; 特定群体 where nothing else is said."""
    plain = tidy(text)
    match = _GROUP.match(plain.lstrip(_AROUND))
    if not match:
        return plain.strip(" 、，；;：:。")
    rest = plain.lstrip(_AROUND)[match.end() :]
    bare = rest.strip(" 、，；;：:。_＿")
    if bare.startswith("（") and bare.endswith("）"):
        bare = bare[1:-1]
    bare = bare.strip(" 、，；;：:。_＿")
    return bare or SOME_GROUP


@dataclass(frozen=True)
class Manner:
    active: bool = False
    on_request: bool = False
    unknown: str = ""


_ON_REQUEST = re.compile(r"依\s*申\s*请(?:\s*公\s*开)?")
_ACTIVE = re.compile(r"主\s*动(?:\s*公\s*开)?")


@lru_cache(maxsize=5_000)
def read_manner(text: str) -> Manner:
    """公开方式 in one cell."""
    plain = narrow(text)
    if is_blank(plain):
        return Manner()
    parts = split_marked(plain, lambda rest: bool(re.match(r"\s*(?:主\s*动|依\s*申)", rest)))
    loose = ""
    if parts is not None:
        loose = "".join(words for yes, words in parts if yes is None) if parts else plain
        plain = " ".join(words for yes, words in parts if yes)
    active, on_request = bool(_ACTIVE.search(plain)), bool(_ON_REQUEST.search(plain))
    rest = _ON_REQUEST.sub("", _ACTIVE.sub("", plain))
    return Manner(active, on_request, (loose + rest).strip(" 、，,；;/和或及与。\n"))
