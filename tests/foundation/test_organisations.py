"""Units change and stay found; posts are held, deputised and granted; nobody has what no grant says."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from mingtang.foundation import clock
from mingtang.foundation.accounts.models import Person
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.events.models import Event
from mingtang.foundation.organisations import actions, queries
from mingtang.foundation.organisations.models import Area, Grant, Post, PostHolding, Unit
from mingtang.foundation.organisations.queries import SYSTEM, authority, people_for, unit_by_slug
from mingtang.foundation.organisations.tree import TreeIndex, ancestors
from mingtang.kernel.refusals import Invalid
from tests.county import CONTENT, LONG_AGO, NOON, County, Walk, draft, lead_to, make_county

TODAY = NOON.date()
ACT = "record.draft"

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> County:
    return make_county()


def rename(unit: Unit, slug: str, on: date = TODAY, name: str = "明堂县民政与社会工作局") -> Unit:
    return actions.rename_unit(
        SYSTEM, unit, name=name, short_name=name[-4:], slug=slug, on_day=on, basis="明编发〔2026〕3号"
    )


class TestTree:
    def test_a_new_unit_lies_below_its_parent_and_beside_its_siblings(self, county: County) -> None:
        units = county.units
        assert units["village"].path.startswith(units["town"].path)
        assert len({unit.path for unit in units.values()}) == len(units)
        assert [u.slug for u in ancestors(units["village"])] == ["county", "town", "village"]

    def test_the_tenth_sibling_is_no_child_of_the_first(self, county: County) -> None:
        for n in range(12):
            actions.create_unit(
                SYSTEM, parent=county.units["town"], slug=f"v{n}", kind="village", name=f"村{n}",
                short_name=f"村{n}", division_code="990121100202",
            )  # fmt: skip
        tree = TreeIndex()
        for n in range(12):
            unit = Unit.objects.get(slug=f"v{n}")
            assert tree.covered(unit.pk) == {unit.pk}

    def test_a_division_code_that_cannot_be_read_is_refused_with_an_example(self) -> None:
        with pytest.raises(Invalid) as refusal:
            actions.create_unit(
                SYSTEM, parent=None, slug="x", kind="government", name="x", short_name="x", division_code="12"
            )
        assert "990121000000" in str(refusal.value.fields["division_code"])
        assert not Unit.objects.exists()

    def test_a_new_unit_cannot_take_the_address_another_unit_once_had(self, county: County) -> None:
        rename(county.units["civil"], "civil-and-social")
        with pytest.raises((Invalid, IntegrityError, Exception), match="slug|网址名"), transaction.atomic():
            actions.create_unit(
                SYSTEM, parent=None, slug="civil", kind="department", name="新局", short_name="新局",
                division_code="990121000000",
            )  # fmt: skip
        assert unit_by_slug("civil") == (county.units["civil"], True)


class TestRename:
    def test_the_old_address_leads_to_the_unit_of_today(self, county: County) -> None:
        unit = rename(county.units["civil"], "civil-and-social")
        assert unit_by_slug("civil-and-social") == (unit, False)
        assert unit_by_slug("civil") == (unit, True)
        rename(unit, "social", TODAY + timedelta(days=30))
        assert unit_by_slug("civil") == (unit, True)
        assert unit_by_slug("civil-and-social") == (unit, True)

    def test_the_names_follow_each_other_without_gap_or_overlap(self, county: County) -> None:
        unit = rename(county.units["civil"], "a", date(2025, 5, 1))
        rename(unit, "b", date(2026, 5, 1), "明堂县民政部")
        names = list(unit.names.order_by("-until_day"))
        spans = sorted((n.from_day or date.min, n.until_day or date.max, n.slug) for n in names)
        assert spans == [
            (date.min, date(2025, 4, 30), "civil"),
            (date(2025, 5, 1), date(2026, 4, 30), "a"),
            (date(2026, 5, 1), date.max, "b"),
        ]

    def test_a_name_cannot_begin_before_the_present_one(self, county: County) -> None:
        unit = rename(county.units["civil"], "a")
        for day in (TODAY, TODAY - timedelta(days=1)):
            with pytest.raises(Invalid) as refusal:
                rename(unit, "b", day)
            assert list(refusal.value.fields) == ["on_day"]
        assert unit.names.count() == 2

    @pytest.mark.parametrize("slug", ["water", "water-of-old"])
    def test_the_address_of_another_unit_of_today_or_the_past_is_refused(
        self, county: County, slug: str
    ) -> None:
        rename(county.units["water"], "water-of-old", date(2025, 1, 1))
        rename(county.units["water"], "water", date(2025, 6, 1))
        with pytest.raises(Invalid) as refusal:
            rename(county.units["civil"], slug)
        assert list(refusal.value.fields) == ["slug"]
        county.units["civil"].refresh_from_db()
        assert county.units["civil"].slug == "civil"

    def test_a_unit_may_take_its_own_old_address_again(self, county: County) -> None:
        unit = rename(rename(county.units["civil"], "a", date(2025, 1, 1)), "civil", date(2026, 1, 1))
        assert unit_by_slug("civil") == (unit, False)
        assert unit_by_slug("a") == (unit, True)

    def test_the_change_is_told_once(self, county: County) -> None:
        before = Event.objects.count()
        rename(county.units["civil"], "a")
        assert Event.objects.count() == before + 1
        event = Event.objects.latest("pk")
        assert (event.kind, event.unit_id) == ("unit.renamed", county.units["civil"].pk)


class TestMerge:
    def merge(self, county: County, old: str, new: str, on: date = TODAY) -> None:
        actions.merge_unit(SYSTEM, county.units[old], county.units[new], on_day=on, basis="明编发〔2026〕4号")

    def test_grants_on_the_successor_cover_the_records_of_the_predecessor(self, county: County) -> None:
        with clock.at(NOON):
            record = draft(county, "water-drafter")
            assert not county.authority_of("civil-reviewer").scope("record.view").covers(record.unit_id, None)
            self.merge(county, "water", "civil")
            scope = county.authority_of("civil-reviewer").scope("record.view")
            assert scope.covers(record.unit_id, None)
            assert not scope.covers(county.units["town"].pk, None)
            Walk(county, record, "water").submit()
            from mingtang.openness.records.queries import visible_to

            assert visible_to(county.authority_of("civil-reviewer")).filter(pk=record.pk).exists()

    def test_not_before_the_day(self, county: County) -> None:
        with clock.at(NOON):
            self.merge(county, "water", "civil", TODAY + timedelta(days=1))
            assert not county.authority_of("civil-drafter").scope(ACT).covers(county.units["water"].pk, None)
        with clock.at(NOON + timedelta(days=1)):
            assert county.authority_of("civil-drafter").scope(ACT).covers(county.units["water"].pk, None)

    def test_the_villages_of_a_merged_township_come_with_it(self, county: County) -> None:
        with clock.at(NOON):
            self.merge(county, "town", "civil")
            assert county.authority_of("civil-drafter").scope(ACT).covers(county.units["village"].pk, None)

    @pytest.mark.parametrize("place", ["town", "village"])
    def test_those_who_may_act_for_the_merged_unit_are_those_who_are_told(
        self, county: County, place: str
    ) -> None:
        with clock.at(NOON):
            self.merge(county, "town", "civil")
            told = people_for("record.review", Place(county.units[place].pk, None))
            assert county.person("civil-reviewer") in told

    def test_a_chain_of_mergers_leads_to_the_last_unit(self, county: County) -> None:
        with clock.at(NOON):
            self.merge(county, "town", "water")
            self.merge(county, "water", "civil")
            place = Place(county.units["town"].pk, None)
            assert county.authority_of("civil-reviewer").actor_for("record.review", place)
            assert county.person("civil-reviewer") in people_for("record.review", place)

    def test_two_units_that_name_each_other_do_not_hang(self, county: County) -> None:
        with clock.at(NOON):
            self.merge(county, "town", "water")
            self.merge(county, "water", "town")
            assert county.authority_of("water-drafter").scope(ACT).covers(county.units["town"].pk, None)
            assert people_for("record.review", Place(county.units["village"].pk, None))

    def test_no_unit_is_merged_into_itself(self, county: County) -> None:
        with pytest.raises(Invalid):
            self.merge(county, "civil", "civil")

    def test_a_merged_unit_is_not_merged_again(self, county: County) -> None:
        self.merge(county, "water", "civil")
        with pytest.raises(Invalid):
            self.merge(county, "water", "civil")

    def test_a_unit_cannot_end_before_it_began(self, county: County) -> None:
        Unit.objects.filter(slug="water").update(established_on=date(2025, 1, 1))
        county.units["water"].refresh_from_db()
        with pytest.raises(Invalid) as refusal:
            self.merge(county, "water", "civil", date(2024, 1, 1))
        assert list(refusal.value.fields) == ["on_day"]

    def test_the_merged_unit_is_no_longer_listed_but_still_found(self, county: County) -> None:
        self.merge(county, "water", "civil")
        assert county.units["water"] not in queries.units_on(TODAY)
        assert county.units["water"] in queries.units_on(TODAY - timedelta(days=1))
        assert unit_by_slug("water")[0] == county.units["water"]


class TestGrants:
    def test_an_action_nobody_registered_is_refused(self, county: County) -> None:
        with pytest.raises(Invalid):
            actions.grant(SYSTEM, county.posts["civil-drafter"], "record.explode", county.units["civil"])

    def test_the_same_grant_twice_is_one(self, county: County) -> None:
        before = Grant.objects.count()
        for _n in range(2):
            actions.grant(SYSTEM, county.posts["civil-drafter"], "finding.view", county.units["water"])
        assert Grant.objects.count() == before + 1

    def test_the_database_keeps_a_grant_for_all_areas_single(self, county: County) -> None:
        row = Grant.objects.filter(area=None).first()
        assert row
        with pytest.raises(IntegrityError), transaction.atomic():
            Grant.objects.create(post=row.post, action=row.action, unit=row.unit)

    def test_a_grant_in_one_area_covers_neither_another_nor_none(self, county: County) -> None:
        area, other = county.areas["assistance"], county.areas["water-works"]
        post = county.staff("water", "supervisor", "limited")
        Grant.objects.filter(post=post).delete()
        actions.grant(SYSTEM, post, ACT, county.units["water"], area)
        who = county.authority_of("limited")
        unit = county.units["water"].pk
        assert who.actor_for(ACT, Place(unit, area.pk))
        assert who.actor_for(ACT, Place(unit, other.pk)) is None
        assert who.actor_for(ACT, Place(unit, None)) is None
        assert who.actor_for(ACT, Place(county.units["civil"].pk, area.pk)) is None

    def test_taking_a_grant_back_takes_the_right(self, county: County) -> None:
        given = Grant.objects.get(post=county.posts["civil-drafter"], action=ACT)
        actions.revoke(SYSTEM, given, "调岗")
        assert ACT not in county.authority_of("civil-drafter").actions

    def test_an_area_limited_view_of_units_shows_no_unit_by_accident_of_numbers(self, county: County) -> None:
        """Units have no area: the condition must not compare a unit's id with an area's."""
        post = county.staff("water", "supervisor", "limited")
        Grant.objects.filter(post=post).delete()
        area, _new = Area.objects.get_or_create(
            pk=county.units["civil"].pk, defaults={"code": "same-number", "name": "同号"}
        )
        actions.grant(SYSTEM, post, "unit.view", county.units["county"], area)
        who = county.authority_of("limited")
        seen = set(queries.visible_to(who))
        assert seen == {u for u in Unit.objects.all() if who.scope("unit.view").covers(u.pk, None)}

    def test_the_system_administrator_of_the_set_up_screens_has_no_rights_on_records(
        self, county: County
    ) -> None:
        person = Person.objects.create_superuser("root", "系统管理员", "x")
        assert authority(person).actions == frozenset()


class TestSubstitution:
    """A B post acts only during the absence of A, and the event names both."""

    def test_b_has_nothing_while_a_is_there(self, county: County) -> None:
        who = county.authority_of("civil-deputy")
        assert who.actions == frozenset()
        assert who.actors == []

    def test_b_acts_on_the_first_and_the_last_day_and_not_around_them(self, county: County) -> None:
        county.away("civil-drafter", TODAY, days=3)
        person = county.person("civil-deputy")
        acts = {n: bool(authority(person, TODAY + timedelta(days=n)).actions) for n in range(-1, 4)}
        assert acts == {-1: False, 0: True, 1: True, 2: True, 3: False}

    def test_the_event_of_b_names_both_posts(self, county: County) -> None:
        with clock.at(NOON):
            county.away("civil-drafter", TODAY)
            record = draft(county, "civil-deputy")
        event = Event.objects.get(subject_id=str(record.pk), kind="publication.propose")
        assert event.post is not None
        assert event.post.deputy_of == event.instead_of == county.posts["civil-drafter"]
        assert event.actor == county.person("civil-deputy")
        assert event.detail.data["instead_of"] == str(county.posts["civil-drafter"])

    def test_a_second_holder_who_is_there_keeps_b_out(self, county: County) -> None:
        colleague = county.hire("colleague")
        PostHolding.objects.create(post=county.posts["civil-drafter"], person=colleague, from_day=LONG_AGO)
        county.away("civil-drafter", TODAY)
        assert not authority(county.person("civil-deputy"), TODAY).actions
        assert authority(colleague, TODAY).actions
        told = people_for(ACT, Place(county.units["civil"].pk, None), TODAY)
        assert colleague in told
        assert county.person("civil-drafter") not in told, "the one who is away is not told"

    def test_b_of_one_post_is_not_b_of_the_other_posts_of_the_person(self, county: County) -> None:
        county.staff("civil", "approver", "civil-drafter")
        county.away("civil-drafter", TODAY)
        who = authority(county.person("civil-deputy"), TODAY)
        assert "record.draft" in who.actions
        assert "record.approve" not in who.actions

    def test_own_post_comes_before_the_one_acted_for(self, county: County) -> None:
        county.staff("civil", "drafter", "civil-deputy")
        county.away("civil-drafter", TODAY)
        actor = authority(county.person("civil-deputy"), TODAY).actor_for(
            ACT, Place(county.units["civil"].pk, None)
        )
        assert actor
        assert actor.instead_of is None

    def test_an_abolished_post_leaves_nothing_to_its_deputy(self, county: County) -> None:
        Post.objects.filter(pk=county.posts["civil-drafter"].pk).update(ended_on=TODAY)
        assert not authority(county.person("civil-deputy"), TODAY).actions
        assert authority(county.person("civil-drafter"), TODAY - timedelta(days=1)).actions

    def test_an_abolished_deputy_post_does_not_act(self, county: County) -> None:
        Post.objects.filter(pk=county.posts["civil-deputy"].pk).update(ended_on=TODAY)
        county.away("civil-drafter", TODAY)
        assert not authority(county.person("civil-deputy"), TODAY).actions

    def test_a_grant_on_the_b_post_itself_tells_nobody_who_may_not_act(self, county: County) -> None:
        Grant.objects.create(
            post=county.posts["civil-deputy"], action="record.load", unit=county.units["civil"]
        )
        place = Place(county.units["civil"].pk, None)
        told = people_for("record.load", place, TODAY)
        assert [p for p in told if not authority(p, TODAY).actor_for("record.load", place)] == []


class TestHoldings:
    def test_rights_begin_and_end_with_the_holding(self, county: County) -> None:
        PostHolding.objects.filter(person=county.person("civil-drafter")).update(
            from_day=TODAY, until_day=TODAY + timedelta(days=1)
        )
        person = county.person("civil-drafter")
        acts = [bool(authority(person, TODAY + timedelta(days=n)).actions) for n in (-1, 0, 1, 2)]
        assert acts == [False, True, True, False]

    def test_an_account_out_of_use_has_no_rights(self, county: County) -> None:
        Person.objects.filter(username="civil-drafter").update(is_active=False)
        assert county.authority_of("civil-drafter").actions == frozenset()

    def test_rights_of_several_posts_add_up_and_stay_apart(self, county: County) -> None:
        county.staff("water", "reviewer", "civil-drafter")
        who = county.authority_of("civil-drafter")
        civil, water = (Place(county.units[u].pk, None) for u in ("civil", "water"))
        assert who.actor_for("record.draft", civil)
        assert who.actor_for("record.review", water)
        assert who.actor_for("record.draft", water) is None
        assert who.actor_for("record.review", civil) is None

    def test_days_out_of_order_are_refused_by_the_database(self, county: County) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            PostHolding.objects.create(
                post=county.posts["civil-drafter"], person=county.person("nobody"),
                from_day=TODAY, until_day=TODAY - timedelta(days=1),
            )  # fmt: skip


class TestAbsences:
    def test_overlapping_days_are_refused(self, county: County) -> None:
        county.away("civil-drafter", TODAY, days=5)
        for start, days in ((-2, 3), (0, 1), (4, 9), (-5, 30)):
            with pytest.raises(Invalid) as refusal:
                county.away("civil-drafter", TODAY + timedelta(days=start), days)
            assert list(refusal.value.fields) == ["first_day"]
        county.away("civil-drafter", TODAY - timedelta(days=3), 3)
        county.away("civil-drafter", TODAY + timedelta(days=5), 1)
        assert county.person("civil-drafter").absences.count() == 3

    def test_another_person_may_be_away_on_the_same_days(self, county: County) -> None:
        county.away("civil-drafter", TODAY)
        county.away("water-drafter", TODAY)
        assert county.person("water-drafter").absences.count() == 1

    def test_days_out_of_order_are_refused(self, county: County) -> None:
        with pytest.raises(Invalid) as refusal:
            county.away("civil-drafter", TODAY, days=0)
        assert list(refusal.value.fields) == ["last_day"]

    def test_taking_it_back_ends_the_substitution(self, county: County) -> None:
        absence = county.away("civil-drafter", TODAY)
        actions.cancel_absence(SYSTEM, absence)
        assert not authority(county.person("civil-deputy"), TODAY).actions


class TestOfficers:
    def officers(self, slug: str, day: date = TODAY) -> int:
        return queries.officer_counts(day).get(Unit.objects.get(slug=slug).pk, 0)

    def test_full_time_a_posts_are_counted_person_by_person(self, county: County) -> None:
        assert self.officers("civil") == 1
        county.staff("civil", "drafter", "second", full_time_officer=True)
        assert self.officers("civil") == 2
        county.staff("civil", "liaison", "second", full_time_officer=True)
        assert self.officers("civil") == 2

    def test_deputies_part_time_and_former_holders_do_not_count(self, county: County) -> None:
        Post.objects.filter(pk=county.posts["civil-deputy"].pk).update(full_time_officer=True)
        assert self.officers("civil") == 1
        PostHolding.objects.filter(person=county.person("civil-drafter")).update(until_day=TODAY)
        assert self.officers("civil") == 1
        assert self.officers("civil", TODAY + timedelta(days=1)) == 0

    def test_the_village_does_not_count_for_the_township(self, county: County) -> None:
        Post.objects.filter(unit=county.units["village"]).update(full_time_officer=True)
        assert self.officers("town") == 1

    def test_an_account_out_of_use_is_no_officer(self, county: County) -> None:
        Person.objects.filter(username="civil-drafter").update(is_active=False)
        assert self.officers("civil") == 0


def test_the_nearest_openness_office_is_found_going_up(county: County) -> None:
    assert queries.openness_office_posts(county.units["village"]) == [county.posts["office"]]
    post = county.staff("town", "openness_office", "town-office")
    assert queries.openness_office_posts(county.units["village"]) == [post]


def test_every_stage_of_the_builder_is_what_it_says(county: County) -> None:
    assert lead_to(county, "audit").record.stage == "audit"
    assert CONTENT["open_attr"] == "active"
