"""What people type in other words, with other marks or only in part still finds what they mean."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mingtang.foundation.search.engine import widening
from mingtang.foundation.search.engine.documents import Document
from mingtang.foundation.search.engine.wanted import How, OneOf, Wanted
from mingtang.kernel.search.reading import read
from tests.foundation.search.shelves import made

SYNONYMS = {"结婚": ("婚姻登记",)}
QUOTED = "2026年10月文化旅游市场“双随机、一公开”抽查结果公告"

Asked = Callable[[str], widening.Outcome]


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    index = made(
        tmp_path,
        [
            Document("record", "quoted", QUOTED, ("为进一步规范市场秩序，现公布抽查结果。",)),
            Document("record", "other", "2026年10月旅游市场抽查结果公告", ("市场抽查的结果随机公开。",)),
            Document("record", "number", "关于调整低保标准的通知", numbers=("明民发〔2026〕2号",)),
            Document("record", "citing", "关于贯彻落实的通知", ("依据明民发〔2026〕2号文件办理。",)),
            Document("record", "near", "2026年工作的通知", ("明民发文2件，2026年第2号。",)),
            Document("record", "code", "办事指南", numbers=("990105660/2026-00014",)),
            Document("record", "marriage", "县民政局机构职能", ("婚姻登记、收养登记。",)),
            Document("record", "water", "城区停水的通知"),
            Document("unit", "1", "明堂县人力资源和社会保障局", names=("县人社局", "人社局")),
            Document("record", "of-unit", "人社局招聘公告", ("人社局。" * 30,)),
        ],
    )
    return lambda query: widening.widened(index, Wanted(read(query, SYNONYMS)), 0, 20, SYNONYMS)


def ids(found: widening.Outcome) -> list[str]:
    return [key.partition(":")[2] for key in found.keys]


def test_a_title_with_quotation_marks_is_found_by_itself(asked: Asked) -> None:
    assert ids(asked(QUOTED))[0] == "quoted"
    assert ids(asked(f"“{QUOTED}”"))[0] == "quoted"


def test_a_title_with_quotation_marks_and_a_wrong_character_is_found(asked: Asked) -> None:
    found = asked(QUOTED.replace("双随机", "双随即"))
    assert ids(found)[0] == "quoted"
    assert not found.wanted.reading.phrases


@pytest.mark.parametrize(
    "query", ['"双随机、一公开"', '"双随机一公开"', '"规范市场秩序，现公布"', '"规范市场秩序,现公布"']
)
def test_what_is_quoted_may_have_marks_in_it(asked: Asked, query: str) -> None:
    assert ids(asked(query)) == ["quoted"]


def test_what_is_only_quoted_is_never_found_in_other_words(asked: Asked) -> None:
    assert ids(asked('"一公开双随机"')) == []


def test_what_is_quoted_after_a_minus_is_kept_out(asked: Asked) -> None:
    assert ids(asked('抽查结果 -"双随机、一公开"')) == ["other"]


@pytest.mark.parametrize("query", ["明民发[2026]2号", "明民发2026-2", "“明民发〔2026〕2号”"])
def test_a_number_finds_its_text_and_those_that_cite_it_and_no_others(asked: Asked, query: str) -> None:
    assert ids(asked(query)) == ["number", "citing"]


def test_a_number_that_is_not_there_finds_nothing(asked: Asked) -> None:
    assert ids(asked("明民发〔2026〕3号")) == []


@pytest.mark.parametrize(
    "query", ["990105660/2026-00014", "990105660/2026-14", "990105660 2026 00014", "990105660202600014", "990105660／2026—00014"]
)  # fmt: skip
def test_an_index_number_is_found_with_any_marks_and_without_its_zeros(asked: Asked, query: str) -> None:
    assert ids(asked(query))[0] == "code"


def test_a_word_nothing_has_is_looked_for_in_its_parts_with_their_synonyms(asked: Asked) -> None:
    assert ids(asked("停水通知")) == ["water"]
    assert ids(asked("结婚登记")) == ["marriage"]


def test_a_word_is_not_taken_apart_where_something_would_be_left_over(asked: Asked) -> None:
    assert ids(asked("公务员")) == []


@pytest.mark.parametrize("query", ["人社局", "县人社局", "明堂县人力资源和社会保障局"])
def test_a_unit_is_first_by_each_of_its_names(asked: Asked, query: str) -> None:
    assert asked(query).keys[0] == "unit:1"


def test_a_short_query_of_known_words_is_not_taken_for_a_wrong_title(tmp_path: Path) -> None:
    titles = ("政府信息公开指南", "政府信息公开制度", "2025年报")
    index = made(tmp_path, [Document("record", str(n), title) for n, title in enumerate(titles)])
    found = widening.widened(index, Wanted(read("信息公开年报")), 0, 20, {})
    assert found.wanted.how is not How.SLIP


def test_of_a_long_question_most_is_enough_unless_more_have_all_than_can_be_paged_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ("危房改造补助申请", "申请危房改造补助", "危房改造补助")
    index = made(tmp_path, [Document("record", str(n), text) for n, text in enumerate(texts)])
    question = Wanted(read("危房改造怎么申请补助"))
    assert len(question.reading.terms) == 3
    found = widening.widened(index, question, 0, 20, {})
    assert (found.wanted.how, found.total) == (How.MOST, 3)
    monkeypatch.setattr(widening, "DEEPEST", 2)
    found = widening.widened(index, question, 0, 20, {})
    assert (found.wanted.how, sorted(ids(found))) == (How.ALL, ["0", "1"])


def test_a_word_is_absent_when_no_other_word_for_it_is_there_either(tmp_path: Path) -> None:
    index = made(tmp_path, [Document("record", "1", "婚姻登记"), Document("record", "2", "收养登记的通知")])
    assert widening.absent(index, Wanted(read("结婚 通知", SYNONYMS))) == ()
    assert widening.absent(index, Wanted(read("结婚 通知"))) == ("结婚",)


@pytest.mark.parametrize("shown", [(), ("record:1",), ("record:1", "record:2"), ("record:9",)])
def test_what_is_shown_makes_no_word_absent_and_none_there(tmp_path: Path, shown: tuple[str, ...]) -> None:
    index = made(tmp_path, [Document("record", "1", "婚姻登记"), Document("record", "2", "收养登记的通知")])
    assert widening.absent(index, Wanted(read("婚姻 通知 缴费")), shown) == ("缴费",)
    bounded = Wanted(read("婚姻 通知 缴费"), scope=OneOf("key", ("record:1",)))
    assert widening.absent(index, bounded, shown) == ("通知", "缴费")


def test_each_way_to_look_is_told_before_it_is_gone(tmp_path: Path) -> None:
    index = made(tmp_path, [Document("record", "1", "危房改造的通知"), Document("record", "2", "缴费")])
    told: list[Wanted] = []
    found = widening.widened(index, Wanted(read("危房改造 缴费")), 0, 20, {}, told.append)
    assert found.total
    assert [wanted.how for wanted in told[:2]] == [How.ALL, How.PIECES]
    assert told[-1] == found.wanted
    assert len(told) == len(set(map(repr, told)))


def test_all_words_are_not_looked_for_where_one_of_them_is_nowhere(tmp_path: Path) -> None:
    titles = ("危房改造的通知", "结婚证", "公民生活")
    index = made(tmp_path, [Document("record", title, title) for title in titles])
    for query, ways in (
        ("危房改造 缴费", set[How]()),
        ("危房改造 民生", {How.PIECES}),
        ("危房改造 婚姻", {How.ALL, How.PIECES}),
    ):
        told: list[Wanted] = []
        widening.widened(index, Wanted(read(query, {"婚姻": ["结婚证"]})), 0, 20, {}, told.append)
        assert {wanted.how for wanted in told} & {How.ALL, How.PIECES} == ways


def test_a_wrong_character_in_a_long_title_is_told_by_its_rarest_pairs(tmp_path: Path) -> None:
    places = ("清河村", "谷雨村", "白露村", "霜降村")
    titles = [
        f"{place}2026年{month}月最低生活保障对象审核确认结果公示"
        for place in places
        for month in range(1, 10)
    ]
    index = made(tmp_path, [Document("record", str(n), title) for n, title in enumerate(titles)])
    for n in (0, 13, 35):
        slip = titles[n].replace("保障对象", "保漳对象")
        found = widening.widened(index, Wanted(read(slip)), 0, 20, {})
        assert ids(found)[0] == str(n), slip
