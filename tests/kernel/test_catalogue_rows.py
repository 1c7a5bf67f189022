"""Rows: what is taken over from above, what is no item, what is doubtful or wrong."""

import pytest

from mingtang.kernel.catalogue.doubts import CODES, doubt
from mingtang.kernel.catalogue.item import Doubt, Severity
from mingtang.kernel.catalogue.reading import Reading, RowReading, read_catalogue
from mingtang.kernel.limits.model import LimitType
from tests.kernel.catalogue_grids import FULL, codes, grid, problems, row


def read(
    *rows: str, covered: set[tuple[int, int]] | None = None, head: str = FULL, name: str = "社会救助"
) -> Reading:
    return read_catalogue([grid("\n".join((head, *rows)), covered=covered or set(), name=name)])


def only(**cells: str) -> RowReading:
    (found,) = read(row(**cells)).rows
    return found


def test_a_plain_row_is_not_doubtful() -> None:
    found = only()
    assert not found.doubts
    assert found.item.path == ("综合业务", "政策法规文件", "")
    assert found.item.elements == "文件名称\n文号"
    assert found.item.channels == ("website",)
    assert (found.item.everyone, found.item.active, found.item.levels) == (True, True, ("county",))
    assert found.area == "social-assistance"


@pytest.mark.parametrize(
    ("cells", "code", "field"),
    [
        ({"公开时限": ""}, "no_limit", "limit"),
        ({"公开时限": "/"}, "no_limit", "limit"),
        ({"公开时限": "看情况再说吧"}, "limit_unparsed", "limit"),
        ({"公开时限": "同上"}, "ditto_without", "limit"),
        ({"公开依据": "同上"}, "ditto_without", "basis"),
        ({"公开主体": "—"}, "no_subject", "subject"),
        ({"公开依据": ""}, "no_basis", "basis"),
        ({"公开内容": ""}, "no_elements", "elements"),
        ({"公开渠道": ""}, "no_channel", "channels"),
        ({"公开渠道": "□政府网站 □政府公报"}, "no_channel", "channels"),
        ({"公开渠道": "■明堂通"}, "channel_new", "channels"),
        ({"全社会": ""}, "no_audience", "everyone"),
        ({"全社会": "申请人"}, "unknown_mark", "everyone"),
        ({"主动": ""}, "no_manner", "active"),
        ({"主动": "待定"}, "unknown_mark", "active"),
        ({"依申请": "√"}, "both_manners", "active"),
        ({"县级": ""}, "no_level", "levels"),
        ({"乡级": "☒"}, "unknown_mark", "levels"),
        ({"一级事项": "", "二级事项": ""}, "no_item", "item1"),
        ({"一级事项": ""}, "no_item", "item1"),
        ({"一级事项": "#REF!"}, "formula_error", "item1"),
        ({"公开时限": "#N/A"}, "formula_error", "limit"),
        ({"县级": "#VALUE!"}, "formula_error", "levels"),
        ({"公开内容": "文件名\n称；文号"}, "words_joined", "elements"),
        ({"公开主体": "县民政局\n各乡镇人民政府"}, "words_split", "subject"),
    ],
)  # fmt: skip
def test_what_is_doubtful_about_one_cell(cells: dict[str, str], code: str, field: str) -> None:
    assert code in codes(only(**cells), field)


@pytest.mark.parametrize(
    "cells", [{"一级事项": "#REF!"}, {"公开时限": "#N/A"}, {"主动": "#REF!"}, {"公开渠道": "#REF!"}]
)
def test_an_error_of_a_formula_is_kept_out_and_told_once(cells: dict[str, str]) -> None:
    found = only(**cells)
    assert "#" not in str(found.item)
    assert [each.severity for each in found.doubts] == [Severity.ERROR]


def test_a_row_without_names_is_an_error() -> None:
    first, second = read(row(), row(序号="2", 一级事项="", 二级事项="")).rows
    assert "no_item" not in codes(first)
    missing = next(each for each in second.doubts if each.code == "no_item")
    assert missing.severity is Severity.ERROR
    assert missing.detail["above"] == ["综合业务", "政策法规文件"]
    assert second.item.path == ("", "", "")


def test_a_further_row_of_an_item_has_no_number_of_its_own() -> None:
    _, second = read(row(), row(序号="", 一级事项="", 二级事项="", 公开内容="废止情况")).rows
    assert second.item.path == ("综合业务", "政策法规文件", "")
    assert codes(second) == {"path_inherited", "same_name"}


def test_a_lost_merge_is_taken_over_and_told() -> None:
    _, second, third, fourth = read(
        row(),
        row(序号="2", 一级事项="", 二级事项="监督检查"),
        row(序号="3", 一级事项="低保", 二级事项=""),
        row(序号="4", 一级事项="", 二级事项="办事指南"),
    ).rows
    assert second.item.path == ("综合业务", "监督检查", "")
    assert codes(second) == {"inherited"}
    assert third.item.path == ("低保", "", "")
    assert not third.doubts
    assert fourth.item.path == ("低保", "办事指南", "")


def test_three_levels_reset_at_a_new_name() -> None:
    head = "一级事项|二级事项|三级事项|公开内容|公开时限"
    rows = read(
        "A|a|1|x|及时公开",
        "||2|y|及时公开",
        "|b|3|x|及时公开",
        "B||4|x|及时公开",
        "||5|x|及时公开",
        head=head,
    ).rows
    assert [each.item.path for each in rows] == [
        ("A", "a", "1"), ("A", "a", "2"), ("A", "b", "3"), ("B", "", "4"), ("B", "", "5"),
    ]  # fmt: skip


def test_real_merges_are_certain() -> None:
    text = [row(), row(序号="2", 二级事项="监督检查")]
    merged = {(2, column) for column in (1, 4, 5, 6, 7)}
    _, second = read(*text, covered=merged).rows
    assert not second.doubts
    assert second.item.item1 == "综合业务"


def test_a_merge_across_two_levels_names_the_first_only() -> None:
    across, down = (
        row(一级事项="监督", 二级事项="监督"),
        row(序号="2", 一级事项="监督", 二级事项="监督", 公开内容="电话"),
    )
    first, second = read(across, down, covered={(1, 2), (2, 1), (2, 2)}).rows
    assert first.item.path == second.item.path == ("监督", "", "")
    same, below = read(across, down, covered={(2, 1), (2, 2)}).rows
    assert same.item.path == below.item.path == ("监督", "监督", "")


def test_ditto_in_every_column() -> None:
    ditto = dict.fromkeys(
        ("一级事项", "公开依据", "公开时限", "公开主体", "公开渠道", "全社会", "主动", "县级"), "同上"
    )
    first, second = read(row(), row(序号="2", 二级事项="监督检查", **ditto)).rows
    assert codes(second) == {"ditto"}
    assert second.item.limit.inherited
    for name in ("item1", "basis", "subject", "channels", "everyone", "active", "levels"):
        assert getattr(second.item, name) == getattr(first.item, name)


def test_a_level_word_in_another_column_adds_that_level() -> None:
    assert only(县级="州级").item.levels == ("prefecture",)
    assert only(县级="√", 乡级="村级").item.levels == ("county", "village")


@pytest.mark.parametrize(("cell", "specific"), [("√", "特定群体"), ("申请人", "申请人"), ("√ 申请人", "申请人"), ("特定群体：老年人", "老年人"), ("□", ""), ("/", "")])  # fmt: skip
def test_the_group(cell: str, specific: str) -> None:
    assert only(特定群体=cell).item.specific == specific


def test_both_manners_are_only_noted_where_the_limit_has_a_part_on_request() -> None:
    split = "①《听证通知书》在组织听证7个工作日前予以公开；②其他听证公开内容为依申请公开"
    for limit, severity in (("20个工作日", Severity.DOUBT), (split, Severity.NOTE)):
        (found,) = [each for each in only(依申请="√", 公开时限=limit).doubts if each.code == "both_manners"]
        assert found.severity is severity


def test_a_reference_to_other_law_is_noted() -> None:
    found = only(公开时限="法律、法规另有规定的，从其规定")
    assert found.item.limit.type is LimitType.REFERENCE
    assert codes(found) == {"limit_reference"}


def test_a_title_of_active_disclosure_stands_for_the_manner() -> None:
    head = "明堂县养老服务领域主动公开目录\n序号|一级事项|公开内容|公开时限"
    (found,) = read("1|A|x|及时公开", head=head).rows
    assert found.item.active
    assert "manner_from_title" in codes(found)


def test_duplicates_and_namesakes() -> None:
    rows = read(row(), row(序号="2"), row(序号="3", 公开内容="其他"), row(序号="4", 公开内容="其他")).rows
    assert [sorted(codes(each)) for each in rows] == [[], ["duplicate"], ["same_name"], ["duplicate"]]
    (twin,), (namesake,), (again,) = (each.doubts for each in rows[1:])
    assert (twin.severity, twin.detail["row"]) == (Severity.ERROR, 2)
    assert (namesake.detail["row"], namesake.detail["fields"]) == (2, ["elements"])
    assert again.detail["row"] == 4


def test_the_same_names_in_another_area_are_no_repetition() -> None:
    reading = read("社会救助领域", row(), "养老服务领域", row())
    assert [each.area for each in reading.rows] == ["social-assistance", "elderly-care"]
    assert not any(each.doubts for each in reading.rows)


def test_text_outside_the_known_columns() -> None:
    found = read(f"{row()}|请核", row(序号="2", 二级事项="监督检查")).rows[0]
    assert codes(found) == {"too_many_cells"}
    assert found.doubts[0].detail["cells"] == [[14, "请核"]]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("注：“■”表示必选项", "note"), ("备注：以上内容动态更新", "note"), ("说明：1.本目录由县政务公开办公室解释", "note"),
        ("填报单位：明堂县民政局|||填报人：张三", "signature"), ("审核人：张三||联系电话：0000", "signature"), ("2026年3月1日", "date"),
        ("合计||||||40", "total"), ("第 1 页 共 5 页", "page"), ("12", "only_seq"), ("十二", "only_seq"), ("1|2|3|4|5|6|7", "numbers"),
    ],
)  # fmt: skip
def test_rows_that_are_no_items_are_skipped_and_told(line: str, why: str) -> None:
    reading = read(row(), line, row(序号="2", 二级事项="监督检查"))
    assert len(reading.rows) == 2
    assert [each.detail["why"] for each in reading.problems if each.code == "row_skipped"] == [why]


def test_rows_of_ticks_or_ditto_only_are_no_headings() -> None:
    marks = "|".join(["", "", "", *["√"] * 11])
    again = "|".join(["", *["同上"] * 13])
    reading = read(row(), marks, again)
    assert len(reading.blocks) == 1
    assert "path_inherited" in codes(reading.rows[1])
    assert "ditto" in codes(reading.rows[2])


def test_an_item_may_be_called_as_a_signature_begins() -> None:
    reading = read(
        "联系方式|电话、地址|《条例》|及时公开|县民政局", head="一级事项|公开内容|公开依据|公开时限|公开主体"
    )
    assert reading.rows[0].item.item1 == "联系方式"


def test_a_heading_beside_a_blank_first_column() -> None:
    reading = read("|养老服务", f"|{row()}", head=f"|{FULL}", name="Sheet1")
    assert reading.rows[0].area == "elderly-care"


def test_an_unknown_title_is_not_overruled_by_the_file_name() -> None:
    reading = read_catalogue(
        [grid(f"殡葬领域基层政务公开标准目录\n{FULL}\n{row()}", name="社会救助")], file_name="扶贫.xlsx"
    )
    assert (reading.blocks[0].area, reading.blocks[0].area_text) == ("", "殡葬领域")


def test_headings_that_part_the_rows_of_one_area_are_no_areas() -> None:
    reading = read("社会救助领域", "（一）综合业务", row(), "（二）低保", row(序号="2", 一级事项="低保"))
    assert [block.area for block in reading.blocks] == ["social-assistance"]
    assert [each.detail["why"] for each in reading.problems if each.code == "row_skipped"] == [
        "section",
        "section",
    ]


@pytest.mark.parametrize(
    ("heading", "area", "text", "local"),
    [
        ("（五）社会救助领域基层政务公开标准目录", "social-assistance", "社会救助领域", False),
        ("二、养老服务", "elderly-care", "养老服务", False),
        ("12.救灾生产领域", "disaster-relief", "救灾生产领域", False),
        ("乡村振兴领域基层政务公开标准目录", "poverty-alleviation", "乡村振兴领域", False),
        ("新闻出版版权（26个之外新增）", "press-copyright", "新闻出版版权", False),
        ("涉农资金（地方自设）", "", "涉农资金", True),
        ("三十、殡葬领域", "", "殡葬领域", False),
        ("国有土地上房屋征收与补偿", "house-expropriation", "国有土地上房屋征收与补偿", False),
    ],
)  # fmt: skip
def test_headings_of_areas(heading: str, area: str, text: str, local: bool) -> None:
    reading = read(heading, row(), name="Sheet1")
    (block,) = reading.blocks
    assert (block.area, block.area_text, block.rows[0].item.local) == (area, text, local)
    assert ("area_unknown" in problems(reading)) is not bool(area)


@pytest.mark.parametrize(
    "name", ["05社会救助", "社会救助领域", "5.社会救助", "（五）社会救助领域目录", "社会救助 (2)"]
)
def test_a_sheet_names_the_area(name: str) -> None:
    reading = read(row(), name=name)
    assert reading.blocks[0].area == "social-assistance"
    assert "area_from" in problems(reading)


def test_paragraphs_and_the_file_name_the_area_in_the_last_resort() -> None:
    text = f"{FULL}\n{row()}"
    before = grid(text, name="", before=("（六）养老服务领域基层政务公开标准目录", "单位：明堂县民政局"))
    (block,) = read_catalogue([before], file_name="就业.docx").blocks
    assert (block.area, block.title) == ("elderly-care", "（六）养老服务领域基层政务公开标准目录")
    bare = grid(text, name="Sheet1")
    assert read_catalogue([bare], file_name="明堂县就业领域目录.xlsx").blocks[0].area == "employment"
    for nothing in ("目录.xlsx", "就业和税收管理领域.xlsx"):
        reading = read_catalogue([bare], file_name=nothing)
        assert reading.blocks[0].area == ""
        assert "area_missing" in problems(reading)


def test_a_remark_marks_what_the_place_added() -> None:
    for remark, kept in (
        ("本地增加", ""),
        ("本地增加；每年修订", "每年修订"),
        ("地方自设事项", "地方自设事项"),
    ):
        (found,) = read(f"{row()}|{remark}", head=f"{FULL}|备注").rows
        assert found.item.local
        assert found.item.remark == kept


def test_every_code_has_a_severity_and_doubts_survive_storage() -> None:
    for code, severity in CODES.items():
        told = doubt(code, "limit", read="x", row=3)
        assert told.severity is severity
        assert Doubt.of_data(told.as_data()) == told
