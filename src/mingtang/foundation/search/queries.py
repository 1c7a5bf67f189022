"""The readers of synonyms and of what was searched for. What is found is asked of `answering`."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Q, QuerySet, Sum

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.organisations.queries import Authority, root_unit
from mingtang.foundation.search.models import QueryCount, SynonymGroup
from mingtang.foundation.search.process import MANAGE

SUBJECT = "synonyms"
SHOWN = 30


def county() -> Place:
    """Where the right to manage words is granted: the topmost unit."""
    root = root_unit()
    return Place(root.pk if root else 0, None)


def synonyms_matching(words: str) -> QuerySet[SynonymGroup]:
    """Groups with all of some words in them."""
    found = SynonymGroup.objects.all()
    for word in words.split():
        found = found.filter(words__icontains=word)
    return found


@dataclass(frozen=True)
class Report:
    """What was searched for in some days: how often in all, and the texts by what became of them. Each row holds text,
    number, empty, opened.
    """

    number: int
    empty: int
    opened: int
    top: list[dict[str, int]]
    unfound: list[dict[str, int]]
    abandoned: list[dict[str, int]]

    @property
    def empty_share(self) -> int:
        """Per cent of the searches that found nothing."""
        return round(100 * self.empty / self.number) if self.number else 0


def visible_counts(who: Authority) -> QuerySet[QueryCount]:
    """What was searched for on the sites of the units in one's grants; on the whole platform for all the county."""
    scope = who.scope(MANAGE)
    return QueryCount.objects.filter(Q() if scope.everything else scope.units_q("unit_id"))


def report(counts: QuerySet[QueryCount], days: int) -> Report:
    """Of the last days, today included."""
    recent = counts.filter(day__gt=clock.today() - timedelta(days=days)).order_by()
    sums = {"number": Sum("number"), "empty": Sum("empty"), "opened": Sum("opened")}
    totals = recent.aggregate(**{f"all_{name}": total for name, total in sums.items()})
    by_text = recent.values("text").annotate(**{f"n_{name}": total for name, total in sums.items()})

    def rows(found: QuerySet[QueryCount, dict[str, int]], order: str) -> list[dict[str, int]]:
        return [
            {"text": row["text"], **{name: row[f"n_{name}"] for name in sums}}
            for row in found.order_by(f"-{order}", "text")[:SHOWN]
        ]

    return Report(
        *(totals[f"all_{name}"] or 0 for name in sums),
        top=rows(by_text, "n_number"),
        unfound=rows(by_text.filter(n_empty__gt=0), "n_empty"),
        abandoned=rows(by_text.filter(n_opened=0, n_number__gt=F("n_empty")), "n_number"),
    )
