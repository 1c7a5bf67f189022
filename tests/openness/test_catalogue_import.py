"""Importing a catalogue: nothing is written before a person has settled it, and nothing is left of what is refused."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from mingtang.foundation.cases.actions import Act
from mingtang.foundation.events.models import Event
from mingtang.foundation.files.models import StoredFile
from mingtang.kernel.catalogue.columns import Column
from mingtang.kernel.catalogue.item import Item
from mingtang.kernel.limits.parse import parse_limit
from mingtang.kernel.refusals import Forbidden, Invalid, Stale, WrongState
from mingtang.openness.catalogue import actions, doubts
from mingtang.openness.catalogue.actions import importing
from mingtang.openness.catalogue.actions.settling import hash_of_row
from mingtang.openness.catalogue.models import Catalogue, Entry, Import, ImportBlock, ImportRow, Version
from tests.county import County
from tests.openness import catalogue_files as files
from tests.openness.catalogue_house import accept_all, adopt, area, catalogue, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_files")]


def codes(job: Import) -> dict[int, set[str]]:
    """The kinds of doubt that need a person, by the row of the file."""
    return {
        row.number: {d["code"] for d in row.doubts if d["severity"] != "note"}
        for row in job.rows.order_by("number")
    }


def nothing_is_there() -> bool:
    return not any(model.objects.exists() for model in (Catalogue, Version, Entry))


def test_a_preview_writes_nothing_into_the_catalogue(county: County) -> None:
    job = read(county, files.xlsx(), "目录.xlsx")
    assert job.case
    assert job.case.state == "settling"
    assert job.rows.count() == 3
    assert nothing_is_there()


def test_the_import_is_one_case_with_its_events(county: County) -> None:
    job = read(county, files.dirty_docx(), "目录.docx")
    bad = job.rows.get(faulty=True)
    actions.settle(county.authority_of("office"), job, "leave_out", rows=[bad.pk])
    adopt(county, job)
    kinds = list(Event.objects.filter(case_id=job.case_id).order_by("pk").values_list("kind", flat=True))
    assert kinds == [
        "catalogue_import.upload",
        "catalogue_import.understood",
        "catalogue_import.settle",
        "catalogue_import.settle",
        "catalogue_import.adopt",
        "catalogue.adopted",
    ]
    job.refresh_from_db()
    assert job.case
    assert job.case.outcome == "adopted"


def test_a_dirty_word_table_is_understood_cell_by_cell(county: County) -> None:
    job = read(county, files.dirty_docx(), "目录.docx")
    rows = {row.number: Item.of_data(row.text) for row in job.rows.all()}
    first, second, third = (rows[n] for n in sorted(rows)[:3])
    assert first.path == ("最低生活保障", "政策文件", "")
    assert first.channels == ("website",), "◆ is ticked, 口 is not"
    assert first.limit.n == 20
    assert second.item1 == "最低生活保障", "taken over from the merged cell"
    assert second.basis == "《社会救助暂行办法》", "同上"
    assert (second.limit.n, second.limit.display_n) == (10, 7)
    assert second.levels == ("county", "township")
    assert third.path == ("临时救助", "办事指南", "")
    assert job.rows.count() == 4, "the note below the table is no row"


def test_doubtful_cells_say_what_was_read_and_what_to_do(county: County) -> None:
    job = read(county, files.dirty_docx(), "目录.docx")
    by_row = [found for found in codes(job).values() if found]
    assert by_row == [{"limit_unparsed", "both_manners", "unknown_unit"}, {"no_item"}]
    told = [doubts.told(doubt).text for row in job.rows.all() for doubt in row.doubts]
    assert any("视情况而定" in text and "20个工作日" in text for text in told)
    assert any("县水务局" in text and "水利局" in text for text in told), "the nearest unit is named"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("照片.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 200, "图片"),
        ("目录.docx", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF", "PDF"),
        ("空.csv", b"\n\n", "空"),
    ],
)
def test_what_is_no_table_is_refused_at_the_door(county: County, name: str, data: bytes, says: str) -> None:
    with pytest.raises(Invalid) as refusal:
        actions.start_import(county.authority_of("office"), county.units["county"], files.upload(name, data))
    assert says in str(refusal.value)
    assert not Import.objects.exists()
    assert not StoredFile.objects.exists()
    assert not Event.objects.filter(kind__startswith="catalogue").exists()


def test_a_table_that_is_no_catalogue_leaves_only_the_case_and_the_reason(county: County) -> None:
    job = read(county, "姓名,电话,地址\n甲,1,城东\n乙,2,城西\n".encode())
    assert job.case
    assert (job.case.state, job.case.outcome) == ("filed", "refused")
    assert any("姓名" in note for note in job.notes), "what was read instead of the columns"
    assert job.file is None
    assert not StoredFile.objects.exists()
    assert not ImportRow.objects.exists()
    assert not ImportBlock.objects.exists()
    assert nothing_is_there()


def test_bytes_of_a_refused_file_leave_the_disk(
    county: County, private_files: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        read(county, "姓名,电话\n甲,1\n乙,2\n".encode())
    assert [path for path in private_files.rglob("*") if path.is_file()] == []


def test_giving_up_needs_a_reason_and_leaves_nothing(county: County) -> None:
    job = read(county, files.csv())
    who = county.authority_of("office")
    with pytest.raises(Invalid):
        actions.give_up(who, job, Act())
    actions.give_up(who, job, Act(reason="文件拿错了"))
    assert not ImportRow.objects.exists()
    assert not StoredFile.objects.exists()
    assert nothing_is_there()
    with pytest.raises(WrongState):
        actions.settle(who, job, "accept", rows=[uuid4()])


def test_good_rows_of_a_bad_file_are_not_lost(county: County) -> None:
    bad = [
        *files.GOOD,
        ("4", "", "", "名单", "", files.USUAL, "民政局", "■政府网站", "√", "", "√", "", "√", ""),
        files.GOOD[0],
        ("5", "医疗救助", "办事指南", "#REF!", "《社会救助暂行办法》", files.USUAL, "民政局", "■政府网站", "√", "", "√", "", "√", ""),
    ]  # fmt: skip
    job = read(county, files.csv(bad))
    assert {code for found in codes(job).values() for code in found} >= {
        "no_item",
        "duplicate",
        "formula_error",
    }
    faulty = job.rows.filter(faulty=True)
    assert faulty.count() == 3
    who = county.authority_of("office")
    assert actions.settle(who, job, "accept", rows=[row.pk for row in faulty])[0] == 0, (
        "errors cannot be accepted"
    )
    with pytest.raises(WrongState):
        actions.adopt(who, job, Act(), issuer="县政府", source="", effective_on=date(2026, 1, 1))
    actions.settle(who, job, "leave_out", rows=[row.pk for row in faulty])
    assert adopt(county, job).entries.count() == 3


def test_ticks_in_both_manners_and_an_unknown_unit_wait_for_a_person(county: County) -> None:
    row = (
        "1",
        "临时救助",
        "审批信息",
        "名单",
        "《社会救助暂行办法》",
        files.USUAL,
        "县粮食局",
        "■政府网站",
        "√",
        "",
        "√",
        "√",
        "√",
        "",
    )
    job = read(county, files.csv([row]))
    assert codes(job)[3] == {"both_manners", "unknown_unit"}


def test_contradicting_headings_are_said_at_the_column(county: County) -> None:
    head = list(files.HEAD)
    lines = [",".join("公开方式" if name == "县级" else "" for name in head), ",".join(head)]
    data = "\n".join([*lines, *(",".join(row) for row in files.GOOD)]).encode()
    job = read(county, data)
    told = [d["code"] for block in job.blocks.all() for column in block.columns for d in column["doubts"]]
    assert "header_conflict" in told


def test_a_sheet_of_too_many_rows_is_refused_with_the_number(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "ROWS_MOST", 4)
    job = read(county, files.csv())
    assert job.case
    assert job.case.outcome == "refused"
    assert "5 行" in job.notes[0]
    assert "上限 4 行" in job.notes[0]


def test_reading_again_changes_nothing(county: County) -> None:
    job = read(county, files.csv())
    before = list(job.rows.values_list("pk", flat=True))
    actions.read_import(job.pk)
    actions.read_import(uuid4())
    assert list(job.rows.values_list("pk", flat=True)) == before


def test_a_reading_that_was_cut_off_starts_again_from_the_file(county: County) -> None:
    area()
    job = actions.start_import(
        county.authority_of("office"), county.units["county"], files.upload("a.csv", files.csv())
    )
    Import.objects.filter(pk=job.pk).update(done=2, total=3)
    actions.read_import(job.pk)
    assert job.rows.count() == 3


def test_the_queue_reads_the_file(county: County) -> None:
    from django_q.models import OrmQ

    from mingtang.openness.catalogue import tasks

    area()
    job = actions.start_import(
        county.authority_of("office"), county.units["county"], files.upload("a.csv", files.csv())
    )
    assert [
        row.args() for row in OrmQ.objects.all() if row.func() == "mingtang.openness.catalogue.tasks.read"
    ] == [(str(job.pk),)]
    tasks.read(str(job.pk))
    assert job.rows.count() == 3


def test_all_rows_with_one_kind_of_doubt_are_settled_at_once(county: County) -> None:
    rows = [
        (
            str(n),
            "临时救助",
            f"事项{n}",
            "名单",
            "《社会救助暂行办法》",
            "另行通知",
            "民政局",
            "■政府网站",
            "√",
            "",
            "√",
            "",
            "√",
            "",
        )
        for n in range(1, 5)
    ]
    job = read(county, files.csv(rows))
    done, passed = actions.settle(county.authority_of("office"), job, "accept", code="limit_unparsed")
    assert (done, passed) == (4, 0)
    assert not job.rows.filter(state="open").exists()
    version = adopt(county, job)
    assert set(version.entries.values_list("limit_type", flat=True)) == {"UNPARSED"}, (
        "kept as it stands, not guessed"
    )


def test_a_verdict_is_taken_back(county: County) -> None:
    job = read(county, files.dirty_docx(), "目录.docx")
    who = county.authority_of("office")
    row = job.rows.get(state="open", faulty=False)
    for verdict, state in (
        ("accept", "accepted"),
        ("restore", "open"),
        ("leave_out", "left_out"),
        ("restore", "open"),
    ):
        actions.settle(who, job, verdict, rows=[row.pk])
        row.refresh_from_db()
        assert row.state == state


def test_a_correction_settles_the_row_and_a_stale_one_is_refused(county: County) -> None:
    job = read(county, files.dirty_docx(), "目录.docx")
    who = county.authority_of("office")
    row = job.rows.get(faulty=True)
    seen = hash_of_row(row)
    text = Item.of_data(row.text | {"item1": "临时救助", "item2": "审批信息"})
    with pytest.raises(Invalid):
        actions.correct_row(who, job, row, Item(elements="名单", limit=parse_limit(files.USUAL)), seen=seen)
    actions.correct_row(who, job, row, text, seen=seen)
    row.refresh_from_db()
    assert (row.state, row.faulty, row.name) == ("corrected", False, "临时救助 / 审批信息")
    with pytest.raises(Stale):
        actions.correct_row(who, job, row, Item.of_data(row.text | {"item2": "别的"}), seen=seen)


def test_a_person_says_what_a_column_means(county: County) -> None:
    head = [("归谁管" if name == "公开主体" else name) for name in files.HEAD]
    data = "\n".join([",".join(head), *(",".join(row) for row in files.GOOD)]).encode()
    job = read(county, data, "社会救助.csv")
    assert all("no_subject" in found for found in codes(job).values())
    actions.remap(county.authority_of("office"), job, {(0, head.index("归谁管")): Column.SUBJECT}, Act())
    job.refresh_from_db()
    assert job.case
    assert job.case.state == "reading"
    actions.read_import(job.pk)
    assert Item.of_data(job.rows.first().text).subject == "民政局"  # type: ignore[union-attr]


def test_an_unknown_area_is_named_or_set_up_by_a_person(county: County) -> None:
    job = read(county, files.csv(title="涉农资金领域政务公开标准目录"))
    who = county.authority_of("office")
    block = job.blocks.get()
    assert block.area is None
    accept_all(county, job)
    with pytest.raises(WrongState) as refusal:
        actions.adopt(who, job, Act(), issuer="县政府", source="", effective_on=date(2026, 1, 1))
    assert "涉农资金" in str(refusal.value)
    actions.set_area(who, job, block, None, code="farm-funds", name="涉农资金")
    version = adopt(county, job)
    assert version.catalogue.area.code == "farm-funds"
    assert Event.objects.filter(kind="area.created").count() == 1


def test_several_areas_of_one_file_become_versions_of_their_own(county: County) -> None:
    area("elderly-care", "养老服务")
    second = files.csv([("1", "养老服务通用政策", "补贴清单", *files.GOOD[0][3:])], "（六）养老服务领域目录")
    job = read(county, files.csv() + b"\n" + second)
    assert [block.area.code for block in job.blocks.all() if block.area] == [
        "social-assistance",
        "elderly-care",
    ]
    adopt(county, job)
    assert Version.objects.count() == 2
    assert Catalogue.objects.count() == 2


def test_only_who_manages_the_catalogue_imports_and_settles(county: County) -> None:
    job = read(county, files.csv())
    row = job.rows.first()
    assert row
    for name in ("civil-drafter", "supervisor", "nobody", "admin"):
        who = county.authority_of(name)
        with pytest.raises(Forbidden):
            actions.start_import(who, county.units["county"], files.upload("a.csv", files.csv()))
        with pytest.raises(Forbidden):
            actions.settle(who, job, "accept", rows=[row.pk])
        with pytest.raises(Forbidden):
            actions.correct_row(who, job, row, Item.of_data(row.text), seen=hash_of_row(row))
        with pytest.raises(Forbidden):
            actions.adopt(who, job, Act(), issuer="县政府", source="", effective_on=date(2026, 1, 1))
        with pytest.raises(Forbidden):
            actions.give_up(who, job, Act(reason="不要"))
    assert nothing_is_there()


def test_an_import_meanwhile_overtaken_is_compared_anew_before_it_is_adopted(county: County) -> None:
    catalogue(county)
    late = read(county, files.csv(files.GOOD[:2]))
    catalogue(county, files.GOOD[:1])
    with pytest.raises(Stale):
        adopt(county, late)
    actions.rematch(county.authority_of("office"), late)
    assert adopt(county, late).number == 3


def test_columns_whose_meaning_is_not_certain_are_looked_at_before_adopting(county: County) -> None:
    head = [("公开事物依据" if name == "公开依据" else name) for name in files.HEAD]
    data = "\n".join(["社会救助领域目录", ",".join(head), *(",".join(row) for row in files.GOOD)]).encode()
    job = read(county, data)
    accept_all(county, job)
    who = county.authority_of("office")
    with pytest.raises(Invalid) as refusal:
        actions.adopt(who, job, Act(), issuer="县政府", source="", effective_on=date(2026, 1, 1))
    assert "公开事物依据" in str(refusal.value)
    actions.adopt(
        who, job, Act(), issuer="县政府", source="", effective_on=date(2026, 1, 1), columns_checked=True
    )
    assert Version.objects.count() == 1


def test_an_item_without_a_theme_takes_that_of_its_area(county: County) -> None:
    job = read(county, files.csv())
    assert {row.text["theme"] for row in job.rows.all()} == {"17.03"}
    job = read(county, files.csv(title="涉农事务领域目录"))
    assert {row.text["theme"] for row in job.rows.all()} == {""}
    actions.set_area(county.authority_of("office"), job, job.blocks.get(), area())
    assert {row.text["theme"] for row in job.rows.all()} == {"17.03"}


def test_standard_areas_that_the_county_lacks_are_set_up_at_once(county: County) -> None:
    job = actions.start_import(
        county.authority_of("office"), county.units["county"], files.upload("a.csv", files.csv())
    )
    actions.read_import(job.pk)
    assert job.blocks.get().area is None
    assert job.blocks.get().area_code == "social-assistance"
    assert actions.set_known_areas(county.authority_of("office"), job) == 1
    assert actions.set_known_areas(county.authority_of("office"), job) == 0
    assert adopt(county, job).catalogue.area.name == "社会救助"


def test_a_column_that_is_missing_is_filled_for_all_rows_at_once(county: County) -> None:
    keep = [n for n, name in enumerate(files.HEAD) if name not in ("县级", "乡级", "公开时限")]
    table = [files.HEAD, *files.GOOD]
    data = "\n".join(["社会救助领域目录", *(",".join(row[n] for n in keep) for row in table)]).encode()
    job = read(county, data)
    who = county.authority_of("office")
    assert {frozenset(found) for found in codes(job).values()} == {frozenset({"no_level", "no_limit"})}
    assert actions.fill(who, job, "no_level", "county township") == 3
    assert {row.state for row in job.rows.all()} == {"open"}, "the limit is still missing"
    assert actions.fill(who, job, "no_limit", "usual") == 3
    assert {row.state for row in job.rows.all()} == {"corrected"}
    with pytest.raises(WrongState):
        actions.fill(who, job, "no_item", "x")
    texts = [e.text() for e in adopt(county, job).entries.all()]
    assert {text.levels for text in texts} == {("county", "township")}
    assert {text.limit.n for text in texts} == {20}


def test_a_name_that_no_table_can_hold_is_an_error_and_not_a_crash(county: County) -> None:
    job = read(county, files.csv([*files.GOOD, ("4", "长" * 250, "指南", *files.GOOD[0][3:])]))
    row = job.rows.get(faulty=True)
    assert "too_long" in row.codes
    actions.settle(county.authority_of("office"), job, "leave_out", rows=[row.pk])
    assert adopt(county, job).entries.count() == 3


def test_a_header_without_rows_is_refused_and_leaves_nothing(county: County) -> None:
    job = read(county, files.csv(()))
    assert job.case
    assert job.case.outcome == "refused"
    assert "没有一行事项" in " ".join(job.notes)
    assert not job.rows.exists()
    assert job.file is None
