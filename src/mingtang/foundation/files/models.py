"""Files in private storage. Who may read one is asked of its owner each time; nothing is public by its address."""

from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from mingtang.foundation import clock
from mingtang.foundation.ids import new_id
from mingtang.foundation.inspection.kinds import KINDS
from mingtang.foundation.organisations.models import Unit


def private_storage() -> Storage:
    return storages["private"]


def path_of(stored: "StoredFile", name: str) -> str:
    """A path that says nothing about the content."""
    return f"{stored.id.hex[-2:]}/{stored.id.hex}"


def picture_path(contents: "FileContents", name: str) -> str:
    return f"{contents.file_id.hex[-2:]}/{contents.file_id.hex}.{name}"


class StoredFile(models.Model):
    """One uploaded file, never changed. `owner_kind` and `owner_id` name what it belongs to (a record).

    `kind` is what it really is (`inspection.kinds`); `unit` is whose space it takes.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner_kind = models.CharField(max_length=30)
    owner_id = models.UUIDField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("单位"))
    name = models.CharField(_("文件名"), max_length=200)
    kind = models.CharField(max_length=10, blank=True)
    content_type = models.CharField(_("类型"), max_length=100)
    size = models.PositiveBigIntegerField(_("大小"))
    sha256 = models.CharField(max_length=64)
    data = models.FileField(storage=private_storage, upload_to=path_of)
    alt = models.CharField(_("图片说明"), max_length=300, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = _("文件")
        indexes = [
            models.Index(fields=["owner_kind", "owner_id"], name="file_owner"),
            models.Index(fields=["unit", "size"], name="file_unit_space"),
            models.Index(fields=["uploaded_at", "id"], name="file_uploaded"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        return self.content_type.startswith("image/")

    @property
    def kind_label(self) -> Any:
        """What a person calls this kind of file, such as “Word”; empty for one that is never shown."""
        kind = KINDS.get(self.kind)
        return kind.label if kind else ""

    @property
    def is_audio(self) -> bool:
        return self.content_type.startswith("audio/")

    @property
    def is_video(self) -> bool:
        return self.content_type.startswith("video/")


class FileContents(models.Model):
    """What was read out of a file in the background: its size in pages or pixels, a picture of it, its tables.

    `problem` is the code of the finding when nothing could be read. `tables` is a list of sheets: name, rows, cut.
    """

    file = models.OneToOneField(StoredFile, models.CASCADE, primary_key=True, related_name="contents")
    page_count = models.PositiveIntegerField(default=0)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    picture = models.FileField(storage=private_storage, upload_to=picture_path, blank=True)
    thumbnail = models.FileField(storage=private_storage, upload_to=picture_path, blank=True)
    tables = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    problem = models.CharField(max_length=40, blank=True)
    read_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = _("文件内容")

    def __str__(self) -> str:
        return str(self.file)


class FilePage(models.Model):
    """The words of one page, sheet or slide, for search and for those who cannot see the picture."""

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=100, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ["file", "number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="one_text_per_page")]

    def __str__(self) -> str:
        return self.label or str(self.number)


class FileDownloads(models.Model):
    """How often the public took a file on one day. Counts only; nothing about who."""

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="downloads")
    day = models.DateField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("下载次数")
        constraints = [models.UniqueConstraint(fields=["file", "day"], name="one_count_per_file_and_day")]

    def __str__(self) -> str:
        return f"{self.file_id} {self.day}: {self.number}"
