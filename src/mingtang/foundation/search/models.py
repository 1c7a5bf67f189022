"""What searching keeps besides the indexes: words that mean the same, and how often was searched for what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingtang.foundation import clock
from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.models import Unit

LONGEST_KEPT = 60


class SynonymGroup(models.Model):
    """Words of which one finds what has another. `words` holds them parted by blanks."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    words = models.CharField(_("同义词"), max_length=300)
    is_active = models.BooleanField(_("启用"), default=True)
    source = models.CharField(_("来源"), max_length=200, blank=True)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["words", "pk"]
        verbose_name = verbose_name_plural = _("同义词")

    def __str__(self) -> str:
        return self.words


class QueryCount(models.Model):
    """How often one text was searched for on one day, how often nothing was found, and how often something was opened.

    Nothing says by whom. `unit` is the unit whose site was searched; none for the whole platform.
    """

    day = models.DateField()
    text = models.CharField(max_length=LONGEST_KEPT)
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+")
    number = models.PositiveIntegerField(default=0)
    empty = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("搜索次数")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "text", "unit"],
                name="one_count_per_query_unit_and_day",
                condition=models.Q(unit__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["day", "text"],
                name="one_count_per_query_and_day",
                condition=models.Q(unit=None),
            ),
        ]
        indexes = [models.Index(fields=["text", "day"], name="query_text")]

    def __str__(self) -> str:
        return f"{self.text} {self.day}: {self.number}"
