"""Nothing goes out unchecked: 审核 and 公开 look at the exact revision; an override takes the right, a name, a reason."""

from datetime import timedelta

import pytest

from mingtang.foundation import clock
from mingtang.foundation.events.models import Event
from mingtang.foundation.guard import actions as guard
from mingtang.foundation.guard import queries
from mingtang.foundation.guard.models import Check, FileCheck, Override
from mingtang.foundation.guard.refusals import GuardStop
from mingtang.foundation.notifications.models import Notice
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState
from mingtang.openness.records.actions.release import run_clock
from tests.county import NOON, County, Walk, attach, draft
from tests.foundation.guard.house import UNWANTED, phrase

pytestmark = pytest.mark.django_db


def walk_with(county: County, text: str = UNWANTED) -> Walk:
    return Walk(county, draft(county, body=f"<p>正文里有{text}。</p>"))


def let_through(
    county: County, walk: Walk, who: str = "civil-approver", reason: str = "依法应当公开"
) -> None:
    check = queries.newest_check("record", walk.pk)
    assert check
    stopping = [one.hit.fingerprint for one in queries.standing(check).stopping]
    guard.override(county.authority_of(who), check, stopping, reason)


def test_what_blocks_is_neither_approved_nor_published(county: County) -> None:
    phrase(county)
    walk = walk_with(county).to("audit")
    with pytest.raises(GuardStop) as stop:
        walk.approve()
    assert UNWANTED in str(stop.value.message)
    assert walk.record.stage == "audit"
    assert not walk.record.is_public


def test_what_only_warns_goes_out_and_is_counted_in_the_event(county: County) -> None:
    phrase(county, "warn")
    walk = walk_with(county).to("feedback")
    assert walk.record.is_public
    told = Event.objects.get(kind="publication.publish", subject_id=str(walk.pk))
    assert told.detail.data["guard"] == {"block": 0, "warn": 1, "inform": 0, "overridden": 0}


def test_a_rule_that_came_after_the_approval_stops_the_publication(county: County) -> None:
    walk = walk_with(county).to("release")
    phrase(county)
    with pytest.raises(GuardStop):
        walk.publish()
    assert not walk.record.is_public


def test_an_override_by_name_and_reason_opens_the_way_and_is_told(county: County) -> None:
    phrase(county)
    walk = walk_with(county).to("audit")
    with pytest.raises(GuardStop):
        walk.approve()
    let_through(county, walk)
    walk.approve().publish()
    assert walk.record.is_public
    row = Override.objects.get()
    assert (row.overridden_by, row.reason, row.excerpt) == (
        county.person("civil-approver"), "依法应当公开", UNWANTED,
    )  # fmt: skip
    told = Event.objects.get(kind="guard.overridden")
    assert "依法应当公开" in told.detail.data["note"]


@pytest.mark.parametrize("name", ["civil-drafter", "civil-reviewer", "water-approver", "supervisor", "admin"])
def test_nobody_without_the_right_there_lets_anything_through(county: County, name: str) -> None:
    phrase(county)
    walk = walk_with(county).to("audit")
    with pytest.raises(GuardStop):
        walk.approve()
    with pytest.raises(Forbidden):
        let_through(county, walk, name)
    assert not Override.objects.exists()


@pytest.mark.parametrize("reason", ["", "  ", "可以"])
def test_an_override_without_a_reason_is_refused(county: County, reason: str) -> None:
    phrase(county)
    walk = walk_with(county).to("audit")
    with pytest.raises(GuardStop):
        walk.approve()
    with pytest.raises(Invalid) as refused:
        let_through(county, walk, reason=reason)
    assert "reason" in refused.value.fields


def test_what_the_text_no_longer_has_cannot_be_let_through(county: County) -> None:
    phrase(county)
    walk = walk_with(county)
    check = guard.look(_paper(walk))
    fingerprint = queries.standing(check).stopping[0].hit.fingerprint
    walk.save(body="<p>改好了。</p>")
    newest = guard.look(_paper(walk))
    with pytest.raises(WrongState):
        guard.override(county.authority_of("civil-approver"), newest, [fingerprint], "依法应当公开")


def test_an_override_holds_for_the_same_words_in_a_later_revision_and_for_no_others(county: County) -> None:
    phrase(county)
    phrase(county, text="另一个词")
    walk = walk_with(county)
    guard.look(_paper(walk))
    let_through(county, walk)
    walk.save(body=f"<p>前面加了一句。后面仍有{UNWANTED}。</p>")
    walk.to("release")
    other = walk_with(county).to("audit")
    with pytest.raises(GuardStop):
        other.approve()
    third = walk_with(county, f"{UNWANTED}和另一个词")
    guard.look(_paper(third))
    assert len(queries.standing(guard.look(_paper(third))).stopping) == 2


def test_what_is_stopped_at_its_time_waits_for_a_person_who_is_told(county: County) -> None:
    with clock.at(NOON):
        walk = walk_with(county).to("audit").approve(publish_at=NOON + timedelta(hours=1))
        phrase(county)
    with clock.at(NOON + timedelta(hours=2)):
        run_clock()
        assert not walk.record.is_public
        assert walk.case().wakes_at is None
        assert (
            "没有按时公开"
            in Notice.objects.get(person=county.person("civil-approver"), event__kind="record.held").text
        )
        assert run_clock() == 0


def test_a_file_nobody_could_look_into_yet_stops_the_gate_and_is_looked_into_beforehand(
    county: County,
) -> None:
    record = draft(county)
    attach(Walk(county, record))
    paper = _paper(Walk(county, record))
    with pytest.raises(GuardStop):
        guard.gate(paper)
    guard.make_ready(paper)
    guard.gate(paper)
    assert FileCheck.objects.count() == 1
    guard.make_ready(paper)
    assert FileCheck.objects.count() == 1


def test_one_row_is_kept_of_a_text_however_often_it_is_looked_at(county: County) -> None:
    walk = walk_with(county)
    for _n in range(3):
        guard.look(_paper(walk))
    assert Check.objects.filter(text_id=str(walk.record.head_id)).count() == 1


def _paper(walk: Walk):  # type: ignore[no-untyped-def]
    from mingtang.openness.records.guarded import current

    paper = current(walk.pk)
    assert paper
    return paper
