"""Reads a cell of 公开渠道和载体: which channels it names or ticks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from mingtang.kernel.catalogue.channels import (
    NAMES,
    OTHER,
    channel_of,
    label,
    name_key,
    run_together,
    starts_with_name,
)
from mingtang.kernel.catalogue.marks import is_blank, is_diamond, split_marked
from mingtang.kernel.catalogue.text import narrow, squeeze, tidy


@dataclass(frozen=True)
class ChannelCell:
    """`channels` are codes or names as in Item; `new` the names that are not known; `unsure` what may be wrong;
    `short` what is left out: notes, and explanations in parentheses behind a known name."""

    channels: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    short: tuple[str, ...] = ()


_OTHER = re.compile(
    r"其\s*[他它]\s*(?:渠道|方式|形式|载体|平台)?(?:[(（]\s*(?:请\s*)?(?:注|写|填)\s*[明写]\s*[)）])?"
)
_OTHER_SIGNS = " \n:：_＿(（)）[]【】—-…。.,，;；、"
_NUMBER = re.compile(r"(?:^|(?<=[\s、；;，,。]))[(（]?\d{1,2}[.．、)）](?=\D|12345)")
_NOTE = re.compile(r"(?:备\s*)?注\s*[：:]")
_LEADER = re.compile(r"[^：:]{0,12}[：:]")
_HARD, _SLASH, _SOFT = 3, 2, 1


@lru_cache(maxsize=50_000)
def read_channels(text: str) -> ChannelCell:
    """The channels of one cell: only the ticked ones where it has marks, all named ones otherwise."""
    plain = narrow(text)
    plain, *notes = _NOTE.split(plain, maxsplit=1)
    if is_blank(plain):
        return ChannelCell()
    channels: list[str] = []
    unsure: list[str] = []
    loose: list[str] = []
    parts = split_marked(plain, starts_with_name)
    if parts is None:
        _names(plain, channels, unsure, single=False)
    else:
        for yes, words in parts:
            if yes is None and not _LEADER.fullmatch(words):
                found: list[str] = []
                _names(words, found, [], single=False)
                channels += found
                loose += [label(each) for each in found]
            elif yes:
                _names(words, channels, unsure, single=True)
    channels = list(dict.fromkeys(channels))
    labels = set(map(label, channels))
    if parts is not None and is_diamond(plain):
        unsure += labels
    short = tuple(each for each in channels if _known(bare := _bare(each)) and bare != each)
    channels = list(dict.fromkeys(_bare(each) for each in channels))
    unsure = loose + [each for each in unsure if each in labels or not _known(_bare(each))]
    new = tuple(each for each in channels if each != OTHER and not _known(each))
    return ChannelCell(tuple(channels), new, tuple(dict.fromkeys(unsure)), (*short, *map(tidy, notes)))


def channel_named(text: str) -> str:
    """The channel that a header names: a code, or the name itself."""
    return channel_of(text) or tidy(text)


_EXPLAINED = re.compile(r"(.{2,}?)(?:（[^（）]*）|\([^()]*\))+")


def _bare(channel: str) -> str:
    """The code of a known channel that has an explanation in parentheses; else the channel as it is."""
    match = None if _known(channel) else _EXPLAINED.fullmatch(channel)
    return channel_of(match[1]) or channel if match else channel


def _known(channel: str) -> bool:
    return channel.isascii() and not channel.isdigit()


def _names(words: str, channels: list[str], unsure: list[str], *, single: bool) -> None:
    """Adds what `words` name; `single` where one mark stands before them, so that they should be one channel."""
    words = _NUMBER.sub("\n", words).strip(" \n。；;、，,")
    if not words:
        return
    if code := channel_of(words):
        channels.append(code)
        return
    tokens = _tokens(words)
    place = 0
    while place < len(tokens):
        before = len(channels)
        apart = single and place > 0 and tokens[place][0] == _SOFT
        place = _take(tokens, place, channels, unsure, single=single)
        if apart:
            # One mark, then a further name after a mere space: it may be one that is not ticked.
            unsure += [label(each) for each in channels[before:]]


def _tokens(words: str) -> list[tuple[int, str]]:
    """The words between separators outside parentheses, each with the strength of the separator before it."""
    tokens: list[tuple[int, str]] = []
    depth, current, strength = 0, "", _HARD
    for char in words:
        if char in "(（":
            depth += 1
        elif char in ")）":
            depth = max(0, depth - 1)
        kind = 0
        if depth == 0 or char == "\n":
            kind = (
                _HARD
                if char in "、，,；;。|"
                else _SLASH
                if char in "/／\\"
                else _SOFT
                if char in " \n"
                else 0
            )
        if not kind:
            current += char
        elif current:
            tokens.append((strength, current))
            current, strength = "", kind
        else:
            strength = max(strength, kind)
    if current:
        tokens.append((strength, current))
    return tokens


def _take(
    tokens: list[tuple[int, str]], place: int, channels: list[str], unsure: list[str], *, single: bool
) -> int:
    """Reads the channel that begins at a token, or the several that it runs together; gives the next place."""
    for end in range(min(len(tokens), place + 8), place, -1):
        joined = "".join(word for _, word in tokens[place:end])
        if code := channel_of(joined):
            channels.append(code)
            if code != OTHER or end == len(tokens) or tokens[end][0] == _HARD:
                return end
            channels.pop()
    match = _OTHER.match(tokens[place][1])
    if match:
        return _take_other(tokens, place, match.end(), channels)
    end = _end_of_unknown(tokens, place, single=single)
    name = squeeze(
        "".join(
            ("/" if kind == _SLASH and n else "") + word for n, (kind, word) in enumerate(tokens[place:end])
        )
    )
    if match := _OTHER.match(name):
        return place + _take_other([(_HARD, name)], 0, match.end(), channels) - 1 + (end - place)
    codes = run_together(name)
    if codes:
        channels += codes
        return end
    name = tidy(name).removesuffix("等")
    if len(name) < 2:
        return end
    channels.append(name)
    key = name_key(name)
    inner = NAMES.findall(key)
    soft = any(kind == _SOFT for kind, _ in tokens[place + 1 : end])
    before_known = end < len(tokens) and tokens[end][0] == _SOFT
    if len(inner) > 1 or len(key) > 14 or (not single and (soft or before_known or (inner and len(key) > 8))):
        unsure.append(name)
    return end


def _take_other(tokens: list[tuple[int, str]], place: int, skip: int, channels: list[str]) -> int:
    """其他, with the names that stand behind it."""
    end = place + 1
    named = tokens[place][1][skip:].strip(_OTHER_SIGNS)
    while end < len(tokens) and tokens[end][0] != _HARD:
        named += tokens[end][1].strip(_OTHER_SIGNS)
        end += 1
    names = [squeeze(each) for each in re.split(r"[、，,；;]", named) if squeeze(each)]
    for name in names:
        channels += (
            [code]
            if (code := channel_of(name))
            else list(run_together(name)) or [tidy(name).removesuffix("等")]
        )
    if not names:
        channels.append(OTHER)
    return end


def _end_of_unknown(tokens: list[tuple[int, str]], place: int, *, single: bool) -> int:
    """Where an unknown name ends: before a separator, and before a known name unless a mark says it is one."""
    end = place + 1
    while end < len(tokens) and tokens[end][0] != _HARD:
        if not single and tokens[end][0] == _SOFT:
            rest = "".join(word for _, word in tokens[end : end + 3])
            if starts_with_name(tokens[end][1]) or starts_with_name(rest):
                break
        end += 1
    return end
