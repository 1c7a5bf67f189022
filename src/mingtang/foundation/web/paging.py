"""Paging through lists of any length: the count is given, and far pages are read from the nearer end."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import F, Model, QuerySet

M = TypeVar("M", bound=Model)
T = TypeVar("T")
PER_PAGE = 20


@dataclass
class Page(Generic[T]):
    """One page of a list, as `web/parts/pager.html` shows it. Numbers beyond the end show the last page."""

    rows: list[T]
    number: int
    last: int
    total: int
    kept: list[tuple[str, str]]
    per_page: int = PER_PAGE
    asked: int = 0

    @property
    def is_beyond(self) -> bool:
        """Whether a page beyond the last was asked for."""
        return self.total > 0 and self.asked > self.last

    @property
    def status(self) -> int:
        """404 for a page there is not, so that machines do not take it for one more."""
        return 404 if self.is_beyond else 200

    def __iter__(self) -> Iterator[T]:
        return iter(self.rows)

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.last

    @property
    def previous_url(self) -> str:
        return self._url(self.number - 1)

    @property
    def next_url(self) -> str:
        return self._url(self.number + 1)

    @property
    def first_row(self) -> int:
        return (self.number - 1) * self.per_page + 1

    @property
    def last_row(self) -> int:
        return self.first_row + len(self.rows) - 1

    @property
    def pages(self) -> list[tuple[int | None, str, bool]]:
        near = {1, self.last, *range(max(1, self.number - 2), min(self.last, self.number + 2) + 1)}
        shown: list[tuple[int | None, str, bool]] = []
        previous = 0
        for n in sorted(near):
            if n - previous > 1:
                shown.append((None, "", False))
            shown.append((n, self._url(n), n == self.number))
            previous = n
        return shown

    def _url(self, number: int) -> str:
        return "?" + urlencode([*self.kept, ("page", number)])


def page_number(raw: str) -> int:
    """The page asked for; anything that is no page number means the first."""
    return int(raw) if raw.isascii() and raw.isdigit() and 0 < len(raw) <= 9 and int(raw) else 1


def slice_page(
    rows: Sequence[T] | QuerySet[Any, T],
    total: int,
    number: int,
    *,
    kept: Iterable[tuple[str, str]] = (),
    per_page: int = PER_PAGE,
) -> "Page[T]":
    """The page `number` of rows that are in their order already and not so many that far pages would be slow."""
    last = max(1, -(-total // per_page))
    asked, number = number, min(number, last)
    shown = list(rows[(number - 1) * per_page : number * per_page])
    return Page(shown, number, last, total, list(kept), per_page, asked)


def paginate(
    rows: QuerySet[M],
    total: int,
    number: int,
    *,
    order: str,
    kept: Mapping[str, Any],
    related: tuple[str, ...] = (),
    per_page: int = PER_PAGE,
    ascending: bool = False,
) -> Page[M]:
    """The page `number` of `rows`, newest of `order` first (ties by id), or the earliest; rows without it come last.

    Two queries: the ids by a narrow index, from whichever end is nearer, then the rows themselves.
    """
    last = max(1, -(-total // per_page))
    asked, number = number, min(number, last)
    start, stop = (number - 1) * per_page, min(number * per_page, total)
    up = rows.order_by(F(order).asc(nulls_last=True) if ascending else order, "pk")
    down = rows.order_by(F(order).desc(nulls_first=True) if ascending else f"-{order}", "-pk")
    near, far = (up, down) if ascending else (down, up)
    if start > total // 2:
        ids = list(far.values_list("pk", flat=True)[total - stop : total - start])[::-1]
    else:
        ids = list(near.values_list("pk", flat=True)[start:stop])
    found = rows.model._default_manager.select_related(*related).in_bulk(ids)
    pairs = [(name, str(value)) for name, value in kept.items() if value not in (None, "")]
    return Page([found[pk] for pk in ids if pk in found], number, last, total, pairs, per_page, asked)
