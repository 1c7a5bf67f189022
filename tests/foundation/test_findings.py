"""Error reports: from the citizen's form to the public answer, and what never gets out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.cases.models import Case
from mingtang.foundation.events.models import Event
from mingtang.foundation.findings import actions, codes, paths, queries, subjects
from mingtang.foundation.findings.models import Finding, validate_local
from mingtang.foundation.findings.subjects import REPORTABLE, Reportable, Target
from mingtang.foundation.organisations.actions import appoint, create_post, create_unit, grant
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import SYSTEM, authority
from mingtang.kernel.refusals import Forbidden, Invalid, NotVisible, WrongState

pytestmark = pytest.mark.django_db

CONTACT = "13900000000 不外传"
TEXT = "第二段的咨询电话少了一位。"
SUBJECT_KIND = "test_page"


@dataclass
class House:
    county: Unit
    civil: Unit
    water: Unit
    clerk: Person  # answers for the civil affairs bureau
    reader: Person  # only looks, same bureau
    stranger: Person  # answers for the water bureau
    nobody: Person  # no post


def _unit(parent: Unit | None, slug: str, kind: str, name: str) -> Unit:
    return create_unit(
        SYSTEM,
        parent=parent,
        slug=slug,
        kind=kind,
        name=f"明堂县{name}",
        short_name=name,
        division_code="990121000000",
    )


def _staff(unit: Unit, username: str, *granted: str) -> Person:
    person = Person.objects.create_user(username, f"甲{username}")
    post = create_post(SYSTEM, unit, code=f"post-{username}", title="专员", role="drafter")
    appoint(SYSTEM, post, person, from_day=date(2020, 1, 1))
    for action in granted:
        grant(SYSTEM, post, action, unit)
    return person


@pytest.fixture
def house() -> House:
    cache.clear()
    county = _unit(None, "county", "government", "县政府")
    civil = _unit(county, "civil", "department", "民政局")
    water = _unit(county, "water", "department", "水利局")
    return House(
        county,
        civil,
        water,
        _staff(civil, "clerk", "finding.view", "finding.answer"),
        _staff(civil, "reader", "finding.view"),
        _staff(water, "stranger", "finding.view", "finding.answer"),
        Person.objects.create_user("nobody", "路人"),
    )


@pytest.fixture
def pages(house: House, monkeypatch: pytest.MonkeyPatch) -> dict[UUID, Reportable]:
    """Pages of the civil affairs bureau that are public; taking one out withdraws it."""
    known: dict[UUID, Reportable] = {}
    monkeypatch.setattr(REPORTABLE, "_entries", {**dict(REPORTABLE.items()), SUBJECT_KIND: known.get})
    known[uuid4()] = Reportable("城乡低保办事指南", "/error-reports/", house.civil.pk, None)
    return known


@pytest.fixture
def subject(pages: dict[UUID, Reportable]) -> UUID:
    return next(iter(pages))


@pytest.fixture
def send(subject: UUID) -> Callable[..., Finding]:
    def report(**changes: Any) -> Finding:
        target = subjects.subject_target(f"{SUBJECT_KIND}:{subject}")
        return actions.report(target, **{"category": "typo", "text": TEXT, "contact": CONTACT, **changes})

    return report


def _answer(
    house: House, finding: Finding, *, show_text: bool = True, text: str = "您说得对，已改正。"
) -> None:
    who = authority(house.clerk)
    actions.accept(who, finding, Act())
    actions.answer(who, finding, Act(), outcome="mended", text=text, show_text=show_text)


def _signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _url(subject: UUID) -> str:
    return subjects.report_url(SUBJECT_KIND, subject)


FORM = {"category": "typo", "text": TEXT, "contact": CONTACT, "website": ""}


class TestTheCitizen:
    def test_hears_who_answers_by_when_before_sending(self, house: House, subject: UUID) -> None:
        page = Client().get(_url(subject)).content.decode()
        assert "明堂县民政局" in page
        assert "城乡低保办事指南" in page
        assert "前核实并答复" in page

    def test_sends_once_and_follows_by_code(self, house: House, subject: UUID) -> None:
        client = Client()
        answer = client.post(_url(subject), FORM)
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
        page = Client().post(_url(subject), {**FORM, "category": ""})
        assert page.status_code == 200
        assert TEXT in page.content.decode()
        assert "请选一类" in page.content.decode()
        assert not Finding.objects.exists()

    @pytest.mark.parametrize(
        ("field", "value"), [("text", "字" * 1001), ("contact", "1" * 101), ("category", "x")]
    )
    def test_is_told_what_is_wrong(self, subject: UUID, field: str, value: str) -> None:
        assert "还不能提交" in Client().post(_url(subject), {**FORM, field: value}).content.decode()
        assert not Finding.objects.exists()

    def test_keeps_the_text_when_the_trap_closes(self, subject: UUID) -> None:
        page = Client().post(_url(subject), {**FORM, "website": "http://spam.example"}).content.decode()
        assert TEXT in page
        assert "spam.example" not in page
        assert not Finding.objects.exists()

    def test_is_slowed_down_after_ten_in_an_hour(self, subject: UUID) -> None:
        for _ in range(10):
            assert Client().post(_url(subject), FORM).status_code == 302
        page = Client().post(_url(subject), FORM)
        assert page.status_code == 429
        assert TEXT in page.content.decode()
        assert Finding.objects.count() == 10
        assert Client(REMOTE_ADDR="10.9.9.9").post(_url(subject), FORM).status_code == 302

    def test_cannot_write_another_address_behind_the_proxy(self, subject: UUID, settings: Any) -> None:
        settings.OPTIONS = settings.OPTIONS.model_copy(update={"behind_proxy": True})
        for n in range(10):
            Client().post(_url(subject), FORM, HTTP_X_FORWARDED_FOR=f"1.1.1.{n}, 7.7.7.7")
        assert Client().post(_url(subject), FORM, HTTP_X_FORWARDED_FOR="2.2.2.2, 7.7.7.7").status_code == 429

    def test_no_address_is_kept(self, subject: UUID) -> None:
        Client(REMOTE_ADDR="10.9.9.8").post(_url(subject), FORM)
        assert not [key for key in cache._cache if "10.9.9.8" in key]  # type: ignore[attr-defined]

    def test_without_a_subject_the_government_answers(self, house: House) -> None:
        Client().post(reverse("findings:new") + "?page=/error-reports/?unit=x", FORM)
        finding = Finding.objects.get()
        assert (finding.unit, finding.page_url, finding.subject_kind) == (house.county, "/error-reports/", "")

    @pytest.mark.parametrize(
        "subject_text", ["test_page:x", f"test_page:{uuid4()}", "unknown:x", ":", "record"]
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
        _answer(house, finding)
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
        _answer(house, finding)
        pages += [Client().get(url).content.decode() for url in (tracker, received, reverse("findings:list"))]
        assert not [page for page in pages if "13900000000" in page]
        assert finding.quick_code not in pages[-1]
        assert codes.spaced(finding.quick_code) not in pages[-1]

    def test_hidden_words_stay_hidden(self, house: House, send: Callable[..., Finding]) -> None:
        finding = send()
        _answer(house, finding, show_text=False)
        page = Client().get(reverse("findings:list")).content.decode()
        assert TEXT not in page
        assert "您说得对，已改正。" in page
        tracker = Client().get(reverse("findings:tracker", args=[finding.quick_code])).content.decode()
        assert TEXT in tracker

    def test_a_withdrawn_page_takes_its_reports_along(
        self, house: House, send: Callable[..., Finding], pages: dict[UUID, Reportable]
    ) -> None:
        finding = send()
        _answer(house, finding)
        pages.clear()
        page = Client().get(reverse("findings:list")).content.decode()
        assert "已不再公开" in page
        for gone in ("城乡低保办事指南", TEXT, "您说得对"):
            assert gone not in page
        tracker = Client().get(reverse("findings:tracker", args=[finding.quick_code])).content.decode()
        assert "城乡低保办事指南" not in tracker

    def test_no_names_of_staff(self, house: House, send: Callable[..., Finding]) -> None:
        finding = send()
        _answer(house, finding)
        for url in (reverse("findings:list"), reverse("findings:tracker", args=[finding.quick_code])):
            assert house.clerk.name not in Client().get(url).content.decode()

    def test_the_list_by_unit(self, house: House, send: Callable[..., Finding]) -> None:
        _answer(house, send())
        assert TEXT in Client().get(reverse("findings:list"), {"unit": "civil"}).content.decode()
        assert TEXT not in Client().get(reverse("findings:list"), {"unit": "water"}).content.decode()

    def test_text_is_text(self, house: House, send: Callable[..., Finding]) -> None:
        _answer(house, send(text="<script>alert(1)</script>"), text="<b>好</b>")
        page = Client().get(reverse("findings:list")).content.decode()
        assert "<script>alert" not in page
        assert "<b>好</b>" not in page


class TestTheDesk:
    def test_another_unit_sees_nothing(self, house: House, send: Callable[..., Finding]) -> None:
        finding = send()
        client = _signed_in(house.stranger)
        assert client.get(reverse("findings_desk:finding", args=[finding.pk])).status_code == 404
        for name in ("accept", "answer", "dismiss", "nonsense"):
            url = reverse("findings_desk:act", args=[finding.pk, name])
            assert client.get(url).status_code == 404
            assert client.post(url, {"reason": "x"}).status_code == 404
        page = client.get(reverse("findings_desk:list"))
        assert page.context["page"].total == 0
        assert page.context["groups"] == []
        assert "城乡低保" not in page.content.decode()
        assert queries.waiting_count(authority(house.stranger)) == 0
        assert queries.waiting_count(authority(house.clerk)) == 1
        assert Case.objects.get().state == "received"

    def test_another_area_sees_nothing(
        self, house: House, subject: UUID, pages: dict[UUID, Reportable]
    ) -> None:
        from mingtang.foundation.organisations.models import Area

        rescue, land = (Area.objects.create(code=code, name=code) for code in ("rescue", "land"))
        pages[subject] = Reportable("救助", "/", house.civil.pk, rescue.pk)
        finding = actions.report(
            subjects.subject_target(f"{SUBJECT_KIND}:{subject}"), category="other", text="x"
        )
        assert finding.area == rescue
        person = Person.objects.create_user("landman", "丁")
        post = create_post(SYSTEM, house.civil, code="landman", title="专员", role="drafter")
        appoint(SYSTEM, post, person, from_day=date(2020, 1, 1))
        grant(SYSTEM, post, "finding.answer", house.civil, land)
        assert not queries.visible_to(authority(person)).exists()
        grant(SYSTEM, post, "finding.answer", house.civil, rescue)
        assert queries.visible_to(authority(person)).get() == finding

    def test_a_reader_may_not_answer(self, house: House, send: Callable[..., Finding]) -> None:
        finding = send()
        client = _signed_in(house.reader)
        page = client.get(reverse("findings_desk:finding", args=[finding.pk]))
        assert page.status_code == 200
        assert page.context["acts"] == []
        for name in ("accept", "answer", "dismiss"):
            url = reverse("findings_desk:act", args=[finding.pk, name])
            assert client.post(url, {"reason": "x"}).status_code == 403
        with pytest.raises(Forbidden):
            actions.accept(authority(house.reader), finding, Act())

    def test_only_staff_with_a_grant_come_in(self, house: House) -> None:
        assert _signed_in(house.nobody).get(reverse("findings_desk:list")).status_code == 403
        assert Client().get(reverse("findings_desk:list")).status_code == 302

    def test_from_report_to_answer(self, house: House, send: Callable[..., Finding]) -> None:
        finding = send()
        client = _signed_in(house.clerk)
        url = reverse("findings_desk:finding", args=[finding.pk])
        assert CONTACT in client.get(url).content.decode()
        assert [a["label"] for a in client.get(url).context["acts"]] == ["受理核实", "不予受理"]
        assert client.post(f"{url}act/accept/").status_code == 302
        assert [a["label"] for a in client.get(url).context["acts"]] == ["写答复", "不予受理"]
        form = client.get(f"{url}act/answer/").context["form"]
        data = {"outcome": "no_error", "text": "核实过，号码无误。", "version": form["version"].value()}
        assert client.post(f"{url}act/answer/", data).status_code == 302
        finding = queries.public_answered().select_related("case").get()
        assert (finding.case.outcome, finding.show_text, finding.answered_by) == (
            "no_error",
            False,
            house.clerk,
        )
        assert client.get(url).context["acts"] == []
        kinds = list(
            Event.objects.filter(case_id=finding.case_id).order_by("pk").values_list("kind", flat=True)
        )
        assert kinds == ["error_report.report", "error_report.accept", "error_report.answer_no_error"]

    def test_words_about_a_person_are_hidden_unless_chosen(
        self, house: House, send: Callable[..., Finding]
    ) -> None:
        finding = send(category="privacy")
        actions.accept(authority(house.clerk), finding, Act())
        url = reverse("findings_desk:act", args=[finding.pk, "answer"])
        assert _signed_in(house.clerk).get(url).context["form"]["show_text"].value() is False

    def test_accepted_twice_is_a_conflict(self, house: House, send: Callable[..., Finding]) -> None:
        finding = send()
        client = _signed_in(house.clerk)
        url = reverse("findings_desk:act", args=[finding.pk, "accept"])
        assert client.post(url).status_code == 302
        again = client.post(url)
        assert again.status_code == 409
        assert "看最新的情况" in again.content.decode()
        with pytest.raises(WrongState):
            actions.accept(authority(house.clerk), finding, Act())

    def test_an_old_page_does_not_overwrite(self, house: House, send: Callable[..., Finding]) -> None:
        finding = send()
        client = _signed_in(house.clerk)
        actions.accept(authority(house.clerk), finding, Act())
        url = reverse("findings_desk:act", args=[finding.pk, "answer"])
        stale = {"outcome": "mended", "text": "好", "version": "1"}
        assert client.post(url, stale).status_code == 409
        assert not queries.public_answered().exists()

    def test_what_is_missing_is_named(self, house: House, send: Callable[..., Finding]) -> None:
        finding = send()
        client = _signed_in(house.clerk)
        dismiss = client.post(reverse("findings_desk:act", args=[finding.pk, "dismiss"]), {"reason": " "})
        assert "请写明理由" in dismiss.content.decode()
        actions.accept(authority(house.clerk), finding, Act())
        answer = client.post(reverse("findings_desk:act", args=[finding.pk, "answer"]), {"text": "已改好"})
        assert "请选一项核实结果" in answer.content.decode()
        assert "已改好" in answer.content.decode()
        with pytest.raises(Invalid):
            actions.answer(
                authority(house.clerk), finding, Act(), outcome="dismissed", text="x", show_text=True
            )
        with pytest.raises(Invalid):
            actions.answer(authority(house.clerk), finding, Act(), outcome="mended", text=" ", show_text=True)

    def test_lists_filter_and_count(self, house: House, send: Callable[..., Finding]) -> None:
        first, second, third = send(), send(), send()
        actions.accept(authority(house.clerk), second, Act())
        actions.dismiss(authority(house.clerk), third, Act(reason="广告"))
        page = _signed_in(house.clerk).get(reverse("findings_desk:list"))
        counts = {group.label: {c.label: c.count for c in group.items} for group in page.context["groups"]}
        assert counts == {
            "办理情况": {"待受理": 1, "核实中": 1, "不予受理": 1},
            "核实结果": {"不予受理": 1},
            "办理单位": {"民政局": 3},
        }
        waiting = _signed_in(house.clerk).get(reverse("findings_desk:list"), {"state": "received"})
        assert [finding.pk for finding, _deadline in waiting.context["rows"]] == [first.pk]

    def test_lists_take_few_queries(
        self, house: House, send: Callable[..., Finding], django_assert_max_num_queries: Any
    ) -> None:
        for _ in range(12):
            send()
        client = _signed_in(house.clerk)
        with django_assert_max_num_queries(25):
            client.get(reverse("findings_desk:list"))


class TestSmallParts:
    @pytest.mark.parametrize(
        ("start", "days", "due"),
        [
            (date(2026, 11, 2), 3, date(2026, 11, 5)),  # Monday → Thursday
            (date(2026, 11, 5), 3, date(2026, 11, 10)),  # Thursday → Tuesday
            (date(2026, 11, 7), 1, date(2026, 11, 9)),  # Saturday → Monday
            (date(2026, 11, 6), 5, date(2026, 11, 13)),
        ],
    )
    def test_weekdays_are_counted(self, start: date, days: int, due: date) -> None:
        assert actions.due_day(start, days) == due

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
