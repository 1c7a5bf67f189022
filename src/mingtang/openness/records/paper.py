"""A revision as a paper: the parts of a letter on the page of the record, and the same as PDF and DOCX."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from mingtang.foundation.documents.paper import Paper
from mingtang.foundation.files.models import StoredFile
from mingtang.openness.records import body
from mingtang.openness.records.facts import day
from mingtang.openness.records.models import Attachment, Record, Revision


@dataclass(frozen=True)
class Text:
    """What stands between the fact table and the attachments."""

    addressees: str
    body: SafeString
    signers: tuple[str, ...]
    date: date | None
    annotation: str
    appendices: SafeString


def text_of(shown: Revision) -> Text:
    main, appendices = body.parted(shown.body)
    return Text(
        addressees(shown),
        body.framed(main),
        signers(shown),
        shown.doc_date if shown.signature else None,
        annotation(shown),
        body.framed(appendices),
    )


def addressees(shown: Revision) -> str:
    """As a letter begins, with one colon at the end."""
    given = " ".join(shown.addressees.split()).rstrip(":：")
    return f"{given}：" if given else ""


def signers(shown: Revision) -> tuple[str, ...]:
    return tuple(line.strip() for line in shown.signature.splitlines() if line.strip())


def annotation(shown: Revision) -> str:
    given = shown.annotation.strip().strip("（）()")
    return f"（{given}）" if given else ""


def address_of(record: Record) -> str:
    """The permanent address, which renames of the unit do not change."""
    return settings.PUBLIC_URL + reverse("records:record", args=[record.pk])


def paper_of(record: Record, shown: Revision, attachments: Sequence[Attachment]) -> Paper:
    """The revision for print. Its figures are read from private storage; who may see it was asked before."""
    main, appendices = body.parted(shown.body)
    return Paper(
        title=shown.title,
        subtitle=shown.subtitle,
        body=main,
        appendices=appendices,
        address=address_of(record),
        mark=shown.issuer.splitlines()[0] if shown.issuer and shown.doc_no else "",
        doc_no=shown.doc_no,
        addressees=addressees(shown).rstrip("："),
        attachments=tuple(a.title for a in attachments),
        signers=signers(shown),
        date=shown.doc_date if shown.signature else None,
        annotation=annotation(shown).strip("（）"),
        facts=tuple((str(label), str(value)) for label, value in _facts(record) if value),
        pictures=_pictures(shown),
    )


def _facts(record: Record) -> tuple[tuple[Any, Any], ...]:
    published = day(localtime(record.published_at)) if record.published_at else ""
    return (
        (_("索引号"), record.index_no or ""),
        (_("发布机构"), record.unit.name),
        (_("公开日期"), published),
    )


def _pictures(shown: Revision) -> dict[str, bytes]:
    found = {}
    for stored in StoredFile.objects.filter(pk__in=body.figures(shown.body), owner_id=shown.record_id):
        with stored.data.open("rb") as content:
            data = content.read()
        for source in body.sources_of(shown.body, stored.pk):
            found[source] = data
    return found
