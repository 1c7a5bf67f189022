"""Checks of the own site and what they found."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Run(models.Model):
    """One check. `finished_at` is empty while it runs; `is_whole` tells whether it got through in its time."""

    started_at = models.DateTimeField(_("开始时间"))
    finished_at = models.DateTimeField(_("结束时间"), null=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    pages = models.PositiveIntegerField(_("检查页面"), default=0)
    links = models.PositiveIntegerField(_("检查链接"), default=0)
    is_whole = models.BooleanField(default=True)

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = verbose_name_plural = _("网站自查")

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


class Found(models.Model):
    """A fault: the rule, what was seen, on how many pages, and some of these (paths of this site)."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="found")
    rule = models.CharField(max_length=30)
    detail = models.CharField(max_length=400, blank=True)
    pages = models.PositiveIntegerField()
    examples = models.JSONField(default=list)

    class Meta:
        ordering = ["-pages", "rule", "detail"]
        verbose_name = verbose_name_plural = _("自查发现的问题")

    def __str__(self) -> str:
        return f"{self.rule}: {self.detail}"
