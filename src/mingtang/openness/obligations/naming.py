"""The matters under which a unit registers facts, and how one is found by the name that people or systems write."""

import re
from dataclasses import dataclass
from uuid import UUID

from rapidfuzz import fuzz, process

from mingtang.foundation.organisations.models import Unit
from mingtang.openness.catalogue.models import Claim, Entry
from mingtang.openness.catalogue.queries import IN_ORDER, in_force, open_claims
from mingtang.openness.obligations.owing.rows import Units, claimed

SUGGESTED = 5
NEAR = 50.0
_MARKS = re.compile(r"[\s/、，,。.；;：:·\-—_＞>《》“”\"'（）()]+")


@dataclass(frozen=True)
class Named:
    """What a name means: one matter, or those that it may mean."""

    entry: Entry | None
    suggestions: tuple[Entry, ...] = ()
    several: bool = False


def registrable(unit: Unit) -> list[Entry]:
    """Matters in force that the unit, or one above it, leads in, and that are owed thing by thing."""
    steps = Units().path(unit.pk).split(".")[:-1]
    above = [".".join(steps[: n + 1]) + "." for n in range(len(steps))]
    held = open_claims().filter(role=Claim.Role.LEAD, unit__path__in=above).values("matter_id")
    entries = in_force().filter(matter_id__in=held, active=True).select_related("version__catalogue__area")
    found = list(entries.order_by(*IN_ORDER))
    rows = claimed(matter_ids=[entry.matter_id for entry in found])
    return [
        entry
        for entry in found
        if entry.matter_id in rows and any(rule.by_thing for rule in rows[entry.matter_id].rules)
    ]


class Names:
    """The names of a unit's matters, read once for many lines."""

    def __init__(self, unit: Unit) -> None:
        self.entries = registrable(unit)
        self._by_id = {str(entry.matter_id): entry for entry in self.entries}
        self._by_name: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for name in dict.fromkeys(map(_plain, _names(entry))):
                self._by_name.setdefault(name, []).append(entry)
        self._found: dict[str, Named] = {}

    def find(self, said: str) -> Named:
        """By id, by name, by path with or without the area; near ones where no name is the same."""
        if said not in self._found:
            self._found[said] = self._look(said)
        return self._found[said]

    def label(self, entry: Entry) -> str:
        """A name that finds the matter again."""
        path = entry.path_text
        same = self._by_name.get(_plain(path), [])
        return path if len(same) == 1 else f"{entry.version.catalogue.area.name} / {path}"

    def by_id(self, pk: UUID) -> Entry | None:
        return self._by_id.get(str(pk))

    def containing(self, words: str) -> list[Entry]:
        """Matters whose names hold all the words, in order."""
        wanted = [_plain(word) for word in words.split()]
        return [
            entry
            for entry in self.entries
            if all(word in _plain(f"{entry.version.catalogue.area.name}{entry.path_text}") for word in wanted)
        ]

    def _look(self, said: str) -> Named:
        exact = self._by_id.get(said.strip().lower())
        if exact:
            return Named(exact)
        plain = _plain(said)
        same = self._by_name.get(plain, []) if plain else []
        if len(same) == 1:
            return Named(same[0])
        if same:
            return Named(None, tuple(same[:SUGGESTED]), several=True)
        if not plain:
            return Named(None)
        near = process.extract(plain, self._by_name.keys(), scorer=fuzz.ratio, limit=20, score_cutoff=NEAR)
        held = [name for name in self._by_name if plain in name or (len(name) > 3 and name in plain)]
        names = [*held[:10], *(name for name, _score, _n in near)]
        found = dict.fromkeys(entry.pk for name in names for entry in self._by_name[name])
        by_pk = {entry.pk: entry for entry in self.entries}
        return Named(None, tuple(by_pk[pk] for pk in list(found)[:SUGGESTED]))


def _names(entry: Entry) -> list[str]:
    area, parts = entry.version.catalogue.area.name, [entry.item1, entry.item2, entry.item3]
    given = [part for part in parts if part]
    return [entry.name, entry.path_text, f"{area}{entry.path_text}", f"{area}{entry.name}", "".join(given)]


def _plain(text: str) -> str:
    return _MARKS.sub("", text).lower()
