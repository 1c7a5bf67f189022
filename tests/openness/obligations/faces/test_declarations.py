"""Declarations: what signing refuses, who sees them, and a dispute from the citizen to the end."""

import re
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from mingtang.demo.identifiers import identity_number
from mingtang.foundation import clock
from mingtang.foundation.duties.models import Duty, Outcome
from mingtang.foundation.findings import throttle
from mingtang.foundation.findings.models import Finding
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState
from mingtang.openness.obligations import actions, queries
from mingtang.openness.obligations.models import Declaration
from mingtang.openness.records.models import Revision
from tests.county import SHANGHAI, County
from tests.openness.obligations.faces import house
from tests.openness.obligations.faces.house import NOW, QUARTERLY, THIS_QUARTER, declare, period

pytestmark = pytest.mark.django_db

IN_QUARTER = datetime(2026, 5, 6, 10, tzinfo=SHANGHAI)
SIGNED = {"statement": "本季度没有资金变动。", "signed": "on"}


def test_a_signed_declaration_ends_the_duty_as_declared_and_is_public(county: County) -> None:
    made = declare(county)
    duty = period()
    assert (duty.outcome, duty.evidence_id) == (Outcome.DECLARED, made.pk)
    assert (made.post, made.signed_by) == (county.posts["civil-approver"], county.person("civil-approver"))
    assert queries.period_of_declaration(made) == "2026年第二季度"
    house.check()
    assert period().outcome == Outcome.DECLARED, "a check of the county leaves it"
    text = Client().get(f"/declarations/{made.pk}/").content.decode()
    assert "民政局" in text
    assert "本季度没有资金变动" in text
    assert county.person("civil-approver").name not in text, "the post signs in public, not the person"


def test_who_may_not_sign_is_refused(county: County) -> None:
    for who in ("civil-drafter", "water-approver", "office"):
        with pytest.raises(Forbidden):
            actions.declare(county.authority_of(who), period(), statement="没有。")


def test_what_cannot_be_declared_is_refused_with_the_reason(county: County) -> None:
    who = county.authority_of("civil-approver")
    with pytest.raises(WrongState, match="才结束"):
        actions.declare(who, period(THIS_QUARTER), statement="没有。")
    with pytest.raises(WrongState, match="定期公开"):
        actions.declare(who, house.this_year(), statement="没有。")
    with pytest.raises(Invalid):
        actions.declare(who, period(), statement="  ")
    declare(county)
    with pytest.raises(WrongState, match="不用再声明"):
        declare(county)


def test_a_period_with_a_public_record_cannot_be_declared_empty(county: County) -> None:
    # Linked later than it went out, and the duty has not been checked since.
    house.published(county, QUARTERLY, IN_QUARTER, title="二季度资金使用情况")
    with pytest.raises(Invalid) as refused:
        declare(county)
    assert "二季度资金使用情况" in str(refused.value)
    assert not Declaration.objects.exists()


def test_a_record_of_another_quarter_does_not_stand_in_the_way(county: County) -> None:
    house.published(county, QUARTERLY, IN_QUARTER - timedelta(days=90))
    assert declare(county)


def test_a_record_can_be_named_for_a_period_that_it_did_not_show(county: County) -> None:
    walk = house.published(county, QUARTERLY, NOW - timedelta(days=3))
    foreign = house.published(county, house.FILE, NOW - timedelta(days=3))
    clerk = county.authority_of("civil-drafter")
    with pytest.raises(Invalid):
        actions.discharge_with(clerk, period(), foreign.record)
    with pytest.raises(Forbidden):
        actions.discharge_with(county.authority_of("water-drafter"), period(), walk.record)
    duty = actions.discharge_with(clerk, period(), walk.record)
    assert (duty.outcome, duty.done_on) == (Outcome.LATE, date(2026, 7, 31))
    with pytest.raises(WrongState):
        actions.discharge_with(clerk, period(), walk.record)


def test_what_went_out_long_before_a_period_is_not_named_for_it(county: County) -> None:
    """Else one old list would do for every quarter to come, each time in time."""
    old = house.published(county, QUARTERLY, IN_QUARTER - timedelta(days=50), title="去年的名单").record
    clerk = county.authority_of("civil-drafter")
    with pytest.raises(Invalid, match="更新"):
        actions.discharge_with(clerk, period(THIS_QUARTER), old)
    url = f"/desk/duties/{period(THIS_QUARTER).pk}/declare/"
    client = county.client("civil-drafter")
    assert "去年的名单" not in client.get(url).text
    assert client.post(url, {"do": "discharge", "record": str(old.pk)}).status_code == 302
    assert period(THIS_QUARTER).is_open
    Revision.objects.filter(record=old).update(published_at=NOW)
    duty = actions.discharge_with(clerk, period(THIS_QUARTER), old)
    assert (duty.outcome, duty.done_on) == (Outcome.ON_TIME, NOW.date())


def test_what_went_out_just_before_a_period_may_be_named_for_one_period(county: County) -> None:
    early = house.published(county, QUARTERLY, IN_QUARTER - timedelta(days=50), title="提前公开").record
    clerk = county.authority_of("civil-drafter")
    duty = actions.discharge_with(clerk, period(), early)
    assert (duty.outcome, duty.done_on) == (Outcome.ON_TIME, date(2026, 3, 17))
    with pytest.raises(Invalid, match="别的一期"):
        actions.discharge_with(clerk, period(THIS_QUARTER), early)


def test_several_are_signed_at_once_and_each_refused_one_says_why(county: County) -> None:
    ids = [period().pk, period(THIS_QUARTER).pk, house.this_year().pk]
    made, refused, _blocked = actions.declare_many(
        county.authority_of("civil-approver"), Duty.objects.filter(pk__in=ids), statement="没有。"
    )
    assert [one.duty_id for one in made] == [ids[0]]
    assert sorted(why[:6] for _duty, why in refused) == ["只有定期公开", "这一期到20"]


def test_the_list_of_periods_offers_only_what_is_over_and_empty(county: County) -> None:
    client = county.client("civil-approver")
    page = client.get("/desk/declarations/new/")
    quarters = [duty.period_first for duty, _due, _ticked in page.context["rows"]]
    assert quarters == [date(2026, 1, 1), date(2026, 4, 1)]
    house.published(county, QUARTERLY, IN_QUARTER)
    page = client.get("/desk/declarations/new/")
    assert [duty.period_first for duty, _d, _t in page.context["rows"]] == [date(2026, 1, 1)]
    assert page.context["left"] == 1
    # Somebody ticked it before: the others are signed, this one says why not.
    both = [
        str(pk)
        for pk in queries.declarable(county.authority_of("civil-approver")).values_list("pk", flat=True)
    ]
    answer = client.post("/desk/declarations/new/", {"duty": both, **SIGNED})
    assert answer.status_code == 422
    assert Declaration.objects.get().period_first == date(2026, 1, 1)
    assert "已经公开了" in answer.content.decode()


def test_signing_several_needs_a_tick_a_statement_and_the_signature(county: County) -> None:
    client = county.client("civil-approver")
    for body in ({"duty": [], **SIGNED}, {"duty": [str(period().pk)], "statement": "没有。"}):
        assert client.post("/desk/declarations/new/", body).status_code == 422
    assert not Declaration.objects.exists()
    answer = client.post("/desk/declarations/new/", {"duty": [str(period().pk), str(uuid4())], **SIGNED})
    assert answer.status_code == 302
    assert Declaration.objects.count() == 1


def test_one_period_is_signed_on_its_page(county: County) -> None:
    url = f"/desk/duties/{period().pk}/declare/"
    client = county.client("civil-approver")
    running = f"/desk/duties/{period(THIS_QUARTER).pk}/declare/"
    assert "签署：" not in client.get(running).text
    with clock.at(datetime(2026, 9, 28, 9, tzinfo=SHANGHAI)):
        # On the last days, so that signing in time is possible at all.
        assert "签署：" in client.get(running).text
    assert client.get(url).status_code == 200
    assert client.post(url, {"statement": "没有。"}).status_code == 422
    answer = client.post(url, SIGNED)
    assert answer.status_code == 302
    assert client.get(answer.headers["Location"]).status_code == 200
    assert "签署：" not in county.client("civil-drafter").get(url).content.decode()
    assert county.client("water-drafter").get(url).status_code in (403, 404)


def test_nobody_sees_more_of_a_declaration_than_what_is_public(county: County) -> None:
    made = declare(county)
    assert Client().get("/declarations/").context["page"].total == 1
    for query, total in (
        ("unit=civil", 1), ("unit=water", 0), ("area=social-assistance", 1), ("area=assistance", 0),
        ("year=2026", 1), ("year=2025", 0), ("year=nothing", 0), ("year=٢٠٢٦", 0),
    ):  # fmt: skip
        assert Client().get(f"/declarations/?{query}").context["page"].total == total, query
    assert f"/declarations/{made.pk}/" in Client().get("/sitemap-declarations.xml").content.decode()
    assert "/declarations/" in Client().get("/site-map/").content.decode()
    assert "/declarations/" in Client().get(f"/catalogue/matters/{made.matter_id}/").content.decode()
    assert Client().get(f"/declarations/{uuid4()}/").status_code == 404
    assert not queries.declarations_visible_to(county.authority_of("water-approver")).exists()
    assert county.client("water-approver").get(f"/desk/declarations/{made.pk}/").status_code == 404


def disputed(
    county: County, text: str = "五月拨过一笔临时救助金。", **fields: str
) -> tuple[Declaration, str]:
    """A declaration that a citizen disputes, and the citizen's code."""
    made = declare(county)
    answer = Client().post(f"/declarations/{made.pk}/dispute/", {"text": text, **fields})
    assert answer.status_code == 302
    found = re.search(r"/error-reports/(\w+)/received/", answer.headers["Location"])
    assert found
    made.refresh_from_db()
    return made, found[1]


def test_a_citizen_disputes_and_follows_it_to_the_end(county: County) -> None:
    made, code = disputed(county, contact="13900000000")
    citizen, office = Client(), county.client("office")
    received = citizen.get(f"/error-reports/{code}/received/").text
    form = citizen.get(f"/declarations/{made.pk}/dispute/").text
    assert f'data-keep="dispute:{made.pk}"' in form
    assert f'data-kept-clear="dispute:{made.pk}"' in received, "what has arrived is not offered once more"
    tracker = citizen.get(f"/error-reports/{code}/").content.decode()
    assert "五月拨过一笔" in tracker
    assert "13900000000" not in tracker
    assert "有异议处理中" in citizen.get(f"/declarations/{made.pk}/").content.decode()
    assert "有异议处理中" in citizen.get("/declarations/").content.decode()

    problem = Finding.objects.get(source="dispute")
    assert (problem.case.state, problem.subject_id) == ("found", made.pk), "the openness office looks first"
    page = office.get(f"/desk/problems/{problem.pk}/").content.decode()
    assert f"/desk/declarations/{made.pk}/" in page, "the problem leads to the declaration"
    first = office.get("/desk/declarations/").context["rows"][0][0]
    assert first == made, "disputed ones come first"
    page = office.get(f"/desk/declarations/{made.pk}/").content.decode()
    assert f"/desk/problems/{problem.pk}/" in page

    due = period().due_on
    body = {"do": "settle", "settle-holds": "no", "settle-reason": "核查到五月的拨付凭证。"}
    assert office.post(f"/desk/declarations/{made.pk}/", body).status_code == 302
    duty = period()
    assert (duty.is_open, duty.due_on) == (True, due), "owed again by the day it had"
    problem.refresh_from_db()
    assert problem.case.state == "assigned"
    gone = citizen.get(f"/declarations/{made.pk}/")
    assert gone.status_code == 410
    assert "核查到五月的拨付凭证" in gone.content.decode()
    assert citizen.get(f"/declarations/{made.pk}/dispute/").status_code == 410
    assert citizen.get("/declarations/").context["page"].total == 0
    assert "属实" in citizen.get(f"/error-reports/{code}/").content.decode()
    assert declare(county, "这次核对过了。"), "it may be declared anew"


def test_a_declaration_that_holds_stands_again_and_the_problem_is_closed_with_the_reason(
    county: County,
) -> None:
    made, code = disputed(county)
    who = county.authority_of("office")
    with pytest.raises(Invalid):
        actions.settle_dispute(who, made, holds=True, reason=" ")
    number = identity_number("990121", date(1987, 3, 12), 204)
    with pytest.raises(Invalid, match="发布前检查") as guarded:
        actions.settle_dispute(who, made, holds=True, reason=f"资金给了身份证号{number}。")
    assert number not in str(guarded.value.fields["reason"])
    actions.settle_dispute(who, made, holds=True, reason="那笔资金属于上一季度。")
    made.refresh_from_db()
    assert (made.disputed_at, period().outcome) == (None, Outcome.DECLARED)
    assert Finding.objects.get(source="dispute").case.outcome == "no_problem"
    assert "那笔资金属于上一季度" in Client().get(f"/error-reports/{code}/").content.decode()
    assert "那笔资金属于上一季度" in Client().get(f"/declarations/{made.pk}/").content.decode()
    with pytest.raises(WrongState):
        actions.settle_dispute(who, made, holds=True, reason="再判")


def test_something_published_meanwhile_discharges_the_duty_that_is_owed_again(county: County) -> None:
    made, _code = disputed(county)
    house.published(county, QUARTERLY, IN_QUARTER)
    actions.settle_dispute(county.authority_of("office"), made, holds=False, reason="有。")
    house.follow()
    assert period().outcome == Outcome.ON_TIME


def test_who_signed_does_not_judge_and_neither_does_a_foreign_unit(county: County) -> None:
    made, _code = disputed(county)
    Declaration.objects.update(signed_by=county.person("office"))
    for who in ("office", "civil-approver", "civil-drafter", "water-approver", "supervisor"):
        with pytest.raises(Forbidden):
            actions.settle_dispute(county.authority_of(who), made, holds=True, reason="我说有效。")
    page = county.client("office").get(f"/desk/declarations/{made.pk}/")
    assert not page.context["may_settle"]


def test_a_supervisor_disputes_from_the_desk(county: County) -> None:
    made = declare(county)
    url = f"/desk/declarations/{made.pk}/"
    client = county.client("supervisor")
    assert client.post(url, {"do": "dispute", "dispute-text": ""}).status_code == 422
    assert client.post(url, {"do": "dispute", "dispute-text": "检查时看到拨付凭证。"}).status_code == 302
    made.refresh_from_db()
    assert made.disputed_at
    with pytest.raises(Forbidden):
        actions.dispute(county.authority_of("civil-drafter"), made, text="我也说。")


def test_a_citizens_text_is_kept_through_the_trap_errors_and_the_throttle(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = declare(county)
    url, citizen = f"/declarations/{made.pk}/dispute/", Client()
    trapped = citizen.post(url, {"text": "有一笔。", "website": "http://spam"})
    assert "有一笔。" in trapped.content.decode()
    assert citizen.post(url, {"text": ""}).status_code == 422
    assert citizen.post(url, {"text": "字" * 1001}).status_code == 422
    assert not Finding.objects.exists()
    monkeypatch.setattr(throttle, "MOST", 0)
    slowed = citizen.post(url, {"text": "有一笔。"})
    assert slowed.status_code == 429
    assert "有一笔。" in slowed.content.decode()
    assert not Finding.objects.exists()


def test_a_code_of_another_kind_of_problem_opens_nothing(county: County) -> None:
    from mingtang.foundation.findings.actions import raise_finding

    problem = raise_finding(
        county.authority_of("office"), source="inspection", unit=county.units["civil"], title="内部问题",
        text="内部", measure="改",
    )  # fmt: skip
    assert Client().get(f"/error-reports/{problem.quick_code}/").status_code == 404


def test_days_of_another_year_fall_into_their_own_period(county: County) -> None:
    with clock.at(NOW + timedelta(days=200)):
        house.check()
        known: Any = Duty.objects.filter(kind="period").order_by("period_first")
        assert [duty.period_first.isoformat() for duty in known][-1] == "2027-01-01"


def test_who_signs_is_told_on_the_home_page_what_waits_and_nobody_else(county: County) -> None:
    text = county.client("civil-approver").get("/desk/").content.decode()
    assert "期已经结束、还没有公开" in text
    assert "/desk/declarations/new/?unit=civil" in text
    assert "共 1 件" in text
    for name in ("civil-drafter", "water-approver", "office"):
        assert "还没有公开：补公开" not in county.client(name).get("/desk/").content.decode()
    for duty in queries.declarable(county.authority_of("civil-approver")):
        if duty.period_last and duty.period_last < NOW.date():
            actions.declare(county.authority_of("civil-approver"), duty, statement="没有。")
    assert "还没有公开：补公开" not in county.client("civil-approver").get("/desk/").content.decode()
