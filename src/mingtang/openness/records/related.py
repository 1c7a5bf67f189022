"""Records like one another: nothing to type, found by what they are about."""

import re

from mingtang.openness.records import queries
from mingtang.openness.records.models import Record, Revision

LOOKED_AT = 200
SHOWN = 5
# Below this two titles have no more in common than any two official letters.
LEAST_LIKE = 0.2
_FRAME = re.compile(
    r"关于|明确|做好|印发|开展|进一步|有关|工作|事项|通知|公告|公示|意见|方案|的|[〔〕（）《》“”\d年月日第号\s]+"
)


def related(record: Record, shown: Revision) -> list[Record]:
    """The most alike among the newest of the same theme, most alike first."""
    if not record.theme:
        return []
    near = queries.public().filter(theme=record.theme).exclude(pk=record.pk).select_related("unit", "live")
    near = near.only(
        "title",
        "published_at",
        "validity",
        "effective_on",
        "expires_on",
        "unit__short_name",
        "live__keywords",
    )
    mine = _parts(record.title, shown.keywords)
    scored = []
    for other in near.order_by("-published_at", "-pk")[:LOOKED_AT]:
        assert other.live is not None
        alike = _alike(mine, _parts(other.title, other.live.keywords))
        if alike >= LEAST_LIKE:
            scored.append((alike, other))
    scored.sort(key=lambda pair: -pair[0])
    return [other for _alike, other in scored[:SHOWN]]


def _parts(title: str, keywords: str) -> set[str]:
    """Keywords, and pairs of neighbouring characters of the title without the words that all titles share."""
    words = {word for word in re.split(r"[\s,，;；、]+", keywords) if word}
    for piece in _FRAME.split(title):
        words |= {piece[n : n + 2] for n in range(len(piece) - 1)}
    return words


def _alike(mine: set[str], others: set[str]) -> float:
    """Jaccard index, 0 to 1."""
    return len(mine & others) / len(mine | others) if mine and others else 0.0
