"""公开主体: which units of the register a cell names, and which names no unit bears.

Cells name units in three ways: by name (县民政局), by class (各乡镇人民政府), and by trade (民政部门). Only a name can
be wrong; class and trade say to whom the claim belongs only roughly.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz, process

from mingtang.foundation.organisations.models import Unit, UnitName

_AND = re.compile(r"(?<=[局委办府处心站所院队会])(?:和|及|与|或|以及)")
_CLASS = re.compile(
    r"(?:[县市区旗州乡镇村各级本全有关相（）()、/]|街道|社区|街办|行政村|人民政府|政府|办事处|管理处|管委会|委会|居|"
    r"党委|党工委|村民委员会|居民委员会|单位|部门|职能|主管|辖区|所在|地方)+"
)
_TRADE = re.compile(r"(?:部门|机关|机构|人|学校|企业|单位|责任主体)$")
_NAME_ENDS = re.compile(r"(?:局|委|委员会|办|办公室|政府|办事处|中心|站|所|院|大队|支队|队|公司|会)$")
_GOVERNMENT = re.compile(r"(?:人民政府|县政府|政府)$")
_LEVEL = re.compile(r"^(?:县|区|市|旗|州|本级|同级)")


@dataclass
class Named:
    """What a cell names: units by id, the levels its classes speak of, and names that nobody bears."""

    unit_ids: list[int] = field(default_factory=list)
    levels: set[str] = field(default_factory=set)
    unknown: list[tuple[str, str]] = field(default_factory=list)


class Register:
    """All names of all units, of today and of the past, read once (two queries)."""

    def __init__(self) -> None:
        units = list(Unit.objects.order_by("path"))
        alive = {unit.pk for unit in units if unit.ended_on is None}
        former = UnitName.objects.filter(unit_id__in=alive).values_list("name", "short_name", "unit_id")
        roots = [unit for unit in units if unit.parent_id is None]
        self.county = tuple(_GOVERNMENT.sub("", root.name) for root in roots)
        self.short = {unit.pk: unit.short_name for unit in units}
        self.ids: dict[str, int] = {}
        for names in ([(u.name, u.short_name, u.pk) for u in units if u.pk in alive], former):
            for name, short, pk in names:
                for spelling in (*self._spellings(name), *self._spellings(short)):
                    self.ids.setdefault(spelling, pk)
        self.find = lru_cache(maxsize=4096)(self._find)

    def named(self, text: str) -> Named:
        """Reads a cell."""
        found = Named()
        for part in _parts(text):
            pk = self.find(part)
            if pk is not None:
                found.unit_ids.append(pk)
            elif _CLASS.fullmatch(part):
                found.levels |= _levels(part)
            elif not _TRADE.search(part) and _NAME_ENDS.search(part):
                found.unknown.append((part, self.nearest(part)))
        return found

    def _find(self, name: str) -> int | None:
        for spelling in self._spellings(name):
            if spelling in self.ids:
                return self.ids[spelling]
        return None

    def _spellings(self, name: str) -> list[str]:
        spellings = [name]
        for county in self.county:
            if name.startswith(county):
                spellings.append(name.removeprefix(county))
        spellings += [_LEVEL.sub("", spelling) for spelling in list(spellings)]
        return spellings

    def nearest(self, name: str) -> str:
        """The unit whose name is most like it, empty where none is near."""
        best = process.extractOne(name, self.ids.keys(), scorer=fuzz.ratio, score_cutoff=60)
        return self.short[self.ids[best[0]]] if best else ""


def _parts(text: str) -> list[str]:
    """The names in a cell: cut at commas outside brackets, and at "and" behind the end of a name."""
    depth, part, parts = 0, "", []
    for char in text:
        depth += (char in "（(") - (char in "）)")
        if depth <= 0 and char in "、，,；;\n ":
            parts.append(part)
            part = ""
        else:
            part += char
    pieces = [piece.strip("。.") for whole in (*parts, part) for piece in _AND.split(whole)]
    return [piece for piece in pieces if piece]


def _levels(part: str) -> set[str]:
    """The levels that a class of units such as 各乡（镇）人民政府（街道办事处） speaks of."""
    found = set()
    if re.search(r"乡|镇|街道|街办", part):
        found.add("township")
    if re.search(r"村|社区|居委会|居民", part):
        found.add("village")
    return found
