"""Files are looked into once for each set of rules, within the time there is; what lies with the machine passes."""

from datetime import timedelta
from typing import Any

import pytest

from mingtang.foundation import clock
from mingtang.foundation.guard import actions as guard
from mingtang.foundation.guard import tasks
from mingtang.foundation.guard.actions import checking, file_checks
from mingtang.foundation.guard.examining import pictures
from mingtang.foundation.guard.examining.files import Examination
from mingtang.foundation.guard.models import Check, FileCheck
from mingtang.foundation.guard.refusals import GuardStop
from mingtang.kernel.guard.engine import Report
from mingtang.kernel.guard.hits import UNREAD, Hit, Severity
from mingtang.kernel.guard.pieces import Place
from mingtang.kernel.refusals import Invalid, WrongState
from mingtang.openness.records import actions as records
from mingtang.openness.records.actions.release import run_clock
from mingtang.openness.records.guarded import current
from tests.county import NOON, County, Walk, attach, draft
from tests.foundation.guard.house import phrase

pytestmark = pytest.mark.django_db


class Looker:
    """Stands for the child process; `why` is the reason for which it could not read."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.why = ""

    def __call__(self, data: bytes, name: str, *_rest: Any) -> Examination:
        self.names.append(name)
        hits = (Hit(UNREAD, Place(), 0, 0, "", Severity.BLOCK, args={"why": self.why}),) if self.why else ()
        return Examination("pdf", Report(hits, {UNREAD: 1} if hits else {}, 1))


@pytest.fixture
def looker(monkeypatch: pytest.MonkeyPatch) -> Looker:
    made = Looker()
    monkeypatch.setattr(file_checks, "examine", made)
    return made


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Texts for which the background was asked."""
    found: list[str] = []
    for module in (checking, tasks):
        monkeypatch.setattr(module, "check_later", lambda kind, subject, text: found.append(text))
    return found


@pytest.fixture
def walk(county: County) -> Walk:
    made = Walk(county, draft(county))
    attach(made)
    attach(made)
    return made


def paper(walk: Walk) -> Any:
    found = current(walk.pk)
    assert found
    return found


def test_where_time_is_over_the_rest_is_looked_into_in_the_background(
    walk: Walk, looker: Looker, asked: list[str]
) -> None:
    found = guard.make_ready(paper(walk), seconds=0)
    assert (found.waiting, looker.names) == (2, [])
    assert asked == [str(walk.record.head_id)]
    with pytest.raises(GuardStop) as stop:
        guard.gate(paper(walk))
    assert stop.value.waiting
    tasks.check_now("record", str(walk.pk), str(walk.record.head_id))
    assert Check.objects.get(text_id=paper(walk).text_id).waiting == 0
    assert len(looker.names) == 2


def test_a_text_that_was_saved_again_meanwhile_is_not_looked_through_any_more(
    walk: Walk, looker: Looker
) -> None:
    before = str(walk.record.head_id)
    walk.save(title="改过的标题")
    tasks.check_now("record", str(walk.pk), before)
    assert looker.names == []


def test_a_busy_machine_is_asked_again_and_by_nobody_for_ever(
    walk: Walk, looker: Looker, asked: list[str]
) -> None:
    looker.why = "busy"
    assert guard.make_ready(paper(walk)).waiting == 2
    assert not FileCheck.objects.exists()
    asked.clear()
    tasks.check_now("record", str(walk.pk), str(walk.record.head_id))
    assert asked == []
    looker.why = ""
    assert guard.make_ready(paper(walk)).waiting == 0


@pytest.mark.parametrize(("why", "times"), [("time", 4), ("crashed", 4), ("lost", 4), ("encrypted", 2)])
def test_what_may_lie_with_the_hour_is_tried_again_on_another_day(
    walk: Walk, looker: Looker, why: str, times: int
) -> None:
    looker.why = why
    with clock.at(NOON):
        assert guard.make_ready(paper(walk)).blocks == 2
        assert guard.make_ready(paper(walk)).blocks == 2
    with clock.at(NOON + timedelta(hours=25)):
        guard.make_ready(paper(walk))
    assert len(looker.names) == times
    assert FileCheck.objects.count() == 2


def test_only_what_a_detector_asks_for_has_files_looked_into_again(walk: Walk, looker: Looker) -> None:
    guard.make_ready(paper(walk))
    walk.save(genre="notice", theme="B", body="<p>别的正文</p>", summary="别的概述")
    guard.make_ready(paper(walk))
    assert len(looker.names) == 2
    walk.save(title="关于公示名单的通知")
    guard.make_ready(paper(walk))
    assert len(looker.names) == 4


def test_with_a_program_that_reads_pictures_all_are_looked_into_again(
    walk: Walk, looker: Looker, monkeypatch: pytest.MonkeyPatch
) -> None:
    for program in (None, "/usr/bin/reader", "/usr/bin/reader"):
        monkeypatch.setattr(pictures, "program", lambda program=program: program)
        guard.make_ready(paper(walk))
    assert len(looker.names) == 4


def test_checks_by_rules_of_before_do_not_pile_up(county: County, walk: Walk, looker: Looker) -> None:
    for n in range(6):
        phrase(county, text=f"测试禁用词{n}")
        walk.save(body=f"<p>第{n}稿</p>")
        guard.make_ready(paper(walk))
    assert len(looker.names) == 12
    assert FileCheck.objects.count() == 2 * file_checks.KEPT_MOST
    assert Check.objects.count() == checking.KEPT_MOST
    assert Check.objects.filter(text_id=paper(walk).text_id).exists()


def test_a_publication_at_its_time_waits_for_files_and_then_goes_out(
    walk: Walk, looker: Looker, county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock.at(NOON):
        walk.to("audit").approve(publish_at=NOON + timedelta(hours=1))
        phrase(county)
    with clock.at(NOON + timedelta(hours=2)):
        looker.why = "busy"
        run_clock()
        assert not walk.record.is_public
        assert walk.case().wakes_at == NOON + timedelta(hours=2, minutes=10)
    with clock.at(NOON + timedelta(hours=3)):
        looker.why = ""
        run_clock()
        assert walk.record.is_public


def test_nothing_is_masked_while_a_file_was_not_looked_into(walk: Walk, looker: Looker) -> None:
    looker.why = "busy"
    head = walk.record.head
    assert head
    with pytest.raises(WrongState):
        records.mask_personal_data(walk.drafter, walk.record, based_on=head.number)


def test_what_nobody_could_look_at_always_blocks(county: County) -> None:
    for level in ("off", "inform", "warn"):
        with pytest.raises(Invalid):
            guard.set_level(county.authority_of("office"), UNREAD, level, takes_down=False, reason="太多了")
