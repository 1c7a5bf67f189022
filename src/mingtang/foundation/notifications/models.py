"""What a person is told, at the desk and by e-mail."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.models import Event
from mingtang.foundation.ids import new_id


class Notice(models.Model):
    """One person is told of one event, once. `url` is a path of the desk.

    The mail of a notice is a job with a lease: `mail_due_at` is when it may be tried (again); `mail_attempts`
    counts tries begun. It may go out twice when a worker is killed, with the same Message-ID both times.
    """

    class MailState(models.TextChoices):
        NONE = "none", _("不发邮件")
        PENDING = "pending", _("待发")
        SENT = "sent", _("已发")
        GIVEN_UP = "given_up", _("放弃")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("人员")
    )
    event = models.ForeignKey(Event, models.PROTECT, related_name="+", verbose_name=_("事件"))
    text = models.CharField(_("内容"), max_length=400)
    url = models.CharField(_("地址"), max_length=300)
    created_at = models.DateTimeField(_("时间"))
    read_at = models.DateTimeField(_("已读时间"), null=True, blank=True)
    mail_state = models.CharField(_("邮件"), max_length=10, choices=MailState.choices, default=MailState.NONE)
    mail_attempts = models.PositiveSmallIntegerField(_("邮件次数"), default=0)
    mail_due_at = models.DateTimeField(_("邮件时间"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("消息")
        indexes = [
            models.Index(fields=["person", "created_at", "id"], name="notice_of_person"),
            models.Index(fields=["person", "created_at"], name="notice_unread", condition=Q(read_at=None)),
            models.Index(
                fields=["mail_due_at", "id"], name="notice_mail_due", condition=Q(mail_state="pending")
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "event"], name="one_notice_per_person_and_event"),
            models.CheckConstraint(
                condition=~Q(mail_state="pending") | Q(mail_due_at__isnull=False),
                name="pending_mail_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.text
