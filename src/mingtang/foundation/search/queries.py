"""The readers of synonyms and of what was searched for. What is found is asked of `answering`."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from mingtang.foundation import clock
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.search.models import QueryCount, SynonymGroup
from mingtang.foundation.search.process import MANAGE

SUBJECT = "synonyms"
SHOWN = 30


def synonyms_matching(words: str) -> QuerySet[SynonymGroup]:
    """Groups with all of some words in them."""
    found = SynonymGroup.objects.all()
    for word in words.split():
        found = found.filter(words__icontains=word)
    return found


@dataclass(frozen=True)
class Row:
    """A text with how often it was searched for, found nothing, and led to a page."""

    text: str
    number: int
    empty: int
    opened: int


@dataclass(frozen=True)
class Report:
    """What was searched for in some days: how often in all, and the texts by what became of them."""

    number: int
    empty: int
    opened: int
    top: list[Row]
    unfound: list[Row]
    abandoned: list[Row]

    @property
    def empty_share(self) -> int:
        """Per cent of the searches that found nothing."""
        return round(100 * self.empty / self.number) if self.number else 0


def visible_counts(who: Authority) -> QuerySet[QueryCount]:
    """What was searched for on the sites of the units in one's grants; on the whole platform for all the county."""
    scope = who.scope(MANAGE)
    return QueryCount.objects.filter(Q() if scope.everything else scope.units_q("unit_id"))


def by_unit(counts: QuerySet[QueryCount], days: int) -> list[tuple[str, str, int]]:
    """Slug, name and searches of the units on whose sites was searched."""
    recent = counts.filter(day__gt=clock.today() - timedelta(days=days)).exclude(unit=None).order_by()
    rows = recent.values_list("unit__slug", "unit__short_name").annotate(n=Sum("number"))
    return [(slug, name, number) for slug, name, number in rows.order_by("-n", "unit__slug")]


def report(counts: QuerySet[QueryCount], days: int) -> Report:
    """Of the last days, today included."""
    recent = counts.filter(day__gt=clock.today() - timedelta(days=days)).order_by()
    totals = recent.aggregate(**_sums("all"))
    by_text = recent.values("text").annotate(**_sums("n"))
    return Report(
        totals["all_number"] or 0,
        totals["all_empty"] or 0,
        totals["all_opened"] or 0,
        _rows(by_text, "n_number"),
        _rows(by_text.filter(n_empty__gt=0), "n_empty"),  # type: ignore[misc]  # named by `_sums`
        _rows(by_text.filter(n_opened=0, n_number__gt=F("n_empty")), "n_number"),  # type: ignore[misc]
    )


def _sums(prefix: str) -> dict[str, Sum]:
    return {f"{prefix}_{name}": Sum(name) for name in ("number", "empty", "opened")}


def _rows(found: Any, order: str) -> list[Row]:
    """The first of them, with the most on top."""
    ranked = found.order_by(f"-{order}", "text")[:SHOWN]
    return [Row(row["text"], row["n_number"], row["n_empty"], row["n_opened"]) for row in ranked]
