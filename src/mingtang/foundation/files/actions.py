"""The only writers of files."""

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from mingtang.foundation.files import queries
from mingtang.foundation.files.antivirus import NoScan, virus_in
from mingtang.foundation.files.checks import MEDIA, Check, Checked, Unacceptable
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.organisations.queries import Actor
from mingtang.kernel.refusals import Invalid

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Owner:
    """What a file belongs to, and the unit whose space it takes."""

    kind: str
    id: UUID
    unit_id: int | None


@dataclass(frozen=True)
class Examined:
    """An upload that passed its check, not yet kept."""

    name: str
    checked: Checked


def examine(upload: "UploadedFile[Any]", check: Check, *, field: str, media: bool = False) -> Examined:
    """Checks an upload. `media` allows the larger size of audio and video. Raises Invalid on `field`, naming the file
    and the reason.

    Takes up to seconds, so it is called before the transaction that keeps the file.
    """
    name = safe_name(upload.name or "")
    try:
        size = upload.size or 0
        check_size(size, settings.OPTIONS.media_max_mb if media else settings.OPTIONS.upload_max_mb)
        checked = checked_content(upload.read(), name, check)
        if not checked.content_type.startswith(MEDIA):
            check_size(size, settings.OPTIONS.upload_max_mb)
    except Unacceptable as error:
        raise refused(field, name, error.message) from error
    return Examined(name, checked)


def checked_content(data: bytes, name: str, check: Check) -> Checked:
    """Raises Unacceptable, also for what the virus scanner finds."""
    if not data:
        raise Unacceptable(_("是空文件。请检查后重新上传。"))
    checked = check(data, name)
    try:
        virus = virus_in(data)
    except NoScan as error:
        raise Unacceptable(
            _("病毒扫描程序没有回应，暂时不能收文件。请过几分钟再传；一直这样，请告诉系统管理员。")
        ) from error
    if virus:
        raise Unacceptable(
            _("病毒扫描发现了“%(virus)s”。请先在电脑上杀毒，再重新制作这个文件。") % {"virus": virus}
        )
    return checked


def keep(by: Actor, examined: Examined, owner: Owner, *, field: str = "file") -> StoredFile:
    """Keeps content that passed its check in private storage. Raises Invalid when the unit has no space left.

    The bytes reach the disk before the row can be committed.
    """
    checked = examined.checked
    try:
        _check_space(owner.unit_id, len(checked.data))
    except Unacceptable as error:
        raise refused(field, examined.name, error.message) from error
    stem = PurePath(safe_name(examined.name)).stem or "file"
    stored = StoredFile(
        owner_kind=owner.kind,
        owner_id=owner.id,
        unit_id=owner.unit_id,
        name=f"{stem[:180]}.{checked.extension}",
        kind=checked.kind,
        content_type=checked.content_type,
        size=len(checked.data),
        sha256=hashlib.sha256(checked.data).hexdigest(),
        uploaded_by=by.person,
    )
    with transaction.atomic():
        stored.data.save(stored.name, ContentFile(checked.data), save=False)
        stored.save(force_insert=True)
        if checked.kind:
            async_task("mingtang.foundation.files.tasks.read", str(stored.pk))
    return stored


def describe(stored: StoredFile, alt: str) -> None:
    """Sets the words for those who cannot see the picture."""
    stored.alt = " ".join(alt.split())[:300]
    stored.save(update_fields=["alt"])


def hand_over(stored: StoredFile, owner: Owner) -> None:
    """Gives a file of something provisional, such as an upload being checked, to what was made of it."""
    stored.owner_kind, stored.owner_id, stored.unit_id = owner.kind, owner.id, owner.unit_id
    stored.save(update_fields=["owner_kind", "owner_id", "unit"])


def remove(stored: StoredFile) -> None:
    """Takes away a file that never became part of anything that is kept, such as that of an import given up.

    The bytes go after the commit: a rollback must find them again.
    """
    storage = stored.data.storage
    names = [str(stored.data.name)]
    contents = queries.contents_of(stored)
    if contents is not None:
        names += [str(made.name) for made in (contents.picture, contents.thumbnail) if made]
    stored.delete()
    for name in names:
        transaction.on_commit(lambda name=name: storage.delete(name), robust=True)  # type: ignore[misc]


def refused(field: str, name: str, why: Any) -> Invalid:
    message = _("“%(name)s”没有收下：%(why)s") % {"name": name, "why": why}
    return Invalid(message, fields={field: [message]})


def safe_name(name: str) -> str:
    """The last part of the name without control characters, as people gave it."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(". ")[:180] or "file"


def check_size(size: int, most_mb: int) -> None:
    """Raises Unacceptable."""
    if size > most_mb * MEGABYTE:
        raise Unacceptable(_("超过 %(limit)s MB。请压缩或拆分后再上传。") % {"limit": most_mb})


def _check_space(unit_id: int | None, size: int) -> None:
    most = settings.OPTIONS.unit_space_mb
    if unit_id is None or not most:
        return
    used = queries.space_of(unit_id)
    if used + size > most * MEGABYTE:
        raise Unacceptable(
            _(
                "本单位的存储空间不够：共 %(most)s MB，已用 %(used)s MB。请系统管理员增加空间，或把大文件压缩后再传。"
            )
            % {"most": f"{most:,}", "used": f"{used // MEGABYTE:,}"}
        )
