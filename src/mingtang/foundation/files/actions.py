"""The only writer of files."""

import hashlib
import unicodedata
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation.files.kinds import FileKind, Unreadable, detect
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.organisations.queries import Actor
from mingtang.kernel.refusals import Invalid


def store(
    by: Actor,
    upload: "UploadedFile[Any]",
    *,
    owner_kind: str,
    owner_id: UUID,
    kinds: tuple[FileKind, ...],
    field: str,
) -> StoredFile:
    """Checks an upload and keeps it in private storage. Raises Invalid on `field`, naming the file and the reason."""
    name = _safe_name(upload.name or "")
    limit = settings.OPTIONS.upload_max_mb
    if (upload.size or 0) > limit * 1024 * 1024:
        raise _refused(field, name, _("超过 %(limit)s MB。请压缩或拆分后再上传。") % {"limit": limit})
    if not upload.size:
        raise _refused(field, name, _("是空文件。请检查后重新上传。"))
    data = upload.read()
    try:
        kind = detect(data, kinds)
        data = kind.clean(data)
    except Unreadable as error:
        raise _refused(field, name, str(error.message)) from error
    return keep(by, data, name=name, kind=kind, owner_kind=owner_kind, owner_id=owner_id)


def keep(by: Actor, data: bytes, *, name: str, kind: FileKind, owner_kind: str, owner_id: UUID) -> StoredFile:
    """Stores content whose kind is known. The bytes reach the disk before the row can be committed."""
    stem = PurePath(_safe_name(name)).stem or "file"
    stored = StoredFile(
        owner_kind=owner_kind,
        owner_id=owner_id,
        name=f"{stem[:180]}.{kind.extension}",
        content_type=kind.content_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        uploaded_by=by.person,
    )
    with transaction.atomic():
        stored.data.save(stored.name, ContentFile(data), save=False)
        stored.save(force_insert=True)
    return stored


def remove(stored: StoredFile) -> None:
    """Takes away a file that never became part of anything that is kept, such as that of an import given up.

    The bytes go after the commit: a rollback must find them again.
    """
    storage, name = stored.data.storage, str(stored.data.name)
    stored.delete()
    transaction.on_commit(lambda: storage.delete(name), robust=True)


def _refused(field: str, name: str, why: str) -> Invalid:
    message = _("“%(name)s”没有收下：%(why)s") % {"name": name, "why": why}
    return Invalid(message, fields={field: [message]})


def _safe_name(name: str) -> str:
    """The last part of the name without control characters, as people gave it."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(". ")[:180] or "file"
