"""The files behind the detector of wrong characters hold what they say."""

import random

import pytest

from benchmarks.typo_sentences import SHARED, sentences
from mingtang.kernel.guard.words.known import _list
from mingtang.kernel.guard.words.table import ALIKE, Grams, heard, learnt, level, squeezed, table
from tools.typo_model.packing import packed


def test_packed_levels_come_back_and_others_hardly_ever_do() -> None:
    chance = random.Random(5)
    letters = [chr(code) for code in range(0x4E00, 0x5200)]
    levels = {"".join(chance.choices(letters, k=3)): chance.randint(1, ALIKE) for _ in range(5_000)}
    grams = Grams(packed(levels))
    assert {gram: grams.level(gram) for gram in levels} == levels
    others = {"".join(chance.choices(letters, k=4)) for _ in range(5_000)}
    assert sum(grams.level(gram) > 0 for gram in others) < 20


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "||"),
        ("第12条、AB类", "|第0条|A类|"),
        ("２０２６年：……好", "|２０２６年|好|".replace("２０２６", "|").replace("||", "|")),
    ],
)
def test_text_is_squeezed_to_what_is_counted(text: str, expected: str) -> None:
    assert squeezed(text) == expected


def test_levels_grow_with_the_logarithm_of_a_count() -> None:
    assert [level(count) for count in (1, 2, 4, 100, 10**9)] == [1, 2, 3, 9, ALIKE]


def test_what_stands_once_in_a_text_that_was_looked_over_counts_as_known() -> None:
    assert learnt(["明堂县，"]) == {
        "|明": 3, "明堂": 3, "堂县": 3, "县|": 3, "|明堂": 3, "明堂县": 3, "堂县|": 3,
    }  # fmt: skip


@pytest.mark.parametrize(("one", "other"), [("zhang", "zan"), ("ning", "lin"), ("hui", "fi"), ("ren", "len")])
def test_syllables_that_some_do_not_tell_apart_are_heard_alike(one: str, other: str) -> None:
    assert heard(one) == heard(other)


def test_the_table_knows_sounds_looks_and_words() -> None:
    numbers = table()
    assert numbers.alike("账", "帐") == 3
    assert numbers.alike("账", "堂") == 0
    assert "末" in numbers.looking("未")
    assert "施" in numbers.spoken("失")
    assert numbers.pairs["政府"] == ALIKE
    assert numbers.three("人民政") == ALIKE
    assert numbers.word("落实了") == 0
    assert numbers.word("落实") > 0


def test_every_known_fault_has_another_word_and_is_not_part_of_a_right_one() -> None:
    known, _ = _list()
    assert len({one.wrong for one in known}) == len(known) > 200
    rights = {one.right for one in known}
    for one in known:
        assert one.wrong != one.right
        assert 0.5 <= one.chance <= 1
        assert not any(one.wrong in right for right in rights), one.wrong
        assert all(one.wrong in longer for longer in one.unless), one.wrong


def test_folds_share_no_sentence_and_no_stretch(tmp_path) -> None:  # type: ignore[no-untyped-def]
    stretch = "一二三四五六七八九十甲乙"
    assert len(stretch) == SHARED
    rows = [f"{letter}{stretch}{letter}" for letter in "子丑寅卯"] + [f"短句第{n}号" for n in range(40)]
    path = tmp_path / "typos.jsonl"
    path.write_text(
        "".join(f'{{"wrong": "{row}", "right": "{row}"}}\n' for row in rows)
        + '{"wrong": "短", "right": "长短"}\n',
        encoding="utf-8",
    )
    found = sentences(path)
    assert len(found) == 44
    assert len({one.fold for one in found if stretch in one.right}) == 1
    assert len({one.fold for one in found}) == 5
