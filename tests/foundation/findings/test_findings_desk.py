"""Error reports at the desk: who sees, who may, in which state."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.cases.models import Case
from mingtang.foundation.events.models import Event
from mingtang.foundation.findings import actions, queries, subjects
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.findings.subjects import Reportable
from mingtang.foundation.organisations.actions import appoint, create_post, grant
from mingtang.foundation.organisations.queries import SYSTEM, authority
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState
from tests.foundation.findings.house import CONTACT, SUBJECT_KIND, House, signed_in

pytestmark = pytest.mark.django_db


class TestTheDesk:
    def test_another_unit_sees_nothing(self, house: House, send: Callable[..., Finding]) -> None:
        finding = send()
        client = signed_in(house.stranger)
        assert client.get(reverse("findings_desk:finding", args=[finding.pk])).status_code == 404
        for name in ("accept", "answer", "dismiss", "nonsense"):
            url = reverse("findings_desk:act", args=[finding.pk, name])
            assert client.get(url).status_code == 404
            assert client.post(url, {"reason": "x"}).status_code == 404
        page = client.get(reverse("findings_desk:list"))
        assert page.context["page"].total == 0
        assert page.context["groups"] == []
        assert "城乡低保" not in page.content.decode()
        assert not queries.waiting(authority(house.stranger)).exists()
        assert queries.waiting(authority(house.clerk)).count() == 1
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
        client = signed_in(house.reader)
        page = client.get(reverse("findings_desk:finding", args=[finding.pk]))
        assert page.status_code == 200
        assert page.context["acts"] == []
        for name in ("accept", "answer", "dismiss"):
            url = reverse("findings_desk:act", args=[finding.pk, name])
            assert client.post(url, {"reason": "x"}).status_code == 403
        with pytest.raises(Forbidden):
            actions.accept(authority(house.reader), finding, Act())

    def test_only_staff_with_a_grant_come_in(self, house: House) -> None:
        assert signed_in(house.nobody).get(reverse("findings_desk:list")).status_code == 403
        assert Client().get(reverse("findings_desk:list")).status_code == 302

    def test_from_report_to_answer(self, house: House, send: Callable[..., Finding]) -> None:
        finding = send()
        client = signed_in(house.clerk)
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
        assert signed_in(house.clerk).get(url).context["form"]["show_text"].value() is False

    def test_accepted_twice_is_a_conflict(self, house: House, send: Callable[..., Finding]) -> None:
        finding = send()
        client = signed_in(house.clerk)
        url = reverse("findings_desk:act", args=[finding.pk, "accept"])
        assert client.post(url).status_code == 302
        again = client.post(url)
        assert again.status_code == 409
        assert "看最新的情况" in again.content.decode()
        with pytest.raises(WrongState):
            actions.accept(authority(house.clerk), finding, Act())

    def test_an_old_page_does_not_overwrite(self, house: House, send: Callable[..., Finding]) -> None:
        finding = send()
        client = signed_in(house.clerk)
        actions.accept(authority(house.clerk), finding, Act())
        url = reverse("findings_desk:act", args=[finding.pk, "answer"])
        stale = {"outcome": "mended", "text": "好", "version": "1"}
        assert client.post(url, stale).status_code == 409
        assert not queries.public_answered().exists()

    def test_what_is_missing_is_named(self, house: House, send: Callable[..., Finding]) -> None:
        finding = send()
        client = signed_in(house.clerk)
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
        page = signed_in(house.clerk).get(reverse("findings_desk:list"))
        counts = {group.label: {c.label: c.count for c in group.items} for group in page.context["groups"]}
        assert counts == {
            "办理情况": {"待受理": 1, "核实中": 1, "不予受理": 1},
            "核实结果": {"不予受理": 1},
            "办理单位": {"民政局": 3},
        }
        waiting = signed_in(house.clerk).get(reverse("findings_desk:list"), {"state": "received"})
        assert [finding.pk for finding, _deadline in waiting.context["rows"]] == [first.pk]

    def test_lists_take_few_queries(
        self, house: House, send: Callable[..., Finding], django_assert_max_num_queries: Any
    ) -> None:
        for _ in range(12):
            send()
        client = signed_in(house.clerk)
        with django_assert_max_num_queries(25):
            client.get(reverse("findings_desk:list"))
