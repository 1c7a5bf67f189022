"""What is not public leaves by no exit: page, list, counts, facets, filter, files, unit page, home, error report."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from mingtang.foundation import clock
from mingtang.foundation.files.reading import read_contents
from mingtang.foundation.findings.subjects import report_url
from mingtang.openness.records import actions, queries
from tests.county import CONTENT, NOON, STAGES, County, Walk, attach, draft, illustrate, lead_to, pdf
from tests.once import once
from tests.openness.hiding import bring_to, content_at

pytestmark = pytest.mark.django_db

TITLE = "关于绝密事项的通知"
BODY = "绝密的正文"
WORDS = "topsecretwords"
HIDDEN = tuple(s for s in STAGES if s not in ("feedback", "rectify", "published"))
LATER = NOON + timedelta(days=8)


@pytest.fixture(autouse=True)
def noon() -> Any:
    with clock.at(NOON):
        yield


def secret(county: County, stage: str) -> tuple[Walk, list[Any]]:
    """A record with an attachment and a figure at a stage, or whose display period is over (`expired`)."""
    made = draft(county, title=TITLE, body=f"<p>{BODY}</p>", is_normative=True, **content_at(stage))
    walk = Walk(county, made)
    files = [attach(walk, "绝密事项.pdf", pdf(WORDS)), illustrate(walk)]
    for file in files:
        assert read_contents(file.pk)
    bring_to(walk, stage)
    return walk, files


def exits(county: County) -> list[str]:
    """Public addresses that list or count."""
    return [
        "/",
        "/records/",
        f"/search/?q={TITLE}",
        "/search/?q=12号",
        f"/search/?q={WORDS}",
        f"/search/feed.xml?q={TITLE}",
        "/records/?unit=civil",
        "/records/?theme=01",
        "/records/?genre=announcement",
        "/records/?year=2026",
        "/records/?for=persons",
        "/records/feed/",
        f"/records/feed/?q={TITLE}",
        "/records/feed/?unit=civil",
        "/normative/",
        "/sitemap.xml",
        "/sitemap-records.xml",
        "/units/",
        "/units/civil/",
        "/error-reports/",
        "/declarations/",
        "/coverage/",
        "/coverage/?view=table",
        "/sitemap-coverage_units.xml",
    ]


@pytest.mark.parametrize("stage", once([*HIDDEN, "expired"], but=["audit", "withdrawn", "expired"]))
def test_nothing_leaves_by_any_exit(county: County, stage: str) -> None:
    walk, files = secret(county, stage)
    with clock.at(LATER if stage == "expired" else NOON):
        for name in ("", "water-approver"):
            client = county.client(name)
            page = client.get(f"/records/{walk.pk}/")
            assert page.status_code == (410 if stage == "withdrawn" else 404)
            assert BODY not in page.content.decode()
            for url in exits(county):
                answer = client.get(url)
                assert answer.status_code == 200, url
                # Links that come back here, and fields, say again what was asked.
                text = re.sub(r'(next=|name="next" value=")[^"]*"', "", answer.content.decode())
                for asked in (TITLE, WORDS):
                    text = (
                        text.replace(f'value="{asked}"', "")
                        .replace(f"“{asked}”", "")
                        .replace(f"q={asked}", "")
                    )
                assert WORDS not in text, url
                assert TITLE not in text, url
                assert BODY not in text
                assert str(walk.pk) not in text, url
                if answer.context and "page" in answer.context:
                    assert answer.context["page"].total == 0, url
                for group in (answer.context or {}).get("groups", []) if url.startswith("/records/") else []:
                    assert [(i.label, i.count) for i in group.items if i.count] == [], url
            for file in files:
                assert client.get(f"/files/{file.pk}/").status_code == 404
                assert client.get(f"/files/{file.pk}/{file.name}").status_code == 404
                for drawn in ("preview", "thumbnail"):
                    assert client.get(f"/files/{file.pk}/{drawn}/").status_code == 404
                shown = client.get(f"/records/{walk.pk}/files/{file.pk}/")
                assert shown.status_code == (410 if stage == "withdrawn" else 404)
                assert WORDS not in shown.content.decode()
            for url in ("/records/records.xlsx", "/normative/normative.xlsx"):
                sheet = load_workbook(io.BytesIO(client.get(url).content)).active
                assert sheet is not None
                assert sheet.max_row == 1, url
            for form in ("paper.pdf", "paper.docx", "qr.svg"):
                made = client.get(f"/records/{walk.pk}/{form}")
                assert made.status_code == (410 if stage == "withdrawn" else 404)
                assert made["Content-Type"].startswith("text/html")
            if name:
                for file in files:
                    url = reverse("records_desk:attachment", args=[walk.pk, file.pk])
                    assert client.get(url).status_code in (403, 404)
                for form in ("pdf", "docx"):
                    url = reverse("records_desk:paper", args=[walk.pk, 1, form])
                    assert client.get(url).status_code in (403, 404)
                for page_name in ("record", "edit", "secrecy"):
                    answer = client.get(reverse(f"records_desk:{page_name}", args=[walk.pk]))
                    assert answer.status_code in (403, 404)
                    assert TITLE not in answer.content.decode()
                assert client.get(reverse("records_desk:revision", args=[walk.pk, 1])).status_code in (
                    403,
                    404,
                )
            assert client.get(report_url("record", walk.pk)).status_code == 404


@pytest.mark.parametrize("stage", ["feedback", "rectify", "published"])
def test_what_is_public_is_at_every_exit(county: County, stage: str, indexed: Callable[[], None]) -> None:
    walk = Walk(county, draft(county, title=TITLE, body=f"<p>{BODY}</p>"))
    files = [attach(walk, "名单.pdf", pdf(WORDS)), illustrate(walk)]
    assert read_contents(files[0].pk)
    walk.to("feedback")
    if stage == "rectify":
        walk.rectify()
    indexed()
    client = county.client()
    page = client.get(f"/records/{walk.pk}/")
    assert page.status_code == 200
    assert BODY in page.content.decode()
    for url in exits(county)[:9]:
        assert TITLE in client.get(url).content.decode(), url
    for file in files:
        assert client.get(f"/files/{file.pk}/").status_code == 200
    for drawn in ("preview", "thumbnail"):
        assert client.get(f"/files/{files[0].pk}/{drawn}/").status_code == 200
    assert WORDS in client.get(f"/records/{walk.pk}/files/{files[0].pk}/").content.decode()
    assert client.get(f"/records/{walk.pk}/paper.pdf").content.startswith(b"%PDF-")
    assert client.get(f"/records/{walk.pk}/paper.docx").content.startswith(b"PK")
    answer = client.get("/records/")
    assert answer.context["page"].total == 1
    for group in answer.context["groups"]:
        assert [i.count for i in group.items] == [1]


class TestTombstone:
    def test_it_says_that_and_why_without_the_text(self, county: County) -> None:
        walk, _files = secret(county, "withdrawn")
        answer = county.client().get(f"/records/{walk.pk}/")
        text = answer.content.decode()
        assert answer.status_code == 410
        assert "附件含有个人信息，本件已撤下。" in text
        assert BODY not in text
        assert CONTENT["summary"] not in text
        assert "绝密事项.pdf" not in text
        assert "身份证号" not in text, "the inner reason is not for the public"

    def test_it_stays_when_the_display_period_is_over_as_well(self, county: County) -> None:
        walk, _files = secret(county, "expired")
        walk.withdraw()
        with clock.at(LATER):
            assert county.client().get(f"/records/{walk.pk}/").status_code == 410

    def test_a_draft_never_had_one(self, county: County) -> None:
        assert not queries.tombstones().exists()
        secret(county, "discarded")
        assert not queries.tombstones().exists()


class TestSuperseded:
    def test_what_only_an_earlier_revision_shows_is_no_longer_public(self, county: County) -> None:
        walk = Walk(county, draft(county, title=TITLE))
        files = [attach(walk), illustrate(walk)]
        walk.to("feedback")
        walk.correct()
        actions.edit_attachments(walk.drafter, walk.record, [], based_on=walk.record.head.number)  # type: ignore[union-attr]
        walk.save(body="<p>没有插图的正文。</p>", public_note="撤下附件。")
        walk.to("release")
        client = county.client()
        for file in files:
            assert client.get(f"/files/{file.pk}/").status_code == 200, "the live revision still shows it"
        walk.publish()
        for file in files:
            assert client.get(f"/files/{file.pk}/").status_code == 404
            assert county.client("civil-reviewer").get(f"/files/{file.pk}/").status_code == 200
            assert county.client("water-reviewer").get(f"/files/{file.pk}/").status_code == 404

    def test_files_of_the_draft_of_a_correction_are_not_public_yet(self, county: County) -> None:
        walk = lead_to(county, "published").correct()
        files = [attach(walk), illustrate(walk)]
        for file in files:
            assert county.client().get(f"/files/{file.pk}/").status_code == 404
        assert "插图" not in county.client().get(f"/records/{walk.pk}/").content.decode()

    def test_a_figure_that_no_text_shows_is_not_public(self, county: County) -> None:
        walk = Walk(county, draft(county))
        shown, head = illustrate(walk), walk.record.head
        assert head
        walk.save(body=CONTENT["body"])
        walk.to("feedback")
        assert county.client().get(f"/files/{shown.pk}/").status_code == 404

    def test_naming_the_file_of_another_record_does_not_open_it(self, county: County) -> None:
        other = Walk(county, draft(county, "water-drafter"), "water")
        hidden = illustrate(other)
        paper = attach(other)
        walk = Walk(
            county,
            draft(
                county, body=f'<p>a</p><img src="/files/{hidden.pk}/x.png"><img src="/files/{paper.pk}/x">'
            ),
        )
        walk.to("feedback")
        for file in (hidden, paper):
            assert county.client().get(f"/files/{file.pk}/").status_code == 404
            assert county.client("civil-drafter").get(f"/files/{file.pk}/").status_code == 404


class TestRepealed:
    def test_a_repealed_text_stays_public_and_says_so(self, county: County) -> None:
        walk = lead_to(county, "feedback", title=TITLE, validity="repealed")
        client = county.client()
        for url in (f"/records/{walk.pk}/", "/records/"):
            text = client.get(url).content.decode()
            assert TITLE in text
            assert "已废止" in text


@pytest.mark.wording
class TestBody:
    @pytest.mark.parametrize(
        "bad",
        [
            "<script>alert(1)</script>",
            '<img src="x" onerror="alert(1)">',
            '<a href="javascript:alert(1)">x</a>',
            '<p style="position:fixed" onclick="alert(1)" class="x">y</p>',
            '<iframe src="https://evil.example/"></iframe>',
            '<img src="https://evil.example/pixel.png">',
            '<img src="//evil.example/pixel.png">',
            '<img src="data:image/svg+xml;base64,AAAA">',
            '<svg onload="alert(1)"><script>alert(1)</script></svg>',
            '<form action="https://evil.example/"><input name="a"></form>',
            '<img alt="><script>alert(1)</script>" src="https://evil.example/x.png">',
            "<table><tr><td onmouseover=alert(1)>x</td></tr></table>",
            '<a href="data:text/html,<script>alert(1)</script>">x</a>',
        ],
    )
    def test_nothing_harmful_is_kept(self, county: County, bad: str) -> None:
        walk = lead_to(county, "feedback", body=f"<p>好的正文</p>{bad}")
        kept = walk.record.live.body  # type: ignore[union-attr]
        for mark in ("<script", "onerror=", "onclick=", "onload=", "onmouseover=", "javascript:", "<iframe",
                     '="https://evil', '="//evil', "data:", "<svg", "<form", "style="):  # fmt: skip
            assert mark not in kept, kept
        assert "好的正文" in county.client().get(f"/records/{walk.pk}/").content.decode()

    def test_headings_tables_figures_and_links_stay(self, county: County) -> None:
        good = (
            '<h2>一</h2><table><tbody><tr><th>项</th><td colspan="2">数</td></tr></tbody></table>'
            '<p><a href="https://www.gov.cn/">网站</a></p><ol><li><p>一</p></li></ol>'
        )
        walk = Walk(county, draft(county, body=good))
        kept = walk.record.head.body  # type: ignore[union-attr]
        for part in ("<h2>", "<table>", 'colspan="2"', 'href="https://www.gov.cn/"', "<ol>"):
            assert part in kept

    @pytest.mark.parametrize("field", ["title", "summary", "keywords", "issuer", "source"])
    def test_marks_typed_elsewhere_are_only_text(self, county: County, field: str) -> None:
        bad = '<script>alert(1)</script>"><b onx=1>'
        value = f"关于{bad}的通知" if field == "title" else bad
        walk = lead_to(county, "feedback", **{field: value})
        for url in (f"/records/{walk.pk}/", "/records/", "/", f"/desk/records/{walk.pk}/", "/desk/records/",
                    f"/desk/records/{walk.pk}/revisions/1/"):  # fmt: skip
            text = county.client("civil-drafter").get(url).content.decode()
            assert "<script>alert" not in text, url
            assert "<b onx" not in text, url


class TestOddAddresses:
    @pytest.mark.parametrize(
        "query",
        ["year=²", "year=٣", "year=99999", "year=-1", "page=0", "page=-1", "page=999999999", "page=9999999999999",
         "page=²", "page=x", "q=%00", "unit=%00", "q=%25%27%22", "q=" + "a" * 5000, "theme=zz", "genre=%F0%9F%98%80",
         "unit=nowhere", "q=%E5%85%B3%20%20%E4%BA%8E", "stage=x", "area=x", "q=%ED%A0%80"],
    )  # fmt: skip
    def test_no_query_breaks_a_list(self, county: County, query: str) -> None:
        lead_to(county, "feedback")
        for url, name in (
            ("/records/", ""),
            ("/search/", ""),
            ("/desk/records/", "civil-drafter"),
            ("/desk/search/", "civil-drafter"),
            ("/error-reports/", ""),
        ):
            answer = county.client(name).get(f"{url}?{query}", follow=True)
            # A page beyond the end answers with the last one, but is no page.
            assert answer.status_code in (200, 400, 404), (url, query)
            assert (
                answer.status_code == 200
                or "现在可以" in answer.content.decode()
                or "没有第" in answer.content.decode()
            )

    def test_odd_numbers_in_addresses_do_not_exist(self, county: County) -> None:
        walk = lead_to(county, "audit")
        client = county.client("civil-drafter")
        for tail in ("revisions/0/", "revisions/99999999999999999999/", "countersigns/99999999999999999999/",
                     "act/nothing/", "act/submit/extra/"):  # fmt: skip
            assert client.get(f"/desk/records/{walk.pk}/{tail}").status_code == 404, tail

    @pytest.mark.parametrize(
        "data",
        [{"id": "no-uuid"}, {"id": ["x", "y"], "position-x": "²", "based_on": "²"}, {}, {"add": "1"},
         {"id": "x\x00", "title-x\x00": "\x00"}],
    )  # fmt: skip
    def test_odd_forms_of_attachments_break_nothing(self, county: County, data: dict[str, Any]) -> None:
        walk = Walk(county, draft(county))
        file = attach(walk)
        number = walk.record.head.number  # type: ignore[union-attr]
        answer = county.client("civil-drafter").post(
            f"/desk/records/{walk.pk}/attachments/",
            {"based_on": number, f"title-{file.pk}": "名\x00称", **data},
        )
        assert answer.status_code in (302, 400, 409, 422)

    def test_a_title_with_odd_characters_in_the_attachment_list_breaks_nothing(self, county: County) -> None:
        walk = Walk(county, draft(county))
        file = attach(walk)
        number = walk.record.head.number  # type: ignore[union-attr]
        answer = county.client("civil-drafter").post(
            f"/desk/records/{walk.pk}/attachments/",
            {"based_on": number, "id": str(file.pk), f"title-{file.pk}": "名\x00称" + "长" * 400},
        )
        assert answer.status_code in (302, 400, 422)


def test_a_public_address_takes_no_other_methods(county: County) -> None:
    walk = lead_to(county, "feedback")
    for url in (
        "/",
        "/records/",
        f"/records/{walk.pk}/",
        "/units/",
        "/units/civil/",
        "/processes/publication/",
    ):
        client = county.client()
        assert client.head(url).status_code == 200
        for method in ("post", "put", "delete", "patch"):
            assert getattr(client, method)(url).status_code == 405, (method, url)
