"""What is counted of records, and the numbers that were given."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.organisations.models import Area, Unit
from mingtang.openness.records.models.record import Record


class Visits(models.Model):
    """How often the page of a record was read on a day. Nothing is kept of who read it."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="visits")
    day = models.DateField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("浏览次数")
        constraints = [
            models.UniqueConstraint(fields=["record", "day"], name="one_visit_count_per_record_and_day")
        ]
        indexes = [models.Index(fields=["day"], name="visits_day")]

    def __str__(self) -> str:
        return f"{self.record_id} {self.day}: {self.number}"


class IndexCounter(models.Model):
    """The last running number of the 索引号 given in a unit and year."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="one_index_counter_per_unit_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}: {self.last}"


class Tally(models.Model):
    """A change of counts: so many records more (or fewer) with these list columns.

    Rows are only added, in the transaction of the change, so no two writers wait for each other; a job sums them
    up now and then. The sum over any filter is the exact number of records, at a cost that does not grow with them.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    stage = models.CharField(max_length=20)
    is_public = models.BooleanField()
    theme_main = models.CharField(max_length=2, blank=True)
    genre = models.CharField(max_length=20, blank=True)
    year = models.PositiveSmallIntegerField()
    change = models.IntegerField()

    class Meta:
        verbose_name = verbose_name_plural = _("计数")

    def __str__(self) -> str:
        return f"{self.unit_id} {self.stage} {self.change:+d}"
