"""Versions of a catalogue: what carries over, what changed, from which day; local matters; dynamic adjustment."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mingtang.demo.identifiers import identity_number
from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.events.models import Event
from mingtang.kernel.catalogue.item import Item
from mingtang.kernel.limits.parse import parse_limit
from mingtang.kernel.refusals import Forbidden, Invalid, Stale, WrongState
from mingtang.openness.catalogue import actions, changes, overview, queries
from mingtang.openness.catalogue.actions.settling import hash_of_row
from mingtang.openness.catalogue.actions.versions import hash_of
from mingtang.openness.catalogue.models import Adjustment, Entry, Version
from tests.county import NOON, County, lead_to
from tests.openness import catalogue_files as files
from tests.openness.catalogue_house import accept_all, adopt, catalogue, entry, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_files", "noon")]
TODAY = NOON.date()
CHANGED = (
    (*files.GOOD[0][:5], "信息形成或者变更之日起10个工作日内", *files.GOOD[0][6:]),
    files.GOOD[2],
    ("3", "医疗救助", "救助标准", "对象；标准", "《社会救助暂行办法》", files.USUAL, "民政局", "■政府网站", "√", "", "√", "", "√", ""),
)  # fmt: skip


def test_claims_and_links_go_over_to_the_next_version(county: County) -> None:
    catalogue(county)
    kept, gone = entry("政策文件"), entry("审批信息")
    clerk = county.authority_of("civil-drafter")
    actions.claim_many(clerk, [kept.matter_id, gone.matter_id], county.units["civil"])
    record = lead_to(county, "feedback").record
    actions.link(clerk, record, [kept.matter_id])
    catalogue(county, CHANGED)
    now = entry("政策文件")
    assert now.matter_id == kept.matter_id
    assert now.version.number == 2
    assert [row.unit.slug for row in queries.claims_of([now.matter_id])[now.matter_id]] == ["civil"]
    assert list(queries.public_records(now.matter_id)) == [record]
    assert not queries.in_force().filter(matter_id=gone.matter_id).exists()
    assert queries.claims_of([gone.matter_id]), "the claim stays on record, but counts for nothing"


def test_the_difference_is_shown_by_matter_and_by_cell(county: County) -> None:
    old = catalogue(county)
    new = catalogue(county, CHANGED)
    found = changes.between(old, new)
    assert [e.item2 for e in found.added] == ["救助标准"]
    assert [e.item2 for e in found.removed] == ["审批信息"]
    assert [(c.after.item2, c.cells) for c in found.changed] == [
        ("政策文件", [("公开时限", files.USUAL, "信息形成或者变更之日起10个工作日内")])
    ]
    assert (found.same, found.moved) == (1, 0)
    assert changes.between(new, new).changed == []


def test_matters_that_only_stand_elsewhere_are_no_change(county: County) -> None:
    old = catalogue(county)
    new = catalogue(county, files.GOOD[::-1])
    found = changes.between(old, new)
    assert (found.added, found.removed, found.changed) == ([], [], [])
    assert found.moved == 2


def test_a_matter_under_a_new_name_keeps_its_claims_where_a_person_says_so(county: County) -> None:
    catalogue(county)
    before = entry("办事指南")
    renamed = (*files.GOOD[:2], (*files.GOOD[2][:2], "办事指南和流程", *files.GOOD[2][3:]))
    job = read(county, files.csv(renamed))
    row = job.rows.get(match="similar")
    assert row.state == "open"
    assert adopt(county, job).entries.get(item2="办事指南和流程").matter_id == before.matter_id


def test_or_is_a_new_matter_where_a_person_says_so(county: County) -> None:
    catalogue(county)
    before = entry("办事指南")
    renamed = (*files.GOOD[:2], (*files.GOOD[2][:2], "办事指南和流程", *files.GOOD[2][3:]))
    job = read(county, files.csv(renamed))
    row = job.rows.get(match="similar")
    actions.settle(county.authority_of("office"), job, "as_new", rows=[row.pk])
    assert adopt(county, job).entries.get(item2="办事指南和流程").matter_id != before.matter_id


def test_a_version_counts_from_its_day(county: County) -> None:
    first = catalogue(county, effective_on=TODAY - timedelta(days=10))
    second = catalogue(county, CHANGED, effective_on=TODAY + timedelta(days=5))
    area = first.catalogue.area
    assert queries.version_in_force(area) == first
    assert set(queries.in_force().values_list("item2", flat=True)) == {"政策文件", "审批信息", "办事指南"}
    with clock.at(NOON + timedelta(days=5)):
        assert queries.version_in_force(area) == second
        assert set(queries.in_force().values_list("item2", flat=True)) == {"政策文件", "办事指南", "救助标准"}
    with clock.at(NOON - timedelta(days=11)):
        assert queries.version_in_force(area) is None


def test_a_version_cannot_begin_before_the_one_before_it(county: County) -> None:
    catalogue(county, effective_on=TODAY)
    job = read(county, files.csv(CHANGED))
    accept_all(county, job)
    with pytest.raises(Invalid) as refusal:
        adopt(county, job, TODAY - timedelta(days=1))
    assert "effective_on" in refusal.value.fields
    assert Version.objects.count() == 1, "refused as a whole"
    job.refresh_from_db()
    assert job.case
    assert job.case.is_open, "and the import is still there"


def test_local_matters_stay_when_the_standard_is_renewed(county: County) -> None:
    local = (*files.GOOD[2][:2], "救助热线", *files.GOOD[2][3:])
    head = [*files.HEAD, "备注"]
    rows = [[*row, ""] for row in files.GOOD] + [[*local, "本地增加"]]
    data = "\n".join(["社会救助领域目录", ",".join(head), *(",".join(row) for row in rows)]).encode()
    adopt(county, read(county, data))
    before = entry("救助热线")
    assert before.local
    second = catalogue(county, files.GOOD)
    assert second.entries.get(item2="救助热线").matter_id == before.matter_id
    third = adopt(county, read(county, files.csv()), keep_local=False)
    assert not third.entries.filter(item2="救助热线").exists()


def test_the_published_hash_is_that_of_the_rows(county: County) -> None:
    version = catalogue(county)
    texts = [e.text() for e in version.entries.order_by("position")]
    assert hash_of(texts) == version.content_hash
    assert hash_of([replace(texts[0], subject="别的单位"), *texts[1:]]) != version.content_hash
    assert Event.objects.get(kind="catalogue.adopted").content_hash == version.content_hash


def propose(
    county: County, kind: str, name: str = "政策文件", text: Item | None = None, who: str = "civil-drafter"
) -> Adjustment:
    at = entry(name)
    return actions.propose_adjustment(
        county.authority_of(who),
        at.version.catalogue,
        county.units["civil"],
        kind,
        Act(reason="职责有变"),
        matter=None if kind == "add" else at.matter,
        text=text,
    )


def decide(
    county: County, proposal: Adjustment, *, agrees: bool = True, who: str = "office", reason: str = ""
) -> Version | None:
    return actions.decide_adjustment(county.authority_of(who), proposal, Act(reason=reason), agrees=agrees)


def test_an_adjustment_becomes_the_next_version_with_its_reason(county: County) -> None:
    catalogue(county)
    text = replace(entry("政策文件").text(), item2="救助热线", elements="电话")
    version = decide(county, propose(county, "add", text=text))
    assert version
    assert (version.number, version.kind, version.reason) == (2, "adjustment", "职责有变")
    names = list(version.entries.order_by("position").values_list("item2", flat=True))
    assert names == ["政策文件", "审批信息", "救助热线", "办事指南"], "behind its relatives"
    matter = entry("政策文件").matter
    changed = replace(entry("政策文件").text(), limit=parse_limit("长期公开"))
    version = decide(county, propose(county, "change", text=changed))
    assert version
    assert version.entries.get(matter=matter).limit_type == "T9"
    version = decide(county, propose(county, "remove"))
    assert version
    assert not version.entries.filter(matter=matter).exists()
    steps = overview.history(matter.pk)
    assert ["removed" in step for step in steps] == [True, False, False]


def test_nobody_decides_on_an_own_proposal(county: County) -> None:
    catalogue(county)
    county.staff("civil", "openness_office", "civil-drafter", reach="county")
    proposal = propose(county, "remove")
    with pytest.raises(Forbidden):
        decide(county, proposal, who="civil-drafter")
    for name in ("civil-reviewer", "water-drafter", "supervisor", "nobody"):
        with pytest.raises(Forbidden):
            decide(county, proposal, who=name)


def test_a_refusal_needs_a_reason_and_changes_nothing(county: County) -> None:
    catalogue(county)
    proposal = propose(county, "remove")
    with pytest.raises(Invalid):
        decide(county, proposal, agrees=False)
    decide(county, proposal, agrees=False, reason="仍需公开")
    assert Version.objects.count() == 1
    with pytest.raises(WrongState):
        decide(county, proposal)


def test_only_the_one_who_proposed_takes_it_back(county: County) -> None:
    catalogue(county)
    proposal = propose(county, "remove")
    with pytest.raises(Forbidden):
        actions.recall_adjustment(county.authority_of("civil-deputy"), proposal, Act())
    with pytest.raises(Forbidden):
        actions.recall_adjustment(county.authority_of("water-drafter"), proposal, Act())
    actions.recall_adjustment(county.authority_of("civil-drafter"), proposal, Act())
    proposal.case.refresh_from_db()
    assert proposal.case.outcome == "recalled"


def test_a_proposal_overtaken_by_another_change_of_the_same_matter_is_stale(county: County) -> None:
    catalogue(county)
    text = entry("政策文件").text()
    first = propose(county, "change", text=replace(text, subject="民政局、水利局"))
    second = propose(county, "change", text=replace(text, elements="文号"))
    other = propose(county, "change", "办事指南", replace(entry("办事指南").text(), elements="流程"))
    decide(county, first)
    with pytest.raises(Stale):
        decide(county, second)
    assert decide(county, other), "another matter is not touched by it"


def test_proposals_without_reason_without_change_or_of_a_twin_are_refused(county: County) -> None:
    catalogue(county)
    at = entry("政策文件")
    with pytest.raises(Invalid):
        propose(county, "change", text=at.text())
    with pytest.raises(Invalid):
        propose(county, "add", text=at.text())
    with pytest.raises(Invalid):
        propose(county, "add", text=Item(elements="名单"))
    with pytest.raises(Invalid, match="发布前检查"):
        number = identity_number("990121", date(1987, 3, 12), 204)
        propose(county, "add", text=Item(item1="新的事项", elements=f"身份证号{number}"))
    with pytest.raises(Invalid):
        actions.propose_adjustment(
            county.authority_of("civil-drafter"),
            at.version.catalogue,
            county.units["civil"],
            "remove",
            Act(),
            matter=at.matter,
        )
    with pytest.raises(Forbidden):
        propose(county, "remove", who="civil-approver")
    assert not Adjustment.objects.exists()


def test_every_entry_of_every_version_stays_as_it_was(county: County) -> None:
    catalogue(county)
    before = list(Entry.objects.order_by("pk").values())
    catalogue(county, CHANGED)
    decide(county, propose(county, "remove"))
    kept = {row["id"]: row for row in Entry.objects.values()}
    assert [kept[row["id"]] for row in before] == before


def test_only_one_version_is_in_force_on_any_day(county: County) -> None:
    for days in (-30, -10, 0, 0, 7):
        adopt(county, read(county, files.csv()), TODAY + timedelta(days=days))
    for offset in range(-35, 15):
        day: date = TODAY + timedelta(days=offset)
        assert len([v for v in Version.objects.all() if v.in_force_on(day)]) == (1 if offset >= -30 else 0)


def test_two_proposals_cannot_make_twins(county: County) -> None:
    catalogue(county)
    text = replace(entry("办事指南").text(), item2="指南", elements="流程")
    first, second = (
        propose(county, "change", "办事指南", text),
        propose(county, "change", "政策文件", replace(text, item1="临时救助")),
    )
    assert decide(county, first)
    with pytest.raises(Invalid):
        decide(county, second)


def test_a_row_corrected_to_the_names_of_a_matter_continues_it(county: County) -> None:
    catalogue(county)
    before = entry("审批信息")
    job = read(county, files.csv([files.GOOD[0], ("2", "", "", *files.GOOD[1][3:])]))
    row = job.rows.get(faulty=True)
    text = Item.of_data(row.text | {"item1": "最低生活保障", "item2": "审批信息"})
    actions.correct_row(county.authority_of("office"), job, row, text, seen=hash_of_row(row))
    assert adopt(county, job).entries.get(item2="审批信息").matter_id == before.matter_id


def test_a_correction_does_not_decide_on_a_likeness(county: County) -> None:
    catalogue(county)
    renamed = (*files.GOOD[:2], (*files.GOOD[2][:2], "办事指南和流程", *files.GOOD[2][3:]))
    job = read(county, files.csv(renamed))
    row = job.rows.get(match="similar")
    text = Item.of_data(row.text | {"subject": "民政局、水利局"})
    actions.correct_row(county.authority_of("office"), job, row, text, seen=hash_of_row(row))
    row.refresh_from_db()
    assert (row.state, row.codes) == ("open", "similar")


def test_the_number_of_an_area_in_its_file_is_no_part_of_the_title(county: County) -> None:
    version = adopt(county, read(county, files.csv(title="（五）社会救助领域基层政务公开标准目录")))
    assert version.title == "社会救助领域基层政务公开标准目录"
    version = adopt(county, read(county, files.csv(title="二、社会救助领域")))
    assert version.title == "社会救助领域公开事项标准目录"


def test_a_likeness_that_arises_later_is_asked_about_although_the_row_was_settled(county: County) -> None:
    who = county.authority_of("office")
    job = read(county, files.csv(files.GOOD))
    row = job.rows.get(name__endswith=files.GOOD[2][2])
    text = Item.of_data(row.text | {"item2": "办事指南和流程"})
    actions.correct_row(who, job, row, text, seen=hash_of_row(row))
    catalogue(county)
    actions.rematch(who, job)
    row.refresh_from_db()
    assert (row.match, row.state) == ("similar", "open")
    actions.settle(who, job, "accept", rows=[row.pk])
    actions.rematch(who, job)
    row.refresh_from_db()
    assert (row.match, row.state) == ("similar", "accepted"), "what was agreed to is not asked again"
