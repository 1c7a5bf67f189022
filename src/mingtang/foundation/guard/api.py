"""The machine face: the same check as JSON. Nothing of what is sent is kept."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, File, Router, Schema, UploadedFile

from mingtang.foundation.guard import outside
from mingtang.foundation.guard.outside import Result
from mingtang.foundation.organisations.api import MachineAuth, MachineThrottle
from mingtang.kernel.refusals import Invalid

router = Router(tags=["guard"])
TEXT_MOST = 1_000_000
MEGABYTE = 1024 * 1024


class TextIn(Schema):
    text: str = Field(description=f"At most {TEXT_MOST} characters.")
    title: str = ""
    html: bool = Field(False, description="Whether the text is HTML; places then count its blocks.")


class HitOut(Schema):
    """`excerpt` is masked where it is personal data. `severity` is block, warn or inform."""

    kind: str
    label: str
    severity: str
    place: str
    part: str
    page: int
    block: int
    cell: str
    entry: str
    start: int
    end: int
    hidden: bool
    confidence: float
    excerpt: str
    why: str
    todo: str
    fix: str | None
    suggestion: str | None


class Checked(Schema):
    """`complete` is false where the time did not suffice for all of it."""

    complete: bool
    characters: int
    counts: dict[str, int]
    hits: list[HitOut]


class Refused(Schema):
    message: str
    errors: list[dict[str, Any]] = []


_ANSWERS = {200: Checked, 401: Refused, 413: Refused, 422: Refused, 429: Refused, 503: Refused}


@router.post(
    "/text", response=_ANSWERS, auth=MachineAuth(), throttle=[MachineThrottle()], summary="Check a text"
)
def check_text(request: HttpRequest, given: TextIn) -> Any:
    if len(given.text) > TEXT_MOST:
        message = _("文字太长，一次最多 %(n)s 个字。请分成几次发，或作为文件发。") % {"n": TEXT_MOST}
        raise Invalid(message, fields={"text": [message]})
    report = outside.report_on_text(given.text, title=given.title, html=given.html)
    return _answer(outside.result_of(report))


@router.post(
    "/file",
    response=_ANSWERS,
    auth=MachineAuth(),
    throttle=[MachineThrottle("20/m")],
    summary="Check a file",
)
def check_file(request: HttpRequest, file: File[UploadedFile]) -> Any:
    most = settings.OPTIONS.upload_max_mb
    if (file.size or 0) > most * MEGABYTE:
        message = _("文件超过 %(n)s MB。") % {"n": most}
        raise Invalid(message, fields={"file": [message]})
    return _answer(outside.result_of(outside.report_on_file(file.read(), file.name or "file")))


def _answer(result: Result) -> dict[str, Any]:
    return {
        "complete": result.complete,
        "characters": result.characters,
        "counts": result.counts,
        "hits": [line.as_data() for line in result.lines],
    }
