"""The only writers of documents handed in."""

from mingtang.openness.intake.actions.handing_in import Handed, hand_in
from mingtang.openness.intake.actions.reading import read_batch
from mingtang.openness.intake.actions.settling import (
    draft_paper,
    give_up,
    leave_out,
    load_paper,
    settle_all,
    settle_sure,
)

__all__ = [
    "Handed",
    "draft_paper",
    "give_up",
    "hand_in",
    "leave_out",
    "load_paper",
    "read_batch",
    "settle_all",
    "settle_sure",
]
