"""What the columns of a table mean: known headers, likely ones, contradictions, and what a person says instead."""

import pytest

from mingtang.kernel.catalogue.columns import HEADERS, Column, column_of
from mingtang.kernel.catalogue.reading import ColumnReading, NotACatalogue, Reading, read_catalogue
from tests.kernel.catalogue_grids import FULL, codes, grid, problems, row

C = Column


def columns(reading: Reading) -> list[Column | None]:
    return [each.column for each in reading.blocks[0].header.columns]


def at(reading: Reading, index: int) -> ColumnReading:
    return reading.blocks[0].header.columns[index]


def column_codes(column: ColumnReading) -> set[str]:
    return {doubt.code for doubt in column.doubts}


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("公开事项-一级事项", C.ITEM1), ("一级", C.ITEM1), ("公开类别", C.ITEM1), ("公开内容（要素）", C.ELEMENTS),
        ("公开内容\n（要素）", C.ELEMENTS), ("公开 要素", C.ELEMENTS), ("法律依据", C.BASIS), ("时限", C.LIMIT),
        ("责任主体", C.SUBJECT), ("公开渠道和载体（“■”表示必选项，“□”表示可选项）", C.CHANNELS), ("公开载体", C.CHANNELS),
        ("全社会", C.EVERYONE), ("特定公众（请写明）", C.SPECIFIC), ("特定群众", C.SPECIFIC), ("主动", C.ACTIVE),
        ("依申请公开", C.ON_REQUEST), ("旗县级", C.COUNTY), ("县（市、区）级", C.COUNTY), ("区级", C.COUNTY), ("州级", C.PREFECTURE),
        ("乡（镇）级", C.TOWNSHIP), ("街道", C.TOWNSHIP), ("村（社区）", C.VILLAGE), ("社区", C.VILLAGE),
        ("乡、村级", C.TOWNSHIPS_AND_VILLAGES), ("公开属性", C.MANNER), ("备注链接", C.IGNORED), ("序　号", C.SEQ), ("张三", None),
    ],
)  # fmt: skip
def test_known_headers(text: str, column: Column | None) -> None:
    assert column_of(text) is column


def test_no_words_head_two_columns() -> None:
    words = [(column_of(word), column, word) for column, all_words in HEADERS.items() for word in all_words]
    assert [each for each in words if each[0] is not each[1]] == []


def test_one_row_of_header() -> None:
    reading = read_catalogue([grid(f"{FULL}\n{row()}")])
    assert [column.value for column in columns(reading) if column] == [
        "seq", "item1", "item2", "elements", "basis", "limit", "subject", "channels", "everyone", "specific", "active",
        "on_request", "county", "township",
    ]  # fmt: skip
    assert all(each.sure for each in reading.blocks[0].header.columns)
    assert not reading.rows[0].doubts


def test_a_contradiction_takes_the_finer_row_and_tells() -> None:
    reading = read_catalogue(
        [
            grid(
                "序号|公开事项||公开内容|公开时限|公开方式|\n|一级事项|二级事项|||县级|依申请\n1|A|B|文件|20个工作日|√|√"
            )
        ]
    )
    wrong = at(reading, 5)
    assert wrong.column is C.COUNTY
    assert not wrong.sure
    assert wrong.text == "公开方式-县级"
    assert column_codes(wrong) == {"header_conflict"}
    assert at(reading, 6).column is C.ON_REQUEST
    assert reading.rows[0].item.levels == ("county",)


def test_misspelt_headers_are_likely() -> None:
    reading = read_catalogue([grid("序号|公开事顷|公开的要素|法条依据|公开时艰\n1|A|x|《B》|20个工作日")])
    assert columns(reading) == [C.SEQ, C.ITEM1, C.ELEMENTS, C.BASIS, C.LIMIT]
    for place in (1, 2, 3, 4):
        assert not at(reading, place).sure
        assert column_codes(at(reading, place)) == {"column_likely"}
        assert at(reading, place).nearest[0] is at(reading, place).column


def test_unknown_headers_are_left_out() -> None:
    reading = read_catalogue([grid("序号|公开事项|公开内容|公开时限|办件数量\n1|A|x|及时公开|12")])
    assert at(reading, 4).column is None
    assert column_codes(at(reading, 4)) == {"column_unknown"}


def test_two_columns_of_one_meaning() -> None:
    reading = read_catalogue([grid("序号|公开事项|公开内容|公开时限|时限\n1|A|x|及时公开|20个工作日")])
    assert columns(reading)[3:] == [C.LIMIT, None]
    assert column_codes(at(reading, 4)) == {"column_twice"}
    assert reading.rows[0].item.limit.raw == "及时公开"


def test_two_headers_for_items_are_two_levels() -> None:
    reading = read_catalogue([grid("序号|公开类别|公开事项|公开内容|公开时限\n1|A|B|x|及时公开")])
    assert columns(reading)[1:3] == [C.ITEM1, C.ITEM2]
    assert not at(reading, 2).sure


def test_missing_columns_are_told() -> None:
    reading = read_catalogue([grid("序号|一级事项|二级事项|公开内容|公开依据\n1|A|B|x|《C》")])
    missing = {doubt.field for doubt in reading.problems if doubt.code == "column_missing"}
    assert missing == {"limit", "subject", "channels", "everyone", "active", "levels"}


def test_blank_headers_of_ticks_are_taken_in_their_usual_order_and_not_surely() -> None:
    reading = read_catalogue(
        [
            grid(
                "序号|一级事项|二级事项|公开内容|公开时限|公开对象||公开方式||公开层级|\n"
                "1|A|B|x|及时公开|√||√||√|√\n2|A|C|x|及时公开||申请人||√|√|"
            )
        ]
    )
    assert columns(reading)[5:] == [C.EVERYONE, C.SPECIFIC, C.ACTIVE, C.ON_REQUEST, C.COUNTY, C.TOWNSHIP]
    assert not any(at(reading, place).sure for place in range(5, 11))
    assert reading.rows[1].item.specific == "申请人"
    assert reading.rows[1].item.on_request


@pytest.mark.parametrize(
    ("heads", "levels"),
    [
        ("市级|县级", [C.PREFECTURE, C.COUNTY]),
        ("市级|乡级", [C.COUNTY, C.TOWNSHIP]),
        ("州级|乡村级", [C.PREFECTURE, C.TOWNSHIPS_AND_VILLAGES]),
        ("区级|街道", [C.COUNTY, C.TOWNSHIP]),
        ("旗县级|嘎查村级", [C.COUNTY, C.VILLAGE]),
        ("区（县）级|社区（村）级", [C.COUNTY, C.VILLAGE]),
    ],
)
def test_levels_of_places(heads: str, levels: list[Column]) -> None:
    assert (
        columns(read_catalogue([grid(f"一级事项|公开内容|公开时限|{heads}\nA|x|及时公开|√|")]))[3:] == levels
    )


def test_the_name_of_a_place_before_a_level_is_not_sure() -> None:
    reading = read_catalogue(
        [grid("一级事项|公开内容|公开时限|公开层级||\n|||明堂市级|镇街乡|村\nA|x|及时公开|√||√")]
    )
    assert columns(reading)[3:] == [C.COUNTY, C.TOWNSHIP, C.VILLAGE]
    assert not at(reading, 3).sure
    assert at(reading, 5).sure


def test_an_office_beside_the_subject_is_left_out() -> None:
    both = read_catalogue(
        [grid("一级事项|公开内容|公开时限|公开主体|责任科室\nA|x|及时公开|县民政局|救助股")]
    )
    assert columns(both)[3:] == [C.SUBJECT, C.IGNORED]
    alone = read_catalogue([grid("一级事项|公开内容|公开时限|责任科室\nA|x|及时公开|救助股")])
    assert alone.rows[0].item.subject == "救助股"


def test_a_column_for_each_channel() -> None:
    reading = read_catalogue(
        [
            grid(
                "一级事项|公开内容|公开时限|公开渠道和载体|||\n|||政府网站|公示栏|明堂通|其他\nA|x|及时公开|√||√|政务服务大厅"
            )
        ]
    )
    assert columns(reading)[3:] == [C.CHANNEL] * 4
    assert [at(reading, n).channel for n in range(3, 7)] == ["website", "notice-board", "明堂通", "other"]
    assert [at(reading, n).sure for n in range(3, 7)] == [True, True, False, True]
    assert reading.rows[0].item.channels == ("website", "明堂通", "service-centre")


def test_a_header_below_titles_and_blanks_and_again_on_each_page() -> None:
    text = f"明堂县社会救助领域基层政务公开标准目录\n填报单位：明堂县民政局\n\n{FULL}\n{row()}\n{FULL}\n{row(序号='2', 二级事项='办事指南')}"
    reading = read_catalogue([grid(text, name="Sheet1")])
    assert (reading.blocks[0].header.first, reading.blocks[0].header.last) == (4, 4)
    assert [each.number for each in reading.rows] == [5, 7]
    assert reading.blocks[0].title == "明堂县社会救助领域基层政务公开标准目录"
    assert [
        (each.detail["row"], each.detail["why"]) for each in reading.problems if each.code == "row_skipped"
    ] == [(6, "header")]


def test_other_columns_from_the_middle_on_make_another_block() -> None:
    reading = read_catalogue(
        [
            grid(
                "一、就业领域\n序号|一级事项|二级事项|公开内容|公开时限|公开主体\n1|A|B|x|及时公开|县人社局\n"
                "二、税收管理领域\n序号|一级事项|二级事项|公开内容|公开主体|公开时限\n1|A|B|x|县税务局|及时公开"
            )
        ]
    )
    assert [block.area for block in reading.blocks] == ["employment", "taxation"]
    assert [each.item.subject for each in reading.rows] == ["县人社局", "县税务局"]


def test_what_a_person_says_wins() -> None:
    text = "序号|公开事项|公开内容|公开时限|公开主体\n1|A|x|县民政局|及时公开"
    reading = read_catalogue([grid(text)], mapping={(0, 3): C.SUBJECT, (0, 4): C.LIMIT, (0, 0): None})
    assert columns(reading) == [None, C.ITEM1, C.ELEMENTS, C.SUBJECT, C.LIMIT]
    assert reading.rows[0].item.limit.raw == "及时公开"
    assert reading.rows[0].item.subject == "县民政局"
    assert reading.rows[0].item.seq == ""


def test_what_a_person_says_makes_a_catalogue_of_an_unknown_header() -> None:
    grids = [grid("甲|乙|丙|丁\nA|x|及时公开|√\nB|y|20个工作日|")]
    with pytest.raises(NotACatalogue) as refusal:
        read_catalogue(grids)
    assert [text for text, _ in refusal.value.seen][:4] == ["甲", "乙", "丙", "丁"]
    reading = read_catalogue(
        grids, mapping={(0, 0): C.ITEM1, (0, 1): C.ELEMENTS, (0, 2): C.LIMIT, (0, 3): C.COUNTY}
    )
    assert [each.item.item1 for each in reading.rows] == ["A", "B"]
    assert [each.text for each in reading.blocks[0].header.columns] == ["甲", "乙", "丙", "丁"]


def test_other_tables_of_the_file_are_skipped_and_told() -> None:
    reading = read_catalogue([grid("姓名|电话\n张三|0"), grid(f"{FULL}\n{row()}")])
    assert [block.grid for block in reading.blocks] == [1]
    assert problems(reading) >= {"grid_skipped"}


@pytest.mark.parametrize("text", ["姓名|电话|地址\n张三|0|x", "a", "公开时限|公开主体\nx|y"])
def test_what_is_no_catalogue_is_refused(text: str) -> None:
    with pytest.raises(NotACatalogue) as refusal:
        read_catalogue([grid(text)])
    assert refusal.value.seen


def test_nothing_at_all_is_no_catalogue() -> None:
    with pytest.raises(NotACatalogue):
        read_catalogue([])


def test_a_table_without_header_goes_on_below_the_one_before() -> None:
    second = grid("2||救助标准|年度标准|《C》|同上|县民政局|■政府网站|√||√||√|", name="")
    reading = read_catalogue([grid(f"{FULL}\n{row()}"), second])
    last = reading.rows[1]
    assert (last.item.item1, last.item.item2) == ("综合业务", "救助标准")
    assert last.item.limit.n == 20
    assert reading.blocks[1].area == "social-assistance"
    assert "header_from_before" in problems(reading)
    assert codes(last) == {"inherited", "ditto"}


def test_every_area_may_have_its_title_and_its_broken_header_in_one_table() -> None:
    first, second = "（一）就业领域基层政务公开标准目录", "（二）税收管理领域基层政务公开标准目录"
    text = (
        f"{first}\n序 号|公开事 项||公开内容|公开时限|公开层级\n|一级事项|二级 事项|||乡级\n1|A|B|x|及时公开|√\n"
        f"{second}\n序号|公开 事项||公开内容|公开 时限|公开层级\n|一级事 项|二级事项|||乡 级\n1|A|B|x|及时公开|√"
    )
    reading = read_catalogue([grid(text, name="Sheet1")])
    assert [(block.area, block.title) for block in reading.blocks] == [
        ("employment", first),
        ("taxation", second),
    ]
    assert [each.number for each in reading.rows] == [4, 8]
