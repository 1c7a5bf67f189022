"""The canonical record: entered once, saved as numbered revisions, shown as its live revision."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingtang.foundation import clock
from mingtang.foundation.cases.models import Case
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.models import Area, Post, Unit


class OpenAttr(models.TextChoices):
    """源头属性, proposed with the draft (kernel.disclosure.attributes.OpenAttr as stored choices)."""

    ACTIVE = "active", _("主动公开")
    ON_REQUEST = "on_request", _("依申请公开")
    CLOSED = "closed", _("不予公开")


class Validity(models.TextChoices):
    IN_FORCE = "in_force", _("有效")
    AMENDED = "amended", _("已修改")
    REPEALED = "repealed", _("已废止")
    EXPIRED = "expired", _("已失效")


class Stage(models.TextChoices):
    """Where a record stands, for lists: the state of its publication case, or how it ended."""

    DRAFT = "draft", _("起草中")
    INITIAL_REVIEW = "initial_review", _("待初审")
    SECRECY = "secrecy", _("待保密审查")
    AUDIT = "audit", _("待审核")
    RELEASE = "release", _("待公开")
    FEEDBACK = "feedback", _("已公开，收集反馈")
    RECTIFY = "rectify", _("整改中")
    PUBLISHED = "published", _("已公开，已建档")
    ON_REQUEST = "on_request", _("依申请公开")
    CLOSED = "closed", _("不予公开")
    DISCARDED = "discarded", _("已作废")
    WITHDRAWN = "withdrawn", _("已撤下")


class Record(models.Model):
    """One piece of government information. `unit` never changes; `index_no` is given once and never reused.

    The columns below `live` are projected by the actions: from the live revision once there is one, before that
    from the newest save. `is_public` is true while the record may be shown to everybody.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="records", verbose_name=_("发布机构"))
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("领域")
    )
    index_no = models.CharField(_("索引号"), max_length=60, null=True, unique=True)
    stage = models.CharField(_("状态"), max_length=20, choices=Stage.choices, default=Stage.DRAFT)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    head = models.ForeignKey("Revision", models.PROTECT, null=True, related_name="+")
    live = models.ForeignKey("Revision", models.PROTECT, null=True, related_name="+")

    title = models.CharField(_("标题"), max_length=200, blank=True)
    doc_no = models.CharField(_("文号"), max_length=60, blank=True)
    theme = models.CharField(_("主题分类"), max_length=10, blank=True)
    genre = models.CharField(_("体裁"), max_length=20, blank=True)
    open_attr = models.CharField(_("公开属性"), max_length=12, choices=OpenAttr.choices, blank=True)
    validity = models.CharField(
        _("有效性"), max_length=12, choices=Validity.choices, default=Validity.IN_FORCE
    )
    doc_date = models.DateField(_("成文日期"), null=True)
    formed_on = models.DateField(_("形成日期"), null=True)
    effective_on = models.DateField(_("施行日期"), null=True)
    expires_on = models.DateField(_("有效期至"), null=True)
    is_policy = models.BooleanField(_("政策性文件"), default=False)
    is_normative = models.BooleanField(_("行政规范性文件"), default=False)
    year = models.PositiveSmallIntegerField(_("年度"))
    is_public = models.BooleanField(default=False)
    published_at = models.DateTimeField(_("公开时间"), null=True)
    display_until = models.DateField(_("公示截止"), null=True)
    withdrawn_at = models.DateTimeField(_("撤下时间"), null=True)
    withdrawal_note = models.TextField(_("撤下说明"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("政府信息")
        indexes = [
            models.Index(
                fields=["published_at", "id", "display_until"],
                name="record_public",
                condition=Q(is_public=True),
            ),
            models.Index(
                fields=["unit", "published_at", "id", "display_until"],
                name="record_unit_public",
                condition=Q(is_public=True),
            ),
            models.Index(
                fields=["theme", "published_at", "id"],
                name="record_theme_public",
                condition=Q(is_public=True),
            ),
            models.Index(
                fields=["genre", "published_at", "id"],
                name="record_genre_public",
                condition=Q(is_public=True),
            ),
            models.Index(
                fields=["published_at", "id"],
                name="record_normative_public",
                condition=Q(is_public=True, is_normative=True),
            ),
            models.Index(
                fields=["published_at", "id"],
                name="record_policy_public",
                condition=Q(is_public=True, is_policy=True),
            ),
            models.Index(fields=["updated_at", "id"], name="record_updated"),
            models.Index(fields=["unit", "updated_at", "id"], name="record_unit_updated"),
            models.Index(
                fields=["display_until"],
                name="record_display",
                condition=Q(is_public=True) & Q(display_until__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_public=False)
                | (
                    Q(live__isnull=False)
                    & Q(open_attr="active")
                    & Q(published_at__isnull=False)
                    & Q(withdrawn_at=None)
                ),
                name="public_only_with_a_live_active_revision",
            ),
            models.CheckConstraint(
                condition=Q(live=None) | ~Q(index_no=None), name="live_has_an_index_number"
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(_("（无标题）"))

    @property
    def theme_main(self) -> str:
        return self.theme[:2]


class Revision(models.Model):
    """One save of a record: all metadata, the body, the attachment list. Never changed after it was saved,
    but for `frozen_at` and the hash at submission, and `published_at` when it goes live.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(Record, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    author_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    content_hash = models.CharField(max_length=64, blank=True)

    title = models.CharField(_("标题"), max_length=200, blank=True)
    subtitle = models.CharField(_("副标题"), max_length=200, blank=True)
    index_no = models.CharField(_("索引号"), max_length=60, blank=True)
    doc_no = models.CharField(_("文号"), max_length=60, blank=True)
    issuer = models.CharField(_("发文机关"), max_length=200, blank=True)
    addressees = models.CharField(_("主送机关"), max_length=500, blank=True)
    signature = models.CharField(_("署名"), max_length=300, blank=True)
    annotation = models.CharField(_("附注"), max_length=200, blank=True)
    source = models.CharField(_("信息来源"), max_length=100, blank=True)
    byline = models.CharField(_("作者"), max_length=100, blank=True)
    editor = models.CharField(_("责任编辑"), max_length=40, blank=True)
    region_code = models.CharField(_("适用区域"), max_length=12, blank=True)
    theme = models.CharField(_("主题分类"), max_length=10, blank=True)
    genre = models.CharField(_("体裁"), max_length=20, blank=True)
    audience = models.CharField(_("服务对象"), max_length=20, blank=True)
    keywords = models.CharField(_("关键词"), max_length=200, blank=True)
    summary = models.TextField(_("内容概述"), blank=True)
    body = models.TextField(_("正文"), blank=True)
    formed_on = models.DateField(_("形成日期"), null=True, blank=True)
    doc_date = models.DateField(_("成文日期"), null=True, blank=True)
    effective_on = models.DateField(_("施行日期"), null=True, blank=True)
    expires_on = models.DateField(_("有效期至"), null=True, blank=True)
    display_until = models.DateField(_("公示截止日期"), null=True, blank=True)
    validity = models.CharField(
        _("有效性"), max_length=12, choices=Validity.choices, default=Validity.IN_FORCE
    )
    is_policy = models.BooleanField(_("政策性文件"), default=False)
    is_normative = models.BooleanField(_("行政规范性文件"), default=False)
    open_attr = models.CharField(_("公开属性"), max_length=12, choices=OpenAttr.choices, blank=True)
    reason_code = models.CharField(_("不公开的法定理由"), max_length=10, blank=True)
    reason_text = models.TextField(_("理由说明"), blank=True)
    public_note = models.TextField(_("更正说明"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("稿次")
        ordering = ["record", "number"]
        constraints = [models.UniqueConstraint(fields=["record", "number"], name="one_revision_per_number")]

    def __str__(self) -> str:
        return f"{self.title} #{self.number}"


# What a person types: the same names in the form, the revision and the hash.
CONTENT_FIELDS = (
    "title",
    "subtitle",
    "index_no",
    "doc_no",
    "issuer",
    "addressees",
    "signature",
    "annotation",
    "source",
    "byline",
    "editor",
    "region_code",
    "theme",
    "genre",
    "audience",
    "keywords",
    "summary",
    "body",
    "formed_on",
    "doc_date",
    "effective_on",
    "expires_on",
    "display_until",
    "validity",
    "is_policy",
    "is_normative",
    "open_attr",
    "reason_code",
    "reason_text",
    "public_note",
)


class Attachment(models.Model):
    """A file in the attachment list of one revision."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    title = models.CharField(_("附件名称"), max_length=200)
    captions = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name=_("字幕")
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = verbose_name_plural = _("附件")
        constraints = [models.UniqueConstraint(fields=["revision", "file"], name="a_file_once_per_revision")]

    def __str__(self) -> str:
        return self.title


class SecrecyItem(models.Model):
    """One item of the secrecy review (保密审查 逐项): the metadata, the body, or one attachment."""

    class Conclusion(models.TextChoices):
        PENDING = "", _("待审查")
        CLEAR = "clear", _("可以公开")
        NOT_CLEAR = "not_clear", _("不得公开")

    case = models.ForeignKey(Case, models.PROTECT, related_name="secrecy_items")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    item = models.CharField(max_length=60)
    label = models.CharField(_("审查对象"), max_length=200)
    conclusion = models.CharField(
        _("结论"), max_length=10, choices=Conclusion.choices, blank=True, default=""
    )
    basis = models.TextField(_("依据和说明"), blank=True)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reviewer_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = _("保密审查")
        constraints = [
            models.UniqueConstraint(fields=["case", "revision", "item"], name="one_secrecy_row_per_item")
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.get_conclusion_display()}"


class ReleaseDecision(models.Model):
    """The approver's judgement of when and how a revision goes out."""

    class Manner(models.TextChoices):
        FULL = "full", _("全文公开")
        PARTIAL = "partial", _("区分处理后公开（送审的文本已删去不能公开的部分）")

    case = models.OneToOneField(Case, models.PROTECT, related_name="release_decision")
    publish_at = models.DateTimeField(_("定时公开"), null=True, blank=True)
    manner = models.CharField(_("公开方式"), max_length=10, choices=Manner.choices, default=Manner.FULL)
    opinion = models.TextField(_("审核意见"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = _("公开决定")

    def __str__(self) -> str:
        return str(self.get_manner_display())


class Withdrawal(models.Model):
    """What a withdrawal case asks for: the reason and the note the public will read on the tombstone."""

    class Reason(models.TextChoices):
        PRIVACY = "privacy", _("涉及个人隐私")
        SECRECY = "secrecy", _("涉密或不宜公开")
        ERROR = "error", _("内容有严重错误")
        REVOKED = "revoked", _("原决定被撤销或变更")
        DUPLICATE = "duplicate", _("重复发布")
        OTHER = "other", _("其他")

    case = models.OneToOneField(Case, models.PROTECT, related_name="withdrawal")
    reason_code = models.CharField(_("撤下原因"), max_length=12, choices=Reason.choices)
    public_note = models.TextField(_("向公众的说明"))

    class Meta:
        verbose_name = verbose_name_plural = _("撤下")

    def __str__(self) -> str:
        return str(self.get_reason_code_display())


def is_over(display_until: date | None) -> bool:
    """Whether a display period has ended: the last day itself is still shown."""
    return display_until is not None and display_until < clock.today()


def as_text(value: Any) -> Any:
    """A content field as it goes into the hash."""
    return value.isoformat() if isinstance(value, date) else value
