"""Documents on their way to becoming records. Nothing of it is a record yet; drafting or loading makes one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.cases.models import Case
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.models import Unit
from mingtang.openness.records.models import Record


class Batch(models.Model):
    """Files handed in together. `done` and `total` count documents while they are read.

    `archive` is the zip until it is unpacked. `notes` are sentences about files that were left out.
    """

    class Purpose(models.TextChoices):
        DRAFT = "draft", _("起草新信息")
        OLD = "old", _("载入已经公开过的旧信息")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField(Case, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    name = models.CharField(_("名称"), max_length=200)
    archive = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    notes = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = _("交来的文件")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class Paper(models.Model):
    """One document: as read (`blocks`), as understood (`found`), as an index beside it says (`given`).

    `blocks` are lists of text, kind of line, HTML, whether that is whole, alignment. `found` holds guesses, the
    lines of the body, its headings and appendices. `doubts` counts what a person should look at and what is missing.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("等待读取")
        READ = "read", _("待核对")
        UNREADABLE = "unreadable", _("读不了")
        DRAFTED = "drafted", _("已存为草稿")
        LOADED = "loaded", _("已载入")
        LEFT_OUT = "left_out", _("不要了")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    batch = models.ForeignKey(Batch, models.CASCADE, related_name="papers")
    position = models.PositiveIntegerField()
    name = models.CharField(_("文件"), max_length=300)
    title = models.CharField(_("标题"), max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    kind = models.CharField(max_length=10, blank=True)
    blocks = models.JSONField(default=list)
    found = models.JSONField(default=dict)
    given = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    problem = models.TextField(blank=True)
    doubts = models.PositiveIntegerField(default=0)
    record = models.ForeignKey(Record, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("文稿")
        ordering = ["position"]
        indexes = [models.Index(fields=["batch", "state", "position"], name="paper_state")]
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="one_paper_per_position")]

    def __str__(self) -> str:
        return self.title or self.name

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.WAITING, self.State.READ, self.State.UNREADABLE)


class PaperFile(models.Model):
    """A file that goes with a document: an attachment, or a picture out of its text."""

    class Role(models.TextChoices):
        ATTACHMENT = "attachment", _("附件")
        PICTURE = "picture", _("插图")

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="+")
    role = models.CharField(max_length=10, choices=Role.choices)
    title = models.CharField(_("名称"), max_length=200, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = verbose_name_plural = _("文稿的文件")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title
