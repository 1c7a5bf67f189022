"""认领 and its check, the links of records, and who may do and see what."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mingtang.foundation.cases.actions import Act
from mingtang.foundation.events.models import Event
from mingtang.foundation.organisations import actions as organisation
from mingtang.foundation.organisations.models import Grant, PostHolding
from mingtang.foundation.organisations.queries import SYSTEM
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState
from mingtang.openness.catalogue import actions, checking, likely, queries, suggesting
from mingtang.openness.catalogue.models import Claim, Fulfilment
from mingtang.openness.catalogue.subjects import Register
from tests.county import NOON, STAGES, County, lead_to
from tests.once import once
from tests.openness import catalogue_files
from tests.openness.catalogue_files import GOOD
from tests.openness.catalogue_house import catalogue, entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_files", "noon")]


def gaps(kind: str = "") -> list[tuple[str, str, str, tuple[str, ...]]]:
    found = checking.gaps()
    names = queries.entries_by_matter(gap.matter_id for gap in found)
    return [
        (gap.kind, names[gap.matter_id].item2, gap.level, tuple(unit.slug for unit in gap.units))
        for gap in found
        if kind in ("", gap.kind)
    ]


def offered(county: County, unit: str) -> list[tuple[str, str]]:
    found = suggesting.for_unit(county.units[unit])
    names = queries.entries_by_matter(s.matter_id for s in found)
    return [(names[s.matter_id].item2, s.why) for s in found]


def claim(county: County, unit: str, name: str, role: str = "lead", who: str = "office") -> Claim:
    return actions.claim(county.authority_of(who), entry(name).matter, county.units[unit], role=role)


def test_a_unit_claims_once_and_in_bulk(county: County) -> None:
    catalogue(county)
    clerk = county.authority_of("civil-drafter")
    claim(county, "civil", "政策文件", who="civil-drafter")
    with pytest.raises(WrongState):
        claim(county, "civil", "政策文件", who="civil-drafter")
    pks = list(queries.in_force().values_list("matter_id", flat=True))
    made = actions.claim_many(clerk, pks, county.units["civil"])
    assert len(made) == 2, "what is held already is passed over"
    assert {row.post for row in made} == {county.posts["civil-drafter"]}, "the unit's officer answers"
    assert Event.objects.filter(kind="catalogue.claimed").count() == 3


def test_a_claim_is_given_up_with_a_reason_and_can_be_made_anew(county: County) -> None:
    catalogue(county)
    held = claim(county, "civil", "政策文件", who="civil-drafter")
    clerk = county.authority_of("civil-drafter")
    with pytest.raises(Invalid):
        actions.release(clerk, held, " ")
    actions.release(clerk, held, "职责划转")
    with pytest.raises(WrongState):
        actions.release(clerk, held, "再来一次")
    claim(county, "civil", "政策文件", who="civil-drafter")
    assert Claim.objects.count() == 2


def test_nobody_claims_for_a_foreign_unit_but_the_openness_office(county: County) -> None:
    catalogue(county)
    for name in ("water-drafter", "civil-reviewer", "civil-approver", "supervisor", "nobody"):
        with pytest.raises(Forbidden):
            claim(county, "civil", "政策文件", who=name)
    held = claim(county, "civil", "政策文件", who="office")
    for name in ("water-drafter", "supervisor"):
        with pytest.raises(Forbidden):
            actions.release(county.authority_of(name), held, "不要")
    assert Claim.objects.count() == 1


def test_a_grant_in_one_area_claims_there_only(county: County) -> None:
    catalogue(county)
    Grant.objects.filter(post=county.posts["water-drafter"], action="catalogue.claim").update(
        area=county.areas["water-works"]
    )
    with pytest.raises(Forbidden):
        claim(county, "water", "政策文件", who="water-drafter")
    Grant.objects.filter(post=county.posts["water-drafter"], action="catalogue.claim").update(
        area=entry("政策文件").version.catalogue.area
    )
    assert claim(county, "water", "政策文件", who="water-drafter")


def test_what_is_no_longer_in_the_catalogue_cannot_be_claimed_or_linked(county: County) -> None:
    catalogue(county)
    gone = entry("审批信息")
    catalogue(county, [row for row in GOOD if row[2] != "审批信息"])
    clerk = county.authority_of("civil-drafter")
    with pytest.raises(WrongState):
        actions.claim(clerk, gone.matter, county.units["civil"])
    with pytest.raises(WrongState):
        actions.link(clerk, lead_to(county, "feedback").record, [gone.matter_id])


def test_the_check_finds_what_nobody_two_or_the_wrong_ones_claimed(county: County) -> None:
    catalogue(county)
    assert set(gaps()) == {
        ("unclaimed", "政策文件", "county", ()),
        ("unclaimed", "审批信息", "county", ()),
        ("unclaimed", "审批信息", "township", ()),
        ("unclaimed", "办事指南", "county", ()),
    }
    claim(county, "civil", "政策文件")
    claim(county, "water", "政策文件")
    claim(county, "town", "办事指南")
    claim(county, "civil", "审批信息")
    claim(county, "town", "审批信息")
    assert set(gaps()) == {
        ("double", "政策文件", "county", ("civil", "water")),
        ("wrong_level", "办事指南", "township", ("town",)),
        ("unclaimed", "办事指南", "county", ()),
    }


def test_who_joins_in_is_no_double_and_no_lead(county: County) -> None:
    catalogue(county)
    claim(county, "civil", "政策文件")
    claim(county, "water", "政策文件", role="joint")
    claim(county, "water", "办事指南", role="joint")
    assert gaps("double") == []
    assert ("unclaimed", "办事指南", "county", ()) in gaps()


def test_townships_that_are_missing_are_named(county: County) -> None:
    catalogue(county)
    second = organisation.create_unit(
        SYSTEM, parent=county.units["county"], slug="hill", kind="township", name="明堂县云岭镇", short_name="云岭镇", division_code="990121101000",
    )  # fmt: skip
    claim(county, "town", "审批信息")
    assert ("partly", "审批信息", "township", ("hill",)) in gaps()
    county.units["hill"] = second
    claim(county, "hill", "审批信息")
    assert gaps("partly") == []


def test_claims_of_units_that_ended_and_of_empty_posts_are_found(county: County) -> None:
    catalogue(county)
    claim(county, "water", "政策文件")
    PostHolding.objects.filter(post=county.posts["water-drafter"]).update(
        until_day=NOON.date() - timedelta(days=1)
    )
    assert ("nobody", "政策文件", "county", ("water",)) in gaps()
    organisation.merge_unit(
        SYSTEM, county.units["water"], county.units["civil"], on_day=NOON.date(), basis="机构改革"
    )
    assert ("ended", "政策文件", "", ("water",)) in gaps()
    assert ("unclaimed", "政策文件", "county", ()) in gaps()


def test_a_unit_is_offered_what_names_it_first(county: County) -> None:
    catalogue(county)
    assert offered(county, "civil") == [
        ("政策文件", "named"),
        ("审批信息", "named"),
        ("办事指南", "named"),
    ]
    assert offered(county, "town") == [("审批信息", "class")]
    assert [s.why for s in suggesting.for_unit(county.units["water"])] == ["open"] * 3
    claim(county, "civil", "政策文件")
    assert len(suggesting.for_unit(county.units["civil"])) == 2
    assert len(suggesting.for_unit(county.units["water"])) == 2


@pytest.mark.parametrize(
    ("text", "units", "levels", "unknown"),
    [
        ("县民政局、各乡（镇）人民政府（街道办事处）", {"civil"}, {"township"}, []),
        ("明堂县民政局和水利局", {"civil", "water"}, set(), []),
        ("清河镇人民政府", set(), set(), ["清河镇人民政府"]),
        ("清河镇", {"town"}, set(), []),
        ("民政部门", set(), set(), []),
        ("招标人及其招标代理机构或相关行政监督部门", set(), set(), []),
        ("县（区、市）人民政府及房屋征收部门", set(), set(), []),
        ("县水务局", set(), set(), ["县水务局"]),
        ("镇级人民政府", set(), {"township"}, []),
        ("各村（居）委会", set(), {"village"}, []),
        ("", set(), set(), []),
    ],
)
def test_units_are_read_out_of_a_cell(
    county: County, text: str, units: set[str], levels: set[str], unknown: list[str]
) -> None:
    found = Register().named(text)
    slugs = {unit.pk: slug for slug, unit in county.units.items()}
    assert {slugs[pk] for pk in found.unit_ids} == units
    assert found.levels == levels
    assert [name for name, _near in found.unknown] == unknown


def test_a_record_is_reached_from_its_matter_and_back(county: County) -> None:
    catalogue(county)
    record = lead_to(county, "feedback").record
    actions.link(county.authority_of("civil-drafter"), record, [entry("政策文件").matter_id])
    public = county.client()
    matter = reverse("catalogue:matter", args=[entry("政策文件").matter_id])
    assert record.title in public.get(matter).content.decode()
    assert matter in public.get(reverse("records:record", args=[record.pk])).content.decode()
    actions.unlink(county.authority_of("civil-drafter"), record, entry("政策文件").matter)
    assert record.title not in public.get(matter).content.decode()
    with pytest.raises(WrongState):
        actions.unlink(county.authority_of("civil-drafter"), record, entry("政策文件").matter)


PUBLIC = ("feedback", "rectify", "published")


@pytest.mark.parametrize("stage", once((s for s in STAGES if s not in PUBLIC), but=["audit", "withdrawn"]))
def test_what_is_not_public_shows_nowhere_in_the_public_catalogue(county: County, stage: str) -> None:
    catalogue(county)
    walk = lead_to(county, "draft" if stage in ("discarded", "withdrawn") else stage, title="绝密的草稿标题")
    pk = entry("政策文件").matter_id
    actions.link(county.authority_of("civil-drafter"), walk.record, [pk])
    if stage == "discarded":
        walk.discard()
    if stage == "withdrawn":
        walk.to("feedback").withdraw()
    public = county.client()
    assert queries.public_record_counts([pk]) == {}
    for url in (
        "/catalogue/",
        "/catalogue/?q=政策",
        "/catalogue/social-assistance/",
        f"/catalogue/matters/{pk}/",
    ):
        text = public.get(url).content.decode()
        assert "绝密" not in text
        assert "条信息</" not in text, url


def test_a_record_past_its_display_period_shows_nowhere(county: County) -> None:
    catalogue(county)
    record = lead_to(county, "feedback").record
    pk = entry("政策文件").matter_id
    actions.link(county.authority_of("civil-drafter"), record, [pk])
    type(record).objects.filter(pk=record.pk).update(display_until=NOON.date() - timedelta(days=1))
    assert queries.public_record_counts([pk]) == {}
    assert record.title not in county.client().get(f"/catalogue/matters/{pk}/").content.decode()


def test_staff_see_a_foreign_draft_neither_at_the_matter_nor_at_its_own_page(county: County) -> None:
    catalogue(county)
    draft = lead_to(county, "draft", title="外单位的草稿").record
    pk = entry("政策文件").matter_id
    actions.link(county.authority_of("civil-drafter"), draft, [pk])
    matter, own = (
        reverse("catalogue_desk:matter", args=[pk]),
        reverse("catalogue_desk:record", args=[draft.pk]),
    )
    water, civil = county.client("water-drafter"), county.client("civil-drafter")
    assert "外单位的草稿" not in water.get(matter).content.decode()
    assert water.get(own).status_code == 404
    assert water.post(own, {"matter": str(pk)}).status_code == 404
    assert "外单位的草稿" in civil.get(matter).content.decode()


def test_links_are_made_by_those_who_answer_for_the_record(county: County) -> None:
    catalogue(county)
    record = lead_to(county, "feedback").record
    pk = entry("政策文件").matter_id
    for name in ("water-drafter", "civil-approver", "supervisor", "nobody"):
        with pytest.raises(Forbidden):
            actions.link(county.authority_of(name), record, [pk])
    assert not Fulfilment.objects.exists()
    assert len(actions.link(county.authority_of("office"), record, [pk, pk])) == 1
    assert actions.link(county.authority_of("office"), record, [pk]) == []


def test_a_discarded_record_fulfils_nothing(county: County) -> None:
    catalogue(county)
    record = lead_to(county, "discarded").record
    with pytest.raises(WrongState):
        actions.link(county.authority_of("civil-drafter"), record, [entry("政策文件").matter_id])


def test_likely_matters_are_those_of_the_unit_nearest_in_words(county: County) -> None:
    catalogue(county)
    record = lead_to(county, "feedback", title="最低生活保障审批信息公示").record
    assert likely.matters_for(record, set()) == []
    actions.claim_many(
        county.authority_of("civil-drafter"),
        list(queries.in_force().values_list("matter_id", flat=True)),
        county.units["civil"],
    )
    assert likely.matters_for(record, set())[0].item2 == "审批信息"
    assert entry("审批信息") not in likely.matters_for(record, {entry("审批信息").matter_id})


def test_two_units_claim_and_the_page_names_them(county: County) -> None:
    catalogue(county)
    claim(county, "civil", "审批信息", who="civil-drafter")
    claim(county, "town", "审批信息", who="town-drafter")
    page = (
        county.client().get(reverse("catalogue:matter", args=[entry("审批信息").matter_id])).content.decode()
    )
    assert "明堂县民政局" in page
    assert "明堂县清河镇" in page
    unit = county.client().get("/units/town/").content.decode()
    assert "审批信息" in unit


def test_b_posts_stand_beside_their_a_post(county: County) -> None:
    catalogue(county)
    claim(county, "civil", "审批信息", who="civil-drafter")
    county.away("civil-drafter", NOON.date())
    page = county.client("supervisor").get(
        reverse("catalogue_desk:matter", args=[entry("审批信息").matter_id])
    )
    text = page.content.decode()
    assert "某civil-drafter（离岗）" in text
    assert "某civil-deputy" in text


def test_the_deputy_claims_while_the_officer_is_away(county: County) -> None:
    catalogue(county)
    with pytest.raises(Forbidden):
        claim(county, "civil", "政策文件", who="civil-deputy")
    county.away("civil-drafter", NOON.date())
    claim(county, "civil", "政策文件", who="civil-deputy")
    event = Event.objects.get(kind="catalogue.claimed")
    assert event.instead_of == county.posts["civil-drafter"]


def test_the_desk_claims_in_bulk_for_own_units_only(county: County) -> None:
    catalogue(county)
    pks = [str(pk) for pk in queries.in_force().values_list("matter_id", flat=True)]
    client = county.client("civil-drafter")
    client.post(reverse("catalogue_desk:claims"), {"unit": "water", "matter": pks})
    assert set(Claim.objects.values_list("unit__slug", flat=True)) == {"civil"}, "falls back to the own unit"
    answer = client.post(
        reverse("catalogue_desk:claims"), {"unit": "civil", "matter": ["x", "1"]}, follow=True
    )
    assert "还没有选事项" in answer.content.decode()
    answer = client.post(
        reverse("catalogue_desk:claim", args=[pks[0]]), {"unit": county.units["water"].pk, "role": "lead"}
    )
    assert answer.status_code == 422


def test_a_record_is_started_from_its_matter_with_what_is_known(county: County) -> None:
    catalogue(county)
    at = entry("政策文件")
    client = county.client("civil-drafter")
    answer = client.post(reverse("catalogue_desk:draft", args=[at.matter_id]))
    record = Fulfilment.objects.get().record
    assert answer.headers["Location"] == reverse("records_desk:edit", args=[record.pk])
    assert (record.unit.slug, record.area, record.theme, record.title) == (
        "civil",
        at.version.catalogue.area,
        "17.03",
        "政策文件",
    )
    assert record.head
    assert "<h2>文号</h2>" in record.head.body
    assert (
        county.client("supervisor").post(reverse("catalogue_desk:draft", args=[at.matter_id])).status_code
        == 403
    )


def test_a_full_name_is_known_without_the_countys_name_before_it(county: County) -> None:
    organisation.create_unit(
        SYSTEM, parent=county.units["county"], slug="health", kind="department", name="明堂县卫生健康局", short_name="县卫健局", division_code="990121000000",
    )  # fmt: skip
    found = Register()
    for name in ("明堂县卫生健康局", "县卫生健康局", "卫生健康局", "县卫健局", "卫健局"):
        assert len(found.named(name).unit_ids) == 1, name
    assert found.named("卫生健康委员会").unknown == [("卫生健康委员会", "县卫健局")]


def test_who_manages_a_township_only_touches_nothing_of_the_countys_catalogue(county: County) -> None:
    catalogue(county)
    post = county.posts["town-approver"]
    Grant.objects.create(post=post, action="catalogue.manage", unit=county.units["town"])
    who = county.authority_of("town-approver")
    at = entry("审批信息")
    proposal = actions.propose_adjustment(
        county.authority_of("town-drafter"), at.version.catalogue, county.units["town"], "remove", Act(reason="不要"), matter=at.matter
    )  # fmt: skip
    with pytest.raises(Forbidden):
        actions.decide_adjustment(who, proposal, Act(), agrees=True)
    with pytest.raises(Forbidden):
        actions.decide_adjustment(who, proposal, Act(reason="不行"), agrees=False)
    with pytest.raises(Invalid):
        actions.start_import(
            who, county.units["town"], catalogue_files.upload("a.csv", catalogue_files.csv())
        )
    with pytest.raises(Forbidden):
        actions.start_import(
            who, county.units["county"], catalogue_files.upload("a.csv", catalogue_files.csv())
        )
    with pytest.raises(Forbidden):
        actions.claim(who, at.matter, county.units["civil"])
    assert actions.claim(who, at.matter, county.units["village"])
