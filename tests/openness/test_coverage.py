"""The coverage: one count for the desk and for everybody, and no title of what is not public on the way."""

import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from mingtang.foundation import clock
from mingtang.foundation.duties.kinds import VIEW
from mingtang.foundation.duties.models import Duty
from mingtang.foundation.duties.queries import soon_until
from mingtang.kernel.disclosure.coverage import State
from mingtang.openness.catalogue import actions as catalogue
from mingtang.openness.catalogue.models import Claim
from mingtang.openness.obligations import checking
from mingtang.openness.obligations.coverage import queries
from mingtang.openness.obligations.coverage.queries import Row
from mingtang.openness.obligations.models import Declaration
from tests.county import NOON, County, Walk
from tests.openness.catalogue_house import entry
from tests.openness.coverage_house import CODE, OVERDUE, SOON, begun, claimed, owed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

SECRET = "关于绝密事项的通知"
POLICY, GUIDE, LIST = "政策文件", "办事指南", "审批信息"


@pytest.fixture
def world(county: County) -> County:
    claimed(county)
    checking.check_all()
    return county


def row(name: str, unit: str | None, county: County) -> Row:
    pk = county.units[unit].pk if unit else None
    found = [one for one in queries.rows() if one.matter_id == entry(name).matter_id and one.unit_id == pk]
    (only,) = found
    return only


def state(name: str, unit: str | None, county: County) -> State:
    return row(name, unit, county).state


PUBLIC = (
    "/coverage/", "/coverage/?view=table", "/coverage/?view=table&sort=overdue", "/coverage/?level=county",
    f"/coverage/?area={CODE}", "/coverage/civil/", f"/coverage/civil/{CODE}/", f"/coverage/civil/{CODE}/?state=overdue",
    "/sitemap-coverage_units.xml", "/",
)  # fmt: skip


class TestStates:
    def test_nothing_formed_is_nothing_owed(self, world: County) -> None:
        assert state(POLICY, "civil", world) is State.IDLE
        assert state(GUIDE, "civil", world) is State.IDLE

    def test_a_draft_past_its_day_is_overdue_and_one_near_it_due_soon(self, world: County) -> None:
        begun(world, POLICY, formed_on=SOON)
        assert Duty.objects.get(cause_kind="record").due_on == soon_until()
        assert state(POLICY, "civil", world) is State.SOON
        begun(world, POLICY, formed_on=OVERDUE, doc_no="")
        assert row(POLICY, "civil", world).overdue == 1
        assert state(POLICY, "civil", world) is State.OVERDUE

    def test_publication_covers_late_or_not(self, world: County) -> None:
        owed(world, POLICY, stage="feedback", formed_on=OVERDUE)
        assert Duty.objects.get(cause_kind="record").outcome == "late"
        assert state(POLICY, "civil", world) is State.COVERED

    def test_what_has_to_stay_public_is_not_covered_by_what_is_gone(self, world: County) -> None:
        record = owed(world, GUIDE, stage="feedback", formed_on=NOON.date())
        assert state(GUIDE, "civil", world) is State.COVERED
        with clock.at(NOON + timedelta(days=1)):
            Walk(world, record).withdraw()
            checking.check_all()
            assert state(GUIDE, "civil", world) is State.IDLE
        with clock.at(NOON + timedelta(days=60)):
            assert state(GUIDE, "civil", world) is State.OVERDUE

    def test_a_declared_period_is_told_apart_until_a_newer_one_is_closed(self, world: County) -> None:
        periods(world, ("declared", 1))
        assert state(POLICY, "civil", world) is State.DECLARED
        periods(world, ("on_time", 4))
        assert state(POLICY, "civil", world) is State.COVERED

    def test_what_was_voided_counts_for_nothing(self, world: County) -> None:
        periods(world, ("void", 1))
        assert state(POLICY, "civil", world) is State.IDLE

    def test_a_reminder_without_a_number_is_never_overdue(self, world: County) -> None:
        begun(world, POLICY, formed_on=OVERDUE)
        Duty.objects.filter(cause_kind="record").update(soft=True)
        assert state(POLICY, "civil", world) is State.IDLE

    def test_that_something_stays_posted_is_no_warning(self, world: County) -> None:
        owed(world, LIST, "town", "feedback", formed_on=NOON.date())
        assert Duty.objects.filter(kind="display", closed_at=None).exists()
        assert state(LIST, "town", world) is State.COVERED

    def test_nobody_leads_on_a_level_that_the_row_names(self, world: County) -> None:
        unclaimed = [(one.matter_id, one.level) for one in queries.rows() if one.state is State.UNCLAIMED]
        assert unclaimed == [(entry(LIST).matter_id, "county")]

    def test_a_matter_that_nobody_claimed_is_listed_on_each_of_its_levels(self, world: County) -> None:
        Claim.objects.filter(matter_id=entry(LIST).matter_id).update(ended_at=clock.now())
        page = world.client().get(f"/coverage/unclaimed/{CODE}/")
        listed = [(one.row.matter_id, str(one.level)) for one in page.context["matters"]]
        assert listed == [(entry(LIST).matter_id, level) for level in ("县级", "乡级")]
        assert page.context["page"].total == 2
        assert page.text.count("<span>乡级</span>") == 1

    def test_a_village_counts_for_the_township_that_claimed(self, world: County) -> None:
        owed(world, LIST, "village", "draft", formed_on=OVERDUE)
        assert state(LIST, "town", world) is State.OVERDUE

    def test_who_owes_without_a_claim_has_a_row(self, world: County) -> None:
        owed(world, POLICY, "water", "draft", formed_on=OVERDUE)
        assert state(POLICY, "water", world) is State.OVERDUE
        assert state(POLICY, "civil", world) is State.IDLE

    def test_what_is_disclosed_on_request_only_is_no_row(self, world: County) -> None:
        from mingtang.openness.catalogue.models import Entry

        Entry.objects.filter(item2=POLICY).update(active=False)
        assert entry(POLICY).matter_id not in {one.matter_id for one in queries.rows()}


def periods(county: County, *ended: tuple[str, int]) -> None:
    """Periodic duties of civil that ended so, each of a quarter that begins with a month."""
    now = clock.now()
    for outcome, month in ended:
        first, last = date(2025, month, 1), date(2025, month + 2, 28)
        duty = Duty.objects.create(
            key=f"test:{outcome}:{month}", kind="period", subject_kind="matter", subject_id=entry(POLICY).matter_id,
            title=POLICY, unit=county.units["civil"], area_id=entry(POLICY).version.catalogue.area_id, opened_at=now,
            held_since=now, reckoned_at=now, mode="fixed", due_on=last, period_first=first, period_last=last,
            closed_at=now, done_on=last, outcome=outcome,
        )  # fmt: skip
        if outcome == "declared":
            Declaration.objects.create(
                duty=duty, matter=entry(POLICY).matter, unit=duty.unit, area=entry(POLICY).version.catalogue.area, period_first=first,
                period_last=last, statement="本季度没有出台文件。", signed_by=county.person("civil-approver"),
                signed_at=now,
            )  # fmt: skip


class TestWhatEverybodySees:
    @pytest.mark.parametrize("formed", [OVERDUE, SOON, NOON.date(), None])
    def test_a_draft_is_counted_and_never_named(self, world: County, formed: date | None) -> None:
        begun(world, POLICY, title=SECRET, formed_on=formed)
        for username in ("", "water-drafter"):
            client = world.client(username)
            for url in PUBLIC:
                answer = client.get(url)
                assert answer.status_code in (200, 404), url
                assert SECRET not in answer.content.decode(), url
            sheet = client.get("/coverage/coverage.xlsx").content
            text = str([list(page.values) for page in load_workbook(io.BytesIO(sheet))])
            assert SECRET not in text
        text = world.client().get(f"/coverage/civil/{CODE}/").content.decode()
        assert ("有 1 项过了期限还没有公开" in text) is (formed == OVERDUE)
        assert ("有 1 项快到期限" in text) is (formed == SOON)
        assert "/desk/" not in text.replace("/desk/sign-in/", "").replace('href="/desk/"', "")

    def test_neither_is_what_was_withdrawn_nor_what_is_over(self, world: County) -> None:
        until = NOON.date() + timedelta(days=7)
        gone = owed(world, POLICY, stage="feedback", title=SECRET, formed_on=NOON.date(), display_until=until)
        assert SECRET in world.client().get(f"/coverage/civil/{CODE}/").content.decode()
        with clock.at(NOON + timedelta(days=8)):
            assert SECRET not in world.client().get(f"/coverage/civil/{CODE}/").content.decode()
            assert state(POLICY, "civil", world) is State.COVERED, "it was disclosed"
        Walk(world, gone).withdraw()
        assert SECRET not in world.client().get(f"/coverage/civil/{CODE}/").content.decode()

    def test_it_is_the_very_count_of_the_desk(self, world: County) -> None:
        begun(world, POLICY, formed_on=OVERDUE)
        desk = world.client("office").get("/desk/coverage/").context["matrix"]
        everybody = world.client().get("/coverage/").context["matrix"]
        assert desk.total.total.counts == everybody.total.total.counts
        assert [line.total.counts for line in desk.lines] == [line.total.counts for line in everybody.lines]
        assert desk.total.total.counts == {State.OVERDUE: 1, State.IDLE: 2, State.UNCLAIMED: 1}

    def test_declarations_are_shown_apart_with_their_words(self, world: County) -> None:
        periods(world, ("declared", 1))
        text = world.client().get(f"/coverage/civil/{CODE}/").content.decode()
        assert "本季度没有出台文件。" in text
        assert f"/declarations/{Declaration.objects.get().pk}/" in text
        counts = world.client().get("/coverage/civil/").context["total"].counts
        assert counts[State.DECLARED] == 1
        assert State.COVERED not in counts

    def test_addresses_that_are_not_there(self, world: County) -> None:
        client = world.client()
        for url in (
            "/coverage/nobody/", "/coverage/water/", "/coverage/village/", f"/coverage/water/{CODE}/",
            "/coverage/civil/nothing/", "/coverage/civil/assistance/",
        ):  # fmt: skip
            assert client.get(url).status_code == 404, url
        assert client.get(f"/coverage/unclaimed/{CODE}/").status_code == 200
        for query in ("?level=galaxy", "?area=nothing", "?view=x&sort=y", "?state=z", "?page=99999999999"):
            assert client.get(f"/coverage/{query}").status_code == 200


class TestAtTheDesk:
    def test_one_sees_the_rows_of_ones_grants_and_totals_of_just_these(self, world: County) -> None:
        begun(world, POLICY, title=SECRET, formed_on=OVERDUE)
        for username, lines in (
            ("civil-drafter", ["民政局"]),
            ("town-drafter", ["清河镇"]),
            ("water-drafter", []),
        ):
            answer = world.client(username).get("/desk/coverage/")
            assert [line.label for line in answer.context["matrix"].lines] == lines
            assert answer.context["matrix"].total.total.total == {"civil-drafter": 2, "town-drafter": 1}.get(
                username, 0
            )
            assert not answer.context["everything"]
        assert "合计也只算这些" in world.client("civil-drafter").get("/desk/coverage/").content.decode()

    def test_a_foreign_unit_is_not_there(self, world: County) -> None:
        begun(world, POLICY, title=SECRET, formed_on=OVERDUE)
        client = world.client("water-drafter")
        for url in (
            "/desk/coverage/civil/", f"/desk/coverage/civil/{CODE}/", "/desk/coverage/unclaimed/",
            "/desk/coverage/dates/civil/",
        ):  # fmt: skip
            answer = client.get(url)
            assert answer.status_code == 404, url
            assert SECRET not in answer.content.decode()
        sheet = load_workbook(io.BytesIO(client.get("/desk/coverage/coverage.xlsx").content))
        assert [page.max_row for page in sheet] == [2, 1]

    def test_without_the_grant_the_page_is_refused(self, world: County) -> None:
        assert world.client("civil-secrecy").get(reverse("coverage_desk:home")).status_code in (200, 403)
        assert world.client("nobody").get(reverse("coverage_desk:home")).status_code == 403

    def test_a_grant_for_one_area_opens_its_column_only(self, world: County) -> None:
        from mingtang.foundation.organisations.models import Grant

        Grant.objects.filter(post=world.posts["water-drafter"], action=VIEW).update(
            unit=world.units["civil"], area=world.areas["assistance"]
        )
        assert world.client("water-drafter").get(f"/desk/coverage/civil/{CODE}/").status_code == 404

    def test_the_cell_leads_to_the_duty_and_the_evidence(self, world: County) -> None:
        late = begun(world, POLICY, title=SECRET, formed_on=OVERDUE)
        out = owed(world, POLICY, stage="feedback", doc_no="", title="公开了的", formed_on=NOON.date())
        duty = Duty.objects.get(cause_id=late.pk)
        for username in ("civil-drafter", "office"):
            text = world.client(username).get(f"/desk/coverage/civil/{CODE}/").content.decode()
            assert SECRET in text
            assert f"/desk/duties/{duty.pk}/" in text
            assert f"/desk/records/{out.pk}/" in text
            assert "最晚应在2026年2月2日" in text

    def test_the_table_is_sorted_by_what_is_asked(self, world: County) -> None:
        begun(world, POLICY, formed_on=OVERDUE)
        lines = world.client("office").get("/desk/coverage/?view=table&sort=overdue").context["lines"]
        assert lines[0].unit == world.units["civil"]
        lines = world.client("office").get("/desk/coverage/?view=table&sort=unclaimed").context["lines"]
        assert lines[0].unit is None

    def test_the_file_says_the_same(self, world: County) -> None:
        begun(world, POLICY, formed_on=OVERDUE)
        sheet = load_workbook(io.BytesIO(world.client("office").get("/desk/coverage/coverage.xlsx").content))
        by_unit = {values[0]: values for values in sheet.worksheets[0].values}
        assert by_unit["明堂县民政局"][:4] == ("明堂县民政局", "县级", 2, 1)
        assert by_unit["合计"][2] == 4
        assert sheet.worksheets[1].max_row == 4

    @pytest.mark.once
    def test_the_number_of_queries_does_not_grow(self, world: County) -> None:
        begun(world, POLICY, formed_on=OVERDUE)

        def count(url: str, username: str = "office") -> int:
            client = world.client(username)
            client.get(url)
            with CaptureQueriesContext(connection) as found:
                assert client.get(url).status_code == 200
            return len(found)

        urls = ("/desk/coverage/", "/coverage/", f"/desk/coverage/civil/{CODE}/", f"/coverage/civil/{CODE}/")
        before = [count(url) for url in urls]
        for n in range(4):
            begun(world, GUIDE if n % 2 else POLICY, formed_on=OVERDUE, doc_no="")
            owed(world, LIST, "village", formed_on=OVERDUE, doc_no="")
            owed(world, LIST, "town", "feedback", formed_on=OVERDUE, doc_no="")
        catalogue.claim(world.authority_of("office"), entry(LIST).matter, world.units["civil"])
        checking.check_all()
        after = [count(url) for url in urls]
        # One more where a matter with something disclosed shows nothing now.
        assert all(a <= b + 1 for b, a in zip(before, after, strict=True)), (before, after)
        assert max(after) <= 30
        with CaptureQueriesContext(connection) as found:
            queries.rows()
        assert len(found) <= 10
