"""Characters keep their places, phrases are found where they stand, excerpts show the words, slips are mended."""

from itertools import groupby, pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mingtang.kernel.search import spelling
from mingtang.kernel.search.cutting import (
    pairs_apart,
    pairs_of,
    parts_of_word,
    places_of_pairs,
    said_units,
    units_of,
    words_of_query,
    words_of_text,
)
from mingtang.kernel.search.folding import fold
from mingtang.kernel.search.marking import excerpt, marked, places
from mingtang.kernel.search.reading import phrase_of

TEXTS = st.text(max_size=200) | st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=120
)


class TestFolding:
    @given(st.text(max_size=300))
    def test_every_character_stays_in_its_place(self, text: str) -> None:
        assert len(fold(text)) == len(text)

    @given(st.text(max_size=100))
    def test_folding_again_changes_nothing(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)

    def test_writings_become_one(self) -> None:
        assert fold("ＡＢｃ１２３臺灣後備") == "abc123台湾后备"


def as_said(text: str) -> str:
    """A text by its parts, however many marks part them."""
    parts = [unit if unit.isalnum() else "。" for unit in said_units(fold(text))]
    return "|".join(
        ["", *(part for part, same in groupby(parts) for part in ([part] if part == "。" else same)), ""]
    )


class TestCutting:
    @given(TEXTS)
    def test_a_text_has_all_words_of_itself_as_a_query(self, text: str) -> None:
        assert set(words_of_query(text)) <= set(words_of_text(text)) | {
            word for word in words_of_query(text) if len(word) > 40
        }

    @given(st.text("低保障标。，２ab ", max_size=40), st.text("低保障标。，２ab ", min_size=2, max_size=8))
    def test_a_phrase_is_where_its_few_pairs_are_as_far_apart_and_nowhere_else(
        self, text: str, said: str
    ) -> None:
        phrase, there = phrase_of(fold(said)), places_of_pairs(text)
        apart = pairs_apart(phrase)
        # A part alone between marks has no pair that could tell it.
        assume(apart and all(stretch.count("|") != 2 for stretch in as_said(phrase).split("。")))
        found = any(
            all(there[n + place : n + place + 1] == [pair] for place, pair in apart)
            for n in range(len(there))
        )
        assert found == (as_said(phrase) in as_said(text))

    @given(st.text("低保最生活障標准标０１2ab 年。", min_size=2, max_size=60), st.data())
    def test_a_stretch_of_a_text_is_found_in_it(self, text: str, data: st.DataObject) -> None:
        units = units_of(fold(text))
        start = data.draw(st.integers(0, max(len(units) - 2, 0)))
        stretch = " ".join(units[start : data.draw(st.integers(start + 2, start + 30))])
        apart, there = pairs_apart(stretch), places_of_pairs(text)
        assert not apart or any(
            all(there[n + place : n + place + 1] == [pair] for place, pair in apart)
            for n in range(len(there))
        )

    @pytest.mark.parametrize("said", ["低保，办", "办，低保", "低保，办，低保"])
    def test_a_part_alone_between_marks_keeps_its_place_and_no_more(self, said: str) -> None:
        assert pairs_apart(said) == [
            (n, pair) for n, pair in enumerate(places_of_pairs(said)) if pair == "低保"
        ]

    def test_no_pair_goes_over_the_end_of_a_sentence(self) -> None:
        assert "准提" not in pairs_of("城乡低保标准。提高补助")

    def test_marks_within_something_said_part_nothing(self) -> None:
        assert pairs_of("双随机、一公开") == pairs_of("“双随机”（一公开）") == pairs_of("双随机一公开")

    def test_a_word_is_taken_apart_only_where_nothing_is_left_over(self) -> None:
        assert parts_of_word("停水通知") == ["停水", "通知"]
        assert parts_of_word("公务员") == ["公务员"]

    def test_words_of_the_field_are_known(self) -> None:
        for word in ("低保", "公租房", "不动产登记", "双随机", "政务公开"):
            assert words_of_query(word) == [word]


class TestMarking:
    @given(TEXTS, st.lists(st.text(min_size=1, max_size=6).map(fold), max_size=5))
    def test_pieces_are_the_text(self, text: str, needles: list[str]) -> None:
        assert "".join(piece.text for piece in marked(text, needles)) == text

    @given(TEXTS, st.lists(st.text(min_size=1, max_size=6).map(fold), max_size=5))
    def test_places_are_in_order_and_apart(self, text: str, needles: list[str]) -> None:
        found = places(text, needles)
        assert all(a < b for a, b in found)
        assert all(one[1] < two[0] for one, two in pairwise(found))

    def test_marks_keep_the_writing_of_the_text(self) -> None:
        assert [(p.text, p.found) for p in marked("關於ＰＤＦ文件", [fold("关于"), "pdf"])] == [
            ("關於ＰＤＦ", True),
            ("文件", False),
        ]

    def test_a_phrase_is_marked_with_the_marks_in_it(self) -> None:
        assert places("关于“双随机、一公开”的通知", ["双随机一公开"]) == [(3, 10)]

    def test_letters_and_figures_are_marked_as_whole_words_only(self) -> None:
        assert places("2026年 20261 a1", ["2026"]) == [(0, 4)]

    def test_an_excerpt_shows_the_stretch_with_most_of_the_words(self) -> None:
        text = "前言。" * 100 + "低保。" + "别的话。" * 50 + "申请低保要交材料。" + "后记。" * 100
        shown = "".join(piece.text for piece in excerpt(text, ["低保", "申请", "材料"]))
        assert "申请低保要交材料" in shown
        assert len(shown) < 100

    def test_without_a_hit_it_is_the_beginning(self) -> None:
        assert "".join(p.text for p in excerpt("开头的话，" * 50, ["没有"])).startswith("开头的话")


class TestSpelling:
    WORDS = {
        "低保": 40,
        "最低生活保障": 12,
        "高龄津贴": 3,
        "公租房": 8,
        "标准": 100,
        "营业执照": 9,
        "养老": 20,
        "养老金": 5,
    }

    def lookup(self, beginning: str) -> list[tuple[str, int]]:
        tokens = [(token, n) for word, n in self.WORDS.items() for token in spelling.tokens_of(word)]
        return sorted((row for row in tokens if row[0].startswith(beginning)), key=lambda row: -row[1])

    def meant(self, query: str) -> str:
        return spelling.meant(words_of_query(query), self.lookup)

    def test_pinyin_is_the_word(self) -> None:
        assert self.meant("dibao") == "低保"
        assert self.meant("gongzufang标准") == "公租房标准"

    @pytest.mark.parametrize("query", ["dibaobiaozhun", "dibao biaozhun", "Dibao Biaozhun"])
    def test_pinyin_of_several_words_is_all_of_them(self, query: str) -> None:
        assert self.meant(query) == "低保标准"

    def test_the_first_letters_of_pinyin_are_the_word(self) -> None:
        assert self.meant("gzf") == "公租房"
        assert spelling.begun_by_sound("gzf", self.lookup) == ["公租房"]

    def test_a_word_of_the_same_sound_is_mended(self) -> None:
        assert self.meant("低宝") == "低保"
        assert self.meant("高铃津贴") == "高龄津贴"

    def test_one_wrong_character_is_mended(self) -> None:
        assert self.meant("最低生活保鄣") == "最低生活保障"
        assert self.meant("莹业执照") == "营业执照"

    def test_what_is_written_in_titles_is_left_alone(self) -> None:
        assert self.meant("低保标准") == ""
        assert self.meant("养老") == ""

    def test_words_begun_by_sound_are_offered(self) -> None:
        assert spelling.begun_by_sound("yang", self.lookup) == ["养老", "养老金"]

    @given(st.text(max_size=60))
    def test_whatever_is_typed_what_was_meant_has_a_word_of_titles_in_it(self, text: str) -> None:
        mended = self.meant(text)
        assert not mended or any(word in mended for word in self.WORDS)
