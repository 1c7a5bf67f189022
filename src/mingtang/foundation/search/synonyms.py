"""The synonyms in use, by word."""

from collections.abc import Iterable, Mapping, Sequence
from threading import Lock
from typing import Any

from django.db.models import Count, Max

from mingtang.foundation.prepared import Prepared
from mingtang.foundation.search.models import SynonymGroup
from mingtang.kernel.search.folding import fold
from mingtang.kernel.search.reading import bare_phrase

_ACTIVE = SynonymGroup.objects.filter(is_active=True)
STAMPED = (
    _ACTIVE.order_by()
    .values("is_active")
    .annotate(n=Count("pk"), last=Max("changed_at"))
    .values_list("n", "last")
)
"""How many groups are in use and when one was changed last: one row, or none where there is no group."""
_STAMP = Prepared(lambda: STAMPED)
_lock = Lock()
_kept: tuple[object, Mapping[str, tuple[str, ...]]] = (None, {})


def in_use(stamp: Sequence[Any] | None = None) -> Mapping[str, tuple[str, ...]]:
    """Other words for each word, folded. Read again only after a change, which `STAMPED` tells: who has just asked it
    says what it told.
    """
    global _kept
    stamp = _STAMP.rows() if stamp is None else stamp
    with _lock:
        if _kept[0] != stamp:
            _kept = (stamp, by_word(_ACTIVE.values_list("words", flat=True)))
        return _kept[1]


def by_word(groups: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """From groups of words to the others of each word; a word of several groups has those of all."""
    found: dict[str, dict[str, None]] = {}
    for group in groups:
        words = split(group)
        for word in words:
            found.setdefault(word, {}).update(dict.fromkeys(other for other in words if other != word))
    return {word: tuple(others) for word, others in found.items()}


def split(words: str) -> list[str]:
    """The words of a group, folded, each once."""
    return list(dict.fromkeys(filter(None, (bare_phrase(fold(word)) for word in words.split()))))
