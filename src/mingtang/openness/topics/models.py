"""Topic pages (专栏): blocks that show records by reference, with text, links and pictures between them."""

from hashlib import sha256

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.models import Unit
from mingtang.openness.columns.models import Column, SavedView
from mingtang.openness.records.models import Record


class Topic(models.Model):
    """A page about one matter for a time. What is archived stays readable and says so."""

    class State(models.TextChoices):
        DRAFT = "draft", _("草稿")
        OPEN = "open", _("已公开")
        ARCHIVED = "archived", _("已收起归档")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(_("网址名"), max_length=60, unique=True)
    title = models.CharField(_("标题"), max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="topics", verbose_name=_("单位"))
    introduction = models.TextField(_("导语"), blank=True)
    from_day = models.DateField(_("开始日期"), null=True, blank=True)
    until_day = models.DateField(_("结束日期"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.DRAFT)
    published_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-published_at", "-id"]
        verbose_name = verbose_name_plural = _("专栏")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(published_at__isnull=False),
                name="a_public_topic_has_its_day",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Block(SavedView):
    """A part of a topic page. The conditions are those of a list that has no column."""

    class Kind(models.TextChoices):
        TEXT = "text", _("文字")
        LIST = "list", _("信息列表")
        PICKS = "picks", _("挑选的信息")
        LINKS = "links", _("链接")
        FIGURE = "figure", _("图片")

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="blocks")
    kind = models.CharField(_("种类"), max_length=8, choices=Kind.choices)
    position = models.PositiveSmallIntegerField(default=0)
    heading = models.CharField(_("小标题"), max_length=60, blank=True)
    body = models.TextField(_("文字"), blank=True)
    column = models.ForeignKey(
        Column, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("栏目")
    )
    of_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("只要这个单位的")
    )
    with_subordinates = models.BooleanField(_("下属单位的也要"), default=False)
    number = models.PositiveSmallIntegerField(_("显示几条"), default=8)
    links = models.JSONField(_("链接"), default=list, blank=True)
    figure = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("图片")
    )
    alt = models.CharField(_("图片说明"), max_length=300, blank=True)
    caption = models.CharField(_("图题"), max_length=200, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = verbose_name_plural = _("版块")

    def __str__(self) -> str:
        return self.heading or str(self.get_kind_display())

    @property
    def digest(self) -> str:
        """Of all that can be changed in the form of a block; its place is not."""
        said = [str(getattr(self, f.attname)) for f in self._meta.concrete_fields if f.name != "position"]
        return sha256("\0".join(said).encode()).hexdigest()


class BlockPick(models.Model):
    """A record in a block of picked records, by reference."""

    block = models.ForeignKey(Block, models.CASCADE, related_name="picks")
    record = models.ForeignKey(Record, models.PROTECT, related_name="topic_picks")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = verbose_name_plural = _("挑选的信息")
        constraints = [models.UniqueConstraint(fields=["block", "record"], name="a_record_once_per_block")]

    def __str__(self) -> str:
        return f"{self.block}: {self.record_id}"
