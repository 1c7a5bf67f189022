"""Issues of the gazette (政府公报), composed of records that are public anyway, and the places where it can be read."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingtang.foundation import clock
from mingtang.foundation.files.models import private_storage
from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.models import Unit
from mingtang.openness.records.models import Record, Revision


def paper_path(issue: "Issue", name: str) -> str:
    return f"{issue.pk.hex[-2:]}/{issue.pk.hex}.{name}"


class Issue(models.Model):
    """One issue. A site has one gazette, so year and number are its address; `unit` is who edits it.

    `paper` is the PDF as it was last built, and `paper_key` what it was built of.
    """

    class State(models.TextChoices):
        EDITING = "editing", _("编辑中")
        PUBLISHED = "published", _("已出版")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="gazette_issues", verbose_name=_("主办单位"))
    year = models.PositiveSmallIntegerField(_("年份"))
    number = models.PositiveSmallIntegerField(_("期号"))
    serial = models.PositiveIntegerField(_("总号"))
    title = models.CharField(_("副题"), max_length=100, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.EDITING)
    created_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(_("出版时间"), null=True)
    paper = models.FileField(storage=private_storage, upload_to=paper_path, blank=True)
    paper_key = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("政府公报")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="one_gazette_issue_per_number"),
            models.UniqueConstraint(fields=["serial"], name="one_gazette_issue_per_serial"),
            models.CheckConstraint(
                condition=Q(state="editing", published_at=None)
                | Q(state="published", published_at__isnull=False),
                name="gazette_published_with_its_time",
            ),
        ]

    def __str__(self) -> str:
        return str(_("%(year)s年第%(number)s号") % {"year": self.year, "number": self.number})

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED


class Entry(models.Model):
    """A record in an issue. `revision` is the text that was public when the issue was published."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="entries")
    section = models.CharField(_("栏目"), max_length=40)
    position = models.PositiveIntegerField()
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    revision = models.ForeignKey(Revision, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("公报内容")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["issue", "record"], name="a_record_once_per_issue")]

    def __str__(self) -> str:
        return f"{self.issue} {self.position}"


class ReadingPoint(models.Model):
    """查阅点: a place where people can read the gazette and other published information on paper or at a screen."""

    class Kind(models.TextChoices):
        SERVICE_CENTRE = "service_centre", _("政务服务中心")
        ARCHIVE = "archive", _("档案馆")
        LIBRARY = "library", _("图书馆")
        STATION = "station", _("便民服务站")
        BOARD = "board", _("公开栏")
        OTHER = "other", _("其他")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reading_points", verbose_name=_("所属单位"))
    name = models.CharField(_("名称"), max_length=80)
    kind = models.CharField(_("类别"), max_length=20, choices=Kind.choices)
    address = models.CharField(_("地址"), max_length=200)
    phone = models.CharField(_("电话"), max_length=60, blank=True)
    hours = models.CharField(_("开放时间"), max_length=200, blank=True)
    holdings = models.TextField(_("能查到什么"), blank=True)
    position = models.PositiveSmallIntegerField(_("排序"), default=0)
    is_open = models.BooleanField(_("开放"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("查阅点")
        ordering = ["unit__path", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="one_reading_point_per_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def dial(self) -> str:
        """The number as a telephone dials it."""
        return "".join(c for c in self.phone if c in "0123456789+")
