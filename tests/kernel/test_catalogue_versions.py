"""Two versions of a catalogue: which row became which, and what changed in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.catalogue.diff import differences
from mingtang.kernel.catalogue.item import Item
from mingtang.kernel.catalogue.matching import match
from mingtang.kernel.limits.parse import parse_limit
from tests.kernel.catalogue_truth import TRUTH
from tests.timing import timed

ITEMS = [item for items in TRUTH.values() for item in items]
OLD = [(f"old-{n}", item) for n, item in enumerate(ITEMS)]
names = st.sampled_from(["综合业务", "政策文件", "办事指南", "监督检查", "审核信息", "审批信息", ""])
items = st.builds(Item, item1=names, item2=names, item3=names, elements=names, subject=names)


def test_unchanged_rows_are_the_same_wherever_they_stand() -> None:
    for found in match(OLD, ITEMS[::-1]):
        assert (found.kind, found.score) == ("same", 1.0)
        assert found.old == f"old-{len(ITEMS) - 1 - found.new_index}"


def test_elements_tell_rows_of_one_name_apart() -> None:
    first = Item(item1="低保", item2="审核", elements="名单")
    second = replace(first, elements="流程")
    found = match([(1, first), (2, second)], [second, first, replace(first, elements="电话")])
    assert [(each.old, each.kind) for each in found] == [(2, "same"), (1, "same"), (None, "new")]
    changed = match([(1, first), (2, second)], [replace(first, elements="名单等"), second])
    assert [(each.old, each.kind) for each in changed] == [(1, "same"), (2, "same")]


def test_a_renamed_row_is_similar() -> None:
    old = ITEMS[2]
    by_elements = replace(old, item2="办理须知")
    by_name = replace(old, item2="办事指南（2026年版）", elements="一次性告知单")
    for new in (by_elements, by_name):
        (found,) = match(OLD, [new])
        assert (found.old, found.kind) == ("old-2", "similar")
        assert 0.7 <= found.score < 1


def test_a_new_row_is_new() -> None:
    nothing: list[tuple[str, Item]] = []
    (found,) = match(OLD, [Item(item1="殡葬服务", item2="殡仪馆名录", elements="名称；地址")])
    assert (found.old, found.kind, found.score) == (None, "new", 0.0)
    assert not match(OLD, [])
    assert [each.kind for each in match(nothing, ITEMS)] == ["new"] * len(ITEMS)


@given(st.lists(items, max_size=12), st.lists(items, max_size=12))
def test_an_old_row_is_given_once_and_every_new_row_is_answered(old: list[Item], new: list[Item]) -> None:
    found = match(list(enumerate(old)), new)
    assert [each.new_index for each in found] == list(range(len(new)))
    given_away = [each.old for each in found if each.old is not None]
    assert len(given_away) == len(set(given_away))
    assert all((each.old is None) is (each.kind == "new") for each in found)


def test_the_work_is_bounded() -> None:
    old = [(n, Item(item1=f"甲{n % 50}类", item2=f"旧事项第{n}号", elements=f"旧{n}")) for n in range(5_000)]
    new = [Item(item1=f"乙{n % 50}类", item2=f"新事项第{n}号", elements=f"新{n}") for n in range(5_000)]
    with timed() as spent:
        assert len(match(old, new)) == 5_000
    assert spent.within(10)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.name)
def test_an_item_does_not_differ_from_itself(item: Item) -> None:
    assert differences(item, item) == []
    moved = replace(item, seq="99", channels=item.channels[::-1], subject=f" {item.subject} ")
    assert differences(item, moved) == []


@given(items, items)
def test_differences_are_the_fields_that_differ(old: Item, new: Item) -> None:
    assert differences(old, old) == []
    there, back = differences(old, new), differences(new, old)
    assert [(each.field, each.old, each.new) for each in there] == [
        (each.field, each.new, each.old) for each in back
    ]
    assert bool(there) is (replace(old, seq="") != replace(new, seq=""))


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("信息形成或者变更之日起20个工作日内", "自信息形成或者变更之日起20个工作日内公开", True),
        ("信息形成或者变更之日起20个工作日内", "信息形成或者变更之日起 20 个工作日内", True),
        ("信息形成或者变更之日起20个工作日内", "信息形成或者变更之日起10个工作日内", False),
        ("20个工作日", "20日", False),
        ("视情况", "视情况", True),
        ("视情况", "看情况", False),
    ],
)
def test_limits_are_compared_by_meaning(old: str, new: str, same: bool) -> None:
    changes = differences(Item(limit=parse_limit(old)), Item(limit=parse_limit(new)))
    assert (changes == []) is same
    assert [each.field for each in changes] == ([] if same else ["limit"])


def test_an_inherited_limit_says_the_same() -> None:
    above = parse_limit("20个工作日")
    assert differences(Item(limit=above), Item(limit=parse_limit("同上", above))) == []
