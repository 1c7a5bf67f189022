"""规范性文件 and their state by day; lists handed out as spreadsheets; what ends soon, at the desk."""

import io
import itertools
from datetime import timedelta
from typing import Any

import pytest
from openpyxl import load_workbook

from mingtang.foundation import clock
from mingtang.kernel.validity import STATES, state_on
from mingtang.openness.records import export, validity
from mingtang.openness.records.actions import OldRecord, load_records
from mingtang.openness.records.models import Record, Validity
from tests.county import CONTENT, NOON, County, lead_to

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def noon() -> Any:
    with clock.at(NOON):
        yield


def loaded(county: County, *contents: dict[str, Any], unit: str = "civil") -> list[Record]:
    rows = [
        OldRecord(
            {**CONTENT, "title": f"第{n}号办法", "doc_no": "", "is_normative": True, **content},
            NOON - timedelta(days=30, minutes=n),
        )
        for n, content in enumerate(contents)
    ]
    return load_records(county.authority_of("office"), county.units[unit], rows)


def titles(county: County, query: str = "") -> list[str]:
    answer = county.client().get(f"/normative/{query}")
    assert answer.status_code == 200, query
    return [row.title for row, _record, _badge in answer.context["rows"]]


class TestStates:
    def test_the_condition_on_many_says_what_the_rule_says_of_one(self, county: County) -> None:
        days = (None, TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1))
        found = loaded(
            county,
            *(
                {"validity": stored, "effective_on": begins, "expires_on": ends}
                for stored, begins, ends in itertools.product(Validity.values, days, days)
            ),
        )
        by_rule: dict[str, set[Any]] = {state: set() for state in STATES}
        for record in found:
            by_rule[state_on(record.validity, record.effective_on, record.expires_on, TODAY)].add(record.pk)
        for state, wanted in by_rule.items():
            rows = Record.objects.filter(validity.state_q(state, TODAY))
            assert set(rows.values_list("pk", flat=True)) == wanted, state
        groups = county.client().get("/normative/").context["groups"]
        counts = {item.label: item.count for item in groups[0].items}
        assert counts == {STATES[state]: len(rows) for state, rows in by_rule.items()}

    def test_a_text_whose_time_is_over_says_so_everywhere_without_anybodys_mark(self, county: County) -> None:
        (over,) = loaded(county, {"title": "到期的办法", "expires_on": TODAY - timedelta(days=1)})
        for url in ("/normative/", "/records/", f"/records/{over.pk}/"):
            assert "已失效" in county.client().get(url).content.decode(), url
        with clock.at(NOON - timedelta(days=1)):
            assert "已失效" not in county.client().get(f"/records/{over.pk}/").content.decode()


class TestList:
    def test_only_normative_texts_stand_there_newest_first(self, county: County) -> None:
        loaded(county, {"title": "甲办法"}, {"title": "乙办法"}, {"title": "通知", "is_normative": False})
        assert titles(county) == ["甲办法", "乙办法"]

    def test_filters_narrow_and_unknown_ones_are_named(self, county: County) -> None:
        loaded(county, {"title": "甲办法"}, {"title": "乙办法", "validity": "repealed"})
        loaded(county, {"title": "水办法", "doc_date": TODAY.replace(year=2020)}, unit="water")
        assert titles(county, "?state=repealed") == ["乙办法"]
        assert titles(county, "?unit=water") == ["水办法"]
        assert titles(county, "?year=2020") == ["水办法"]
        assert titles(county, "?q=甲") == ["甲办法"]
        assert titles(county, "?unit=nowhere") == []
        answer = county.client().get("/normative/?state=<b>&year=x&page=7")
        assert answer.status_code == 404
        assert "没有“&lt;b&gt;、x”这样的筛选条件" in answer.content.decode()

    def test_a_correction_that_takes_the_mark_away_takes_it_off_the_list(self, county: County) -> None:
        walk = lead_to(county, "published", title="改性质的办法", is_normative=True)
        assert titles(county) == ["改性质的办法"]
        walk.correct()
        walk.save(is_normative=False, public_note="不是规范性文件。")
        walk.to("feedback")
        assert titles(county) == []

    def test_it_costs_the_same_with_few_and_many(
        self, county: County, django_assert_max_num_queries: Any
    ) -> None:
        loaded(county, *({} for _n in range(45)))
        with django_assert_max_num_queries(10):
            county.client().get("/normative/?page=2")


class TestExport:
    def rows(self, county: County, url: str) -> list[tuple[Any, ...]]:
        answer = county.client().get(url)
        assert answer["Content-Type"] == export.XLSX
        sheet = load_workbook(io.BytesIO(answer.content)).active
        assert sheet is not None
        return list(sheet.iter_rows(values_only=True))

    def test_it_holds_what_the_list_holds(self, county: County) -> None:
        loaded(county, {"title": "甲办法"}, {"title": "乙通知", "is_normative": False, "genre": "notice"})
        assert [row[0] for row in self.rows(county, "/records/records.xlsx")[1:]] == ["甲办法", "乙通知"]
        assert [row[0] for row in self.rows(county, "/records/records.xlsx?genre=notice")[1:]] == ["乙通知"]
        head, row = self.rows(county, "/normative/normative.xlsx")
        assert dict(zip(head, row, strict=True))["有效性"] == "有效"
        assert row[-1].startswith("http")

    @pytest.mark.parametrize("title", ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@x", "铃\x07声"])
    def test_no_cell_is_computed(self, county: County, title: str) -> None:
        loaded(county, {"title": title})
        answer = county.client().get("/records/records.xlsx")
        sheet = load_workbook(io.BytesIO(answer.content)).active
        assert sheet is not None
        cell = sheet["A2"]
        assert (cell.value, cell.data_type) == (title.replace("\x07", ""), "s")

    def test_the_day_of_publication_is_that_of_the_county(self, county: County) -> None:
        early = OldRecord({**CONTENT, "doc_no": ""}, NOON.replace(hour=1))
        load_records(county.authority_of("office"), county.units["civil"], [early])
        head, row = self.rows(county, "/records/records.xlsx")
        assert dict(zip(head, row, strict=True))["公开日期"] == "2026年3月2日"

    def test_what_is_left_out_is_said(self, county: County, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(export, "MOST_ROWS", 2)
        loaded(county, {}, {}, {})
        rows = self.rows(county, "/records/records.xlsx")
        assert len(rows) == 4
        assert "只列出最新的 2 条" in rows[-1][0]


class TestDesk:
    def test_what_ends_soon_or_ended_unmarked_is_one_chip_for_those_whose_it_is(self, county: County) -> None:
        loaded(
            county,
            {"title": "快到期的", "expires_on": TODAY + timedelta(days=60)},
            {"title": "已过期没标的", "expires_on": TODAY - timedelta(days=400)},
            {"title": "还早的", "expires_on": TODAY + timedelta(days=61)},
            {"title": "标过的", "expires_on": TODAY - timedelta(days=1), "validity": "expired"},
            {"title": "不是规范性文件的", "expires_on": TODAY, "is_normative": False},
        )
        answer = county.client("civil-drafter").get("/desk/records/?ending=yes")
        assert {row.title for row in answer.context["rows"]} == {"快到期的", "已过期没标的"}
        assert answer.context["page"].total == 2
        chips = [item for group in answer.context["groups"] for item in group.items if "到期" in item.label]
        assert [(chip.count, chip.selected) for chip in chips] == [(2, True)]
        foreign = county.client("water-drafter").get("/desk/records/?ending=yes")
        assert foreign.context["page"].total == 0
        assert "快到期的" not in foreign.content.decode()
