"""What happened (append-only) and what still has to follow from it (the outbox)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.organisations.models import Area, Post, Unit


class Event(models.Model):
    """One thing that happened. Holds ids and codes only; names and free text are in the erasable `EventDetail`.

    `commitment` binds the detail without showing it. `seq` is the place in the public chain, given after commit by
    the ledger; null until then. Rows are never changed or deleted, which the database enforces by triggers.
    """

    kind = models.CharField(max_length=60)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    instead_of = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    subject_kind = models.CharField(max_length=30)
    subject_id = models.CharField(max_length=36)
    case_id = models.UUIDField(null=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    content_hash = models.CharField(max_length=64, blank=True)
    reason_code = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    commitment = models.CharField(max_length=64)
    seq = models.BigIntegerField(null=True, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = _("事件")
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="event_subject"),
            models.Index(fields=["case_id"], name="event_case", condition=~Q(case_id=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_kind}:{self.subject_id}"


class EventDetail(models.Model):
    """Names and free text of an event; may be erased, the event and its commitment stay."""

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, related_name="detail")
    salt = models.CharField(max_length=32)
    data = models.JSONField()

    class Meta:
        verbose_name = verbose_name_plural = _("事件详情")

    def __str__(self) -> str:
        return str(self.event_id)


class Delivery(models.Model):
    """One consumer still has to deal with one event. Done ones keep their time until they are swept.

    What was loaded in `bulk` waits for everything else.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="deliveries")
    consumer = models.CharField(max_length=30)
    due_at = models.DateTimeField()
    bulk = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("待投递")
        constraints = [
            models.UniqueConstraint(fields=["event", "consumer"], name="one_delivery_per_consumer")
        ]
        indexes = [
            models.Index(
                fields=["consumer", "bulk", "due_at", "id"],
                name="delivery_pending",
                condition=Q(done_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.consumer} ← {self.event_id}"
