"""Hits for whoever is writing: marks in the text, with what may take their place."""

from collections.abc import Iterable
from typing import Any

from mingtang.foundation.guard.places import place_in_words
from mingtang.foundation.guard.wording import todo, why, words_for
from mingtang.kernel.guard.hits import Hit
from mingtang.kernel.guard.masking import masked
from mingtang.kernel.guard.pieces import Part

MARKS_MOST = 300
_WHERE = {Part.TITLE: "title", Part.BODY: "body", Part.LINK: "body", Part.ALT: "body"}


def marks_of(hits: Iterable[Hit]) -> list[dict[str, Any]]:
    """Each with the name of its form field; `block`, `start`, `end` are places in the editor: the block with text, and
    the characters in it. `place` says in words where it stands. `masks` tells that the replacement takes out personal
    data; `sure` that it is safe unseen.
    """
    found = []
    for hit in hits:
        personal = hit.group == "personal"
        new = masked(hit.kind, hit.text) if personal else hit.fix or hit.suggestion
        found.append(
            {
                "field": _WHERE.get(hit.place.part, hit.place.label),
                "part": str(hit.place.part),
                "place": place_in_words(hit),
                "block": hit.place.block,
                "start": hit.start,
                "end": hit.end,
                "text": hit.text[:200],
                "kind": hit.kind,
                "label": str(words_for(hit.kind).label),
                "severity": str(hit.severity),
                "why": why(hit.kind, hit.args),
                "todo": todo(hit.kind, hit.args),
                "new": new if new and new != hit.text else None,
                "masks": personal,
                "sure": hit.fix is not None,
            }
        )
        if len(found) == MARKS_MOST:
            break
    return found
