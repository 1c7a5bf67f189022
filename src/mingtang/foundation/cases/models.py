"""A case is one passage of one subject through one process."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.cases.registry import PROCESSES
from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.models import Area, Post, Unit
from mingtang.kernel.process import Process, State


class Case(models.Model):
    """`state` is where it is, `outcome` how it ended. Unit and area are copied from the subject for scoping.

    `revision_id` and `content_hash` are empty until a revision is frozen. `lock_version` counts every act; an act
    that names an older number is refused as stale.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    process_id = models.CharField(max_length=30)
    process_version = models.PositiveSmallIntegerField()
    subject_kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    revision_id = models.UUIDField(null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    # No index of its own: closed cases are many and nobody asks for them by unit; `case_open` holds the open ones.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=30)
    outcome = models.CharField(max_length=30, blank=True)
    lock_version = models.PositiveIntegerField(default=1)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    state_since = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    wakes_at = models.DateTimeField(
        null=True, blank=True, help_text="When the clock has to look at the case."
    )
    springs_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="springs")

    class Meta:
        verbose_name = verbose_name_plural = _("办件")
        indexes = [
            # The id first: a kind alone is nearly every case, and SQLite must not take this index for it.
            models.Index(fields=["subject_id", "subject_kind"], name="case_subject"),
            models.Index(
                fields=["unit", "process_id", "state"], name="case_open", condition=Q(closed_at=None)
            ),
            models.Index(fields=["wakes_at"], name="case_wakes", condition=~Q(wakes_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "process_id"],
                condition=Q(closed_at=None),
                name="one_open_case_per_process",
            ),
            models.CheckConstraint(
                condition=(Q(closed_at=None) & Q(outcome="")) | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="closed_with_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.process_id} {self.subject_kind}:{self.subject_id}"

    @property
    def process(self) -> Process:
        return PROCESSES[f"{self.process_id}/{self.process_version}"]

    @property
    def current(self) -> State:
        return self.process.state(self.state)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Countersign(models.Model):
    """One post is asked to counter-sign (会签) a case; several run in parallel."""

    class Answer(models.TextChoices):
        PENDING = "", _("待会签")
        AGREED = "agreed", _("同意")
        OBJECTED = "objected", _("不同意")
        CANCELLED = "cancelled", _("已取消")

    case = models.ForeignKey(Case, models.PROTECT, related_name="countersigns")
    post = models.ForeignKey(Post, models.PROTECT, related_name="countersigns", verbose_name=_("会签岗位"))
    content_hash = models.CharField(max_length=64)
    question = models.CharField(_("会签事项"), max_length=300, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(
        _("意见"), max_length=10, choices=Answer.choices, blank=True, default=Answer.PENDING
    )
    opinion = models.TextField(_("说明"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = verbose_name_plural = _("会签")
        indexes = [models.Index(fields=["post"], name="countersign_pending", condition=Q(answer=""))]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "post"], condition=Q(answer=""), name="one_pending_countersign_per_post"
            )
        ]

    def __str__(self) -> Any:
        return f"{self.post} {self.get_answer_display()}"
