"""What is kept of reports: the indicators of inspections, and packs that were made. Reports themselves are computed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.models import Unit


class Indicator(models.Model):
    """What an inspector asks for, bound to a measure of the report (`measures.MEASURES`); in force by days.

    A row is never changed: a change ends it and begins another with the same `code`. `verified`: somebody compared
    it with the rule that `source` names.
    """

    code = models.SlugField(max_length=40)
    name = models.CharField(_("指标"), max_length=60)
    group = models.CharField(_("类别"), max_length=40)
    demand = models.CharField(_("检查要求"), max_length=300)
    measure = models.CharField(_("对应的数据"), max_length=30)
    source = models.CharField(_("依据"), max_length=300)
    verified = models.BooleanField(_("已对照原文核实"), default=False)
    position = models.PositiveSmallIntegerField(_("排序"), default=0)
    effective_from = models.DateField(_("从哪天起"))
    effective_to = models.DateField(_("到哪天止"), null=True, blank=True)

    class Meta:
        ordering = ["position", "code"]
        verbose_name = verbose_name_plural = _("迎检指标")
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(effective_to=None), name="one_indicator_in_force_per_code"
            ),
            models.CheckConstraint(
                condition=Q(effective_to=None) | Q(effective_to__gte=F("effective_from")),
                name="indicator_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Pack(models.Model):
    """An inspection pack (迎检材料) of a unit and a period, made in the background. The file is kept for a month."""

    class State(models.TextChoices):
        MAKING = "making", _("制作中")
        READY = "ready", _("已制成")
        FAILED = "failed", _("没有制成")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    period = models.CharField(_("期间"), max_length=10)
    state = models.CharField(max_length=8, choices=State.choices, default=State.MAKING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("迎检材料")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["unit", "-asked_at"], name="pack_unit")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.period}"
