"""The pages of the working calendar: all staff look, the openness office adopts, replaces, withdraws."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document

from mingtang.foundation import clock
from mingtang.foundation.workdays import actions, queries
from mingtang.foundation.workdays.actions import Facts
from mingtang.foundation.workdays.models import HolidayNotice
from mingtang.foundation.workdays.reading import lines_of_file
from mingtang.kernel.clock.arrangements import FESTIVALS, Line, read_lines
from mingtang.kernel.refusals import Invalid
from tests.county import NOON, County

pytestmark = pytest.mark.django_db

YEAR, NOTICES, ADOPT = (reverse(f"workdays_desk:{name}") for name in ("year", "notices", "adopt"))
NOT_ANNOUNCED = "2027年放假安排还没有公布，先按星期推算，公布后会自动重新计算。"
FORM: dict[str, Any] = {
    "year": "2027",
    "title": "关于2027年放假安排的通知（测试）",
    "doc_number": "测发〔2026〕1号",
    "issued_on": "2026-11-02",
    "source": "https://www.example.gov.cn/notice",
    "announces_year": "on",
    "lines": "",
}
NATIONAL = FESTIVALS.index("国庆节")


@pytest.fixture
def office(county: County) -> Client:
    return county.client("office")


@pytest.fixture
def notice(county: County) -> HolidayNotice:
    about = Facts(2027, "测试用的安排", "县政府办公室文件柜")
    return actions.adopt(county.authority_of("office"), about, [Line("第1行", "10月1日至7日 放假 国庆节")])


@pytest.fixture
def send(office: Client) -> Callable[..., Any]:
    """Looks at what was typed and, if nothing stands against it, adopts what was looked at."""

    def do(url: str = ADOPT, **changes: Any) -> Any:
        answer = office.post(url, {**FORM, **changes, "do": "preview"})
        if answer.status_code != 200:
            return answer
        changes.pop("file", None)
        lines = answer.context["form"]["lines"].value()
        seen = answer.context["form"]["seen"].value()
        return office.post(url, {**FORM, **changes, "lines": lines, "seen": seen, "do": "adopt"})

    return do


class TestTheYear:
    def test_says_of_each_day_what_it_is_and_why(self, county: County) -> None:
        with clock.at(NOON):
            page = county.client("nobody").get(YEAR, {"year": "2026"})
        assert page.status_code == 200
        text = page.content.decode()
        assert "工作日 248 天" in text
        for word in ("2月15日至2月23日", "春节", "调休上班", "chinesecalendar", "图例"):
            assert word in text
        cells = {c.fact.day: c for m in page.context["months"] for week in m.weeks for c in week if c}
        assert len(cells) == 365
        assert cells[date(2026, 2, 14)].spoken == "春节 调休上班"
        assert cells[date(2026, 2, 14)].mark == "班"
        assert cells[date(2026, 3, 7)].spoken == "周末休息"
        assert NOT_ANNOUNCED not in text
        assert 'aria-current="date"' in text

    def test_of_a_year_nobody_announced_says_that_it_is_provisional(self, county: County) -> None:
        with clock.at(NOON):
            page = county.client("office").get(YEAR, {"year": "2027"}).content.decode()
        assert NOT_ANNOUNCED in page
        assert "暂定" in page

    def test_that_was_announced_names_the_notice(self, county: County, notice: HolidayNotice) -> None:
        with clock.at(NOON):
            page = county.client("civil-drafter").get(YEAR, {"year": "2027"}).content.decode()
        assert NOT_ANNOUNCED not in page
        assert reverse("workdays_desk:notice", args=[notice.pk]) in page

    @pytest.mark.parametrize("year", ["", "abc", "-1", "0000", "9999", "２０２６", "2026' OR 1=1"])
    def test_answers_any_address(self, county: County, year: str) -> None:
        assert county.client("office").get(YEAR, {"year": year}).status_code == 200

    def test_needs_signing_in(self, county: County) -> None:
        for url in (YEAR, NOTICES, ADOPT):
            assert Client().get(url).status_code == 302

    def test_asks_few_questions(
        self, county: County, notice: HolidayNotice, django_assert_max_num_queries: Any
    ) -> None:
        client = county.client("office")
        client.get(YEAR)
        with django_assert_max_num_queries(22):
            client.get(YEAR)


class TestAdopting:
    def test_by_festival(self, send: Callable[..., Any]) -> None:
        festivals = {
            f"first_{NATIONAL}": "2027-10-01",
            f"last_{NATIONAL}": "2027年10月7日",
            f"work_{NATIONAL}": "9月26日、10月9日",
        }
        answer = send(**festivals)
        stored = HolidayNotice.objects.get()
        assert answer.headers["Location"] == reverse("workdays_desk:notice", args=[stored.pk])
        calendar = queries.calendar()
        assert not calendar.working(date(2027, 10, 7))
        assert calendar.working(date(2027, 10, 9))
        assert calendar.special[date(2027, 10, 9)].name == "国庆节"

    def test_nothing_is_written_by_looking(self, office: Client) -> None:
        answer = office.post(ADOPT, {**FORM, "lines": "10月1日至7日 放假 国庆节", "do": "preview"})
        assert answer.status_code == 200
        text = answer.content.decode()
        assert "10月1日至10月7日" in text
        assert "没有写到元旦、春节" in text
        assert not HolidayNotice.objects.exists()

    def test_what_was_changed_after_looking_is_shown_again(self, office: Client) -> None:
        first = office.post(ADOPT, {**FORM, "lines": "10月1日至7日 放假", "do": "preview"})
        seen = first.context["form"]["seen"].value()
        again = office.post(ADOPT, {**FORM, "lines": "10月1日至8日 放假", "seen": seen, "do": "adopt"})
        assert again.status_code == 200
        assert not HolidayNotice.objects.exists()

    def test_every_problem_is_told_and_nothing_typed_is_lost(self, office: Client) -> None:
        typed = "10月1日至7日 放假 国庆节\n10月7日 上班\n2月30日 放假"
        answer = office.post(ADOPT, {**FORM, "lines": typed, "work_1": "2月8日", "do": "adopt"})
        assert answer.status_code == 422
        text = answer.content.decode()
        assert "文字第2行：2027年10月7日写了两次（另一处：文字第1行）" in text
        assert "文字第3行：“2月30日”读不出日期" in text
        assert "春节（上班）：2027年2月8日本来就是工作日" in text
        assert "10月7日 上班\n2月30日 放假</textarea>" in text
        assert 'value="2月8日"' in text
        assert not HolidayNotice.objects.exists()

    def test_what_another_notice_has_set_is_named(
        self, send: Callable[..., Any], notice: HolidayNotice
    ) -> None:
        answer = send(lines="10月1日 上班")
        assert answer.status_code == 422
        assert "“测试用的安排”定为放假" in answer.content.decode()

    def test_the_form_says_what_it_needs(self, office: Client) -> None:
        answer = office.post(
            ADOPT, {"year": "1900", "last_0": "2027-01-03", "first_1": "不知道", "do": "preview"}
        )
        assert answer.status_code == 422
        errors = answer.context["form"].errors
        assert errors.keys() == {"year", "title", "source", "first_0", "first_1"}
        assert (
            "<script>" not in office.post(ADOPT, {**FORM, "lines": "<script> 10月1日 放假"}).content.decode()
        )

    def test_is_refused_to_others(self, county: County) -> None:
        county.staff("water", "openness_office", "water-office")
        for name in ("civil-drafter", "admin", "water-office"):
            client = county.client(name)
            assert client.get(ADOPT).status_code == 403
            assert client.post(ADOPT, {**FORM, "lines": "10月1日 放假", "do": "adopt"}).status_code == 403
        assert not HolidayNotice.objects.exists()


def sheet(*rows: tuple[Any, ...]) -> SimpleUploadedFile:
    book, data = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(data)
    return SimpleUploadedFile("放假.xlsx", data.getvalue())


def paper(*rows: tuple[str, ...]) -> SimpleUploadedFile:
    document, data = Document(), io.BytesIO()
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(data)
    return SimpleUploadedFile("放假.docx", data.getvalue())


TABLES: dict[str, Callable[[], SimpleUploadedFile]] = {
    "a day a row, dates as Excel keeps them": lambda: sheet(
        ("日期", "安排", "节日"),
        *((date(2027, 2, n), "放假", "春节") for n in range(5, 12)),
        (date(2027, 2, 20), "上班", "春节"),
    ),
    "begin and end": lambda: sheet(
        ("节日", "开始日期", "结束日期", "放假还是上班"),
        ("春节", "2027/2/5", "2027/2/11", "放假"),
        ("春节", "2027/2/20", None, "上班"),
    ),
    "a column of rest, a column of work": lambda: paper(
        ("节日", "放假时间", "调休上班日期"), ("春节", "2月5日至11日（共7天）", "2月20日（周六）")
    ),
    "csv": lambda: SimpleUploadedFile(
        "a.csv", "节日,日期,安排\n春节,2月5日至11日,放假\n春节,2月20日,上班\n".encode("gb18030")
    ),
}


@pytest.mark.parametrize("make", TABLES.values(), ids=TABLES.keys())
def test_tables_are_read(db: None, make: Callable[[], SimpleUploadedFile]) -> None:
    found = read_lines(lines_of_file(make()), 2027)
    assert not found.blocked, found.problems
    days = {(day, stretch.working) for day, stretch in found.days().items()}
    assert days == {(date(2027, 2, n), False) for n in range(5, 12)} | {(date(2027, 2, 20), True)}
    assert {stretch.name for stretch in found.stretches} == {"春节"}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空文件"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04 broken", "打不开"),
        ("节日,说明\n春节,待定\n".encode(), "没有日期"),
        (("放假\n" + "10月1日,放假\n" * 900).encode(), "不像一年的放假安排"),
    ],
)
def test_files_that_are_none_are_refused_with_what_to_do(db: None, data: bytes, words: str) -> None:
    with pytest.raises(Invalid) as refused:
        lines_of_file(SimpleUploadedFile("放假.xlsx", data))
    assert words in str(refused.value.fields["file"][0])


def test_an_uploaded_table_becomes_text_that_can_be_mended(office: Client, send: Callable[..., Any]) -> None:
    wrong = sheet(("日期", "安排", "节日"), ("2027-02-30", "放假", "春节"), ("2月20日", "上班", "春节"))
    answer = office.post(ADOPT, {**FORM, "lines": "10月1日 放假", "file": wrong, "do": "preview"})
    assert answer.status_code == 422
    assert answer.context["form"]["lines"].value().splitlines() == [
        "10月1日 放假",
        "2027-02-30 放假 春节",
        "2月20日 上班 春节",
    ]
    assert "文字第2行" in answer.content.decode()
    assert send(file=TABLES["begin and end"]()).status_code == 302
    assert queries.calendar().working(date(2027, 2, 20))


class TestOneNotice:
    def test_is_shown_with_source_days_and_history_to_all_staff(
        self, county: County, notice: HolidayNotice
    ) -> None:
        page = county.client("nobody").get(reverse("workdays_desk:notice", args=[notice.pk])).content.decode()
        for words in ("测试用的安排", "县政府办公室文件柜", "10月1日至10月7日", "采用放假安排"):
            assert words in page
        assert "撤回" not in page
        assert notice.title in county.client("nobody").get(NOTICES).content.decode()

    def test_a_source_that_is_no_web_address_is_no_link(self, county: County, office: Client) -> None:
        about = Facts(2027, "标题", "javascript:alert(1)")
        made = actions.adopt(county.authority_of("office"), about, [Line("第1行", "10月1日 放假")])
        page = office.get(reverse("workdays_desk:notice", args=[made.pk])).content.decode()
        assert "javascript:alert(1)" in page
        assert 'href="javascript' not in page

    def test_is_withdrawn_with_a_reason(self, office: Client, notice: HolidayNotice) -> None:
        url = reverse("workdays_desk:withdraw", args=[notice.pk])
        assert office.get(url).status_code == 200
        assert office.post(url, {"reason": " "}).status_code == 422
        assert office.post(url, {"reason": "年份填错了"}).status_code == 302
        notice.refresh_from_db()
        assert notice.ended_reason == "年份填错了"
        assert office.post(url, {"reason": "再撤一次"}).status_code == 409
        page = office.get(reverse("workdays_desk:notice", args=[notice.pk])).content.decode()
        assert "已停用" in page
        assert "年份填错了" in page

    def test_is_replaced_beginning_with_what_it_said(
        self, office: Client, send: Callable[..., Any], notice: HolidayNotice
    ) -> None:
        url = reverse("workdays_desk:replace", args=[notice.pk])
        form = office.get(url).context["form"]
        assert form["lines"].value().splitlines()[0] == "2027-10-01 放假 国庆节"
        assert send(url, lines="10月1日至8日 放假 国庆节").status_code == 422
        assert send(url, lines="10月1日至8日 放假 国庆节", reason="重新发了通知").status_code == 302
        notice.refresh_from_db()
        assert notice.ended_at
        assert not queries.calendar().working(date(2027, 10, 8))

    def test_can_be_ended_by_nobody_else(self, county: County, notice: HolidayNotice) -> None:
        county.staff("water", "openness_office", "water-office")
        for name, status in (("civil-drafter", 403), ("water-office", 404)):
            for page in ("withdraw", "replace"):
                url = reverse(f"workdays_desk:{page}", args=[notice.pk])
                client = county.client(name)
                assert client.get(url).status_code == status
                body = {**FORM, "lines": "10月1日 放假", "reason": "不要了", "do": "adopt"}
                assert client.post(url, body).status_code == status
        notice.refresh_from_db()
        assert notice.ended_at is None
