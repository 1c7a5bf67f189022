"""The index answers as it is asked: best first, pages apart, filters counted without themselves, damage noticed."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mingtang.foundation.search.engine.documents import Document
from mingtang.foundation.search.engine.index import Index, Writer
from mingtang.foundation.search.engine.shelf import Busy, Shelf, Unavailable
from mingtang.foundation.search.engine.wanted import (
    DEEPEST,
    All,
    Either,
    How,
    OneOf,
    Order,
    TitleHas,
    Wanted,
)
from mingtang.kernel.search.reading import read
from tests.foundation.search.shelves import made

TODAY = date(2026, 11, 26)
NEW = datetime(2026, 11, 1, tzinfo=UTC)


def document(number: int, title: str = "", text: str = "", **more: Any) -> Document:
    return Document("record", str(number), title, (text,) if text else (), **more)


def wanted(query: str = "", **more: Any) -> Wanted:
    return Wanted(reading=read(query), today=TODAY, **more)


def ids(index: Index, query: str = "", **more: Any) -> list[str]:
    return [key.partition(":")[2] for key in index.find(wanted(query, **more), 0, 100).keys]


class TestRanking:
    def test_title_beats_text(self, tmp_path: Path) -> None:
        index = made(
            tmp_path,
            [
                document(1, "关于供水的通知", "城乡低保标准。" * 30, at=NEW),
                document(2, "城乡低保标准", "另外的内容。" * 200, at=NEW - timedelta(days=900)),
            ],
        )
        assert ids(index, "低保标准") == ["2", "1"]

    def test_the_whole_title_is_first_among_longer_ones(self, tmp_path: Path) -> None:
        titles = ("关于低保标准的通知的补充说明", "关于低保标准的通知", "转发关于低保标准的通知")
        index = made(tmp_path, [document(n, title, at=NEW) for n, title in enumerate(titles)])
        assert ids(index, "关于低保标准的通知")[0] == "1"
        assert ids(index, "關於“低保”標準的通知")[0] == "1"

    @pytest.mark.parametrize("query", ["明民发〔2026〕12号", "明民发[2026]12号", "明民发2026 12"])
    def test_a_number_is_first_in_any_writing(self, tmp_path: Path, query: str) -> None:
        index = made(
            tmp_path,
            [
                document(1, "落实明民发〔2026〕12号的通知", "明民发〔2026〕12号", at=NEW),
                document(2, "另一件事", numbers=("明民发〔2026〕12号",), at=NEW - timedelta(days=900)),
            ],
        )
        assert ids(index, query)[0] == "2"

    def test_newer_goes_first_among_the_equally_good_unless_dates_are_left_aside(
        self, tmp_path: Path
    ) -> None:
        days = [3, 900, 40, 200, 1]
        index = made(
            tmp_path,
            [document(n, "低保公示", "名单", at=NEW - timedelta(days=d)) for n, d in enumerate(days)],
        )
        assert ids(index, "低保") == ["4", "0", "2", "3", "1"]
        assert sorted(ids(index, "低保", order=Order.STRICT)) == sorted(ids(index, "低保"))
        assert ids(index, "低保", order=Order.STRICT) != ids(index, "低保")

    @pytest.mark.parametrize("order", list(Order))
    def test_what_is_no_longer_in_force_comes_last_on_whatever_page(
        self, tmp_path: Path, order: Order
    ) -> None:
        rows = [document(n, "低保办法", at=NEW - timedelta(days=n), is_over=n % 3 == 0) for n in range(90)]
        index = made(tmp_path, rows)
        asked = wanted("低保", order=order)
        found = [key for start in range(0, 90, 20) for key in index.find(asked, start, 20).keys]
        assert len(found) == len(set(found)) == index.find(asked, 0, 20).total == 90
        over = {document.key for document in rows if document.is_over}
        assert {key in over for key in found[:60]} == {False}
        assert set(found[60:]) == over

    def test_by_date_the_newest_is_first(self, tmp_path: Path) -> None:
        index = made(
            tmp_path, [document(n, "低保", at=NEW - timedelta(days=n % 7, hours=n)) for n in range(50)]
        )
        dates = [
            NEW - timedelta(days=int(n) % 7, hours=int(n)) for n in ids(index, "低保", order=Order.NEWEST)
        ]
        assert dates == sorted(dates, reverse=True)

    @pytest.mark.parametrize("order", list(Order))
    @pytest.mark.parametrize("query", ["低保", "低保 名单", ""])
    def test_pages_hold_every_document_once(self, tmp_path: Path, query: str, order: Order) -> None:
        rows = [
            document(
                n,
                "低保名单" if n % 2 else "低保",
                "低保名单" * (n % 5),
                at=NEW - timedelta(days=n % 11),
                is_over=n % 7 == 0,
            )
            for n in range(430)
        ]
        index = made(tmp_path, rows)
        found: list[str] = []
        for start in range(0, 440, 20):
            found += index.find(wanted(query, order=order), start, 20).keys
        total = index.find(wanted(query, order=order)).total
        assert len(found) == len(set(found)) == total
        assert total == 430 or query == "低保 名单"

    def test_nothing_is_paged_to_beyond_the_limit_but_all_is_counted(self, tmp_path: Path) -> None:
        index = made(tmp_path, [document(n, "低保", at=NEW) for n in range(DEEPEST + 30)])
        assert index.find(wanted("低保"), DEEPEST, 20).keys == ()
        found = index.find(wanted("低保"), DEEPEST - 10, 20)
        assert (len(found.keys), found.total) == (10, DEEPEST + 30)


class TestMatching:
    DOCS = (
        document(1, "城乡低保标准", "每月八百元", at=NEW),
        document(2, "农村低保名单", "王家村张伟明", at=NEW),
        document(3, "公租房租金标准", "研究生命起源的中心", at=NEW),
    )

    @pytest.fixture
    def index(self, tmp_path: Path) -> Index:
        return made(tmp_path, self.DOCS)

    def test_all_words_are_needed(self, index: Index) -> None:
        assert ids(index, "低保 名单") == ["2"]
        assert ids(index, "低保 租金") == []
        assert sorted(ids(index, "低保 租金", how=How.SOME)) == ["1", "2", "3"]

    def test_a_minus_keeps_documents_out(self, index: Index) -> None:
        assert ids(index, "低保 -农村") == ["1"]

    def test_quotes_are_exact_wherever_the_cutter_sees_words(self, index: Index) -> None:
        assert ids(index, '"生命起源"') == ["3"]
        assert ids(index, '"究生命"') == ["3"]
        assert ids(index, '"低保租金"') == []
        assert ids(index, '"标准每月"') == [], "title and text are no sentence"

    def test_a_quoted_stretch_may_begin_with_the_end_of_a_sentence_and_skips_none(
        self, tmp_path: Path
    ) -> None:
        said = made(
            tmp_path, [Document("record", "1", "答复", texts=("是否。低保标准。提高补助。每月发放",))]
        )
        for phrase, found in (
            ("否。低保标准。提高", 1),
            ("否。低保标准", 1),
            ("是否。低保标准。提高补助。每月", 1),
            ("否。低保补助", 0),
            ("低保标准。每月", 0),
            ("低保标准提高", 0),
        ):
            assert said.find(Wanted(read(f'"{phrase}"'))).total == found, phrase

    def test_a_name_is_found(self, index: Index) -> None:
        assert ids(index, "张伟明") == ["2"]

    def test_a_title_with_a_wrong_character_is_found(self, index: Index) -> None:
        assert ids(index, "公租房组金标准", how=How.SLIP)[0] == "3"

    def test_what_a_document_no_longer_says_is_not_found(self, tmp_path: Path) -> None:
        index = made(tmp_path, self.DOCS)
        writer = Writer(index.shelf.current())
        writer.put(document(1, "改了的标题", at=NEW))
        writer.remove("record:2")
        writer.commit()
        writer.close()
        assert ids(index, "低保") == []
        assert ids(index, "改了的标题") == ["1"]
        assert index.size() == 2


class TestBounds:
    DOCS = tuple(
        document(
            n,
            "低保公示",
            unit_id=n % 3 + 1,
            area_id=n % 2,
            theme=("17.01", "06")[n % 2],
            genre="notice",
            year=2020 + n % 4,
            file_kinds=(("pdf", "docx"), ("pdf",), ())[n % 3],
            flags=("policy",) if n % 2 else (),
            at=NEW,
        )
        for n in range(24)
    )

    @pytest.fixture
    def index(self, tmp_path: Path) -> Index:
        return made(tmp_path, self.DOCS)

    def test_facets_leave_out_their_own_choice_and_no_other(self, index: Index) -> None:
        names = ("unit", "area", "theme", "year", "file_kind")
        chosen: dict[str, Any] = {"unit": (1,), "theme": ("06",)}
        counts = index.facets(wanted("低保", chosen=chosen), names)
        one = [d for d in self.DOCS if d.unit_id == 1]
        themed = [d for d in self.DOCS if d.theme == "06"]
        both = [d for d in one if d.theme == "06"]
        assert counts["unit"] == {u: sum(d.unit_id == u for d in themed) for u in (1, 2, 3)}
        assert counts["theme"] == {t: sum(d.theme.startswith(t) for d in one) for t in ("17", "06")}
        assert sum(counts["year"].values()) == len(both)
        assert counts["file_kind"] == {k: sum(k in d.file_kinds for d in both) for k in ("pdf", "docx")}
        assert counts["area"] == {1: len(both)}, "no area is no value"

    @pytest.mark.parametrize(
        ("condition", "meets"),
        [
            (OneOf("unit", (1, 2)), lambda d: d.unit_id in (1, 2)),
            (OneOf("themes", ("17",)), lambda d: d.theme.startswith("17")),
            (OneOf("themes", ("17.01",)), lambda d: d.theme == "17.01"),
            (OneOf("flag", ("policy",)), lambda d: "policy" in d.flags),
            (OneOf("file_kind", ("docx",)), lambda d: "docx" in d.file_kinds),
            (OneOf("key", ("record:3", "record:5")), lambda d: d.id in ("3", "5")),
            (OneOf("key", ()), lambda d: False),
            (TitleHas("保公"), lambda d: True),
            (TitleHas("没有"), lambda d: False),
            (All((OneOf("unit", (1,)), OneOf("area", (1,)))), lambda d: d.unit_id == 1 and d.area_id == 1),
            (Either((OneOf("unit", (1,)), OneOf("area", (1,)))), lambda d: d.unit_id == 1 or d.area_id == 1),
        ],
    )  # fmt: skip
    def test_conditions_bound_a_search(self, index: Index, condition: Any, meets: Any) -> None:
        expected = sorted(d.id for d in self.DOCS if meets(d))
        assert sorted(ids(index, "低保", scope=condition)) == expected
        assert sorted(ids(index, "", scope=condition)) == expected

    def test_two_hundred_filters_are_answered(self, index: Index) -> None:
        many = {
            "unit": tuple(range(200)),
            "year": tuple(range(1900, 2100)),
            "genre": tuple(f"g{n}" for n in range(200)),
        }
        assert index.find(wanted("低保", chosen=many)).total == 0

    def test_what_is_past_its_day_is_neither_found_nor_counted(self, tmp_path: Path) -> None:
        rows = [document(n, "公示", until=TODAY + timedelta(days=n), year=2026, at=NEW) for n in (-1, 0, 1)]
        index = made(tmp_path, rows)
        assert sorted(ids(index, "公示")) == ["0", "1"]
        assert index.facets(wanted("公示"), ("year",)) == {"year": {2026: 2}}
        tomorrow = Wanted(reading=read("公示"), today=TODAY + timedelta(days=1))
        assert index.find(tomorrow).total == 1

    def test_hidden_keys_are_neither_found_nor_counted(self, index: Index) -> None:
        hidden = tuple(f"record:{n}" for n in range(20))
        assert index.find(wanted("低保", hidden=hidden)).total == 4
        assert sum(index.facets(wanted("低保", hidden=hidden), ("unit",))["unit"].values()) == 4


class TestShelf:
    def test_there_is_no_index_until_one_is_taken_into_use(self, tmp_path: Path) -> None:
        shelf = Shelf(tmp_path)
        with pytest.raises(Unavailable):
            Index(shelf).find(wanted("低保"))
        shelf.fresh()
        with pytest.raises(Unavailable):
            Index(shelf).find(wanted("低保"))

    def test_readers_turn_to_a_new_index_and_the_old_one_goes(self, tmp_path: Path) -> None:
        index = made(tmp_path, [document(1, "旧的", at=NEW)])
        assert ids(index, "旧的") == ["1"]
        made(tmp_path, [document(2, "新的", at=NEW)])
        assert ids(index, "旧的") == []
        assert ids(index, "新的") == ["2"]
        assert len([entry for entry in tmp_path.iterdir() if entry.is_dir()]) == 1

    def test_one_process_writes(self, tmp_path: Path) -> None:
        with Shelf(tmp_path).writing(), pytest.raises(Busy), Shelf(tmp_path).writing():
            pass
        with Shelf(tmp_path).writing():
            pass

    def test_another_schema_is_no_index(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        index = made(tmp_path, [document(1, "低保", at=NEW)])
        monkeypatch.setattr("mingtang.foundation.search.engine.shelf.SCHEMA_KEY", "0.0")
        with pytest.raises(Unavailable):
            index.find(wanted("低保"))

    @pytest.mark.parametrize("suffix", [".term", ".idx", ".store", ".fast", ".pos"])
    def test_a_changed_byte_is_noticed(self, tmp_path: Path, suffix: str) -> None:
        index = made(tmp_path, [document(n, "低保名单", "很多字" * 50, at=NEW) for n in range(50)])
        assert index.shelf.is_sound()
        part = next(index.shelf.current().glob(f"*{suffix}"))
        content = bytearray(part.read_bytes())
        content[len(content) // 3] ^= 0xFF
        part.write_bytes(content)
        assert not index.shelf.is_sound()

    @pytest.mark.parametrize("name", ["meta.json", "*.term", "*.store"])
    def test_a_lost_file_is_noticed_and_a_new_index_asked_for(self, tmp_path: Path, name: str) -> None:
        made(tmp_path, [document(1, "低保", at=NEW)])
        shelf = Shelf(tmp_path)
        next(shelf.current().glob(name)).unlink()
        assert not shelf.is_sound()
        with pytest.raises(Unavailable):
            # A reader that opens it now; one that has it open still reads what is gone.
            Index(shelf).find(wanted("低保"))

    def test_a_pointer_that_leads_out_of_the_folder_is_none(self, tmp_path: Path) -> None:
        index = made(tmp_path / "a", [document(1, "低保", at=NEW)])
        pointer = tmp_path / "a" / "current.json"
        pointer.write_text(pointer.read_text().replace('"folder": "', '"folder": "../'))
        with pytest.raises(Unavailable):
            index.find(wanted("低保"))

    def test_every_document_and_its_digest_can_be_listed(self, tmp_path: Path) -> None:
        rows = [document(n, f"第{n}号", at=NEW) for n in range(2500)]
        assert dict(made(tmp_path, rows).digests()) == {d.key: d.digest for d in rows}
