"""Files in private storage. Who may read one is asked of its owner each time; nothing is public by its address."""

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from mingtang.foundation import clock
from mingtang.foundation.ids import new_id


def private_storage() -> Storage:
    return storages["private"]


def path_of(stored: "StoredFile", name: str) -> str:
    """A path that says nothing about the content."""
    return f"{stored.id.hex[-2:]}/{stored.id.hex}"


class StoredFile(models.Model):
    """One uploaded file, never changed. `owner_kind` and `owner_id` name what it belongs to (a record)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner_kind = models.CharField(max_length=30)
    owner_id = models.UUIDField()
    name = models.CharField(_("文件名"), max_length=200)
    content_type = models.CharField(_("类型"), max_length=100)
    size = models.PositiveBigIntegerField(_("大小"))
    sha256 = models.CharField(max_length=64)
    data = models.FileField(storage=private_storage, upload_to=path_of)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = _("文件")
        indexes = [models.Index(fields=["owner_kind", "owner_id"], name="file_owner")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        return self.content_type.startswith("image/")
