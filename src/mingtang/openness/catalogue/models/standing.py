"""The standard catalogue (公开事项标准目录) as versioned data, who answers for its rows, what records fulfil them.

A `Matter` is one 公开事项 over all versions of its catalogue: claims and links hang on it, so a new version carries
them over by itself. What the matter says in one version is an `Entry`.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.cases.models import Case
from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.models import Area, Post, Unit
from mingtang.kernel.catalogue.item import LEVELS, Item
from mingtang.kernel.limits.model import Limit
from mingtang.openness.records.models import Record

NAME_MOST, GROUP_MOST = 200, 300
"""Characters that a name, and the words for a group, may have."""


class Catalogue(models.Model):
    """The catalogue of one area. `unit` is whose catalogue it is; grants to manage it are checked there."""

    area = models.OneToOneField(Area, models.PROTECT, related_name="catalogue", verbose_name=_("领域"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))

    class Meta:
        ordering = ["area__position", "area__code"]
        verbose_name = verbose_name_plural = _("公开目录")

    def __str__(self) -> str:
        return str(_("%(area)s领域公开目录") % {"area": self.area.name})


class Version(models.Model):
    """One version, adopted as a whole and never changed; in force from `effective_on` to the day before `ended_on`."""

    class Kind(models.TextChoices):
        STANDARD = "standard", _("整体发布")
        ADJUSTMENT = "adjustment", _("动态调整")

    catalogue = models.ForeignKey(Catalogue, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("版次"))
    kind = models.CharField(_("方式"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("目录名称"), max_length=200)
    issuer = models.CharField(_("发布单位"), max_length=200)
    source = models.CharField(_("来源"), max_length=300, blank=True)
    reason = models.TextField(_("说明"), blank=True)
    effective_on = models.DateField(_("施行日期"))
    ended_on = models.DateField(_("停止施行日期"), null=True)
    adopted_at = models.DateTimeField()
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["catalogue", "number"]
        verbose_name = verbose_name_plural = _("目录版本")
        constraints = [
            models.UniqueConstraint(fields=["catalogue", "number"], name="one_version_per_number"),
            models.UniqueConstraint(
                fields=["catalogue"], condition=Q(ended_on=None), name="one_newest_version"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("effective_on")),
                name="version_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return str(_("%(title)s（第%(n)s版）") % {"title": self.title, "n": self.number})

    def in_force_on(self, day: date) -> bool:
        return self.effective_on <= day and (self.ended_on is None or day < self.ended_on)


class Matter(models.Model):
    """One matter (公开事项) through all versions of its catalogue."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    catalogue = models.ForeignKey(Catalogue, models.PROTECT, related_name="matters")

    class Meta:
        verbose_name = verbose_name_plural = _("公开事项")

    def __str__(self) -> str:
        return str(self.pk)


class Entry(models.Model):
    """What a matter says in one version: the columns of the official table (kernel.catalogue.item.Item)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="entries")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField()
    seq = models.CharField(_("序号"), max_length=20, blank=True)
    item1 = models.CharField(_("一级事项"), max_length=NAME_MOST)
    item2 = models.CharField(_("二级事项"), max_length=NAME_MOST, blank=True)
    item3 = models.CharField(_("三级事项"), max_length=NAME_MOST, blank=True)
    elements = models.TextField(_("公开内容（要素）"), blank=True)
    basis = models.TextField(_("公开依据"), blank=True)
    limit = models.JSONField(_("公开时限"))
    limit_type = models.CharField(max_length=10)
    subject = models.TextField(_("公开主体"), blank=True)
    channels = models.JSONField(_("公开渠道和载体"), default=list)
    everyone = models.BooleanField(_("全社会"), default=False)
    specific = models.CharField(_("特定群体"), max_length=GROUP_MOST, blank=True)
    active = models.BooleanField(_("主动"), default=False)
    on_request = models.BooleanField(_("依申请"), default=False)
    prefecture = models.BooleanField(_("市（州）级"), default=False)
    county = models.BooleanField(_("县级"), default=False)
    township = models.BooleanField(_("乡级"), default=False)
    village = models.BooleanField(_("村级"), default=False)
    theme = models.CharField(_("主题分类"), max_length=10, blank=True)
    remark = models.TextField(_("备注"), blank=True)
    local = models.BooleanField(_("本地增加"), default=False)

    class Meta:
        ordering = ["version", "position"]
        verbose_name = verbose_name_plural = _("目录条目")
        constraints = [
            models.UniqueConstraint(fields=["version", "matter"], name="a_matter_once_per_version"),
            models.UniqueConstraint(fields=["version", "position"], name="one_entry_per_position"),
            models.CheckConstraint(condition=~Q(item1="", item2=""), name="entry_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The finest of its names."""
        return self.item3 or self.item2 or self.item1

    @property
    def path_text(self) -> str:
        """All its names, the coarsest first; a name that only repeats the one above is left out."""
        names = [self.item1, self.item2, self.item3]
        return " / ".join(dict.fromkeys(name for name in names if name))

    @property
    def levels(self) -> tuple[str, ...]:
        return tuple(level for level in LEVELS if getattr(self, level))

    @property
    def parsed_limit(self) -> Limit:
        return Limit.of_data(self.limit)

    def text(self) -> Item:
        """The row as the kernel knows it."""
        data: dict[str, Any] = {name: getattr(self, name) for name in PLAIN}
        return Item.of_data(data | {"limit": self.limit, "channels": self.channels, "levels": self.levels})


PLAIN = (
    "seq", "item1", "item2", "item3", "elements", "basis", "subject", "everyone", "specific", "active",
    "on_request", "theme", "remark", "local",
)  # fmt: skip
"""Fields that the kernel's Item and an Entry hold alike."""


def entry_of(text: Item) -> Entry:
    """An unsaved entry without its place."""
    return Entry(
        **({name: getattr(text, name) for name in PLAIN} | {"seq": text.seq[:20]}),
        limit=text.limit.as_data(),
        limit_type=text.limit.type.value,
        channels=list(text.channels),
        **{level: level in text.levels for level in LEVELS},
    )


class Claim(models.Model):
    """认领: a unit answers for a matter, by one of its posts; the post's deputies stand in as B posts."""

    class Role(models.TextChoices):
        LEAD = "lead", _("主责")
        JOINT = "joint", _("配合")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="claims")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", verbose_name=_("责任岗位"))
    role = models.CharField(_("责任"), max_length=8, choices=Role.choices, default=Role.LEAD)
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    claimed_at = models.DateTimeField(_("认领时间"))
    ended_at = models.DateTimeField(_("取消时间"), null=True)
    ended_reason = models.CharField(_("取消原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("认领")
        indexes = [models.Index(fields=["unit", "matter"], name="claim_of_unit", condition=Q(ended_at=None))]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "unit"], condition=Q(ended_at=None), name="one_open_claim_per_unit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} → {self.matter_id}"


class Fulfilment(models.Model):
    """A record that fulfils a matter. A reference: nothing is copied, and it shows only where the record does."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="fulfilments")
    record = models.ForeignKey(Record, models.PROTECT, related_name="fulfilments")
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    linked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("对应信息")
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "record"], condition=Q(ended_at=None), name="a_record_once_per_matter"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_id} → {self.matter_id}"


class Adjustment(models.Model):
    """动态调整: a proposal to add, change or take out one matter, with its reason; decided in its case."""

    class Kind(models.TextChoices):
        ADD = "add", _("增加事项")
        CHANGE = "change", _("修改事项")
        REMOVE = "remove", _("取消事项")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    catalogue = models.ForeignKey(Catalogue, models.PROTECT, related_name="adjustments")
    kind = models.CharField(_("调整"), max_length=8, choices=Kind.choices)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="adjustments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("提出单位"))
    based_on = models.ForeignKey(Version, models.PROTECT, related_name="+")
    text = models.JSONField(null=True)
    reason = models.TextField(_("调整理由"))
    basis = models.CharField(_("依据"), max_length=300, blank=True)
    case = models.OneToOneField(Case, models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("目录调整")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="add", matter=None) | (~Q(kind="add") & Q(matter__isnull=False)),
                name="adjustment_names_its_matter",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
