"""The site checks itself: every rule finds the fault that is put into a good page, and a good page has none."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from mingtang.foundation import clock
from mingtang.foundation.events.models import Event
from mingtang.kernel.pages.reading import Page, Site
from mingtang.kernel.pages.rules import RULES, faults_between, faults_of
from mingtang.kernel.refusals import Forbidden, WrongState
from mingtang.supervision.selfcheck import actions, crawling, queries, tasks
from mingtang.supervision.selfcheck.kinds import CHECKED
from mingtang.supervision.selfcheck.models import Run
from mingtang.supervision.selfcheck.words import RULES as WORDS
from tests.county import NOON, County, illustrate, lead_to, make_county

pytestmark = pytest.mark.django_db

CODE = "9901210001"
FILLED = {
    "site_code": CODE,
    "site_domain": "testserver",
    "contact": "0990-1234567",
    "icp": "虚ICP备00000001号",
    "police_icp": "虚公网安备00000000000001号",
}


@pytest.fixture
def county() -> County:
    return make_county()


@pytest.fixture(autouse=True)
def filled(settings: Any) -> Any:
    settings.OPTIONS = settings.OPTIONS.model_copy(update=FILLED)
    settings.PUBLIC_URL = "http://testserver"
    with clock.at(NOON):
        yield


@pytest.fixture
def site() -> Site:
    return actions.the_site()


@pytest.fixture
def good(county: County) -> Page:
    """A record's page as the site serves it, with a picture in its text."""
    walk = lead_to(county, "draft")
    file = illustrate(walk)
    walk.save(body=f'<p>正文有一张图。</p><figure><img src="/files/{file.pk}/x.png" alt="图"></figure>')
    walk.to("feedback")
    path = f"/records/{walk.pk}/"
    return Page(path, 200, county.client().get(path).content.decode(), True)


def put(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new)

    return change


OUT = '<p><a href="https://example.com/">外面</a></p>'
SEEDED: list[tuple[str, str, Callable[[str], str]]] = [
    ("title", "<title>", lambda text: text.replace(text[text.index("<title>") : text.index("</title>")], "<title>")),
    ("language", "<html lang>", put(' lang="zh-hans"', "")),
    ("heading", "<h1> × 2", put("</article>", "<h1>又一个</h1></article>")),
    ("empty", "<main>", lambda text: text[: text.index("<main")] + '<main id="main"><h1>关于提高2026年城乡低保标准的通知</h1></main>' + text[text.index("</main>") :]),
    ("tag_missing", "SiteDomain", put('name="SiteDomain"', 'name="Other"')),
    ("tag_missing", "ColumnDescription", put('name="ColumnDescription"', 'name="Other"')),
    ("tag_missing", "ContentSource", put('name="ContentSource" content="明堂县民政局"', 'name="ContentSource" content=" "')),
    ("site_name", "别的网站", put('name="SiteName" content="明堂县人民政府"', 'name="SiteName" content="别的网站"')),
    ("site_domain", "www.example.com", put('name="SiteDomain" content="testserver"', 'name="SiteDomain" content="www.example.com"')),
    ("site_code", "12345", put(f'name="SiteIDCode" content="{CODE}"', 'name="SiteIDCode" content="12345"')),
    ("column_type", "随便", put('name="ColumnType" content="信息公开目录"', 'name="ColumnType" content="随便"')),
    ("article_title", "另一个标题", put('name="ArticleTitle" content="关于提高2026年城乡低保标准的通知"', 'name="ArticleTitle" content="另一个标题"')),
    ("date_form", "2026年1月9日", put('name="PubDate" content="2026-03-02 12:00"', 'name="PubDate" content="2026年1月9日"')),
    ("date_shown", "2025-12-31 12:00", put('name="PubDate" content="2026-03-02 12:00"', 'name="PubDate" content="2025-12-31 12:00"')),
    ("date_future", "2099-01-01 08:00", put('name="PubDate" content="2026-03-02 12:00"', 'name="PubDate" content="2099-01-01 08:00"')),
    ("footer", "icp", put("虚ICP备00000001号", "")),
    ("footer", "error_report", put('href="/error-reports/new/', 'href="/elsewhere/')),
    ("breadcrumb", "nav", put('class="breadcrumb"', 'class="x"')),
    ("picture", "", put(' alt="图"', "")),
    ("twice", "id=main", put("<article>", '<article id="main">')),
    ("leads_out", "https://example.com/", put("</article>", OUT + "</article>")),
    ("hidden_link", "/x", put("</article>", '<div style="display: none"><a href="/x">葡京</a></div></article>')),
    ("foreign_part", "https://cdn.example.com/x.js", put("</body>", '<script src="https://cdn.example.com/x.js"></script></body>')),
    ("data", "", put('{"@context"', '{@context"')),
    ("canonical", "http://testserver/records/", lambda text: text.replace(text[text.index('rel="canonical" href="') : text.index('">', text.index('rel="canonical"'))], 'rel="canonical" href="http://testserver/records/')),
]  # fmt: skip


def now() -> datetime:
    return NOON.replace(tzinfo=None)


def test_a_good_page_has_no_fault(good: Page, site: Site) -> None:
    assert faults_of(good, site, now()) == []


def test_every_fault_put_into_it_is_found_under_its_rule(good: Page, site: Site) -> None:
    missed = []
    for rule, seen, change in SEEDED:
        page = Page(good.path, 200, change(good.text), True)
        found = faults_of(page, site, now())
        if not any(fault.rule == rule and fault.detail.startswith(seen) for fault in found):
            missed.append((rule, seen, found))
    assert not missed
    assert {rule for rule, _seen, _change in SEEDED} == set(RULES), "each rule is tried"


def test_a_page_that_does_not_answer_is_one_fault(site: Site) -> None:
    assert [fault.rule for fault in faults_of(Page("/x/", 500, ""), site, now())] == ["status"]


def test_links_that_lead_nowhere_and_titles_that_stand_twice_are_found() -> None:
    head = "<html><head><title>同名</title></head><body>"
    pages = [
        Page(
            "/a/", 200, f'{head}<a href="/gone/">x</a><a href="/withdrawn/">y</a><a href="../b/?q=1#x">z</a>'
        ),
        Page("/b/", 200, head),
    ]
    found = faults_between(pages, {"/a/": 200, "/b/": 200, "/gone/": 404, "/withdrawn/": 410})
    assert [(fault.rule, fault.path) for fault in found] == [("link", "/a/"), ("title_twice", "/b/")]
    assert found[0].detail == "/gone/ (404)"


@pytest.mark.parametrize(("style", "hidden"), [
    ("font-size:0", True), ("font-size: 0px;", True), ("font-size:1px", True), ("DISPLAY:none", True),
    ("font-size:1rem", False), ("font-size: 1.2em", False), ("font-size:0.9em", False), ("font-size:10px", False),
])  # fmt: skip
def test_a_small_font_hides_and_a_usual_one_does_not(site: Site, style: str, hidden: bool) -> None:
    page = Page("/", 200, f'<html><body><p style="{style}"><a href="/x">x</a></p></body></html>')
    assert any(fault.rule == "hidden_link" for fault in faults_of(page, site, now())) is hidden


def test_an_address_that_is_none_is_a_broken_link_and_stops_nothing(site: Site) -> None:
    text = '<html><body><a href="http://[x">x</a><script src="http://[x"></script></body></html>'
    page = Page("/a/", 200, text.replace("<body>", '<link rel="canonical" href="http://[x"><body>'), True)
    found = {fault.rule for fault in faults_of(page, site, now())}
    assert "canonical" in found
    assert not found & {"leads_out", "foreign_part"}
    assert page.inner_paths == {"/http%3A//%5Bx"}


def test_every_rule_has_its_words() -> None:
    assert set(WORDS) == {*RULES, "status", "link", "title_twice"}


class TestARun:
    @pytest.fixture(autouse=True)
    def _quiet(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(actions, "async_task", lambda *_args: None)

    @pytest.mark.once
    def test_the_own_pages_are_without_fault(self, county: County) -> None:
        """What stands on the site maps, and every link on those pages."""
        walk = lead_to(county, "feedback", body='<p><a href="https://example.com/">外面</a></p>')
        run = actions.ask(county.authority_of("office"))
        tasks.check(run.pk)
        run.refresh_from_db()
        assert [(one.rule, one.detail, one.examples) for one in queries.found_in(run)] == []
        assert run.finished_at
        assert run.is_whole
        walked = crawling.walk()
        assert f"/records/{walk.pk}/" in walked.statuses
        assert f"/records/{walk.pk}/paper.pdf" in walked.statuses
        assert not any(path.startswith("/desk/") for path in walked.statuses)

    @pytest.mark.once
    def test_what_the_settings_leave_out_stands_together_for_all_pages(
        self, county: County, settings: Any
    ) -> None:
        settings.OPTIONS = settings.OPTIONS.model_copy(update={"icp": "", "site_code": ""})
        run = actions.ask(county.authority_of("office"))
        tasks.check(run.pk)
        found = {(one.rule, one.detail): one for one in queries.found_in(run)}
        assert set(found) == {("footer", "icp"), ("footer", "site_code"), ("tag_missing", "SiteIDCode")}
        assert found["footer", "icp"].pages == Run.objects.get().pages
        assert len(found["footer", "icp"].examples) == actions.EXAMPLES
        page = county.client("office").get("/desk/self-check/").content.decode()
        assert "ICP 备案编号" in page
        assert "新发现" not in page, "nothing to compare with"

    def test_a_second_check_waits_for_the_first_but_not_for_a_dead_one(self, county: County) -> None:
        who = county.authority_of("office")
        actions.ask(who)
        with pytest.raises(WrongState):
            actions.ask(who)
        with clock.at(NOON + timedelta(hours=1)):
            run = actions.ask(who)
        assert [one.pk for one in Run.objects.all()] == [run.pk]

    def test_a_dead_check_takes_nobody_the_button(self, county: County) -> None:
        actions.ask(county.authority_of("office"))
        client = county.client("office")
        assert "正在进行" in client.get("/desk/self-check/").content.decode()
        with clock.at(NOON + timedelta(hours=1)):
            assert "正在进行" not in client.get("/desk/self-check/").content.decode()

    def test_a_check_that_another_worker_finished_or_that_was_given_up_is_not_kept_again(
        self, county: County, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(crawling, "walk", crawling.Walked)
        run = actions.ask(county.authority_of("office"))
        for _worker in range(2):
            actions.check(run)
        assert Event.objects.filter(kind=CHECKED).count() == 1
        Run.objects.all().delete()
        actions.check(run)
        assert not Run.objects.exists()

    def test_only_who_is_granted_asks_and_reads(self, county: County) -> None:
        with pytest.raises(Forbidden):
            actions.ask(county.authority_of("civil-approver"))
        assert county.client("civil-approver").get("/desk/self-check/").status_code == 403
        assert county.client("civil-approver").post("/desk/self-check/").status_code == 403
        answer = county.client("supervisor").post("/desk/self-check/", follow=True)
        assert "正在进行" in answer.content.decode()

    def test_drafts_are_not_walked(self, county: County) -> None:
        walk = lead_to(county, "draft")
        walked = crawling.walk()
        assert str(walk.pk) not in json.dumps([page.text for page in walked.pages])
        assert not any(str(walk.pk) in path for path in walked.statuses)

    def test_the_clock_checks_once_a_night_and_not_by_day(self, county: County) -> None:
        seen = []
        for hour in (0, 1, 2, 5, 12, 25, 26):
            with clock.at(NOON.replace(hour=0) + timedelta(hours=hour, minutes=20)):
                tasks.nightly()
                for run in Run.objects.filter(finished_at=None):
                    seen.append(hour)
                    tasks.check(run.pk)
        assert seen == [1, 25]

    def test_a_walk_out_of_time_says_so(self, county: County) -> None:
        assert not crawling.walk(seconds=0).is_whole
