"""By night everything public is looked through by the newest rules; what is found becomes a finding, or goes off line."""

from datetime import timedelta

import pytest

from mingtang.foundation import clock
from mingtang.foundation.events.models import Event
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.guard import actions as guard
from mingtang.foundation.guard import queries, tasks
from mingtang.foundation.guard.actions import sweeping
from mingtang.foundation.guard.actions.sweeping import sweep
from mingtang.foundation.guard.models import Check, Sweep
from mingtang.openness.records.guarded import paper
from mingtang.openness.records.models import Record
from tests.county import NOON, County, Walk, draft
from tests.foundation.guard.house import UNWANTED, phrase

pytestmark = pytest.mark.django_db
TOMORROW = NOON + timedelta(days=1)


@pytest.fixture(autouse=True)
def only_records(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short texts have tests of their own (test_public_texts.py)."""
    monkeypatch.setattr(sweeping, "PUBLIC_TEXTS", ())


@pytest.fixture
def published(county: County) -> Walk:
    """Public before the rule came."""
    with clock.at(NOON):
        walk = Walk(county, draft(county, body=f"<p>正文里有{UNWANTED}。</p>")).to("feedback")
        phrase(county)
    return walk


def test_what_a_new_rule_finds_becomes_one_problem_of_the_unit_and_stays_on_line(
    county: County, published: Walk
) -> None:
    with clock.at(TOMORROW):
        run = sweep(minutes=5)
    assert run
    assert (run.looked, run.blocked, run.raised, run.taken_down, run.failed) == (1, 1, 1, 0, 0)
    problem = Finding.objects.get()
    assert (problem.source, problem.unit, problem.subject_id) == (
        "guard",
        county.units["civil"],
        published.pk,
    )
    assert UNWANTED in problem.text
    assert published.record.is_public
    with clock.at(TOMORROW + timedelta(days=1)):
        again = sweep(minutes=5)
    assert again
    assert (again.blocked, again.raised) == (1, 0)
    assert Finding.objects.count() == 1


def test_a_kind_the_county_set_so_takes_the_page_off_line_and_says_why(
    county: County, published: Walk
) -> None:
    guard.set_level(
        county.authority_of("office"), "house.phrase", "block", takes_down=True, reason="用语严重"
    )
    with clock.at(TOMORROW):
        run = sweep(minutes=5)
    assert run
    assert run.taken_down == 1
    record = published.record
    assert record.withdrawn_at
    assert not record.is_public
    assert county.client().get(f"/records/{record.pk}/").status_code == 410
    assert Event.objects.filter(kind="guard.taken_down", subject_id=str(record.pk)).exists()
    assert published.case("withdrawal").outcome == "withdrawn"


def test_a_withdrawal_somebody_asked_for_ends_with_it(county: County, published: Walk) -> None:
    from mingtang.foundation.cases.actions import Act
    from mingtang.openness.records import actions

    with clock.at(NOON):
        act = Act(reason="有错", reason_code="error")
        actions.ask_withdrawal(published.drafter, published.record, act, public_note="有错，先撤下。")
    guard.set_level(county.authority_of("office"), "house.phrase", "block", takes_down=True, reason="严重")
    with clock.at(TOMORROW):
        assert sweep(minutes=5).taken_down == 1  # type: ignore[union-attr]
    assert published.record.withdrawn_at
    assert published.case("withdrawal").closed_at


def test_what_was_let_through_by_name_is_no_problem(county: County, published: Walk) -> None:
    public = paper(published.pk, None)
    assert public
    check = guard.make_ready(public)
    stopping = [one.hit.fingerprint for one in queries.standing(check).stopping]
    guard.override(county.authority_of("civil-approver"), check, stopping, "依法应当公开")
    with clock.at(TOMORROW):
        run = sweep(minutes=5)
    assert run
    assert (run.looked, run.blocked) == (1, 0)
    assert not Finding.objects.exists()


def test_drafts_and_withdrawn_records_are_passed_over(county: County) -> None:
    draft(county)
    Walk(county, draft(county, title="二")).to("feedback").withdraw()
    run = sweep(minutes=5)
    assert run
    assert run.looked == 0


def test_a_sweep_goes_on_the_next_night_where_time_ran_out(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "BATCH", 2)
    for n in range(5):
        Walk(county, draft(county, title=f"第{n}件")).to("feedback")
    assert sweep(minutes=0)
    first = Sweep.objects.get()
    assert (first.looked, first.finished_at) == (0, None)
    assert sweep(minutes=5) == first
    first.refresh_from_db()
    assert (first.looked, first.finished_at is not None) == (5, True)


def test_what_was_looked_through_by_the_rules_of_today_is_not_looked_through_again(
    county: County, published: Walk
) -> None:
    with clock.at(TOMORROW):
        sweep(minutes=5)
        at = Check.objects.get(text_id=str(published.record.live_id)).checked_at
    with clock.at(TOMORROW + timedelta(days=1)):
        sweep(minutes=5)
    assert Check.objects.get(text_id=str(published.record.live_id)).checked_at == at


def test_one_paper_that_breaks_the_guard_stops_neither_the_others_nor_the_sweep(
    county: County, published: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock.at(NOON):
        other = Walk(county, draft(county, title="另一件", body=f"<p>也有{UNWANTED}</p>"))
        Record.objects.filter(pk=other.pk).update(title="另一件")
    real = guard.make_ready

    def breaks(one):  # type: ignore[no-untyped-def]
        if one.id == published.pk:
            raise RuntimeError("broken")
        return real(one)

    monkeypatch.setattr(sweeping, "make_ready", breaks)
    Check.objects.all().delete()
    with clock.at(TOMORROW):
        run = sweep(minutes=5)
    assert run
    assert (run.failed, run.finished_at is not None) == (1, True)


@pytest.mark.parametrize(
    ("hours", "hour", "sweeps"),
    [([1, 5], 3, True), ([1, 5], 5, False), ([22, 4], 23, True), ([22, 4], 12, False)],
)
def test_it_sweeps_within_the_hours_that_are_set(hours, hour, sweeps, settings, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    asked: list[float] = []
    monkeypatch.setattr(tasks, "sweep", lambda minutes: asked.append(minutes))
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"guard_sweep_hours": hours})
    with clock.at(NOON.replace(hour=hour)):
        tasks.sweep_by_night()
    assert bool(asked) == sweeps
