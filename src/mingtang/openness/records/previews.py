"""What the page of an attachment shows, for the public and at the desk."""

from typing import Any

from django.http import HttpRequest

from mingtang.foundation.files import queries as files
from mingtang.foundation.inspection.looking import Finding
from mingtang.foundation.web.paging import page_number
from mingtang.openness.records.models import Attachment

PAGES_AT_ONCE = 20
"""Pages of text on one page; a budget book has hundreds."""


def context_of(request: HttpRequest, entry: Attachment) -> dict[str, Any]:
    stored = entry.file
    contents = files.contents_of(stored)
    total = files.page_texts(stored).count()
    last = max((total + PAGES_AT_ONCE - 1) // PAGES_AT_ONCE, 1)
    number = min(page_number(request.GET.get("page", "")), last)
    begin = (number - 1) * PAGES_AT_ONCE
    return {
        "entry": entry,
        "file": stored,
        "contents": contents,
        "notes": [Finding(code, tuple(details)).message for code, details in contents.notes]
        if contents
        else [],
        "problem": Finding(contents.problem).message if contents and contents.problem else "",
        "tables": [{"name": name, "rows": rows, "cut": cut} for name, rows, cut in contents.tables]
        if contents
        else [],
        "pages": list(files.page_texts(stored)[begin : begin + PAGES_AT_ONCE]),
        "numbers": range(1, last + 1) if last > 1 else (),
        "number": number,
        "downloads": files.downloads_by_file([stored.pk]).get(stored.pk, 0),
    }
