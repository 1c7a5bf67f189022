"""Units, posts, who holds them, and what each post is granted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Area(models.Model):
    """领域: one of the coded fields of openness. An empty area in a grant means all of them."""

    code = models.SlugField(_("代码"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=60)
    position = models.PositiveSmallIntegerField(_("排序"), default=0)
    source = models.CharField(_("来源"), max_length=200, blank=True)

    class Meta:
        ordering = ["position", "code"]
        verbose_name = verbose_name_plural = _("领域")

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A county, department, township or village. Its name and slug are those of today; `UnitName` holds the past."""

    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("县级政府")
        DEPARTMENT = "department", _("部门")
        TOWNSHIP = "township", _("乡镇")
        STREET = "street", _("街道")
        PARK = "park", _("园区")
        VILLAGE = "village", _("村")
        COMMUNITY = "community", _("社区")

    LEVELS = {
        Kind.GOVERNMENT: _("县级"),
        Kind.DEPARTMENT: _("县级"),
        Kind.PARK: _("县级"),
        Kind.TOWNSHIP: _("乡级"),
        Kind.STREET: _("乡级"),
        Kind.VILLAGE: _("村级"),
        Kind.COMMUNITY: _("村级"),
    }

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级单位")
    )
    path = models.CharField(max_length=200, unique=True, editable=False)
    slug = models.SlugField(_("网址名"), max_length=60, unique=True)
    kind = models.CharField(_("类别"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("全称"), max_length=100)
    short_name = models.CharField(_("简称"), max_length=40)
    division_code = models.CharField(_("区划代码"), max_length=12)
    org_code = models.CharField(_("组织机构代码"), max_length=9, blank=True)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    doc_mark = models.CharField(_("发文代字"), max_length=16, blank=True)
    functions = models.TextField(_("主要职责"), blank=True, help_text=_("每行一条"))
    address = models.CharField(_("办公地址"), max_length=200, blank=True)
    postcode = models.CharField(_("邮政编码"), max_length=6, blank=True)
    phone = models.CharField(_("办公电话"), max_length=60, blank=True)
    fax = models.CharField(_("传真"), max_length=60, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    office_hours = models.CharField(_("办公时间"), max_length=200, blank=True)
    minimum_officers = models.PositiveSmallIntegerField(_("专职公开人员下限"), default=0)
    position = models.PositiveIntegerField(_("排序"), default=0)
    established_on = models.DateField(_("设立日期"), null=True, blank=True)
    ended_on = models.DateField(_("撤销日期"), null=True, blank=True)

    class Meta:
        ordering = ["path"]
        verbose_name = verbose_name_plural = _("单位")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None)
                | Q(established_on=None)
                | Q(ended_on__gte=models.F("established_on")),
                name="unit_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The settled address of a unit's page; the portal serves it."""
        return f"/units/{self.slug}/"

    @property
    def level(self) -> str:
        return str(self.LEVELS[Unit.Kind(self.kind)])


class UnitName(models.Model):
    """A name the unit bore from one day to the day before another. The slug of each keeps its address alive."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names", verbose_name=_("单位"))
    name = models.CharField(_("全称"), max_length=100)
    short_name = models.CharField(_("简称"), max_length=40)
    slug = models.SlugField(_("网址名"), max_length=60, db_index=True)
    from_day = models.DateField(_("起用日期"), null=True, blank=True)
    until_day = models.DateField(_("停用日期"), null=True, blank=True)
    basis = models.CharField(_("依据"), max_length=200, blank=True)

    class Meta:
        ordering = ["unit", "from_day"]
        verbose_name = verbose_name_plural = _("单位名称沿革")

    def __str__(self) -> str:
        return self.name


class UnitSuccession(models.Model):
    """One unit's business passed to another. Grants on the successor cover the predecessor's records."""

    predecessor = models.ForeignKey(
        Unit, models.PROTECT, related_name="successions", verbose_name=_("原单位")
    )
    successor = models.ForeignKey(
        Unit, models.PROTECT, related_name="inheritances", verbose_name=_("承接单位")
    )
    on_day = models.DateField(_("日期"))
    basis = models.CharField(_("依据"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("机构合并划转")
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="one_succession_per_pair"),
            models.CheckConstraint(
                condition=~Q(predecessor=models.F("successor")), name="no_unit_succeeds_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Leader(models.Model):
    """A leader of a unit as the public sees it: post, division of work, term."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="leaders", verbose_name=_("单位"))
    name = models.CharField(_("姓名"), max_length=40)
    title = models.CharField(_("职务"), max_length=80)
    functions = models.TextField(_("分工"), blank=True)
    term_from = models.DateField(_("任职起"), null=True, blank=True)
    term_until = models.DateField(_("任职止"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("排序"), default=0)

    class Meta:
        ordering = ["unit", "position"]
        verbose_name = verbose_name_plural = _("领导")

    def __str__(self) -> str:
        return f"{self.name}（{self.title}）"


class LeadGroupMember(models.Model):
    """A member of the lead group on openness (政务公开工作领导小组) of a unit."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="lead_group", verbose_name=_("单位"))
    name = models.CharField(_("姓名"), max_length=40)
    title = models.CharField(_("职务"), max_length=80)
    function = models.CharField(_("小组职务"), max_length=40)
    from_day = models.DateField(_("起"), null=True, blank=True)
    until_day = models.DateField(_("止"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("排序"), default=0)

    class Meta:
        ordering = ["unit", "position"]
        verbose_name = verbose_name_plural = _("政务公开领导小组成员")

    def __str__(self) -> str:
        return f"{self.function} {self.name}"


class Post(models.Model):
    """A seat in a unit that people hold in turn. A B post (with `deputy_of`) acts only while its A is absent."""

    class Role(models.TextChoices):
        DRAFTER = "drafter", _("公开专员")
        REVIEWER = "reviewer", _("初审")
        APPROVER = "approver", _("审核")
        SECRECY = "secrecy", _("保密审查")
        UNIT_HEAD = "unit_head", _("单位负责人")
        SUPERVISOR = "supervisor", _("监督检查")
        OPENNESS_OFFICE = "openness_office", _("政务公开办")
        LIAISON = "liaison", _("村（社区）联络员")
        ADMIN = "admin", _("单位与岗位管理")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name=_("单位"))
    code = models.SlugField(_("代码"), max_length=80, unique=True)
    title = models.CharField(_("岗位名称"), max_length=60)
    role = models.CharField(_("职责"), max_length=20, choices=Role.choices)
    deputy_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="deputies", verbose_name=_("A岗")
    )
    full_time_officer = models.BooleanField(_("专职公开人员"), default=False)
    ended_on = models.DateField(_("撤销日期"), null=True, blank=True)

    class Meta:
        ordering = ["unit", "code"]
        verbose_name = verbose_name_plural = _("岗位")

    def __str__(self) -> str:
        return f"{self.unit.short_name} {self.title}"


class PostHolding(models.Model):
    """A person holds a post from one day until another."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings", verbose_name=_("岗位"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="holdings", verbose_name=_("人员")
    )
    from_day = models.DateField(_("起"))
    until_day = models.DateField(_("止"), null=True, blank=True)

    class Meta:
        ordering = ["post", "from_day"]
        verbose_name = verbose_name_plural = _("任岗")
        constraints = [
            models.UniqueConstraint(fields=["post", "person", "from_day"], name="one_holding_per_start"),
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(until_day__gte=models.F("from_day")),
                name="holding_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.post}"


class Absence(models.Model):
    """A person is away in all posts, first and last day included; B posts act meanwhile."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="absences", verbose_name=_("人员")
    )
    first_day = models.DateField(_("第一天"))
    last_day = models.DateField(_("最后一天"))
    reason = models.CharField(_("事由"), max_length=100, blank=True)

    class Meta:
        ordering = ["-first_day"]
        verbose_name = verbose_name_plural = _("离岗")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=models.F("first_day")), name="absence_days_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.first_day}–{self.last_day}"


class Grant(models.Model):
    """A post may do an action on the subtree of a unit, in one area or (empty) in all."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="grants", verbose_name=_("岗位"))
    action = models.CharField(_("权限"), max_length=60)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name=_("单位范围"))
    area = models.ForeignKey(
        Area, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("领域")
    )

    class Meta:
        ordering = ["post", "action"]
        verbose_name = verbose_name_plural = _("授权")
        constraints = [
            models.UniqueConstraint(fields=["post", "action", "unit", "area"], name="one_grant_per_area"),
            models.UniqueConstraint(
                fields=["post", "action", "unit"], condition=Q(area=None), name="one_grant_for_all_areas"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post}: {self.action}"


class MachineKey(models.Model):
    """A key by which another system acts in a post, with the grants of that post and no more.

    Only the SHA-256 of the key is kept, in hex; `prefix` is its beginning, by which people and logs name it. Several
    living keys may bear one name and post, so that a key can be changed without a gap.
    """

    name = models.CharField(_("系统名称"), max_length=60)
    post = models.ForeignKey(Post, models.PROTECT, related_name="machine_keys", verbose_name=_("岗位"))
    prefix = models.CharField(_("密钥开头"), max_length=12, unique=True)
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(_("生成时间"))
    last_used_at = models.DateTimeField(_("最近使用"), null=True)
    ended_at = models.DateTimeField(_("停用时间"), null=True)

    class Meta:
        ordering = ["name", "created_at"]
        verbose_name = verbose_name_plural = _("系统对接密钥")

    def __str__(self) -> str:
        return f"{self.name} {self.prefix}"
