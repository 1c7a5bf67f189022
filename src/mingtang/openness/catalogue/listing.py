"""Lists of matters as pages show them: rows, paging, chips. Shared by the public face and the desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.web.filters import ChipGroup, chip_group
from mingtang.foundation.web.paging import Page, slice_page
from mingtang.kernel.catalogue.laws import laws_of
from mingtang.openness.catalogue import labels, queries
from mingtang.openness.catalogue.browsing import Counts, Selection
from mingtang.openness.catalogue.facts import channel_names
from mingtang.openness.catalogue.limits import sentence
from mingtang.openness.catalogue.models import Claim, Entry, Version
from mingtang.openness.records.choices import main_theme_labels

AUDIENCES = {"everyone": gettext_lazy("全社会"), "specific": gettext_lazy("特定群体")}
STATES = {"claimed": gettext_lazy("已认领"), "unclaimed": gettext_lazy("未认领")}


@dataclass(frozen=True)
class MatterRow:
    """One matter in a list: its names, when it has to be published, who answers, how many records fulfil it."""

    entry: Entry
    url: str
    area: str
    when: str
    claims: list[Claim]
    records: int
    channels: str = ""
    laws: str = ""


def page_of(selection: Selection, number: int, total: int) -> Page[Entry]:
    """A page of matters in the order of the catalogues."""
    rows = selection.entries().select_related("version__catalogue__area").order_by(*queries.IN_ORDER)
    return slice_page(rows, total, number, kept=pairs_of(selection.query))


def table_page(version: Version, number: int, per_page: int) -> Page[Entry]:
    """A page of one version's table."""
    rows = version.entries.select_related("version__catalogue__area").order_by("position")
    return slice_page(rows, rows.count(), number, per_page=per_page)


def unit_names() -> dict[str, Unit]:
    """All units by slug, in the order of the tree."""
    return {unit.slug: unit for unit in Unit.objects.order_by("path")}


def rows_of(entries: list[Entry], *, desk: bool = False) -> list[MatterRow]:
    ids = [entry.matter_id for entry in entries]
    claims, counts = queries.claims_of(ids), queries.public_record_counts(ids)
    name = "catalogue_desk:matter" if desk else "catalogue:matter"
    return [
        MatterRow(
            entry,
            reverse(name, args=[entry.matter_id]),
            entry.version.catalogue.area.name,
            sentence(entry.parsed_limit),
            claims.get(entry.matter_id, []),
            counts.get(entry.matter_id, 0),
            channel_names(entry),
            "\n".join(laws_of(entry.basis)),
        )
        for entry in entries
    ]


def groups_of(
    counts: Counts, query: Mapping[str, str], units: Mapping[str, Unit], *, areas: bool = True
) -> list[ChipGroup]:
    """The filters of a list of matters, as far as they were counted."""
    names = {slug: unit.short_name for slug, unit in units.items()}
    options: list[tuple[Any, str, Mapping[Any, Any]]] = [
        (_("领域"), "area", counts.areas if areas else {}),
        (_("层级"), "level", labels.LEVELS),
        (_("主题"), "theme", main_theme_labels()),
        (_("公开对象"), "audience", AUDIENCES),
        (_("责任单位"), "unit", names),
        (_("认领"), "state", STATES),
    ]
    found = [
        chip_group(label, name, choices, counts.by[name], query)
        for label, name, choices in options
        if name in counts.by
    ]
    return [group for group in found if len(group.items) > 1 or any(i.selected for i in group.items)]


def pairs_of(query: Mapping[str, str], *, without: str = "") -> list[tuple[str, str]]:
    """The filters that are set, for links and hidden fields."""
    return [(name, value) for name, value in query.items() if value and name != without]
