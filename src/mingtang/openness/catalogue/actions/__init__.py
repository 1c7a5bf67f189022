"""The only writers of the catalogue: imports, versions, claims, links, adjustments."""

from mingtang.openness.catalogue.actions.adjusting import (
    decide_adjustment,
    propose_adjustment,
    recall_adjustment,
)
from mingtang.openness.catalogue.actions.adopting import adopt
from mingtang.openness.catalogue.actions.claiming import claim, claim_many, release
from mingtang.openness.catalogue.actions.importing import give_up, read_import, remap, start_import
from mingtang.openness.catalogue.actions.linking import draft_for, link, unlink
from mingtang.openness.catalogue.actions.settling import (
    correct_row,
    fill,
    rematch,
    set_area,
    set_known_areas,
    settle,
)

__all__ = [
    "adopt",
    "claim",
    "claim_many",
    "correct_row",
    "decide_adjustment",
    "draft_for",
    "fill",
    "give_up",
    "link",
    "propose_adjustment",
    "read_import",
    "recall_adjustment",
    "release",
    "remap",
    "rematch",
    "set_area",
    "set_known_areas",
    "settle",
    "start_import",
    "unlink",
]
