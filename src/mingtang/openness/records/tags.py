"""What machines read of a record's page: the tags of 政府网站发展指引, Open Graph, and JSON-LD of schema.org."""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.timezone import localtime

from mingtang.kernel.classification.themes import THEMES
from mingtang.openness.records import body
from mingtang.openness.records.models import Record, Revision
from mingtang.openness.records.paper import address_of

DESCRIPTION_LONGEST = 150
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def tags_of(record: Record, shown: Revision) -> dict[str, Any]:
    """`named` and `properties` are pairs for <meta>; `linked` is the JSON-LD, ready to stand in the page."""
    address = address_of(record)
    summary = description(shown)
    picture = _picture(shown)
    published = localtime(record.published_at) if record.published_at else None
    named = [
        ("ArticleTitle", record.title),
        ("PubDate", published.strftime("%Y-%m-%d %H:%M") if published else ""),
        ("ContentSource", shown.source or record.unit.name),
        ("Author", shown.byline or shown.editor),
        ("Keywords", shown.keywords),
        ("Description", summary),
        ("Image", picture),
        ("Url", address),
    ]
    properties = [
        ("og:type", "article"),
        ("og:title", record.title),
        ("og:description", summary),
        ("og:url", address),
        ("og:image", picture),
        ("og:site_name", settings.OPTIONS.site_name),
        ("article:published_time", published.isoformat() if published else ""),
    ]
    return {
        "address": address,
        "named": [pair for pair in named if pair[1]],
        "properties": [pair for pair in properties if pair[1]],
        "linked": _linked(record, shown, address, summary, picture),
    }


def description(shown: Revision) -> str:
    said = shown.summary or body.text_of(shown.body)
    return Truncator(" ".join(said.split())).chars(DESCRIPTION_LONGEST)


def theme_name(code: str) -> str:
    theme = THEMES.get(code)
    return theme.local_label if theme else ""


def _picture(shown: Revision) -> str:
    """Address of the first picture in the text."""
    source = next((s for pk in body.figures(shown.body) for s in body.sources_of(shown.body, pk)), "")
    return f"{settings.PUBLIC_URL}{source}" if source else ""


def _linked(record: Record, shown: Revision, address: str, summary: str, picture: str) -> SafeString:
    organisation = _organisation(record.unit.name)
    issuers = [_organisation(name) for name in shown.issuer.splitlines() if name.strip()]
    said = {
        "@context": "https://schema.org",
        "@type": "Legislation" if shown.is_normative else "Article",
        "@id": address,
        "url": address,
        "name" if shown.is_normative else "headline": record.title,
        "identifier": [number for number in (record.index_no, shown.doc_no) if number],
        "description": summary,
        "image": picture,
        "inLanguage": "zh-Hans",
        "datePublished": record.published_at.isoformat() if record.published_at else "",
        "dateModified": shown.published_at.isoformat() if shown.published_at else "",
        "publisher": organisation,
        "author": issuers or organisation,
        "isAccessibleForFree": True,
        "keywords": shown.keywords,
    }
    text = json.dumps(
        {key: value for key, value in said.items() if value not in ("", [])}, ensure_ascii=False
    )
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308  nothing left that could end the script element


def _organisation(name: str) -> dict[str, str]:
    return {"@type": "GovernmentOrganization", "name": name.strip()}
