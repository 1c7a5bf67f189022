"""Rules that came from papers nobody had seen: each on examples of its own."""

import pytest

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.pieces import Cell, Part, Piece, Place
from mingtang.kernel.guard.ready import check
from tests.kernel.guard.names_county import COUNTY, OFFICIAL


def loud(text: str, kind: str = "", part: Part = Part.BODY) -> list[tuple[str, str | None]]:
    """What is written and what is proposed, of the hits that block or warn."""
    report = check([Piece(text, Place(part, block=1))], OFFICIAL, COUNTY)
    return [
        (hit.text, hit.suggestion)
        for hit in report.hits
        if hit.kind.startswith(kind or ("words", "names")) and hit.severity != Severity.INFORM
    ]


@pytest.mark.parametrize(
    "right", ["做到万无一失。", "真心实意办实事。", "千方百计抓增收。", "漫山遍野的茶花。"]
)
def test_a_set_phrase_is_not_taken_for_a_rarer_one(right: str) -> None:
    assert loud(f"各村要{right}") == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("干部们任劳任冤地工作", "怨"),
        ("会场座无虚夕", "席"),
        ("推动工作再上抬阶", "台"),
        ("全面贯测落实会议精神", "彻"),
    ],
)
def test_phrases_with_a_wrong_character_are_found(wrong: str, right: str) -> None:
    assert any(right in (meant or "") for _, meant in loud(wrong, "words.typo"))


def test_another_word_in_half_of_a_phrase_is_right() -> None:
    assert loud("细化追责免责的办法，公示是公开的一种。") == []


@pytest.mark.parametrize("right", ["提供公共服务比较便利", "严格按排放标准执行", "由市场决定位置"])
def test_known_faults_count_only_where_words_begin_and_end(right: str) -> None:
    assert loud(right) == []
    assert loud("请各单位务比重视。", "words.typo")


def test_a_lost_character_is_seen_by_what_stands_around_it() -> None:
    assert loud("由县政府负解释。", "words.missing") == [("负解", "负责解")]


@pytest.mark.parametrize("right", ["县志载：“德不孤，必有邻。”", "县直各单位、人社部门要配合。"])
def test_quotations_and_short_names_lack_nothing(right: str) -> None:
    assert loud(right, "words.missing") == []


@pytest.mark.parametrize(
    "right",
    ["歌声声声入耳，年年岁岁如此。", "“别急别急，马上就好！”", "钟声当当响，铃铃作响。", "小脸蛋胖胖的。"],
)
def test_what_is_said_twice_on_purpose_is_right(right: str) -> None:
    assert loud(right, "words.doubled") == []


@pytest.mark.parametrize("wrong", ["依法依法行政", "扎实扎实推进各项工作", "由牵头单位单位负责"])
def test_words_written_twice_are_found_beside_longer_ones(wrong: str) -> None:
    assert loud(wrong, "words.doubled")


def test_a_paragraph_does_not_begin_with_a_comma() -> None:
    assert loud("，现将有关事项通知如下。", "words.punctuation")
    assert loud("，现将有关事项通知如下。", "words.punctuation", Part.TEXT) == []


def test_a_traditional_couplet_is_left_alone_though_a_character_is_like_the_simple_one() -> None:
    assert loud("门上写着“綠水青峰環古寺，閒雲野鶴伴書聲”，游客驻足观看。", "words.traditional") == []


def test_numbers_of_old_papers_are_quoted_as_they_were() -> None:
    assert loud("见明政发(1987)12号文件。", "words.brackets") == []
    assert loud("见明政发(2017)12号文件。", "words.brackets")
    assert loud("见明民〔2024〕字12号文件。", "words.brackets") == [
        ("明民〔2024〕字12号", "明民〔2024〕12号")
    ]


def sums(drawn: str) -> list[str]:
    cells = [
        Piece(text, Place(Part.CELL, block=1 + 100 * row + column), Cell(0, row, column))
        for row, line in enumerate(drawn.split("\n"))
        for column, text in enumerate(line.split("|"))
    ]
    return [
        hit.text for hit in check(cells, About(today=OFFICIAL.today), COUNTY).hits if hit.kind == "words.sum"
    ]


def test_a_wrong_total_of_a_row_is_one_hit_though_other_columns_stand_before() -> None:
    drawn = (
        "村|面积|中央|省级|小计\n甲|7.5|10|20|30\n乙|8.1|12|25|47\n丙|3.3|8|16|24\n丁|2.2|5|5|10\n"
        "合计|21.1|35|66|101"
    )
    assert sums(drawn) == ["47"]


def test_the_only_row_of_a_table_and_totals_of_income_are_added() -> None:
    assert sums("月份|1月|2月|3月|4月|累计\n件数|120|98|133|140|481") == ["481"]
    assert sums("月份|1月|2月|3月|4月|累计\n件数|120|98|133|140|491") == []
    assert sums("科目|万元\n捐赠|310\n拨款|520\n收入合计|840") == ["840"]
    assert sums("科目|万元\n捐赠|310\n拨款|520\n收入合计|830") == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("科学立法、严格执法、公证司法、全民守法。", "公正司法"),
        ("青山绿水就是金山银山。", "绿水青山"),
        ("坚持人民至上、生命置上。", "生命至上"),
    ],
)
def test_series_of_set_terms_have_one_form(wrong: str, right: str) -> None:
    assert any(right in (meant or "") for _, meant in loud(wrong))


def test_organs_are_known_without_their_place_and_by_what_people_call_them() -> None:
    assert loud("请县人力资源和社会保章局办理。", "names.unit")
    assert loud("报明堂县财政厅审核。", "names.unit") == [("明堂县财政厅", "明堂县财政局")]
    assert loud("报省财政厅审核。", "names.unit") == []


def test_what_is_handed_over_to_an_organ_of_the_past_is_no_change_of_organs() -> None:
    assert loud("发现线索的，移交县工商局处理。", "names.abolished")
    assert loud("原县工商局移交的档案已入馆。", "names.abolished") == []
    assert loud("按国土资源部规定执行。", "names.abolished")


def test_a_leader_with_a_slip_is_known_in_a_headline_and_in_a_list() -> None:
    assert loud("何小南调研义务教育", "names.leader") == [("何小南", "何小楠")]
    assert loud("出席：王建国、李名华。", "names.leader") == [("李名华", "李明华")]
    assert loud("村民何小南种了三亩茶。", "names.leader") == []


def test_a_word_put_into_the_name_of_a_regulation_is_found_where_it_is_the_basis() -> None:
    assert loud("根据《城市供水管理条例》，制定本办法。", "names.law") == [
        ("城市供水管理条例", "城市供水条例")
    ]
    assert loud("根据《清河市城市供水管理条例》，制定本办法。", "names.law") == []
