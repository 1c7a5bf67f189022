"""A finding: a problem with an owner. The first kind is the citizen's error report (纠错)."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.cases.models import Case
from mingtang.foundation.findings.paths import is_local
from mingtang.foundation.findings.process import OUTCOMES, TONES
from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.models import Area, Unit

SUBJECT = "finding"


def validate_local(path: str) -> None:
    if not is_local(path):
        raise ValidationError(_("应是本站的网页地址，以“/”开头。"), code="not_local")


class Finding(models.Model):
    """What a citizen reports about a subject (`subject_kind`, `subject_id`) or just a page of the site.

    State and outcome are those of its case. `text` is the citizen's and goes out only with `show_text`;
    `contact` is read by the unit that answers and never goes out. `quick_code` opens the tracker, so it is
    shown to nobody but the reporter. A dismissed finding has no answer and never goes out.
    """

    class Kind(models.TextChoices):
        ERROR_REPORT = "error_report", _("纠错")

    class Category(models.TextChoices):
        CONTENT = "content", _("内容错误")
        TYPO = "typo", _("错别字")
        BROKEN = "broken", _("链接或附件打不开")
        OUTDATED = "outdated", _("信息过时")
        PRIVACY = "privacy", _("泄露个人信息")
        OTHER = "other", _("其他")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(_("类别"), max_length=20, choices=Kind.choices, default=Kind.ERROR_REPORT)
    case = models.OneToOneField(Case, models.PROTECT, related_name="+", verbose_name=_("办件"))
    subject_kind = models.CharField(max_length=30, blank=True)
    subject_id = models.UUIDField(null=True, blank=True)
    page_title = models.CharField(_("所指页面"), max_length=300)
    page_url = models.CharField(_("页面地址"), max_length=300, validators=[validate_local])
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("办理单位"))
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("领域")
    )
    quick_code = models.CharField(_("查询码"), max_length=8, unique=True)
    category = models.CharField(_("错误类型"), max_length=20, choices=Category.choices)
    text = models.TextField(_("问题描述"), max_length=1000)
    contact = models.CharField(_("联系方式"), max_length=100, blank=True)
    show_text = models.BooleanField(_("公开问题描述"), default=True)
    reported_at = models.DateTimeField(_("提出时间"))
    due_on = models.DateField(_("答复期限"))
    answer = models.TextField(_("答复"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("答复人"),
    )
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("问题")
        indexes = [
            models.Index(fields=["reported_at", "id"], name="finding_newest"),
            models.Index(fields=["unit", "reported_at", "id"], name="finding_unit"),
            models.Index(
                fields=["answered_at", "id"], name="finding_answered", condition=Q(answered_at__isnull=False)
            ),
            models.Index(
                fields=["unit", "answered_at", "id"],
                name="finding_unit_answered",
                condition=Q(answered_at__isnull=False),
            ),
            models.Index(
                fields=["subject_kind", "subject_id", "answered_at"],
                name="finding_subject",
                condition=~Q(subject_kind=""),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(subject_kind="", subject_id=None)
                | (~Q(subject_kind="") & Q(subject_id__isnull=False)),
                name="finding_subject_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="finding_answer_with_its_time",
            ),
            models.CheckConstraint(
                condition=Q(page_url__startswith="/") & ~Q(page_url__startswith="//"),
                name="finding_page_is_local",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quick_code} {self.page_title}"

    @property
    def status(self) -> Any:
        """The outcome once there is one, before that the state."""
        return OUTCOMES[self.case.outcome] if self.case.outcome else self.case.current.label

    @property
    def tone(self) -> str:
        return TONES[self.case.outcome or self.case.state]
