"""The one view that hands out files. The owner decides each time; the web server never maps private storage."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.files.owners import FILE_OWNERS


@require_safe
def download(request: HttpRequest, file_id: UUID, name: str = "") -> HttpResponseBase:
    stored = StoredFile.objects.filter(pk=file_id).first()
    if stored is None or stored.owner_kind not in FILE_OWNERS:
        raise Http404
    owner = FILE_OWNERS[stored.owner_kind]
    public = owner.is_public(stored)
    if not public and not (isinstance(request.user, Person) and owner.visible_to(stored, request.user)):
        raise Http404
    try:
        content = stored.data.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        content, as_attachment=not stored.is_image, filename=stored.name, content_type=stored.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "public, no-cache" if public else "private, no-store"
    return response
