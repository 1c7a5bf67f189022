"""Notices of holidays (放假安排) that came after the library's data, and the days they set.

A notice and its days are never changed or deleted, only ended; so the calendar of any moment can be had again.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mingtang.foundation import clock
from mingtang.foundation.ids import new_id

SUBJECT = "holiday_notice"


class HolidayNotice(models.Model):
    """A notice as somebody adopted it. `announces_year`: its year is settled with it, no longer provisional.

    `source` is an address or says where the notice can be read. `replaces` is the one that ended for it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    year = models.PositiveSmallIntegerField(_("年份"))
    title = models.CharField(_("标题"), max_length=200)
    doc_number = models.CharField(_("文号"), max_length=60, blank=True)
    issued_on = models.DateField(_("发文日期"), null=True, blank=True)
    source = models.CharField(_("出处"), max_length=500)
    announces_year = models.BooleanField(_("这是全年的放假安排"), default=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")
    adopted_at = models.DateTimeField(_("采用时间"), default=clock.now)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("采用人")
    )
    ended_at = models.DateTimeField(_("停用时间"), null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("停用人")
    )
    ended_reason = models.CharField(_("停用原因"), max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("放假安排")
        ordering = ["-year", "-adopted_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | (Q(ended_at__gte=F("adopted_at")) & ~Q(ended_reason="")),
                name="holiday_notice_ends_after_it_began_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.doc_number}）" if self.doc_number else self.title


class HolidayRow(models.Model):
    """One day of a notice that is not what its weekday says. It ends with its notice."""

    notice = models.ForeignKey(HolidayNotice, models.PROTECT, related_name="rows")
    day = models.DateField(_("日期"))
    working = models.BooleanField(_("上班"))
    name = models.CharField(_("节日"), max_length=40, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("放假和上班的日子")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["day"], condition=Q(ended_at=None), name="one_live_holiday_row_per_day"
            ),
            models.UniqueConstraint(fields=["notice", "day"], name="a_day_once_per_holiday_notice"),
        ]

    def __str__(self) -> str:
        return str(self.day)
