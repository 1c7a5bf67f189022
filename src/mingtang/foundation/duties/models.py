"""Who owes what by when, what happened to its clock, and who held it before."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.models import Area, Post, Unit


class Mode(models.TextChoices):
    """How the due day is found: counted on from a start, back from an event, fixed, or by the hour."""

    FORWARD = "forward", _("从起算日往后算")
    BACKWARD = "backward", _("从事项日期往前算")
    FIXED = "fixed", _("固定日期")
    HOURS = "hours", _("按小时算")


class TimeUnit(models.TextChoices):
    """The units of `kernel.clock.model.TimeUnit` as stored choices."""

    WORKDAY = "workday", _("个工作日")
    DAY = "day", _("天")
    HOUR = "hour", _("小时")
    WEEK = "week", _("周")
    MONTH = "month", _("个月")
    YEAR = "year", _("年")


class Outcome(models.TextChoices):
    """How a duty ended. A soft one is done, never on time or late."""

    ON_TIME = "on_time", _("按时完成")
    LATE = "late", _("逾期完成")
    DONE = "done", _("已完成")
    DECLARED = "declared", _("本期无应公开信息")
    WAIVED = "waived", _("免予办理")
    CUT_SHORT = "cut_short", _("公示期未满就撤下")
    VOID = "void", _("不再需要办理")


class Duty(models.Model):
    """Something owed by a unit and a post, by a day, discharged by evidence.

    `key` is given by its maker and names the duty for ever, so that making it again finds it. `subject` is what it is
    about (a matter of the catalogue), `cause` what set it off (a record, a registered fact). `start_on` is the day of
    receipt or forming, or of the event it comes before; empty while that is not known. Of `mode` fixed, `due_on` is
    given and nothing is counted. `source` and `article` are where the term stands. A `soft` date is a promise of the
    house, never a breach. `needed` pieces of evidence discharge it.

    `due_on` is empty while the clock stands or has not begun. It was reckoned at `reckoned_at`; the account of it is
    counted anew with the calendar of that moment (`queries.reckoning`). `done_on` is the day that decides whether it
    was in time. `held_since` is when the present unit and post took it over; `placed_by_hand`: a person decided so, and
    its maker leaves it there. `warned` is the last step of the ladder
    of warnings that was told.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(_("类别"), max_length=30)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    cause_kind = models.CharField(max_length=30, blank=True)
    cause_id = models.UUIDField(null=True)
    title = models.CharField(_("事项"), max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"), db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+", verbose_name=_("领域"))
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", verbose_name=_("岗位"))
    period_first = models.DateField(_("期间起"), null=True)
    period_last = models.DateField(_("期间止"), null=True)
    opened_at = models.DateTimeField(_("产生时间"))
    held_since = models.DateTimeField()
    placed_by_hand = models.BooleanField(default=False)

    mode = models.CharField(max_length=8, choices=Mode.choices)
    start_on = models.DateField(_("起算日"), null=True)
    start_at = models.DateTimeField(_("起算时间"), null=True)
    n = models.PositiveSmallIntegerField(null=True)
    time_unit = models.CharField(max_length=8, choices=TimeUnit.choices, blank=True)
    moves = models.BooleanField(default=True)
    source = models.CharField(_("依据"), max_length=300, blank=True)
    article = models.CharField(_("条文"), max_length=200, blank=True)
    soft = models.BooleanField(_("只提醒，不算逾期"), default=False)
    needed = models.PositiveSmallIntegerField(default=1)

    due_on = models.DateField(_("期限"), null=True)
    due_at = models.DateTimeField(_("期限时刻"), null=True)
    provisional = models.BooleanField(_("放假安排未公布，暂按星期推算"), default=False)
    reckoned_at = models.DateTimeField()

    closed_at = models.DateTimeField(_("办结时间"), null=True)
    done_on = models.DateField(_("完成日期"), null=True)
    outcome = models.CharField(_("结果"), max_length=10, choices=Outcome.choices, blank=True)
    evidence_kind = models.CharField(max_length=30, blank=True)
    evidence_id = models.UUIDField(null=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    warned = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("任务")
        indexes = [
            models.Index(fields=["due_on", "id"], name="duty_open", condition=Q(closed_at=None)),
            models.Index(fields=["unit", "due_on", "id"], name="duty_open_unit", condition=Q(closed_at=None)),
            models.Index(fields=["unit", "done_on", "id"], name="duty_unit_done"),
            models.Index(
                fields=["done_on", "id", "outcome", "closed_at"],
                name="duty_done",
                condition=Q(closed_at__isnull=False),
            ),
            # What lists and boards count by, so that counting reads nothing else.
            models.Index(
                fields=["unit", "area", "kind", "post", "due_on", "soft", "closed_at"],
                name="duty_open_counts",
                condition=Q(closed_at=None),
            ),
            models.Index(
                fields=[
                    "unit",
                    "area",
                    "kind",
                    "outcome",
                    "post",
                    "due_on",
                    "done_on",
                    "held_since",
                    "closed_at",
                ],
                name="duty_closed_counts",
                condition=Q(closed_at__isnull=False),
            ),
            models.Index(fields=["subject_id", "unit"], name="duty_subject"),
            models.Index(fields=["cause_id"], name="duty_cause", condition=Q(cause_id__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(closed_at=None) & Q(outcome="")) | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="duty_closed_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(mode="fixed") | (Q(n__isnull=False) & ~Q(time_unit="")),
                name="counted_duty_has_a_term",
            ),
            models.CheckConstraint(
                condition=Q(period_first=None) | Q(period_last__gte=models.F("period_first")),
                name="duty_period_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(soft=True, outcome="late"), name="soft_duty_is_never_late"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class ClockEvent(models.Model):
    """What happened to a duty: appended, never changed, which the database enforces by triggers.

    `day` is the day it counts for and `until` the end of a pause known in advance; `n` and `time_unit` are what an
    extension adds. `due_before` and `due_after` tell what it did to the due day.
    """

    class Kind(models.TextChoices):
        PAUSED = "paused", _("暂停计时")
        RESUMED = "resumed", _("恢复计时")
        RESTARTED = "restarted", _("重新起算")
        EXTENDED = "extended", _("延长期限")
        DATED = "dated", _("起算日变更")
        TERMED = "termed", _("期限规则变更")
        MOVED = "moved", _("工作日历变更")
        TRANSFERRED = "transferred", _("转办")
        DISCHARGED = "discharged", _("完成")
        DECLARED = "declared", _("声明本期无应公开信息")
        DISPUTED = "disputed", _("声明被质疑")
        WAIVED = "waived", _("免予办理")
        VOIDED = "voided", _("不再需要办理")
        REOPENED = "reopened", _("重新办理")

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    at = models.DateTimeField()
    day = models.DateField(null=True)
    until = models.DateField(null=True)
    n = models.PositiveSmallIntegerField(null=True)
    time_unit = models.CharField(max_length=8, choices=TimeUnit.choices, blank=True)
    due_before = models.DateField(null=True)
    due_after = models.DateField(null=True)
    reason = models.CharField(_("原因"), max_length=400, blank=True)
    source = models.CharField(_("依据"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("任务经过")
        ordering = ["duty", "id"]

    def __str__(self) -> Any:
        return f"{self.get_kind_display()} {self.duty_id}"


class Holding(models.Model):
    """A stretch of time in which a unit and post held a duty before it passed on; the last is on the duty itself."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="holdings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = _("承办经过")
        ordering = ["duty", "from_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_at__gte=models.F("from_at")), name="holding_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.duty_id}"


class CalendarLink(models.Model):
    """The secret address under which a person's duties are read by a calendar program.

    Only half of the secret is stored: the other half is made from it with the key of the site, so that who reads the
    database cannot read the calendars.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    nonce = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField(_("生成时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("日历订阅")

    def __str__(self) -> str:
        return f"{self.person_id}"
