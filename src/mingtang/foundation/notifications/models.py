"""What a person is told, by which channels it goes out, and how the person wants to be told."""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.models import Event
from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.models import Post


class Notice(models.Model):
    """One person is told of one event, once. `url` is a path of the desk.

    `post` is the A post whose duty it is about, where it is about one: while its holder is away, what still has to
    go out goes to those who act in it.
    """

    class Group(models.TextChoices):
        # In this order they stand in a digest.
        WARNING = "warning", _("时限提醒")
        CASE = "case", _("办件进展")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("人员")
    )
    event = models.ForeignKey(Event, models.PROTECT, related_name="+", verbose_name=_("事件"))
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("岗位")
    )
    text = models.CharField(_("内容"), max_length=400)
    url = models.CharField(_("地址"), max_length=300)
    group = models.CharField(_("类别"), max_length=20, choices=Group.choices, default=Group.CASE)
    urgent = models.BooleanField(_("紧急"), default=False)
    created_at = models.DateTimeField(_("时间"))
    read_at = models.DateTimeField(_("已读时间"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("消息")
        indexes = [
            models.Index(fields=["person", "created_at", "id"], name="notice_of_person"),
            models.Index(fields=["person", "created_at"], name="notice_unread", condition=Q(read_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "event"], name="one_notice_per_person_and_event"),
        ]

    def __str__(self) -> str:
        return self.text


class Dispatch(models.Model):
    """A notice on its way through one channel: a job with a lease.

    `due_at` is when it may be tried (again); `attempts` counts tries begun. `daily` ones wait for a digest: the first
    try gives all that are due the same `bundle`, and from then on they are one message. A message may go out twice
    when a worker is killed, with the same id both times.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("待发")
        SENT = "sent", _("已发")
        GIVEN_UP = "given_up", _("放弃")
        DROPPED = "dropped", _("不再发")

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="dispatches", verbose_name=_("消息"))
    channel = models.CharField(_("渠道"), max_length=20)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.PENDING)
    daily = models.BooleanField(_("汇总"), default=False)
    bundle = models.UUIDField(_("汇总编号"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("次数"), default=0)
    due_at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("消息发送")
        indexes = [
            models.Index(fields=["due_at", "id"], name="dispatch_due", condition=Q(state="pending")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="one_dispatch_per_channel"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.notice_id}"


class Preference(models.Model):
    """How a person wants to be told outside the desk. Who has no row has the defaults, which are those of the fields.

    `off` lists the codes of channels not wanted, so that a channel the county adds later is on. Quiet hours begin at
    `quiet_from` and end at `quiet_until`, the next day where that is earlier; both empty: none.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+", verbose_name=_("人员")
    )
    off = models.JSONField(_("不用的渠道"), default=list, blank=True)
    warnings_daily = models.BooleanField(_("时限提醒每天汇总"), default=True)
    cases_daily = models.BooleanField(_("办件进展每天汇总"), default=False)
    digest_at = models.TimeField(_("汇总时间"), default=time(8, 30))
    quiet_from = models.TimeField(_("免打扰开始"), null=True, blank=True, default=time(20))
    quiet_until = models.TimeField(_("免打扰结束"), null=True, blank=True, default=time(8))
    quiet_on_rest_days = models.BooleanField(_("休息日免打扰"), default=True)
    urgent_in_quiet = models.BooleanField(_("紧急的随时发"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("消息设置")
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="quiet_hours_have_both_ends",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)
