"""The duties of the demo county: years of them checked as they came, declarations, a dispute, facts, and changed clocks."""

from __future__ import annotations

import random
from datetime import date, timedelta

from mingtang.demo.county import ROOT
from mingtang.demo.days import working
from mingtang.demo.records_load import at
from mingtang.demo.staff import Staff
from mingtang.foundation.duties import actions as duties
from mingtang.foundation.duties.kinds import MANAGE
from mingtang.foundation.duties.models import Duty
from mingtang.foundation.organisations.models import Post, Unit
from mingtang.kernel.refusals import Refusal
from mingtang.openness.catalogue.models import Entry
from mingtang.openness.catalogue.process import CLAIM
from mingtang.openness.catalogue.queries import entries_of_unit
from mingtang.openness.obligations import actions, checking, kinds, queries
from mingtang.openness.obligations.actions import Line
from mingtang.openness.obligations.models import Declaration, Fact

MONTHS_CHECKED = 12
DECLARED, CONFIRMED = 0.8, 0.85
"""Shares of the periods without a record that are declared empty, and of standing matters that are looked through."""
STATEMENTS = (
    "本期没有发生这类事项。",
    "经各股室核对，本期没有形成应当公开的信息。",
    "本期业务没有新增，已公开的信息没有变化。",
    "本期没有新的项目，下期有了及时公开。",
)
# Unit, name of the document, how many working days ago it was formed (negative: an event to come).
FACTS: tuple[tuple[str, str, int], ...] = (
    ("minzheng-ju", "关于调整特困人员护理补贴标准的通知", 16),
    ("minzheng-ju", "关于做好困难群众冬季生活保障的通知", 8),
    ("caizheng-ju", "关于下达第四季度惠农补贴资金的通知", 18),
    ("jiaoyu-ju", "关于公布寒假托管学校名单的通知", 12),
    ("renshe-ju", "关于公益性岗位补贴发放的公示", 6),
    ("zhujian-ju", "关于保障性住房配租结果的公告", 3),
)


def load_duties(seed: int, today: date) -> None:
    """Needs the catalogue with its claims and links, and the people in their posts."""
    rng = random.Random(seed)
    staff = Staff()
    for months in range(MONTHS_CHECKED, 0, -1):
        with at(today - timedelta(days=30 * months), 6):
            checking.check_all()
    _declare(rng, staff, today)
    _confirm(rng, staff, today)
    _facts(staff, today)
    _clocks(staff, today)
    _dispute(staff, today)
    checking.check_all()


def _declare(rng: random.Random, staff: Staff, today: date) -> None:
    """Most periods without a record are declared empty a few days after they end; some are forgotten."""
    rows = Duty.objects.filter(kind=kinds.PERIOD, closed_at=None, period_last__lt=today - timedelta(days=12))
    for duty in rows.select_related("unit", "area").order_by("period_last", "key"):
        if duty.period_last is None:
            continue
        forgotten = rng.random() > DECLARED and duty.period_last > today - timedelta(days=75)
        if forgotten:
            continue
        day = working(duty.period_last + timedelta(days=rng.randrange(4)), -1)
        with at(max(day, duty.period_last - timedelta(days=3)), 15, rng.randrange(60)):
            who = staff.who(kinds.DECLARE, duty.unit)
            try:
                actions.declare(who, duty, statement=rng.choice(STATEMENTS))
            except Refusal:
                continue  # A record is there: the next check sees it.


def _confirm(rng: random.Random, staff: Staff, today: date) -> None:
    year = today.replace(month=1, day=1)
    rows = Duty.objects.filter(kind=kinds.STANDING, closed_at=None, period_first=year)
    for duty in rows.select_related("unit", "area").order_by("key"):
        if rng.random() > CONFIRMED or not queries.standing_records(duty.subject_id, duty.unit).exists():
            continue
        with at(working(today - timedelta(days=20 + rng.randrange(60))), 10, rng.randrange(60)):
            actions.confirm(staff.who(CLAIM, duty.unit), duty.subject_id, duty.unit)


def _facts(staff: Staff, today: date) -> None:
    """Documents that were formed, some of them disclosed by now; and a hearing to come."""
    for slug, title, ago in FACTS:
        unit = Unit.objects.get(slug=slug)
        entry = _matter(unit, "T1")
        formed = _workdays_ago(today, ago)
        with at(formed + timedelta(days=1), 9, 20):
            line = Line(entry.matter_id, title, formed, doc_no="", external_id=f"OA-{formed:%Y%m%d}-{ago}")
            actions.register_facts(
                staff.who(kinds.REGISTER, unit),
                unit,
                [line],
                source=Fact.Source.API if ago > 10 else Fact.Source.ENTERED,
                sender="县政府办公系统" if ago > 10 else "",
            )
    hearing = Entry.objects.filter(limit_type="T12", version__ended_on=None, item2__contains="听证").first()
    claim = hearing and hearing.matter.claims.filter(ended_at=None).select_related("unit").first()
    if hearing and claim:
        with at(today - timedelta(days=1), 16):
            actions.register_facts(
                staff.who(kinds.REGISTER, claim.unit),
                claim.unit,
                [
                    Line(
                        hearing.matter_id,
                        "河东片区征地补偿安置方案听证会",
                        working(today + timedelta(days=24), 1),
                    )
                ],
                source=Fact.Source.ENTERED,
            )
    checking.check_all()


def _clocks(staff: Staff, today: date) -> None:
    """One clock that stood for a while, one that stands, one extension, one transfer, one waiver."""
    office = staff.who(MANAGE, Unit.objects.get(slug=ROOT))
    owed = {duty.title: duty for duty in Duty.objects.filter(cause_kind="fact").select_related("unit")}
    first, second, third, fourth, fifth, _sixth = (owed[title] for _slug, title, _ago in FACTS)
    day = _workdays_ago(today, 14)
    with at(day, 11):
        duties.pause(
            office, first, day=day, until=_workdays_ago(today, 8), reason="征求卫生健康局意见，意见已收到"
        )
    with at(today - timedelta(days=1), 10):
        duties.pause(
            office, fourth, day=today - timedelta(days=1), until=None, reason="托管学校名单等教育督导核实"
        )
        duties.extend(
            office,
            third,
            n=5,
            time_unit="workday",
            day=today - timedelta(days=1),
            reason="资金分到村的明细还在核对",
        )
        unit = fifth.unit
        post = (
            Post.objects.filter(unit=unit, deputy_of=None, ended_on=None)
            .exclude(pk=fifth.post_id or 0)
            .first()
        )
        if post:
            duties.transfer(office, fifth, unit=unit, post=post, reason="原承办人到村挂职，由本岗位接办")
    with at(today - timedelta(days=2), 9):
        duties.waive(office, second, reason="与市民政局联合发文，由市民政局公开")


def _dispute(staff: Staff, today: date) -> None:
    """A citizen doubts one declaration; another one did not hold."""
    found = list(
        Declaration.objects.filter(overturned_at=None).select_related("unit").order_by("-signed_at")[:40]
    )
    if len(found) < 2:
        return
    with at(today - timedelta(days=3), 20):
        actions.dispute(None, found[0], text="上个月村口贴过一张名单，网上没有找到，请核实。")
    with at(today - timedelta(days=12), 9):
        actions.dispute(None, found[-1], text="这一期开过现场会，应当有情况公布。")
    with at(today - timedelta(days=9), 15):
        office = staff.who(MANAGE, Unit.objects.get(slug=ROOT))
        actions.settle_dispute(office, found[-1], holds=False, reason="经核实，这一期开过现场会，应当公开。")


def _matter(unit: Unit, limit_type: str) -> Entry:
    """A matter of the unit with twenty working days, else any of the kind."""
    found = list(entries_of_unit(unit).filter(limit_type=limit_type))
    assert found, f"{unit} claimed no matter of {limit_type}"
    return next((entry for entry in found if entry.parsed_limit.n == 20), found[0])


def _workdays_ago(today: date, n: int) -> date:
    day = today
    for _each in range(n):
        day = working(day - timedelta(days=1))
    return day
