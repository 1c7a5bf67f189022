"""What people say about the duties of the catalogue: facts, declarations, confirmations, limits for one matter."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.duties.models import Duty, TimeUnit
from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.models import Area, Post, Unit
from mingtang.openness.catalogue.models import Matter
from mingtang.openness.records.models import Record

NUMBER_MOST, TITLE_MOST, SENDER_NUMBER_MOST = 60, 200, 100
"""Characters of a document number, of a title, and of a sender's own number."""


class Fact(models.Model):
    """Something to be disclosed came into being, or will: “this document was formed on …”, “a hearing is on …”.

    `record` is the record that discloses it, once there is one. `external_id` is the sender's own number, so that the
    same fact sent twice is one. A fact that was wrong is withdrawn with the reason.

    `came` is not stored: what registering it just now did.
    """

    class Came(models.TextChoices):
        NEW = "registered", _("新登记")
        CHANGED = "changed", _("有变化，已更新")
        SAME = "unchanged", _("登记过，没有变化")

    class Source(models.TextChoices):
        ENTERED = "entered", _("人工登记")
        IMPORTED = "imported", _("表格导入")
        API = "api", _("办公系统推送")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="facts", verbose_name=_("公开事项"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    title = models.CharField(_("名称"), max_length=TITLE_MOST)
    doc_no = models.CharField(_("文号"), max_length=NUMBER_MOST, blank=True)
    occurred_on = models.DateField(_("日期"))
    source = models.CharField(_("来源"), max_length=10, choices=Source.choices)
    sender = models.CharField(_("来源系统"), max_length=60, blank=True)
    external_id = models.CharField(_("来源编号"), max_length=SENDER_NUMBER_MOST, blank=True)
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="facts")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(_("撤销原因"), max_length=200, blank=True)
    came: str = ""

    class Meta:
        verbose_name = verbose_name_plural = _("应公开事实")
        indexes = [
            models.Index(fields=["unit", "occurred_on"], name="fact_unit", condition=Q(withdrawn_at=None)),
            models.Index(fields=["doc_no"], name="fact_number", condition=~Q(doc_no="")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "external_id"],
                condition=~Q(external_id=""),
                name="one_fact_per_sender_and_number",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Declaration(models.Model):
    """“本期无应公开信息”, signed by the responsible officer for one periodic duty; public while it stands.

    `disputed_at`: somebody says there was something; `overturned_at`: they were right, and the duty is owed again.
    `settled_reason` is why the openness office decided so or so, in words for everybody.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="declarations")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="declarations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("领域"))
    period_first = models.DateField(_("期间起"))
    period_last = models.DateField(_("期间止"))
    statement = models.CharField(_("说明"), max_length=300)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(_("签署时间"))
    disputed_at = models.DateTimeField(_("提出异议时间"), null=True)
    overturned_at = models.DateTimeField(_("撤销时间"), null=True)
    settled_at = models.DateTimeField(_("判定时间"), null=True)
    settled_reason = models.CharField(_("判定依据"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("本期无应公开信息声明")
        indexes = [models.Index(fields=["unit", "-signed_at"], name="declaration_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["duty"], condition=Q(overturned_at=None), name="one_standing_declaration_per_duty"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.period_first}"


class Confirmation(models.Model):
    """A unit looked through what it keeps public for a standing matter and found it current."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="confirmations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    day = models.DateField(_("核对日期"))
    records = models.PositiveIntegerField(_("信息条数"))
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = _("长期公开信息核对")
        indexes = [models.Index(fields=["matter", "unit", "day"], name="confirmation_matter")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.matter_id} {self.day}"


class MatterLimit(models.Model):
    """A time limit that the openness office decided for one matter, with its source, instead of the catalogue's."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="limits")
    n = models.PositiveSmallIntegerField(_("多久"))
    time_unit = models.CharField(_("单位"), max_length=8, choices=TimeUnit.choices)
    event = models.CharField(_("从什么时候算起"), max_length=100, blank=True)
    backward = models.BooleanField(_("在事项之前公开"), default=False)
    source = models.CharField(_("依据"), max_length=300)
    article = models.CharField(_("条文"), max_length=200, blank=True)
    reason = models.CharField(_("说明"), max_length=300)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("指定的公开时限")
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=Q(ended_at=None), name="one_decided_limit_per_matter"
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.n} {self.time_unit}"
