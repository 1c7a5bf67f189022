"""Queries are read as people mean them, whatever they type, in bounded time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.search.reading import LONGEST, MOST_TERMS, Note, Reading, key_of_number, read
from tests.timing import timed

SYNONYMS = {"低保": ("最低生活保障",), "最低生活保障": ("低保",), "老板": ("用人单位",)}


def terms(query: str) -> list[str]:
    return [term.text for term in read(query, SYNONYMS).terms]


class TestSigns:
    def test_words_are_all_wanted(self) -> None:
        assert terms("低保 申请") == ["低保", "申请"]

    @pytest.mark.parametrize(
        "query", ['"城乡低保"', "“城乡低保”", "「城乡低保」", "＂城乡低保＂", '"城乡 低保"']
    )
    def test_quotation_marks_of_all_kinds_mean_exactly_so(self, query: str) -> None:
        found = read(query)
        assert found.phrases == ("城乡低保",)
        assert not found.terms

    def test_a_minus_before_a_word_keeps_it_out(self) -> None:
        found = read("低保 -农村 －城市")
        assert [t.text for t in found.terms] == ["低保"]
        assert found.without == ("农村", "城市")

    def test_a_minus_within_a_number_is_none(self) -> None:
        assert read("990105660/2026-00014").without == ()
        assert read("2026-01 预算").without == ()

    def test_a_minus_before_quotation_marks_keeps_the_phrase_out(self) -> None:
        found = read('低保 -"农村 户口" “每月发放”')
        assert found.without == ("农村户口",)
        assert found.phrases == ("每月发放",)
        assert Note.OPERATORS not in found.notes

    def test_unwanted_words_alone_find_nothing_and_it_says_why(self) -> None:
        found = read("-农村")
        assert not found
        assert found.notes == (Note.WITHOUT_ALONE,)

    def test_an_open_quotation_mark_is_told_and_passed_over(self) -> None:
        found = read('"低保 申请')
        assert [t.text for t in found.terms] == ["低保", "申请"]
        assert Note.OPEN_QUOTE in found.notes

    @pytest.mark.parametrize("query", ["。。。！", "-", "***", '""', "？", "　", "()[]{}", "-- --"])
    def test_signs_alone_find_nothing_and_say_so(self, query: str) -> None:
        found = read(query)
        assert not found
        assert not query.strip() or Note.SIGNS_ALONE in found.notes

    def test_operators_of_other_machines_are_passed_over_and_told(self) -> None:
        found = read("政府 AND 采购 OR *")
        assert [t.text for t in found.terms] == ["政府", "采购"]
        assert Note.OPERATORS in found.notes

    def test_operators_alone_are_words(self) -> None:
        assert terms("AND OR") == ["and", "or"]

    def test_what_looks_like_a_regular_expression_is_words(self) -> None:
        assert terms(r"^低保.*(申请|材料)$") == ["低保", "申请", "材料"]


class TestWritings:
    @pytest.mark.parametrize(
        "query", ["個體戶營業執照", "个体户营业执照", "個體戶　營業執照", "个体户，营业执照"]
    )
    def test_traditional_wide_and_parted_writings_are_one(self, query: str) -> None:
        assert terms(query) == ["个体户", "营业执照"]

    def test_capitals_and_full_width_letters_are_one(self) -> None:
        assert terms("ＰＤＦ Open") == ["pdf", "open"]

    @pytest.mark.parametrize(
        "query",
        ["明民发〔2026〕12号", "明民发[2026]12号", "明民发【2026】第012号", "明民发（2026）12 号", "明民发2026 12", "明民发 ２０２６ １２号",
         "依据明民发〔2026〕12号"],
    )  # fmt: skip
    def test_document_numbers_in_any_writing_are_one(self, query: str) -> None:
        assert read(query).numbers == (key_of_number("明民发〔2026〕12号"),)

    @pytest.mark.parametrize(
        "query",
        ["990105660/2026-00014", "990105660 / 2026 - 00014", "９９０１０５６６０／２０２６－０００１４"],
    )
    def test_index_numbers_in_any_writing_are_one(self, query: str) -> None:
        assert read(query).numbers == (key_of_number("990105660/2026-00014"),)

    @pytest.mark.parametrize("query", ["明民发[2026]12号", "明政办发2026-5", "“明民发〔2026〕12号”"])
    def test_a_number_alone_is_known_for_one(self, query: str) -> None:
        assert read(query).number

    @pytest.mark.parametrize(
        "query", ["低保 2026 10", "明民发〔2026〕12号 低保", "990105660/2026-14", "养老金2026 3"]
    )
    def test_what_may_be_words_is_not(self, query: str) -> None:
        assert not read(query).number
        assert read(query).terms

    @pytest.mark.parametrize("query", ["2026年预算", "关于2026年12月低保", "低保2026 3", "最低生活保障"])
    def test_ordinary_words_with_years_are_no_numbers(self, query: str) -> None:
        assert not any("〔" in number for number in read(query).numbers if "低保" not in number)

    def test_a_name_that_is_cut_apart_is_put_together(self) -> None:
        assert "欧阳靖宇" in "".join(terms("欧阳靖宇 处罚"))
        assert all(len(term) > 1 for term in terms("欧阳靖宇 处罚"))


class TestSynonyms:
    def test_a_word_brings_its_synonyms(self) -> None:
        assert read("低保", SYNONYMS).terms[0].also == ("最低生活保障",)

    def test_a_synonym_of_several_words_is_one_term(self) -> None:
        assert terms("申请最低生活保障的条件") == ["申请", "最低生活保障", "条件"]


class TestQuestions:
    @pytest.mark.parametrize(
        "query", ["怎么申请低保", "低保多少钱一个月？", "老板拖欠工资能不能告", "办残疾证要哪些材料"]
    )
    def test_questions_are_known(self, query: str) -> None:
        assert read(query, SYNONYMS).is_question

    def test_words_by_which_one_asks_are_not_looked_for(self) -> None:
        assert terms("请问怎么申请低保需要什么材料呢") == ["申请", "低保", "材料"]

    def test_where_there_is_nothing_else_they_are(self) -> None:
        assert terms("怎么办") == ["怎么办"]

    def test_a_title_is_no_question(self) -> None:
        assert not read("关于提高2026年城乡低保标准的通知").is_question


class TestBounds:
    @pytest.mark.parametrize(
        "query", ["低保" * 5000, "a " * 5000, '"' * 10_000, "-a " * 3000, "(" * 10_000, "\u0000" * 10_000]
    )
    def test_long_queries_are_read_in_a_moment(self, query: str) -> None:
        with timed() as spent:
            found = read(query, SYNONYMS)
        assert spent.within(0.5)
        assert len(found.text) <= LONGEST
        assert len(found.terms) <= MOST_TERMS
        assert not found.text or len(query) <= LONGEST or Note.CUT in found.notes or not query.strip()

    @given(st.text(max_size=400))
    def test_everything_can_be_read(self, query: str) -> None:
        found = read(query, SYNONYMS)
        assert isinstance(found, Reading)
        assert all(needle == needle.strip() and needle for needle in found.needles)
        assert bool(found) or not found.terms
