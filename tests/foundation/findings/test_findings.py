"""Error reports as citizens meet them, and what never gets out."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from mingtang.foundation.cases.actions import Act
from mingtang.foundation.findings import actions, codes, paths, queries, subjects
from mingtang.foundation.findings.models import Finding, validate_local
from mingtang.foundation.findings.subjects import Reportable, Target
from mingtang.foundation.organisations.queries import authority
from mingtang.kernel.refusals import NotVisible
from tests.foundation.findings.house import FORM, SUBJECT_KIND, TEXT, House, answer_it, form_url

pytestmark = pytest.mark.django_db


def test_counts_per_unit_say_what_was_answered_in_time_and_what_is_late(
    house: House, send: Callable[..., Finding]
) -> None:
    on_time, late, open_late, dismissed = send(), send(), send(), send()
    who = authority(house.clerk)
    answer_it(house, on_time)
    answer_it(house, late)
    Finding.objects.filter(pk=late.pk).update(due_on=date(2020, 1, 1))
    Finding.objects.filter(pk=open_late.pk).update(due_on=date(2020, 1, 1))
    actions.accept(who, dismissed, Act())
    actions.dismiss(who, dismissed, Act(reason="与本页无关"))
    (row,) = queries.standing_by_unit()
    assert {name: row[name] for name in ("all", "answered", "in_time", "open", "late")} == {
        "all": 3, "answered": 2, "in_time": 1, "open": 1, "late": 1,
    }  # fmt: skip
    page = Client().get(reverse("findings:list"))
    assert page.context["standing"] == [row]
    assert "各单位办得怎么样" in page.content.decode()


class TestTheCitizen:
    def test_hears_who_answers_by_when_before_sending(self, house: House, subject: UUID) -> None:
        page = Client().get(form_url(subject)).content.decode()
        assert "明堂县民政局" in page
        assert "城乡低保办事指南" in page
        assert "最迟" in page

    def test_sends_once_and_follows_by_code(self, house: House, subject: UUID) -> None:
        client = Client()
        answer = client.post(form_url(subject), FORM)
        finding = Finding.objects.get()
        assert answer.status_code == 302
        assert answer["Location"] == reverse("findings:received", args=[finding.quick_code])
        received = client.get(answer["Location"]).content.decode()
        assert codes.spaced(finding.quick_code) in received
        tracker = client.get(reverse("findings:tracker", args=[finding.quick_code.lower()]))
        assert TEXT in tracker.content.decode()
        assert "no-store" in tracker["Cache-Control"]
        assert finding.unit == house.civil
        assert finding.case.state == "received"
        assert finding.case.opened_by is None

    def test_loses_nothing_to_an_error(self, subject: UUID) -> None:
        page = Client().post(form_url(subject), {**FORM, "category": ""})
        assert page.status_code == 200
        assert TEXT in page.content.decode()
        assert "请选一类" in page.content.decode()
        assert not Finding.objects.exists()

    @pytest.mark.parametrize(
        ("field", "value"), [("text", "字" * 1001), ("contact", "1" * 101), ("category", "x")]
    )
    def test_is_told_what_is_wrong(self, subject: UUID, field: str, value: str) -> None:
        assert "还不能提交" in Client().post(form_url(subject), {**FORM, field: value}).content.decode()
        assert not Finding.objects.exists()

    def test_keeps_the_text_when_the_trap_closes(self, subject: UUID) -> None:
        page = Client().post(form_url(subject), {**FORM, "website": "http://spam.example"}).content.decode()
        assert TEXT in page
        assert "spam.example" not in page
        assert not Finding.objects.exists()

    def test_is_slowed_down_after_ten_in_an_hour(self, subject: UUID) -> None:
        for _ in range(10):
            assert Client().post(form_url(subject), FORM).status_code == 302
        page = Client().post(form_url(subject), FORM)
        assert page.status_code == 429
        assert TEXT in page.content.decode()
        assert Finding.objects.count() == 10
        assert Client(REMOTE_ADDR="10.9.9.9").post(form_url(subject), FORM).status_code == 302

    def test_cannot_write_another_address_behind_the_proxy(self, subject: UUID, settings: Any) -> None:
        settings.OPTIONS = settings.OPTIONS.model_copy(update={"behind_proxy": True})
        for n in range(10):
            Client().post(form_url(subject), FORM, HTTP_X_FORWARDED_FOR=f"1.1.1.{n}, 7.7.7.7")
        assert (
            Client().post(form_url(subject), FORM, HTTP_X_FORWARDED_FOR="2.2.2.2, 7.7.7.7").status_code == 429
        )

    def test_no_address_is_kept(self, subject: UUID) -> None:
        Client(REMOTE_ADDR="10.9.9.8").post(form_url(subject), FORM)
        assert not [key for key in cache._cache if "10.9.9.8" in key]  # type: ignore[attr-defined]

    def test_without_a_subject_the_government_answers(self, house: House) -> None:
        Client().post(reverse("findings:new") + "?page=/error-reports/?unit=x", FORM)
        finding = Finding.objects.get()
        assert (finding.unit, finding.page_url, finding.subject_kind) == (house.county, "/error-reports/", "")

    @pytest.mark.parametrize(
        "subject_text",
        ["test_page:x", "test_page:0190a000-0000-7000-8000-000000000000", "unknown:x", ":", "record"],
    )
    def test_unknown_subjects_do_not_exist(self, pages: Any, subject_text: str) -> None:
        assert Client().get(reverse("findings:new"), {"subject": subject_text}).status_code == 404

    def test_a_wrong_code_is_nobodys(self, house: House) -> None:
        assert Client().get(reverse("findings:tracker", args=["AAAAAAAA"])).status_code == 404
        assert (
            "没有这个查询码" in Client().get(reverse("findings:list"), {"code": "AAAA AAAA"}).content.decode()
        )

    def test_the_box_takes_a_code_as_typed(self, send: Callable[..., Finding]) -> None:
        code = send().quick_code
        typed = f" {code[:4].lower()}-{code[4:]} "
        answer = Client().get(reverse("findings:list"), {"code": typed})
        assert answer["Location"] == reverse("findings:tracker", args=[code])


class TestWhatGetsOut:
    def test_an_answer_with_the_words(
        self, house: House, send: Callable[..., Finding], subject: UUID
    ) -> None:
        finding = send()
        answer_it(house, finding)
        page = Client().get(reverse("findings:list")).content.decode()
        assert TEXT in page
        assert "您说得对，已改正。" in page
        assert [f.pk for f in queries.answered_of_subject(SUBJECT_KIND, subject)] == [finding.pk]

    def test_nothing_before_the_answer(self, house: House, send: Callable[..., Finding]) -> None:
        finding = send()
        actions.accept(authority(house.clerk), finding, Act())
        assert TEXT not in Client().get(reverse("findings:list")).content.decode()
        assert not queries.public_answered().exists()

    def test_nothing_of_a_dismissed_one(
        self, house: House, send: Callable[..., Finding], subject: UUID
    ) -> None:
        finding = send(text="买药请找我")
        actions.dismiss(authority(house.clerk), finding, Act(reason="商业广告"))
        assert not queries.public_answered().exists()
        assert queries.answered_of_subject(SUBJECT_KIND, subject) == []
        assert "买药" not in Client().get(reverse("findings:list")).content.decode()
        tracker = Client().get(reverse("findings:tracker", args=[finding.quick_code])).content.decode()
        assert "买药" not in tracker
        assert "商业广告" in tracker

    def test_never_the_contact_nor_the_code(self, house: House, send: Callable[..., Finding]) -> None:
        finding = send()
        tracker = reverse("findings:tracker", args=[finding.quick_code])
        received = reverse("findings:received", args=[finding.quick_code])
        pages = [Client().get(url).content.decode() for url in (tracker, received)]
        answer_it(house, finding)
        pages += [Client().get(url).content.decode() for url in (tracker, received, reverse("findings:list"))]
        assert not [page for page in pages if "13900000000" in page]
        assert finding.quick_code not in pages[-1]
        assert codes.spaced(finding.quick_code) not in pages[-1]

    def test_hidden_words_stay_hidden(self, house: House, send: Callable[..., Finding]) -> None:
        finding = send()
        answer_it(house, finding, show_text=False)
        page = Client().get(reverse("findings:list")).content.decode()
        assert TEXT not in page
        assert "您说得对，已改正。" in page
        tracker = Client().get(reverse("findings:tracker", args=[finding.quick_code])).content.decode()
        assert TEXT in tracker

    def test_the_part_for_the_page_of_the_subject(
        self, house: House, send: Callable[..., Finding], subject: UUID
    ) -> None:
        finding, hidden = send(), send(text="王某某的电话")
        answer_it(house, finding)
        answer_it(house, hidden, show_text=False)
        send(text="还没有答复")
        found = queries.answered_of_subject(SUBJECT_KIND, subject)
        context = {"findings": found, "report_url": subjects.report_url(SUBJECT_KIND, subject)}
        page = render_to_string("findings/parts/of_subject.html", context)
        assert TEXT in page
        assert f"/error-reports/new/?subject={SUBJECT_KIND}:{subject}" in page
        for private in ("王某某", "还没有答复", "13900000000", finding.quick_code):
            assert private not in page

    def test_an_overdue_one_says_so(self, send: Callable[..., Finding]) -> None:
        finding = send()
        Finding.objects.update(due_on=date(2020, 1, 1))
        tracker = Client().get(reverse("findings:tracker", args=[finding.quick_code])).content.decode()
        assert "已经超期" in tracker

    def test_a_withdrawn_page_takes_its_reports_along(
        self, house: House, send: Callable[..., Finding], pages: dict[UUID, Reportable]
    ) -> None:
        finding = send()
        answer_it(house, finding)
        pages.clear()
        page = Client().get(reverse("findings:list")).content.decode()
        assert "已不再公开" in page
        for gone in ("城乡低保办事指南", TEXT, "您说得对"):
            assert gone not in page
        tracker = Client().get(reverse("findings:tracker", args=[finding.quick_code])).content.decode()
        assert "城乡低保办事指南" not in tracker

    def test_no_names_of_staff(self, house: House, send: Callable[..., Finding]) -> None:
        finding = send()
        answer_it(house, finding)
        for url in (reverse("findings:list"), reverse("findings:tracker", args=[finding.quick_code])):
            assert house.clerk.name not in Client().get(url).content.decode()

    def test_the_list_by_unit(self, house: House, send: Callable[..., Finding]) -> None:
        answer_it(house, send())
        assert TEXT in Client().get(reverse("findings:list"), {"unit": "civil"}).content.decode()
        assert TEXT not in Client().get(reverse("findings:list"), {"unit": "water"}).content.decode()

    def test_text_is_text(self, house: House, send: Callable[..., Finding]) -> None:
        answer_it(house, send(text="<script>alert(1)</script>"), text="<b>好</b>")
        page = Client().get(reverse("findings:list")).content.decode()
        assert "<script>alert" not in page
        assert "<b>好</b>" not in page


class TestSmallParts:
    @pytest.mark.parametrize(
        "path",
        [
            *("", "x", "//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"),
            *("/a b", "/a?b=1", "/a#b", "/a\nb", "/<b>", "/" + "a" * 300),
        ],
    )
    def test_only_paths_of_this_site(self, path: str) -> None:
        assert not paths.is_local(path)
        with pytest.raises(ValidationError):
            validate_local(path)

    def test_pages_are_public_ones(self, house: House) -> None:
        code = codes.new_code()
        assert paths.public_page(f"/error-reports/{code}/") == "/error-reports/"
        for odd in ("/desk/", "/no-such-page/", "//evil.example/", "", "/admin/login/"):
            assert paths.public_page(odd) == "/"

    def test_the_database_refuses_a_foreign_page(self, house: House) -> None:
        target = Target("", None, Reportable("x", "//evil.example/", house.county.pk, None))
        with pytest.raises(ValidationError):
            actions.report(target, category="other", text="x")

    def test_codes(self) -> None:
        made = {codes.new_code() for _ in range(500)}
        assert len(made) == 500
        assert all(codes.normalise(code) == code for code in made)
        assert not set("01ILOU") & set("".join(made))
        assert codes.normalise("abcd efg") == ""
        assert codes.normalise("ABCDEFG0") == ""

    def test_a_house_without_units(self) -> None:
        with pytest.raises(NotVisible):
            subjects.target_of("", "/")
