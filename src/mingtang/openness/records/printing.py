"""Answers with a record as a file in official layout."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mingtang.foundation.documents.docx import as_docx
from mingtang.foundation.documents.paper import MissingFont, Paper
from mingtang.foundation.documents.pdf import as_pdf
from mingtang.openness.records import queries
from mingtang.openness.records.models import Record, Revision
from mingtang.openness.records.paper import paper_of

LAYOUT = 1
"""Part of the ETag: raised when the layout changes, so that browsers ask for the paper anew."""

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMS: dict[str, tuple[str, Callable[[Paper], bytes]]] = {
    "pdf": ("application/pdf", lambda paper: as_pdf(paper, fonts_dir=settings.OPTIONS.fonts_dir)),
    "docx": (_WORD, as_docx),
}


def answer(request: HttpRequest, record: Record, shown: Revision, form: str) -> HttpResponse:
    """A missing font is said, never printed as boxes."""
    # The labels of the paper are in the reader's language.
    etag = quote_etag(f"{shown.pk}-{record.published_at}-{LAYOUT}-{get_language()}-{form}")
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return HttpResponse(status=unchanged.status_code, headers={"ETag": etag})
    content_type, write = FORMS[form]
    try:
        data = write(paper_of(record, shown, list(queries.attachments_of(shown))))
    except MissingFont as missing:
        return render(request, "records/no_font.html", {"missing": missing, "record": record}, status=503)
    name = f"{record.title[:80] or _('政府信息')}.{form}"
    return HttpResponse(
        data,
        content_type=content_type,
        headers={
            "ETag": etag,
            "Content-Disposition": content_disposition_header(form != "pdf", name) or "",
            "X-Content-Type-Options": "nosniff",
        },
    )
