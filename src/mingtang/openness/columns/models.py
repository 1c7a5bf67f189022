"""Columns (栏目): saved views on records. Nothing is copied; a column only says what it shows."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.openness.records.models import Record


class ColumnType(models.Model):
    """A value of the tag ColumnType, with the freshness limit that columns of this type have by default."""

    name = models.CharField(_("名称"), max_length=20, unique=True)
    fresh_days = models.PositiveSmallIntegerField(
        _("更新时限（天）"), null=True, blank=True, help_text=_("留空表示不限")
    )
    source = models.CharField(_("时限的依据"), max_length=200, blank=True)
    effective_from = models.DateField(_("施行日期"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("排序"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = verbose_name_plural = _("栏目类型")

    def __str__(self) -> str:
        return self.name


class SavedView(models.Model):
    """Conditions on records; what is empty sets none."""

    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("领域")
    )
    themes = models.CharField(
        _("主题分类"), max_length=200, blank=True, help_text=_("代码，用空格隔开；有一个符合就算")
    )
    genre = models.CharField(_("体裁"), max_length=20, blank=True)
    only_policy = models.BooleanField(_("只要政策性文件"), default=False)
    only_normative = models.BooleanField(_("只要行政规范性文件"), default=False)
    year = models.PositiveSmallIntegerField(_("公开年度"), null=True, blank=True)
    words = models.CharField(_("标题里的词"), max_length=100, blank=True)

    class Meta:
        abstract = True


class Entry(models.TextChoices):
    """The fixed entries of a unit's site under which a column shows (国办公开办函〔2019〕61号)."""

    NONE = "", _("不放进固定栏目")
    GUIDE = "guide", _("政府信息公开指南")
    SYSTEMS = "systems", _("政府信息公开制度")
    DISCLOSED = "disclosed", _("法定主动公开内容")
    REPORTS = "reports", _("政府信息公开年报")


class Column(SavedView):
    """A saved view with hand-picked records. It lies in `unit`: who manages there manages it.

    `reach` EACH makes it a template: one definition, evaluated for every unit of the subtree on that unit's pages.
    """

    class Reach(models.TextChoices):
        OWN = "own", _("只收这个单位的")
        BELOW = "below", _("这个单位和下属单位的（选县政府就是全县）")
        EACH = "each", _("每个单位各有一份，只收各自的")

    class Level(models.TextChoices):
        ALL = "", _("所有单位")
        COUNTY = "county", _("县级单位")
        TOWNSHIP = "township", _("乡镇和街道")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(
        _("网址名"),
        max_length=60,
        unique=True,
        error_messages={"unique": _("这个网址名已有栏目在用，请换一个。")},
    )
    name = models.CharField(_("栏目名称"), max_length=60)
    description = models.CharField(_("说明"), max_length=200)
    keywords = models.CharField(_("关键词"), max_length=100)
    type = models.ForeignKey(ColumnType, models.PROTECT, related_name="+", verbose_name=_("栏目类型"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="columns", verbose_name=_("单位"))
    reach = models.CharField(_("收哪些单位的信息"), max_length=8, choices=Reach.choices, default=Reach.OWN)
    with_county = models.BooleanField(_("县政府的也收"), default=False)
    with_subordinates = models.BooleanField(_("下属单位的也收"), default=False)
    entry = models.CharField(_("固定栏目"), max_length=12, choices=Entry.choices, blank=True, default="")
    level = models.CharField(_("哪些单位有"), max_length=12, choices=Level.choices, blank=True, default="")
    by_filter = models.BooleanField(_("按条件自动收"), default=True)
    fresh_days = models.PositiveSmallIntegerField(_("更新时限（天）"), null=True, blank=True)
    source = models.CharField(_("依据"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("排序"), default=0)
    is_open = models.BooleanField(_("对公众开放"), default=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["position", "code"]
        verbose_name = verbose_name_plural = _("栏目")
        constraints = [
            models.CheckConstraint(
                condition=Q(entry="") | Q(reach="each"), name="columns_of_fixed_entries_are_templates"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def full_name(self) -> str:
        """With its unit, for where it stands among those of other units."""
        return f"{self.name} · {self.unit.short_name}" if self.unit.parent_id else self.name

    @property
    def limit_days(self) -> int | None:
        """The freshness limit: its own, else that of its type."""
        return self.fresh_days or self.type.fresh_days

    def is_late(self, updated_on: date | None, today: date) -> bool:
        days = self.limit_days
        if days is None or self.reach == self.Reach.EACH or not self.is_open:
            return False
        return updated_on is None or (today - updated_on).days > days


class Pick(models.Model):
    """A record that a person put into a column, by reference."""

    column = models.ForeignKey(Column, models.CASCADE, related_name="picks")
    record = models.ForeignKey(Record, models.PROTECT, related_name="column_picks")
    position = models.PositiveSmallIntegerField(default=0)
    is_pinned = models.BooleanField(_("置顶"), default=False)
    picked_at = models.DateTimeField()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = verbose_name_plural = _("挑选的信息")
        constraints = [models.UniqueConstraint(fields=["column", "record"], name="a_record_once_per_column")]

    def __str__(self) -> str:
        return f"{self.column}: {self.record_id}"


class EntryText(models.Model):
    """A passage of explanation in the fixed entries, the same on every unit's site; editable, with its source."""

    code = models.SlugField(max_length=40, unique=True)
    entry = models.CharField(_("固定栏目"), max_length=12)
    title = models.CharField(_("小标题"), max_length=60)
    text = models.TextField(_("内容"), help_text=_("空一行就是新的一段"))
    source = models.CharField(_("依据"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("排序"), default=0)

    class Meta:
        ordering = ["entry", "position"]
        verbose_name = verbose_name_plural = _("固定栏目的说明文字")

    def __str__(self) -> str:
        return self.title
