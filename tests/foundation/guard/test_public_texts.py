"""By night the short texts that everybody reads are looked through as well, whichever section they belong to."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db.models import Model

from mingtang.demo.identifiers import identity_number
from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.events.models import Event
from mingtang.foundation.findings import actions as findings
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.findings.subjects import subject_target
from mingtang.foundation.guard.actions import consequences, sweeping
from mingtang.foundation.guard.actions.sweeping import sweep
from mingtang.foundation.guard.models import Check, Override, Sweep
from mingtang.foundation.guard.public_texts import PUBLIC_TEXTS, PublicText, PublicTexts, paper_of
from mingtang.foundation.guard.subjects import GUARDED
from mingtang.foundation.organisations.models import Leader, Post, Unit
from mingtang.openness.catalogue.models import Entry, Version
from mingtang.openness.columns.models import EntryText
from mingtang.openness.gazette.models import ReadingPoint
from mingtang.openness.obligations.models import Declaration
from mingtang.openness.records.models import Record, Revision
from mingtang.openness.topics import actions as topics
from mingtang.openness.topics.models import Topic
from tests.county import NOON, County, Walk, draft
from tests.foundation.guard.house import UNWANTED, phrase
from tests.openness import catalogue_house, columns_house, reading_points
from tests.openness.obligations.faces.house import declared

pytestmark = pytest.mark.django_db
TOMORROW = NOON + timedelta(days=1)
NUMBER = identity_number("990121", date(1987, 3, 12), 204)


def night(days: int = 1, minutes: float = 5) -> Sweep:
    with clock.at(NOON + timedelta(days=days)):
        run = sweep(minutes)
    assert run
    return run


def a_topic(county: County) -> Topic:
    who, unit = county.authority_of("office"), county.units["county"]
    made = topics.create_topic(who, {"title": "专栏", "code": "z", "unit": unit, "introduction": ""})
    topics.add_block(who, made, "text", {"heading": "一", "body": "<p>好</p>"})
    return topics.act(who, made, "publish")


def a_leader(county: County) -> Leader:
    return Leader.objects.create(unit=county.units["civil"], name="某人", title="局长", position=1)


def a_declaration(county: County) -> Declaration:
    catalogue_house.catalogue(county)
    return declared(county, catalogue_house.entry("审批信息"), "某任务", "没有。")


def an_answer(county: County) -> Finding:
    walk = Walk(county, draft(county)).to("feedback")
    report = findings.report(subject_target(f"record:{walk.pk}"), category="typo", text="有错", contact="")
    who = county.authority_of("civil-drafter")
    findings.accept(who, report, Act())
    return findings.answer(who, report, Act(), outcome="mended", text="已改正。", show_text=True)


def withdrawn(county: County) -> Record:
    walk = Walk(county, draft(county)).to("feedback")
    walk.withdraw()
    return walk.record


def corrected(county: County) -> Revision:
    """The note of a correction that another one followed."""
    walk = Walk(county, draft(county)).to("feedback")
    for n in range(2):
        walk.correct()
        walk.save(body=f"<p>第{n}次改。</p>", public_note="改正了金额。")
        walk.to("feedback")
    notes = walk.record.revisions.exclude(public_note="").exclude(published_at=None)
    return notes.order_by("number")[0]


SHOWN: dict[str, tuple[Callable[[County], Model], str]] = {
    "functions of a unit": (lambda county: county.units["civil"], "functions"),
    "address of a unit": (lambda county: county.units["civil"], "address"),
    "what a leader does": (a_leader, "functions"),
    "title of a post": (lambda county: county.posts["civil-drafter"], "title"),
    "name of an area": (lambda county: county.areas["assistance"], "name"),
    "a topic": (a_topic, "introduction"),
    "a block of a topic": (lambda county: a_topic(county).blocks.get(), "body"),
    "a column": (columns_house.column, "description"),
    "a passage of the fixed entries": (lambda county: EntryText.objects.all()[0], "text"),
    "a reading point": (lambda county: reading_points.point(county, name="图书馆"), "holdings"),
    "a matter": (
        lambda county: catalogue_house.catalogue(county) and catalogue_house.entry("政策文件"),
        "elements",
    ),
    "a version of the catalogue": (catalogue_house.catalogue, "reason"),
    "a declaration": (a_declaration, "statement"),
    "an answer": (an_answer, "answer"),
    "a tombstone": (withdrawn, "withdrawal_note"),
    "the note of a former correction": (corrected, "public_note"),
}


@pytest.mark.parametrize("what", SHOWN)
def test_an_identity_number_that_came_in_by_another_way_is_found_the_next_night(
    county: County, what: str
) -> None:
    make, field = SHOWN[what]
    with clock.at(NOON):
        row = make(county)
        type(row)._default_manager.filter(pk=row.pk).update(**{field: f"联系王某，身份证号{NUMBER}。"})
    run = night()
    assert (run.failed, run.raised) == (0, 1)
    problem = Finding.objects.get(source="guard")
    assert "990***" in problem.text
    assert NUMBER not in f"{problem.page_title}{problem.text}{problem.measure}{problem.rule}"
    assert problem.page_url.startswith("/")
    assert night(days=2).raised == 0, "once, while it is open"
    page = county.client("office").get(f"/desk/guard/{problem.subject_kind}/{problem.subject_id}/")
    assert page.status_code == 200
    assert "公众看得到" in page.content.decode()


def test_what_is_let_through_on_its_page_is_not_found_again_and_counted_with_the_others(
    county: County,
) -> None:
    with clock.at(NOON):
        reading_points.point(county, name="图书馆", holdings=f"有{UNWANTED}")
        phrase(county)
    assert night().raised == 1
    problem = Finding.objects.get(source="guard")
    url = f"/desk/guard/{problem.subject_kind}/{problem.subject_id}/"
    found = Check.objects.get(subject_kind=problem.subject_kind)
    sent = {"hits": [found.hits[0]["fingerprint"]], "reason": "是一本书的名字"}
    assert county.client("nobody").get(url).status_code in (403, 404)
    assert county.client("civil-approver").post(url, sent).status_code == 404, "the county's is not theirs"
    assert county.client("office").post(url, sent).status_code == 302
    assert Override.objects.get().reason == "是一本书的名字"
    assert night(days=2).blocked == 0
    home = county.client("office").get("/desk/guard/").content.decode()
    assert "是一本书的名字" in home
    assert "查阅点：图书馆" in home


def test_what_is_not_public_is_passed_over(county: County) -> None:
    with clock.at(NOON):
        who, unit = county.authority_of("office"), county.units["county"]
        made = topics.create_topic(who, {"title": "草", "code": "c", "unit": unit, "introduction": UNWANTED})
        topics.add_block(who, made, "text", {"heading": "一", "body": f"<p>{UNWANTED}</p>"})
        columns_house.column(county, is_open=False, description=UNWANTED)
        point = reading_points.point(county, name="图书馆", holdings=UNWANTED)
        ReadingPoint.objects.filter(pk=point.pk).update(is_open=False)
        phrase(county)
    assert night().blocked == 0


def test_it_goes_on_where_time_ran_out_and_misses_none(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "TEXTS", 2)
    seen: list[UUID] = []
    ids = [UUID(int=n) for n in range(1, 8)]

    def after(pk: UUID | None, most: int) -> list[PublicText]:
        unit = county.units["civil"].pk
        return [PublicText(one, unit, "题", "/", {"text": "好"}) for one in ids if pk is None or one > pk][
            :most
        ]

    texts = PublicTexts("tried", "试", after, lambda pk: None)
    monkeypatch.setattr(sweeping, "PUBLIC_TEXTS", (texts,))
    real = sweeping._look_at_text

    def counted(run, kind, text, places):  # type: ignore[no-untyped-def]
        seen.append(text.id)
        real(run, kind, text, places)
        clocked[0] += 10

    clocked = [0.0]
    monkeypatch.setattr(sweeping, "_look_at_text", counted)
    monkeypatch.setattr(time, "monotonic", lambda: clocked[0])
    first = night(minutes=0.5)
    assert (len(seen), first.finished_at) == (3, None)
    last = night(days=2)
    assert (last.pk, seen, last.looked) == (first.pk, ids, 7)
    assert last.finished_at


def test_a_text_that_breaks_the_guard_stops_no_other(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    with clock.at(NOON):
        reading_points.point(county, name="图书馆", holdings=f"有{UNWANTED}")
        phrase(county)
    real = paper_of

    def breaks(code: str, text: PublicText, unit: Unit):  # type: ignore[no-untyped-def]
        if code == "post_text":
            raise RuntimeError("broken")
        return real(code, text, unit)

    monkeypatch.setattr(sweeping, "paper_of", breaks)
    run = night()
    assert (run.failed, run.raised) == (Post.objects.count(), 1)
    assert run.finished_at


def test_a_unit_has_no_more_problems_of_texts_at_a_time_than_it_can_cure(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consequences, "OPEN_MOST", 2)
    with clock.at(NOON):
        for n in range(4):
            reading_points.point(county, name=f"第{n}处", holdings=f"有{UNWANTED}")
        phrase(county)
    assert night().raised == 2
    assert Finding.objects.filter(key="guard:more").count() == 1


def test_what_a_matter_said_in_a_version_of_the_past_is_still_looked_at(county: County) -> None:
    with clock.at(NOON):
        old = catalogue_house.catalogue(county)
        first = old.entries.order_by("position")[0]
        catalogue_house.catalogue(county, effective_on=date(2026, 3, 2))
        Entry.objects.filter(pk=first.pk).update(remark=f"身份证号{NUMBER}")
    assert night().raised == 1
    assert Version.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_worker_which_opens_no_transaction_comes_to_the_end_of_a_sweep() -> None:
    run = sweep(minutes=5)
    assert run
    assert run.finished_at
    assert Event.objects.filter(kind="guard.swept").exists()


def test_kinds_of_texts_and_of_papers_do_not_share_a_name() -> None:
    assert not {code for code, _one in PUBLIC_TEXTS.items()} & {code for code, _one in GUARDED.items()}
    assert all(len(code) <= 30 for code, _one in PUBLIC_TEXTS.items())


def test_every_text_names_its_fields_and_can_be_found_again(county: County) -> None:
    with clock.at(NOON):
        a_topic(county)
        a_leader(county)
        a_declaration(county)
        columns_house.column(county)
        reading_points.point(county, name="图书馆")
        withdrawn(county)
        for texts in PUBLIC_TEXTS:
            for text in texts.after(None, 3):
                assert texts.one(text.id) == text
                assert set(text.fields) <= set(texts.labels), texts.code
