"""What the tests of searching share: a record to be found or not, and what a page of results shows."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from django.test import Client

from mingtang.foundation.cases.actions import Act
from mingtang.foundation.files.reading import read_contents
from mingtang.openness.records import actions
from tests.county import CLOSED, NOON, ON_REQUEST, County, Walk, attach, draft, pdf

Indexed = Callable[[], None]
"""Brings the index up to date."""

TITLE = "关于绝密事项的通知"
SAID = "独一无二的正文"
IN_FILE = "topsecretwords"
NUMBER = "明民发〔2026〕77号"
QUERIES = (
    TITLE,
    "绝密",
    "绝密事項",
    "“独一无二的正文”",
    "独一无二",
    IN_FILE,
    NUMBER,
    "明民发2026 77",
    "juemi",
    "绝蜜事项",
    "关于绝密事项的通支",
)


def found(client: Client, query: str, **more: str) -> list[str]:
    given = "&".join(f"{name}={quote(value)}" for name, value in {"q": query, **more}.items())
    page = client.get(f"/search/?{given}").context["page"]
    return [line.hit.title for line in page]


def secret(county: County, stage: str) -> Walk:
    more: dict[str, Any] = {}
    if stage in ("on_request", "closed"):
        more = ON_REQUEST if stage == "on_request" else CLOSED
    if stage == "expired":
        more["display_until"] = NOON.date() + timedelta(days=7)
    walk = Walk(county, draft(county, title=TITLE, body=f"<p>{SAID}</p>", doc_no=NUMBER, **more))
    assert read_contents(attach(walk, "绝密事项.pdf", pdf(IN_FILE)).pk)
    match stage:
        case "draft":
            pass
        case "discarded":
            walk.discard()
        case "on_request" | "closed":
            walk.to("audit").file_not_public()
        case "withdrawn":
            walk.to("feedback").withdraw()
        case "expired":
            walk.to("feedback")
        case "rectify":
            walk.to("feedback").rectify()
        case "published":
            walk.to("feedback")
            actions.file_record(walk.who("approver"), walk.record, Act())
        case _:
            walk.to(stage)
    return walk
