"""What the catalogue says to people: every doubt has its sentence, every kind of limit its words."""

import pytest

from mingtang.kernel.catalogue.columns import Column
from mingtang.kernel.catalogue.doubts import CODES, doubt
from mingtang.kernel.limits.model import LimitType
from mingtang.kernel.limits.parse import parse_limit
from mingtang.openness.catalogue import choices, doubts, labels
from mingtang.openness.catalogue.limits import sentence


@pytest.mark.parametrize("code", [*CODES, "unknown_unit", "similar", "too_long", "theme_from_area"])
def test_every_doubt_has_a_sentence_that_can_be_filled(code: str) -> None:
    full = {
        "code": code,
        "severity": "doubt",
        "field": "limit",
        "read": "读到的字",
        "taken": "理解的字",
        "detail": {"row": 3, "names": ["甲", "乙"], "fields": ["limit"], "nearest": "县水利局", "above": "上", "below": "下", "name": "表一"},
    }  # fmt: skip
    for data in (full, {"code": code, "severity": "note"}):
        told = doubts.told(data)
        assert told.text
        assert "%(" not in told.text
        assert told.text != code


def test_what_was_read_stands_in_the_sentence() -> None:
    told = doubts.told(doubt("limit_unparsed", "limit", read="视情况而定").as_data())
    assert told.label == "公开时限"
    assert "视情况而定" in told.text
    assert told.tone == "soon"


def test_columns_that_a_file_can_have_are_offered_by_name() -> None:
    offered = dict(choices.columns())
    assert set(offered) - {""} == {c.value for c in Column} - {"city", "ignored"}
    assert all(str(label) != value for value, label in offered.items())


def test_every_kind_of_limit_has_a_short_name() -> None:
    assert set(labels.LIMIT_TYPES) == {kind.value for kind in LimitType}


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("信息形成或者变更之日起20个工作日内", "信息形成或变更后 20 个工作日内公开"),
        ("制定或获取信息之日起10个工作日内", "信息制定或者获取后 10 个工作日内公开"),
        ("20个工作日", "信息形成或变更后 20 个工作日内公开"),
        ("分配结果确定后20个工作日内", "分配结果确定后 20 个工作日内公开"),
        ("听证会召开7日前", "在听证会召开前 7 天公开"),
        ("同步公开", "与工作同步公开"),
        ("实时公开", "有进展就及时公开"),
        ("按进展情况及时公开", "按进展情况及时公开"),
        ("重大决策作出后及时公开", "重大决策作出后及时公开"),
        ("10个工作日内，公示7个工作日", "信息形成或变更后 10 个工作日内公开，公示至少 7 个工作日"),
        ("长期公开（动态调整）", "长期公开，有变动随时更新"),
        ("半年至少更新1次", "每半年至少公开或更新 1 次"),
        ("每年1月31日前", "每年1月31日前公开"),
        ("每季度结束后15日内", "每季度公开，在季度结束后 15 天内"),
        ("自收到申请之日起20个工作日内公开", "收到申请后 20 个工作日内答复"),
        ("当日公开", "信息形成或变更的当天公开"),
        ("1.除处罚决定外其他内容：长期公开；2.处罚决定：20个工作日内。", "除处罚决定外其他内容：长期公开；处罚决定：信息形成或变更后 20 个工作日内公开"),
        ("视情况而定", "视情况而定"),
        ("", "目录里没有写时限"),
    ],
)  # fmt: skip
def test_limits_are_said_in_plain_words(phrase: str, words: str) -> None:
    assert sentence(parse_limit(phrase)) == words
