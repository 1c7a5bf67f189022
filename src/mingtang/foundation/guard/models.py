"""What the guard keeps: what it found in which text and file, who let what through and why, and what a county decided.

No row holds personal data in clear: of a hit on such data only its mask is kept, and a fingerprint by which it is known
again.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mingtang.foundation import clock
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.models import Area, Post, Unit


class Level(models.TextChoices):
    """How grave a hit is taken (kernel.guard.hits.Severity), and OFF: not looked for."""

    BLOCK = "block", _("必须处理")
    WARN = "warn", _("提醒")
    INFORM = "inform", _("提示")
    OFF = "off", _("不检查")


class FileCheck(models.Model):
    """What was found in one file. `basis` tells by which rules, knowledge and kind of paper; newer ones look again.

    `hits` are stored hits (`stored_hits`). The file is never changed, so neither is this.
    """

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="guard_checks")
    basis = models.CharField(max_length=64)
    checked_at = models.DateTimeField(default=clock.now)
    hits = models.JSONField(default=list)

    class Meta:
        verbose_name = verbose_name_plural = _("文件检查")
        constraints = [
            models.UniqueConstraint(fields=["file", "basis"], name="a_file_is_checked_once_per_basis")
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.checked_at:%Y-%m-%d}"


class Check(models.Model):
    """One look at one text of a subject with all its files: the newest one of each text, and what it came to.

    `text_id` is the revision (or whatever is never changed again), `text_hash` its hash where it has one. `waiting`
    counts files that were not checked yet.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    text_id = models.UUIDField()
    text_hash = models.CharField(max_length=64, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+", verbose_name=_("领域"))
    basis = models.CharField(max_length=64)
    checked_at = models.DateTimeField(_("检查时间"), default=clock.now)
    hits = models.JSONField(default=list)
    blocks = models.PositiveIntegerField(_("必须处理"), default=0)
    warns = models.PositiveIntegerField(_("提醒"), default=0)
    informs = models.PositiveIntegerField(_("提示"), default=0)
    waiting = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("检查")
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="guard_check_subject"),
            models.Index(fields=["subject_kind", "basis", "checked_at"], name="guard_check_basis"),
            models.Index(fields=["unit", "checked_at"], name="guard_check_unit"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "text_id"], name="one_check_per_text"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id}"


class Override(models.Model):
    """Somebody entitled let a hit through, by name and with a reason. It holds wherever the same thing stands in the
    same subject. Never changed.

    `fingerprint` knows the hit again; `excerpt` is what stands there, masked. Those let through together bear one
    `decision`.
    """

    decision = models.UUIDField(default=new_id)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    text_id = models.UUIDField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+", verbose_name=_("领域"))
    kind = models.CharField(_("类别"), max_length=40)
    severity = models.CharField(_("级别"), max_length=10, choices=Level.choices)
    fingerprint = models.CharField(max_length=64)
    excerpt = models.CharField(_("内容"), max_length=200)
    reason = models.CharField(_("理由"), max_length=500)
    overridden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("放行人")
    )
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", verbose_name=_("岗位"))
    overridden_at = models.DateTimeField(_("放行时间"), default=clock.now)

    class Meta:
        ordering = ["-overridden_at", "-pk"]
        verbose_name = verbose_name_plural = _("放行")
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="guard_override_subject"),
            models.Index(fields=["unit", "overridden_at"], name="guard_override_unit"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "fingerprint"], name="a_hit_is_overridden_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="an_override_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.excerpt}"


class ProblemHits(models.Model):
    """Which hits, by fingerprint, a problem of the sweep tells of: when all were let through, it is none any more."""

    finding = models.OneToOneField(Finding, models.CASCADE, related_name="+", verbose_name=_("问题"))
    fingerprints = models.JSONField(default=list)

    class Meta:
        verbose_name = verbose_name_plural = _("复查登记的问题")

    def __str__(self) -> str:
        return f"{self.finding_id}: {len(self.fingerprints)}"


class MaskedCopy(models.Model):
    """A publishable copy (脱敏副本) of a file, or of the text itself where `file` and `original` are empty, and the
    table of what was masked in it: place in words, kind, what stands there now, how often. The original stays private.
    """

    subject_kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    text_id = models.UUIDField()
    file = models.ForeignKey(StoredFile, models.CASCADE, null=True, related_name="+", verbose_name=_("副本"))
    original = models.ForeignKey(
        StoredFile, models.CASCADE, null=True, related_name="+", verbose_name=_("原件")
    )
    rows = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    strict = models.BooleanField(_("从严"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("制作人")
    )
    made_at = models.DateTimeField(_("制作时间"), default=clock.now)

    class Meta:
        ordering = ["-made_at", "pk"]
        verbose_name = verbose_name_plural = _("脱敏副本")
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="guard_copy_subject")]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id}"


class HousePhrase(models.Model):
    """A line of a unit's house list: it holds for the unit and those below. Never changed, only ended."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    text = models.CharField(_("不用的词"), max_length=60)
    prefer = models.CharField(_("改用"), max_length=60, blank=True)
    level = models.CharField(
        _("级别"),
        max_length=10,
        choices=[choice for choice in Level.choices if choice[0] != Level.OFF],
        default=Level.WARN,
    )
    source = models.CharField(_("依据"), max_length=200)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(_("加入时间"), default=clock.now)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(_("停用时间"), null=True)

    class Meta:
        ordering = ["text", "pk"]
        verbose_name = verbose_name_plural = _("用语表")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "text"], condition=Q(ended_at=None), name="a_phrase_once_per_unit"
            ),
            models.CheckConstraint(condition=~Q(text=F("prefer")), name="a_phrase_is_not_its_own_cure"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def tone(self) -> str:
        """Of its badge."""
        return {Level.BLOCK: "late", Level.WARN: "soon"}.get(Level(self.level), "info")


class KindLevel(models.Model):
    """What the county decided on one kind of hit: how grave it is, and whether a public page with one that must be
    dealt with goes off line by itself. The newest row of a kind counts.
    """

    kind = models.CharField(_("类别"), max_length=40)
    level = models.CharField(_("级别"), max_length=10, choices=Level.choices)
    takes_down = models.BooleanField(_("复查发现时自动撤下"), default=False)
    reason = models.CharField(_("理由"), max_length=300)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField(_("调整时间"), default=clock.now)

    class Meta:
        ordering = ["-set_at", "-pk"]
        verbose_name = verbose_name_plural = _("检查规则的级别")
        indexes = [models.Index(fields=["kind", "-set_at"], name="guard_kind_newest")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_level_display()}"


class Sweep(models.Model):
    """One going over everything public by the newest rules, perhaps over several nights. `after` is how far it came."""

    basis = models.CharField(max_length=64)
    started_at = models.DateTimeField(_("开始"), default=clock.now)
    finished_at = models.DateTimeField(_("完成"), null=True)
    after: Any = models.JSONField(default=dict)
    looked = models.PositiveIntegerField(_("查过"), default=0)
    blocked = models.PositiveIntegerField(_("有必须处理的"), default=0)
    raised = models.PositiveIntegerField(_("登记问题"), default=0)
    taken_down = models.PositiveIntegerField(_("自动撤下"), default=0)
    failed = models.PositiveIntegerField(_("没有查成"), default=0)

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = verbose_name_plural = _("复查")

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d}"
