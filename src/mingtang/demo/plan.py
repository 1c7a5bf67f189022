"""What the demo county has written in the two years before ``today``, and how far each text has come."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from mingtang.demo.county import UNITS, UNITS_BY_SLUG, UnitSpec
from mingtang.demo.days import is_working, working
from mingtang.demo.history import (
    CORRECTION_NOTES,
    DISCARD_REASONS,
    ERROR_REPORTS,
    NOTES,
    RECTIFY_NOTES,
    RETURN_REASONS,
    WITHDRAW_NOTES,
    ErrorReport,
)
from mingtang.demo.writing import FAMILIES, RecordText, suitable, write_record

__all__ = ["ERROR_REPORTS", "NOTES", "TARGETS", "ErrorReport", "PlannedRecord", "demo_plan"]

TARGETS = (
    "draft",
    "initial_review",
    "audit",
    "audit_countersign",
    "audit_secrecy",
    "release",
    "scheduled",
    "feedback",
    "rectify",
    "filed",
    "on_request",
    "closed",
    "withdrawn",
    "corrected",
    "returned",
    "discarded",
)
"""Every state a planned record may be brought to."""


@dataclass(frozen=True, slots=True)
class PlannedRecord:
    """One record and the way it goes.

    ``drafted_on`` ≤ ``submitted_on`` ≤ ``released_on`` ≤ ``changed_on``; a date is None when that step has not been
    taken. ``released_on`` lies in the future for ``scheduled``. ``changed_on`` is the day of the withdrawal,
    correction, return, discarding or the request to mend; ``note`` is its text (public for ``withdrawn`` and
    ``corrected``, else internal). ``first_body_html`` is the body as first published for ``corrected`` (and as it
    still stands for ``rectify``), empty otherwise; ``text`` always holds the right version. ``remarks`` are pairs
    of role and remark for the steps taken, in order.
    """

    key: str
    unit: str
    text: RecordText
    target: str
    drafted_on: date
    submitted_on: date | None
    released_on: date | None
    changed_on: date | None = None
    note: str = ""
    first_body_html: str = ""
    countersign: tuple[str, ...] = ()
    remarks: tuple[tuple[str, str], ...] = field(default_factory=tuple)


# Records that the error reports refer to, and some that a presenter will want to show: key, unit, family, target.
_PINNED: tuple[tuple[str, str, str, str], ...] = (
    ("pin-school-zones", "jiaoyu-ju", "school-zones", "filed"),
    ("pin-elder-homes", "minzheng-ju", "elder-homes", "filed"),
    ("pin-bus-line", "jiaotong-ju", "bus-line", "filed"),
    ("pin-village-finance", "shimo", "village-finance", "filed"),
    ("pin-budget", "caizheng-ju", "budget-execution", "filed"),
    ("pin-legal-aid", "sifa-ju", "legal-aid", "filed"),
    ("pin-hotline", "zhengwu-fuwu-ju", "hotline", "feedback"),
    ("pin-culture", "wenlv-ju", "culture-calendar", "feedback"),
    ("pin-dibao", "minzheng-ju", "dibao-list", "feedback"),
    ("pin-standard", "minzheng-ju", "dibao-standard", "filed"),
    ("pin-opinion", "xian-zhengfu", "county-opinion", "filed"),
    ("pin-expropriation", "ziran-ziyuan-ju", "expropriation", "filed"),
)

# How many records stand in each state of the process, apart from those that are simply published.
_IN_WORK: tuple[tuple[str, int], ...] = (
    ("draft", 7),
    ("initial_review", 7),
    ("audit", 6),
    ("audit_countersign", 4),
    ("audit_secrecy", 4),
    ("release", 5),
    ("scheduled", 4),
    ("returned", 4),
    ("discarded", 2),
)
_DONE: tuple[tuple[str, int], ...] = (
    ("feedback", 18),
    ("rectify", 3),
    ("on_request", 5),
    ("closed", 7),
    ("withdrawn", 3),
    ("corrected", 4),
)

_COUNTERSIGN: dict[str, tuple[str, ...]] = {
    "minzheng-ju": ("caizheng-ju", "nongye-ju"),
    "zhujian-ju": ("minzheng-ju", "caizheng-ju"),
    "nongye-ju": ("caizheng-ju",),
    "jiaoyu-ju": ("renshe-ju", "caizheng-ju"),
    "yingji-ju": ("shuili-ju", "gongan-ju"),
    "fagai-ju": ("caizheng-ju", "shichang-ju"),
}

_STEPS: dict[str, tuple[str, ...]] = {
    "draft": (),
    "discarded": (),
    "initial_review": ("drafter",),
    "returned": ("drafter", "reviewer_return"),
    "audit": ("drafter", "reviewer"),
    "audit_countersign": ("drafter", "reviewer"),
    "audit_secrecy": ("drafter", "reviewer"),
    "release": ("drafter", "reviewer", "approver", "secrecy"),
}
_ALL_STEPS = ("drafter", "reviewer", "approver", "secrecy", "releaser")


class _Planner:
    """Keep what must not repeat: titles, and numbers of documents per unit and year."""

    def __init__(self, seed: int, today: date) -> None:
        self.rng = random.Random(seed)
        self.today = today
        self.titles: set[str] = set()
        self.numbers: set[tuple[str, int, int]] = set()
        self.records: list[PlannedRecord] = []

    def serial(self, unit: UnitSpec, when: date) -> int:
        """Return a number that grows through the year like that of a county office."""
        number = 1 + when.timetuple().tm_yday * 3 // 10
        while (unit.doc_mark or unit.slug, when.year, number) in self.numbers:
            number += 1
        self.numbers.add((unit.doc_mark or unit.slug, when.year, number))
        return number

    def write(
        self, unit: UnitSpec, when: date, attr: str, family: str | None = None, need: str = ""
    ) -> RecordText:
        """Write a text with a new title and the wanted attribute; ``need`` must occur in the body."""
        number = self.serial(unit, when)
        kinds = [kind for kind in suitable(unit, when) if kind.open_attr == attr]
        for _ in range(200):
            code = family or self.rng.choices(kinds, weights=[kind.weight for kind in kinds])[0].code
            text = write_record(self.rng, unit, when, number, code)
            if text.title not in self.titles and need in text.body_html:
                self.titles.add(text.title)
                return text
        raise RuntimeError(f"no new text for {unit.slug} on {when}")

    def remarks(self, target: str) -> tuple[tuple[str, str], ...]:
        """Return a remark for every step that the record has behind it."""
        steps = _STEPS.get(target, _ALL_STEPS)
        return tuple(
            (role, self.rng.choice(NOTES[role]))
            for role in steps
            if role in NOTES and role != "reviewer_return"
        )

    def past(self, family: str | None, low: int, high: int) -> date:
        """Return a weekday between ``low`` and ``high`` days ago, in a month that suits the family."""
        months = FAMILIES[family].months if family else ()
        for _ in range(400):
            when = self.today - timedelta(days=self.rng.randint(low, high))
            if is_working(when) and (not months or when.month in months):
                return when
        return working(self.today - timedelta(days=high))

    def add(self, key: str, unit: UnitSpec, target: str, family: str | None = None) -> None:
        """Plan one record."""
        rng, today = self.rng, self.today
        attr = target if target in {"on_request", "closed"} else "active"
        low, high = _AGES.get(target, (0, 9))
        when = (
            self.past(family, low, high)
            if target != "feedback" or family is None
            else self.past(None, low, high)
        )
        need = unit.phone if target in {"corrected", "rectify"} else ""
        text = self.write(unit, when, attr, family, need)
        submitted: date | None = None
        released: date | None = None
        changed: date | None = None
        note, first = "", ""
        if target not in {"draft", "discarded"}:
            submitted = min(today, working(when + timedelta(days=rng.randint(0, 1)), 1))
        if target in {"feedback", "rectify", "filed", "on_request", "closed", "withdrawn", "corrected"}:
            assert submitted is not None
            released = min(today, working(submitted + timedelta(days=rng.randint(1, 4)), 1))
        if target == "scheduled":
            released = working(today + timedelta(days=rng.randint(2, 6)), 1)
        if target in _CHANGES:
            changed = min(
                today, working((released or submitted or when) + timedelta(days=rng.randint(1, 6)), 1)
            )
            note = rng.choice(_CHANGES[target]).format(phone=unit.phone, wrong=_wrong(unit.phone))
        if target in {"corrected", "rectify"}:
            first = text.body_html.replace(unit.phone, _wrong(unit.phone))
        signers = _COUNTERSIGN.get(unit.slug, ("caizheng-ju",)) if target == "audit_countersign" else ()
        self.records.append(
            PlannedRecord(
                key, unit.slug, text, target, when, submitted, released, changed, note, first, signers,
                self.remarks(target),
            )
        )  # fmt: skip


_AGES: dict[str, tuple[int, int]] = {
    "feedback": (6, 12),
    "rectify": (7, 14),
    "filed": (35, 725),
    "on_request": (60, 600),
    "closed": (30, 600),
    "withdrawn": (40, 400),
    "corrected": (40, 400),
    "returned": (2, 9),
    "release": (3, 9),
    "discarded": (10, 60),
}
_CHANGES: dict[str, tuple[str, ...]] = {
    "withdrawn": WITHDRAW_NOTES,
    "corrected": CORRECTION_NOTES,
    "rectify": RECTIFY_NOTES,
    "returned": RETURN_REASONS,
    "discarded": DISCARD_REASONS,
}


def _wrong(phone: str) -> str:
    """Return the telephone with its last two digits changed places, or the last one changed if they are equal."""
    if phone[-1] != phone[-2]:
        return phone[:-2] + phone[-1] + phone[-2]
    return phone[:-1] + str((int(phone[-1]) + 1) % 10)


def demo_plan(seed: int, today: date) -> list[PlannedRecord]:
    """Return about 200 records of the two years before ``today``, oldest first.

    All units occur; every state of :data:`TARGETS` occurs; the records of the work in hand are of the last days.
    The result depends on the two arguments alone, and the keys of :data:`ERROR_REPORTS` are always among it.
    """
    planner = _Planner(seed, today)
    rng = planner.rng
    for key, slug, family, target in _PINNED:
        planner.add(key, UNITS_BY_SLUG[slug], target, family)
    offices = [unit for unit in UNITS if unit.kind in {"department", "township", "street"}]
    grassroots = [unit for unit in UNITS if unit.kind in {"village", "community"}]
    number = 0

    def add(unit: UnitSpec, target: str) -> None:
        nonlocal number
        number += 1
        planner.add(f"p{number:03d}", unit, target)

    for target, count in _IN_WORK + _DONE:
        if target == "audit_countersign":
            pool = [UNITS_BY_SLUG[slug] for slug in _COUNTERSIGN]
        elif target == "on_request":
            pool = [u for u in offices if any(k.open_attr == "on_request" for k in suitable(u, today))]
        else:
            pool = offices
        chosen = rng.sample(pool, min(count, len(pool)))
        if target in {"draft", "initial_review", "feedback"}:
            chosen[-2:] = [*rng.sample(grassroots, 2)]
        if target == "initial_review":
            chosen[0] = UNITS_BY_SLUG["minzheng-ju"]
            chosen[-1] = UNITS_BY_SLUG["shimo"]
        if target in {"draft", "audit", "audit_secrecy", "release", "returned"}:
            chosen[0] = UNITS_BY_SLUG["minzheng-ju"]
        for unit in chosen:
            add(unit, target)
    for unit in UNITS:
        add(unit, "filed")
        if unit.kind in {"government", "department", "township", "street"}:
            add(unit, "filed")
    return sorted(planner.records, key=lambda record: (record.drafted_on, record.key))
