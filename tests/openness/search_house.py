"""What the tests of searching share: a record to be found or not, and what a page of results shows."""

from collections.abc import Callable
from urllib.parse import quote

from django.test import Client

from mingtang.foundation.files.reading import read_contents
from tests.county import County, Walk, attach, draft, pdf
from tests.openness.hiding import bring_to, content_at

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
    made = draft(county, title=TITLE, body=f"<p>{SAID}</p>", doc_no=NUMBER, **content_at(stage))
    walk = Walk(county, made)
    assert read_contents(attach(walk, "绝密事项.pdf", pdf(IN_FILE)).pk)
    bring_to(walk, stage)
    return walk
