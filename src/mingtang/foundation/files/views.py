"""The one view that hands out files. The owner decides each time; the web server never maps private storage."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from mingtang.foundation import clock
from mingtang.foundation.accounts.models import Person
from mingtang.foundation.files import queries, ranges
from mingtang.foundation.files.actions import safe_name
from mingtang.foundation.files.models import FileDownloads, StoredFile
from mingtang.foundation.files.owners import FILE_OWNERS

SHOWN = ("image/", "audio/", "video/", "text/vtt")
"""What a page may show in place; everything else is saved."""


@require_safe
def download(request: HttpRequest, file_id: UUID, name: str = "") -> HttpResponseBase:
    stored, public = _readable(request, file_id)
    response = _answer(
        request,
        stored.data,
        stored.size,
        quote_etag(stored.sha256),
        public,
        as_attachment=not stored.content_type.startswith(SHOWN) or "save" in request.GET,
        filename=_name(stored),
        content_type=stored.content_type,
    )
    if public and response.status_code == 200 and request.method == "GET":
        _count(stored)
    return response


@require_safe
def preview(request: HttpRequest, file_id: UUID, which: str) -> HttpResponseBase:
    """The picture or thumbnail that was drawn of a file; under the same rule as the file itself."""
    stored, public = _readable(request, file_id)
    contents = queries.contents_of(stored)
    drawn = (
        None if contents is None else {"picture": contents.picture, "thumbnail": contents.thumbnail}[which]
    )
    if not drawn:
        raise Http404
    with drawn.open("rb") as content:
        start = content.read(8)
    kind = "image/png" if start.startswith(b"\x89PNG") else "image/jpeg"
    etag = quote_etag(f"{stored.sha256}-{which}")
    return _answer(request, drawn, drawn.size, etag, public, content_type=kind, filename=f"{which}")


def _name(stored: StoredFile) -> str:
    """The name under which it is saved: its title, since “附件1(终稿)(2).pdf” tells nobody anything."""
    title = FILE_OWNERS[stored.owner_kind].title(stored).strip(". ")
    extension = stored.name.rpartition(".")[2]
    return f"{safe_name(title)}.{extension}" if title else stored.name


def _readable(request: HttpRequest, file_id: UUID) -> tuple[StoredFile, bool]:
    """The file, and whether everybody may read it. Raises 404 for a person who may not."""
    stored = StoredFile.objects.filter(pk=file_id).first()
    if stored is None or stored.owner_kind not in FILE_OWNERS:
        raise Http404
    owner = FILE_OWNERS[stored.owner_kind]
    public = owner.is_public(stored)
    if not public and not (isinstance(request.user, Person) and owner.visible_to(stored, request.user)):
        raise Http404
    return stored, public


def _answer(
    request: HttpRequest, data: Any, size: int, etag: str, public: bool, **kwargs: Any
) -> HttpResponseBase:
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        response: HttpResponseBase = unchanged
    else:
        try:
            content = data.storage.open(data.name, "rb")
        except FileNotFoundError as error:
            raise Http404 from error
        header = request.headers.get("Range", "")
        if request.headers.get("If-Range", etag) != etag:
            header = ""
        response = ranges.answer(content, size, header, **kwargs)
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "public, no-cache" if public else "private, no-store"
    return response


def _count(stored: StoredFile) -> None:
    """Another download of the day. The first two at once may both find no row; the constraint settles it."""
    day = clock.today()
    if not FileDownloads.objects.filter(file=stored, day=day).update(number=F("number") + 1):
        with transaction.atomic():
            row, _new = FileDownloads.objects.get_or_create(file=stored, day=day)
            FileDownloads.objects.filter(pk=row.pk).update(number=F("number") + 1)
