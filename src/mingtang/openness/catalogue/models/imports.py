"""An import on its way: what was read from the file and what a person said to it. Nothing of it is in a catalogue."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.cases.models import Case
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.openness.catalogue.models.standing import Matter, Version


class Import(models.Model):
    """One file on its way into the catalogue. Blocks and rows are gone once it is adopted or given up.

    `mapping` holds what a person said about columns: [grid, column, meaning]. `notes` tells what was skipped, and
    for a refused file what it is. `done` and `total` count rows while it is read.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField(Case, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(_("文件"), max_length=200)
    mapping = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    adopted_rows = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = _("目录导入")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name


class ImportBlock(models.Model):
    """The rows of one area in one table of the file. `base` is the version they were compared with."""

    job = models.ForeignKey(Import, models.CASCADE, related_name="blocks")
    position = models.PositiveIntegerField()
    grid = models.PositiveIntegerField()
    name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300, blank=True)
    area_text = models.CharField(max_length=100, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    area_code = models.CharField(
        max_length=40, blank=True, help_text="A standard area that is not set up yet."
    )
    base = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    columns = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["job", "position"], name="one_block_per_position")]

    def __str__(self) -> str:
        return self.area.name if self.area else self.area_text


class ImportRow(models.Model):
    """One row as read (`cells`), as understood (`text`), and what is doubtful (`doubts`)."""

    class State(models.TextChoices):
        CLEAN = "clean", _("看懂了")
        OPEN = "open", _("待核对")
        ACCEPTED = "accepted", _("已确认")
        CORRECTED = "corrected", _("已改正")
        LEFT_OUT = "left_out", _("不要了")

    class Match(models.TextChoices):
        NEW = "new", _("新事项")
        SAME = "same", _("原有事项")
        SIMILAR = "similar", _("可能是原有事项")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    job = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    block = models.ForeignKey(ImportBlock, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    number = models.PositiveIntegerField(_("行号"))
    name = models.CharField(max_length=300, blank=True)
    cells = models.JSONField(default=list)
    text = models.JSONField()
    doubts = models.JSONField(default=list)
    codes = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    faulty = models.BooleanField(default=False)
    match = models.CharField(max_length=8, choices=Match.choices, default=Match.NEW)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["job", "state", "position"], name="import_row_state")]
        constraints = [
            models.UniqueConstraint(fields=["job", "position"], name="one_import_row_per_position"),
            models.CheckConstraint(
                condition=Q(faulty=False) | ~Q(state__in=("clean", "accepted")), name="no_fault_is_accepted"
            ),
        ]

    def __str__(self) -> str:
        return self.name
