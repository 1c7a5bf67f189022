"""The sweep keeps within its time, floods nobody, and takes nothing down that it has not seen or too much at once."""

import time
from datetime import date, timedelta
from typing import Any

import pytest

from mingtang.demo.identifiers import identity_number
from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.events.models import Event
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.guard import actions as guard
from mingtang.foundation.guard.actions import consequences, file_checks, sweeping
from mingtang.foundation.guard.actions.sweeping import sweep
from mingtang.foundation.guard.examining.files import Examination
from mingtang.foundation.guard.models import Sweep
from mingtang.kernel.guard.engine import Report
from mingtang.kernel.guard.hits import UNREAD, Hit, Severity
from mingtang.kernel.guard.pieces import Place
from mingtang.kernel.refusals import WrongState
from mingtang.openness.records.actions import withdraw_by_guard
from mingtang.openness.records.models import Record
from tests.county import NOON, County, Walk, attach, draft
from tests.foundation.guard.house import UNWANTED, phrase
from tests.openness.columns_house import loaded

pytestmark = pytest.mark.django_db
TOMORROW = NOON + timedelta(days=1)
NUMBER = identity_number("990121", date(1987, 3, 12), 204)


@pytest.fixture(autouse=True)
def only_records(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short texts have tests of their own (test_public_texts.py)."""
    monkeypatch.setattr(sweeping, "PUBLIC_TEXTS", ())


@pytest.fixture
def several(county: County) -> list[Record]:
    """Public before the rule came."""
    with clock.at(NOON):
        made = loaded(county, "civil", *(f"第{n}件" for n in range(5)), body=f"<p>有{UNWANTED}。</p>")
        phrase(county)
    return made


def takes_down(county: County) -> None:
    who = county.authority_of("office")
    guard.set_level(who, "house.phrase", "block", takes_down=True, reason="用语严重")


def night(minutes: float = 5, days: int = 1) -> Sweep:
    with clock.at(NOON + timedelta(days=days)):
        run = sweep(minutes)
    assert run
    return run


def test_a_unit_has_no_more_problems_at_a_time_than_it_can_cure_and_gets_the_next_when_some_are(
    county: County, several: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consequences, "OPEN_MOST", 2)
    run = night()
    assert (run.looked, run.blocked, run.raised) == (5, 5, 2)
    assert [one.key for one in Finding.objects.order_by("reported_at")][-1] == "guard:more"
    assert night(days=2).raised == 0
    assert Finding.objects.count() == 3
    for one in Finding.objects.all():
        one.case.closed_at, one.case.outcome = TOMORROW, "cured"
        one.case.save()
    Record.objects.filter(pk__in=Finding.objects.exclude(subject_id=None).values("subject_id")).update(
        is_public=False
    )
    assert night(days=3).raised == 2


def test_a_rule_that_would_empty_the_site_is_stopped_and_the_county_is_told(
    county: County, several: list[Record], settings: Any
) -> None:
    takes_down(county)
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"guard_down_most": 3})
    run = night()
    assert (run.taken_down, run.raised) == (3, 5)
    assert Record.objects.filter(is_public=True).count() == 2
    told = Finding.objects.get(key="guard:brake")
    assert told.unit == county.units["county"]
    assert "3" in told.text


def test_what_was_corrected_after_the_sweep_had_seen_it_stays_public(
    county: County, several: list[Record]
) -> None:
    record = several[0]
    other = several[1].live_id
    assert other
    with pytest.raises(WrongState):
        withdraw_by_guard(record, Act(reason="含有", reason_code="privacy"), "已撤下。", seen=other)
    record.refresh_from_db()
    assert record.is_public


def test_a_page_goes_off_line_even_where_its_problem_cannot_be_registered(
    county: County, several: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_rest: Any, **_more: Any) -> None:
        raise WrongState("不行")

    takes_down(county)
    monkeypatch.setattr(consequences, "raise_finding", refuses)
    assert night().taken_down == 5


def test_neither_problem_nor_event_nor_reason_says_what_the_page_said(county: County) -> None:
    with clock.at(NOON):
        guard.set_level(
            county.authority_of("office"), "personal.id_number", "warn", takes_down=False, reason="试"
        )
        walk = Walk(county, draft(county, title=f"关于某某{NUMBER}的通知", body=f"<p>{NUMBER}</p>"))
        walk.to("feedback")
        guard.set_level(
            county.authority_of("office"), "personal.id_number", "block", takes_down=True, reason="照旧"
        )
    run = night()
    assert (run.taken_down, run.raised) == (1, 1)
    problem = Finding.objects.get()
    case = walk.case("withdrawal")
    said = [problem.page_title, problem.text, problem.rule, problem.measure, walk.record.withdrawal_note]
    said += [str(one.detail.data) for one in Event.objects.filter(at__gte=TOMORROW)]
    assert case.outcome == "withdrawn"
    assert NUMBER not in "".join(said)
    assert "990***" in problem.page_title


def test_it_stops_within_a_subject_when_time_is_over_and_begins_there_again(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock.at(NOON):
        walk = Walk(county, draft(county))
        attach(walk)
        walk.to("feedback")
        phrase(county)
    now = [0.0]
    real = file_checks._look_into

    def slowly(*rest: Any) -> None:
        now[0] += 40
        if len(seen) == 2:
            real(*rest)

    seen = [1]
    monkeypatch.setattr(file_checks, "_look_into", slowly)
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    run = night(minutes=0.5)
    assert (run.looked, run.finished_at, run.after) == (0, None, {})
    seen.append(2)
    again = night(days=2)
    assert (again.pk, again.looked, again.failed) == (run.pk, 1, 0)


def test_a_machine_that_can_look_into_no_file_does_not_hold_up_the_sweep(
    county: County, several: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock.at(NOON - timedelta(days=1)):
        walk = Walk(county, draft(county))
        attach(walk)
        walk.to("feedback")
    phrase(county, text="测试禁用词二")
    busy = Hit(UNREAD, Place(), 0, 0, "", Severity.BLOCK, args={"why": "busy"})
    monkeypatch.setattr(
        file_checks, "examine", lambda *_rest: Examination("", Report((busy,), {UNREAD: 1}, 1))
    )
    run = night()
    assert (run.looked, run.failed, run.finished_at is not None) == (6, 1, True)


def test_there_is_one_sweep_a_night_also_across_midnight_in_greenwich(county: County) -> None:
    at = NOON.replace(hour=7, minute=50)
    for hours, begins in ((0, True), (0.5, False), (3, False), (24, True)):
        with clock.at(at + timedelta(hours=hours)):
            assert (sweep(minutes=5) is not None) == begins
