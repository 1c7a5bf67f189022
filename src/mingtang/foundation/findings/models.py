"""A finding: something wrong, with an owner and a day: an error report (纠错) or a problem to be cured (整改)."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.cases.models import Case
from mingtang.foundation.organisations.outgoing import covered
from mingtang.foundation.findings.paths import is_local
from mingtang.foundation.findings.process import OUTCOMES, TONES
from mingtang.foundation.findings.sources import FINDING_SOURCES
from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.models import Area, Unit

SUBJECT = "finding"
EVIDENCE = "finding_hand_in"


def validate_local(path: str) -> None:
    if not is_local(path):
        raise ValidationError(_("应是本站的网页地址，以“/”开头。"), code="not_local")


class Finding(models.Model):
    """What a citizen reports about a subject (`subject_kind`, `subject_id`) or just a page of the site, or what
    somebody found that a unit has to cure. State and outcome are those of its case.

    Of an error report, `text` is the citizen's and goes out only with `show_text`, as `shown_text`, without their
    personal data; `contact` is read by the unit
    that answers and never goes out. `quick_code` opens the tracker, so it is shown to nobody but the reporter. A
    dismissed report has no answer and never goes out.

    A rectification is internal; nothing of it goes out, but who told of one from a source that may be followed sees its
    steps by the quick code. `page_title` is its headline, `page_url` may be empty,
    `contact` is read by those who register and accept, never by the unit that is complained about. `due_on` is only
    proposed until `assigned_at`. What one source finds twice bears the same `key`. Where it springs from, an error
    report or a problem that was closed, its case tells.
    """

    class Kind(models.TextChoices):
        ERROR_REPORT = "error_report", _("纠错")
        RECTIFICATION = "rectification", _("问题整改")

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
    page_url = models.CharField(_("页面地址"), max_length=300, blank=True, validators=[validate_local])
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("办理单位"))
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("领域")
    )
    quick_code = models.CharField(_("查询码"), max_length=8, unique=True)
    category = models.CharField(_("错误类型"), max_length=20, choices=Category.choices, blank=True)
    text = models.TextField(_("问题描述"), max_length=1000)
    contact = models.CharField(_("联系方式"), max_length=100, blank=True)
    show_text = models.BooleanField(_("公开问题描述"), default=True)
    shown_text = models.TextField(_("公开的问题描述"), blank=True)
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
    source = models.CharField(_("来源"), max_length=20, blank=True)
    key = models.CharField(max_length=100, blank=True)
    rule = models.TextField(_("依据"), max_length=500, blank=True)
    measure = models.TextField(_("整改要求"), max_length=1000, blank=True)
    assigned_at = models.DateTimeField(_("交办时间"), null=True, blank=True)
    plan = models.TextField(_("整改措施"), max_length=1000, blank=True)
    responsible = models.CharField(_("责任人"), max_length=100, blank=True)
    asked_until = models.DateField(_("申请延期到"), null=True, blank=True)
    returned = models.PositiveSmallIntegerField(_("退回次数"), default=0)

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
            models.Index(fields=["unit", "key"], name="finding_key", condition=~Q(key="")),
            models.Index(fields=["due_on", "id"], name="finding_problems", condition=Q(kind="rectification")),
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
                condition=(Q(page_url__startswith="/") & ~Q(page_url__startswith="//"))
                | Q(page_url="", kind="rectification"),
                name="finding_page_is_local",
            ),
            models.CheckConstraint(
                condition=Q(kind="error_report", source="") & ~Q(category="")
                | Q(kind="rectification", category="", answered_at=None) & ~Q(source=""),
                name="finding_of_one_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quick_code} {self.page_title}"

    @property
    def text_in_public(self) -> str:
        """The citizen's words as everybody may read them; of what was answered before, covered now."""
        return self.shown_text or covered(self.text)

    @property
    def status(self) -> Any:
        """The outcome once there is one, before that the state."""
        return OUTCOMES[self.case.outcome] if self.case.outcome else self.case.current.label

    @property
    def tone(self) -> str:
        return TONES[self.case.outcome or self.case.state]

    @property
    def source_label(self) -> Any:
        """A source whose section is gone keeps its code."""
        return FINDING_SOURCES[self.source].label if self.source in FINDING_SOURCES else self.source


class HandIn(models.Model):
    """One handing in of what a unit did, never changed: the words, paths of this site, files (owned by its id)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="hand_ins")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("整改情况"), max_length=2000)
    links = models.JSONField(_("有关网页"), default=list)
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    handed_in_at = models.DateTimeField(_("提交时间"))

    class Meta:
        ordering = ["finding", "number"]
        verbose_name = verbose_name_plural = _("整改结果")
        constraints = [models.UniqueConstraint(fields=["finding", "number"], name="one_hand_in_per_number")]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.number}"
