"""Decides what each column of a table means, from its header and, where that is missing, from what stands below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mingtang.kernel.catalogue.cells import read_levels
from mingtang.kernel.catalogue.channel_cells import channel_named
from mingtang.kernel.catalogue.channels import channel_of
from mingtang.kernel.catalogue.columns import GROUPS, SPLITS, TICKS, Column, column_of, key, nearest
from mingtang.kernel.catalogue.doubts import doubt
from mingtang.kernel.catalogue.header import Part
from mingtang.kernel.catalogue.marks import tick
from mingtang.kernel.catalogue.shapes import ColumnReading
from mingtang.kernel.catalogue.text import squeeze, tidy

C = Column
_LIKELY = 75.0
_LEVEL_COLUMNS: Mapping[frozenset[str], Column] = {
    frozenset({"prefecture"}): C.PREFECTURE,
    frozenset({"city"}): C.CITY,
    frozenset({"county"}): C.COUNTY,
    frozenset({"township"}): C.TOWNSHIP,
    frozenset({"village"}): C.VILLAGE,
    frozenset({"township", "village"}): C.TOWNSHIPS_AND_VILLAGES,
}
_ITEM_WORDS = {"名称": C.ITEM1, "大类": C.ITEM1, "一": C.ITEM1, "小类": C.ITEM2, "二": C.ITEM2, "三": C.ITEM3}
Samples = Sequence[Sequence[str]]


def columns_of(
    parts: Sequence[Sequence[Part]], samples: Samples, *, forced: Mapping[int, Column | None]
) -> tuple[ColumnReading, ...]:
    """What the columns mean. `samples` are the texts below each header; `forced` what a person said."""
    readings = [_read(index, each, samples[index]) for index, each in enumerate(parts)]
    for index, column in forced.items():
        if 0 <= index < len(readings):
            text = parts[index][-1].text if parts[index] else ""
            channel = channel_named(text) if column is C.CHANNEL else ""
            readings[index] = replace(
                readings[index], column=column, sure=True, nearest=(), doubts=(), channel=channel
            )
    _beside_channels(readings, samples, forced)
    _split_groups(readings, samples, forced)
    _cities(readings)
    _two_items(readings, forced)
    _offices(readings, forced)
    _twice(readings, forced)
    return tuple(readings)


def _read(index: int, parts: Sequence[Part], samples: Sequence[str]) -> ColumnReading:
    if not parts:
        return ColumnReading(index, "", None, sure=True)
    lowest = parts[-1]
    groups = [(part, group) for part in parts[:-1] if (group := column_of(part.text)) in GROUPS]
    shown = [part for part in parts if part.own or part is lowest or any(part is each for each, _ in groups)]
    base = ColumnReading(index, "-".join(tidy(part.text) for part in shown), None)
    # The words themselves, the finest row first.
    own = [part.text for part in parts if part.own]
    column = column_of("".join(own)) or column_of(lowest.text)
    if column is not None:
        return _checked(base, column, parts)
    # The words in the light of what stands above.
    for part, group in reversed(groups):
        if meant := _in_group(group, lowest.text, own=part.own, samples=samples):
            column, sure = meant
            channel = channel_named(lowest.text) if column is C.CHANNEL else ""
            base = replace(base, channel=channel)
            return replace(base, column=column) if sure else _likely(base, (column,), "group")
    if channel_of(lowest.text) and (groups or _may_tick(samples)):
        return replace(base, column=C.CHANNEL, channel=channel_named(lowest.text))
    above = next(
        (found for part in reversed(parts[:-1]) if part.own and (found := column_of(part.text))), None
    )
    if above is not None and above not in GROUPS:
        return _likely(base, (above,), "above")
    # What comes near.
    best = nearest(lowest.text)
    if not best:
        best = nearest("".join(own))
    guesses = tuple(each for each, _ in best)
    if best and best[0][1] >= _LIKELY and (best[0][0] not in TICKS or _ticked(samples)):
        return _likely(base, guesses, "likeness")
    return replace(
        base,
        sure=False,
        nearest=guesses,
        doubts=(doubt("column_unknown", read=base.text, nearest=[each.value for each in guesses]),),
    )


def _checked(base: ColumnReading, column: Column, parts: Sequence[Part]) -> ColumnReading:
    """A column that its finest words name; doubtful where a row above says something else."""
    for part in parts[:-1]:
        above = column_of(part.text)
        if not part.own or above is None or above is column:
            continue
        if column not in GROUPS.get(above, frozenset()):
            conflict = doubt(
                "header_conflict",
                column.value,
                read=base.text,
                taken=column.value,
                above=tidy(part.text),
                below=tidy(parts[-1].text),
            )
            return replace(base, column=column, sure=False, nearest=(column, above), doubts=(conflict,))
    return replace(base, column=column)


def _likely(base: ColumnReading, guesses: tuple[Column, ...], why: str) -> ColumnReading:
    taken = guesses[0]
    likely = doubt(
        "column_likely",
        taken.value,
        read=base.text,
        taken=taken.value,
        why=why,
        nearest=[each.value for each in guesses],
    )
    return replace(base, column=taken, sure=False, nearest=guesses, doubts=(likely,))


def _in_group(
    group: Column | None, text: str, *, own: bool, samples: Sequence[str]
) -> tuple[Column, bool] | None:
    """What words mean below a spanning header, and whether that is sure."""
    bare = squeeze(text)
    if group is C.LEVELS:
        levels = read_levels(text)
        column = _LEVEL_COLUMNS.get(levels.levels)
        return (column, own and not levels.unknown) if column else None
    if group is C.AUDIENCE:
        column = (
            C.EVERYONE if "社会" in bare or "公众" in bare[-2:] else C.SPECIFIC if "特定" in bare else None
        )
        return (column, own) if column else None
    if group is C.MANNER:
        column = C.ON_REQUEST if "申请" in bare else C.ACTIVE if "主动" in bare else None
        return (column, own) if column else None
    if group is C.CHANNELS:
        if channel_of(text):
            return C.CHANNEL, True
        return (C.CHANNEL, own) if own or _ticked(samples) else None
    if group is C.ITEM1 and (column := _ITEM_WORDS.get(key(text))):
        return column, own
    return None


def _may_tick(samples: Sequence[str]) -> bool:
    """Whether nothing but ticks and empty boxes stands in a column."""
    return all(tick(text).yes is not None and not tick(text).words for text in samples)


def _ticked(samples: Sequence[str]) -> bool:
    """Whether a column holds ticks, at least one of them."""
    return _may_tick(samples) and any(tick(text).yes for text in samples)


def _beside_channels(
    readings: list[ColumnReading], samples: Samples, forced: Mapping[int, Column | None]
) -> None:
    """A column of ticks with an unknown header beside columns for channels is likely one too."""
    for index, reading in enumerate(readings):
        if reading.column is None and reading.text and index not in forced and _ticked(samples[index]):
            beside = [readings[n] for n in (index - 1, index + 1) if 0 <= n < len(readings)]
            if any(each.column is C.CHANNEL for each in beside):
                taken = _likely(reading, (C.CHANNEL, *reading.nearest), "beside")
                readings[index] = replace(taken, channel=channel_named(reading.text))


def _split_groups(
    readings: list[ColumnReading], samples: Samples, forced: Mapping[int, Column | None]
) -> None:
    """A spanning header without finer ones below: the columns under it are taken in their usual order, not surely."""
    for index, reading in enumerate(readings):
        order = SPLITS.get(reading.column) if reading.column else None
        if not order or reading.text == "" or index in forced or not reading.sure:
            continue
        run = [index]
        for after in range(index + 1, min(len(readings), index + len(order))):
            other = readings[after]
            same = other.column is reading.column and key(other.text) == key(reading.text)
            blank = not other.text and after not in forced and _fits(order[len(run)], samples[after])
            if not (same or blank):
                break
            run.append(after)
        ticks = order[0] in TICKS
        if len(run) < 2 or (
            ticks and not all(_ticked(samples[each]) or not any(samples[each]) for each in run[:1])
        ):
            continue
        for place, column in zip(run, order, strict=False):
            if any(other.column is column for n, other in enumerate(readings) if n not in run):
                continue
            readings[place] = _likely(readings[place], (column,), "position")


def _fits(column: Column, samples: Sequence[str]) -> bool:
    filled = [text for text in samples if text]
    if not filled:
        return False
    if column in TICKS:
        return _ticked(samples) or column is C.SPECIFIC
    return not _ticked(samples)


def _cities(readings: list[ColumnReading]) -> None:
    """市级 is the prefecture beside a county column, the county (a county-level city) otherwise."""
    county = any(each.column is C.COUNTY for each in readings)
    for place, each in enumerate(readings):
        if each.column is C.CITY:
            readings[place] = replace(each, column=C.PREFECTURE if county else C.COUNTY)


def _two_items(readings: list[ColumnReading], forced: Mapping[int, Column | None]) -> None:
    """公开类别 and 公开事项 side by side are the first and the second level."""
    first = [n for n, each in enumerate(readings) if each.column is C.ITEM1]
    free = [column for column in (C.ITEM2, C.ITEM3) if all(each.column is not column for each in readings)]
    for place, column in zip(first[1:], free, strict=False):
        if place not in forced and key(readings[place].text) != key(readings[first[0]].text):
            readings[place] = _likely(readings[place], (column, C.ITEM1), "second")


def _offices(readings: list[ColumnReading], forced: Mapping[int, Column | None]) -> None:
    """责任科室 beside 公开主体 names an office within the organ; alone it is the subject."""
    for place, each in enumerate(readings):
        office = each.column is C.SUBJECT and key(each.text).endswith(("科室", "股室", "处室"))
        if office and place not in forced and sum(other.column is C.SUBJECT for other in readings) > 1:
            readings[place] = replace(each, column=C.IGNORED)


def _twice(readings: list[ColumnReading], forced: Mapping[int, Column | None]) -> None:
    """Of two columns that claim the same, the one that a person or the words make sure is kept, else the first."""
    best: dict[tuple[Column, str], int] = {}
    ranks = {n: (n not in forced, not each.sure, n) for n, each in enumerate(readings)}
    for n, each in sorted(enumerate(readings), key=lambda pair: ranks[pair[0]]):
        if each.column is None or each.column is C.IGNORED:
            continue
        kept = best.setdefault((each.column, each.channel), n)
        if kept != n:
            twice = doubt("column_twice", each.column.value, read=each.text, column=kept)
            readings[n] = replace(each, column=None, sure=False, nearest=(each.column,), doubts=(twice,))
