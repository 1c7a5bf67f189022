"""Filters as links: each chip is the address of the list with that condition added or taken away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlencode

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

_STAY, _FOLDED_FROM = 6, 9
"""Of so many chips in a row and more, the first stay and the others fold."""


@dataclass(frozen=True)
class Chip:
    """A condition as a link. The address of a selected one is the list without it."""

    label: str
    count: int | None
    url: str
    selected: bool

    def __html__(self) -> SafeString:
        """The link, safe for a page. Written here: a page has dozens, and to include a template each time is slow."""
        count = f' <span class="count">{self.count}</span>' if self.count is not None else ""
        url, label = escape(self.url), escape(self.label)
        if not self.selected:
            return mark_safe(f'<a class="chip" href="{url}">{label}{count}</a>')  # noqa: S308  all is escaped
        without = _("去掉条件：")
        link = (
            f'<a class="chip" href="{url}" aria-current="true"><span class="visually-hidden">{without}</span>'
            f'{label}{count}<svg class="icon" aria-hidden="true"><use href="#i-close"/></svg></a>'
        )
        return mark_safe(link)  # noqa: S308  all is escaped

    def __str__(self) -> str:
        return self.__html__()


@dataclass(frozen=True)
class ChipGroup:
    """A row of chips, as `web/parts/chips.html` shows it."""

    label: Any
    items: list[Chip]

    @property
    def staying(self) -> SafeString:
        """The entries of the list that always show."""
        return _entries(self.items if len(self.items) < _FOLDED_FROM else self.items[:_STAY])

    @property
    def folded(self) -> list[Chip]:
        return self.items[_STAY:] if len(self.items) >= _FOLDED_FROM else []

    @property
    def folded_entries(self) -> SafeString:
        return _entries(self.folded)

    @property
    def is_open(self) -> bool:
        """Whether a chip that would be folded is selected."""
        return any(chip.selected for chip in self.folded)

    @property
    def selected(self) -> SafeString:
        return mark_safe("".join(chip.__html__() for chip in self.items if chip.selected))  # noqa: S308


def _entries(chips: Iterable[Chip]) -> SafeString:
    return mark_safe("".join(f"<li>{chip.__html__()}</li>" for chip in chips))  # noqa: S308


def chip_group(
    label: Any,
    parameter: str,
    options: Mapping[Any, Any],
    counts: Mapping[Any, int],
    query: Mapping[str, str],
) -> ChipGroup:
    """One chip per option that has rows (or is selected), commonest first where `options` has no order of its own."""
    chosen = query.get(parameter, "")
    others = {name: value for name, value in query.items() if name not in (parameter, "page") and value}
    items = []
    for value, text in options.items():
        selected = str(value) == chosen
        count = counts.get(value, 0)
        if count or selected:
            target = others if selected else {**others, parameter: value}
            items.append(Chip(str(text), count, "?" + urlencode(target), selected))
    return ChipGroup(label, items)
