"""The kinds of hits as the county takes them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.guard.models import KindLevel, Level
from mingtang.foundation.guard.wording import words_for
from mingtang.kernel.guard.hits import KINDS

GROUP_LABELS = {
    "personal": _("个人信息"),
    "names": _("名称"),
    "marks": _("密级和内部标志"),
    "injection": _("植入的内容"),
    "words": _("文字"),
    "house": _("用语表"),
    "file": _("文件"),
}
# Grave by what it is: nobody should have to decide first that a full identity number goes off line.
USUALLY_DOWN = frozenset({"personal.id_number", "personal.bank_card", "marks.secret"})


@dataclass(frozen=True)
class KindLine:
    """`usual` is what the rules say; `row` the newest decision, if there is one."""

    kind: str
    label: Any
    usual: str
    level: str
    takes_down: bool
    source: str
    row: KindLevel | None

    @property
    def level_label(self) -> Any:
        return Level(self.level).label

    @property
    def usual_label(self) -> Any:
        return Level(self.usual).label


def kind_line(kind: str) -> KindLine:
    """Raises KeyError for a kind there is not."""
    row = KindLevel.objects.filter(kind=kind).select_related("set_by").first()
    return _line(kind, row)


def kind_lines() -> list[tuple[Any, list[KindLine]]]:
    """All kinds under their groups."""
    newest: dict[str, KindLevel] = {}
    for row in KindLevel.objects.select_related("set_by").order_by("set_at", "pk"):
        newest[row.kind] = row
    lines = [_line(kind.code, newest.get(kind.code)) for kind in KINDS]
    return [
        (label, [line for line in lines if line.kind.startswith(f"{group}.")])
        for group, label in GROUP_LABELS.items()
    ]


def _line(kind: str, row: KindLevel | None) -> KindLine:
    rule = KINDS[kind]
    return KindLine(
        kind,
        words_for(kind).label,
        str(rule.severity),
        row.level if row else str(rule.severity),
        row.takes_down if row else kind in USUALLY_DOWN,
        rule.source,
        row,
    )
