"""Random people import, adjust, claim and link, day after day; the house rules of a catalogue hold at every step."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.cases.models import Case
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.tables.reading import ReadResult
from mingtang.kernel.catalogue.grid import Grid
from mingtang.kernel.catalogue.item import Item
from mingtang.kernel.limits.parse import parse_limit
from mingtang.kernel.refusals import Refusal
from mingtang.openness.catalogue import actions, queries
from mingtang.openness.catalogue.actions import importing
from mingtang.openness.catalogue.actions.versions import hash_of
from mingtang.openness.catalogue.models import (
    Adjustment,
    Claim,
    Entry,
    Fulfilment,
    Import,
    ImportRow,
    Matter,
    Version,
)
from tests.county import NOON, County, lead_to, make_county
from tests.openness import catalogue_files as files
from tests.openness.catalogue_house import area

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("private_files")]

# Those who may do most stand there twice, or most walks would only be refused.
PEOPLE = (
    "office",
    "office",
    "civil-drafter",
    "civil-drafter",
    "water-drafter",
    "town-drafter",
    "supervisor",
    "nobody",
)
NAMES = ("政策文件", "办事指南", "审批信息", "救助热线", "标准")
people = st.sampled_from(PEOPLE)
names = st.sampled_from(NAMES)
TAKEN: set[str] = set()


def item(name: str, phrase: str = files.USUAL) -> Item:
    return Item(
        item1="社会救助",
        item2=name,
        elements="名单\n标准",
        basis="《社会救助暂行办法》",
        limit=parse_limit(phrase),
        subject="民政局",
        channels=("website",),
        everyone=True,
        active=True,
        levels=("county",),
        theme="17.03",
    )


def grid(chosen: list[str]) -> Grid:
    rows = [
        (
            str(n),
            "社会救助",
            name,
            "名单；标准",
            "《社会救助暂行办法》",
            files.USUAL,
            "民政局",
            "■政府网站",
            "√",
            "",
            "√",
            "",
            "√",
            "",
        )
        for n, name in enumerate(chosen)
    ]
    table = (("社会救助领域目录", *[""] * (len(files.HEAD) - 1)), files.HEAD, *rows)
    return Grid("社会救助", table, tuple(range(1, len(table) + 1)))


class Catalogue(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.now = NOON
        self.grids: list[Grid] = []
        self.reading = patch.object(
            importing, "read_tables", lambda data, name: ReadResult("text", tuple(self.grids))
        )
        self.reading.start()
        with clock.at(self.now):
            self.county: County = make_county()
            area()
            self.record = lead_to(self.county, "feedback").record
        self.before: dict[Any, Any] = {}

    def teardown(self) -> None:
        self.reading.stop()
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    def who(self, name: str) -> Authority:
        return self.county.authority_of(name)

    def attempt(self, what: str, act: Any) -> Any:
        """Does it or is refused; what is refused leaves nothing behind."""
        try:
            with transaction.atomic(), clock.at(self.now):
                done = act()
        except Refusal:
            return None
        TAKEN.add(what)
        return done

    @initialize(chosen=st.lists(names, min_size=1, unique=True))
    def first(self, chosen: list[str]) -> None:
        self.imports("office", chosen, 0)

    @rule(who=people, chosen=st.lists(names, min_size=1, unique=True), days=st.integers(-3, 6))
    def imports(self, who: str, chosen: list[str], days: int) -> None:
        self.grids = [grid(chosen)]

        def act() -> None:
            job = actions.start_import(
                self.who(who), self.county.units["county"], files.upload("a.csv", b"a,b\n1,2\n")
            )
            actions.read_import(job.pk)
            rows = list(job.rows.filter(state="open").values_list("pk", flat=True))
            if rows:
                actions.settle(self.who(who), job, "accept", rows=rows)
            day = clock.today() + timedelta(days=days)
            actions.adopt(self.who(who), job, Act(), issuer="县政府", source="", effective_on=day)

        self.attempt("import", act)

    @rule(who=people, kind=st.sampled_from(Adjustment.Kind.values), name=names, at=st.integers(0, 4))
    def proposes(self, who: str, kind: str, name: str, at: int) -> None:
        newest = Version.objects.get(ended_on=None)
        entries = list(newest.entries.order_by("position"))
        entry = entries[at % len(entries)] if entries else None
        unit = self.county.units[who.split("-")[0] if "-" in who else "civil"]
        text = item(name, "长期公开")
        self.attempt(
            f"propose {kind}",
            lambda: actions.propose_adjustment(
                self.who(who),
                newest.catalogue,
                unit,
                kind,
                Act(reason="职责有变"),
                matter=entry.matter if entry and kind != "add" else None,
                text=text,
            ),
        )

    @rule(who=people, agrees=st.sampled_from((True, True, False)), last=st.booleans())
    def decides(self, who: str, agrees: bool, last: bool) -> None:
        waiting = Adjustment.objects.filter(case__closed_at=None).order_by("pk")
        found = waiting.last() if last else waiting.first()
        if found:
            self.attempt(
                f"decide {agrees}",
                lambda: actions.decide_adjustment(self.who(who), found, Act(reason="已核"), agrees=agrees),
            )

    @rule(name=names, at=st.integers(0, 4))
    def adjusts(self, name: str, at: int) -> None:
        """The usual way: proposed by a unit, approved by the office."""
        self.proposes("civil-drafter", "change", name, at)
        self.decides("office", True, True)

    @rule(who=people, unit=st.sampled_from(("civil", "water", "town")), at=st.integers(0, 9))
    def claims(self, who: str, unit: str, at: int) -> None:
        matters = list(Matter.objects.order_by("pk"))
        matter = matters[at % len(matters)] if matters else None
        if matter:
            self.attempt("claim", lambda: actions.claim(self.who(who), matter, self.county.units[unit]))

    @rule(who=people)
    def releases(self, who: str) -> None:
        held = Claim.objects.filter(ended_at=None).order_by("pk").first()
        if held:
            self.attempt("release", lambda: actions.release(self.who(who), held, "职责划转"))

    @rule(who=people, at=st.integers(0, 9))
    def links(self, who: str, at: int) -> None:
        matters = list(Matter.objects.order_by("pk"))
        matter = matters[at % len(matters)] if matters else None
        if matter:
            self.attempt("link", lambda: actions.link(self.who(who), self.record, [matter.pk]))

    @rule(days=st.integers(1, 4))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @invariant()
    def versions_follow_each_other_without_gap_or_overlap(self) -> None:
        versions = list(Version.objects.order_by("number"))
        assert [v.number for v in versions] == list(range(1, len(versions) + 1))
        assert [v.ended_on for v in versions[:-1]] == [v.effective_on for v in versions[1:]]
        assert not versions or versions[-1].ended_on is None

    @invariant()
    def every_version_is_what_was_hashed(self) -> None:
        for version in Version.objects.all():
            assert version.content_hash == hash_of([e.text() for e in version.entries.order_by("position")])
            assert self.before.setdefault(version.pk, version.content_hash) == version.content_hash

    @invariant()
    def no_matter_stands_twice_in_force(self) -> None:
        with clock.at(self.now):
            found = list(queries.in_force().values_list("matter_id", flat=True))
            assert len(found) == len(set(found))
            shown = [e.item2 for e in queries.in_force()]
            assert len(shown) == len(set(shown)), "a renewed catalogue continues its matters"

    @invariant()
    def what_a_matter_says_today_is_told_by_its_history_as_well(self) -> None:
        with clock.at(self.now):
            for matter in Entry.objects.order_by("-version__number").values_list("matter_id", flat=True)[:3]:
                told = queries.said_today(queries.history_of_matter(matter))
                assert told == queries.entry_of_matter(matter)

    @invariant()
    def claims_and_links_are_ended_or_open_once(self) -> None:
        for model, pair in ((Claim, ("matter_id", "unit_id")), (Fulfilment, ("matter_id", "record_id"))):
            pairs = list(model.objects.filter(ended_at=None).values_list(*pair))
            assert len(pairs) == len(set(pairs))

    @invariant()
    def nothing_of_a_closed_import_is_left_over(self) -> None:
        assert not ImportRow.objects.exclude(job__case__closed_at=None).exists()
        assert (
            not Import.objects.exclude(case__closed_at=None)
            .filter(file=None, case__outcome="adopted")
            .exists()
        )

    @invariant()
    def whoever_decided_did_not_propose(self) -> None:
        for case in Case.objects.filter(process_id="catalogue_adjustment", outcome="adopted"):
            version = Version.objects.get(case=case)
            assert version.adopted_by_id != case.opened_by_id


def test_the_rules_of_a_catalogue_hold_whatever_people_do() -> None:
    TAKEN.clear()
    far_enough = {"import", "claim", "link", "propose change", "decide True"}
    # Chance may keep a walk from getting far enough to say something: then it is walked again.
    for _walk in range(5):
        run_state_machine_as_test(
            Catalogue,
            settings=settings(
                max_examples=15,
                stateful_step_count=18,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
        if far_enough <= TAKEN:
            break
    assert far_enough <= TAKEN, TAKEN
