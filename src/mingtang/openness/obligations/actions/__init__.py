"""The writers: what people say about the duties of the catalogue."""

from mingtang.openness.obligations.actions.confirming import confirm
from mingtang.openness.obligations.actions.deciding import decide_limit, end_limit
from mingtang.openness.obligations.actions.declaring import declare, dispute, settle_dispute
from mingtang.openness.obligations.actions.discharging import discharge_with
from mingtang.openness.obligations.actions.facts import Line, link_fact, register_facts, withdraw_fact

__all__ = [
    "Line",
    "confirm",
    "decide_limit",
    "declare",
    "discharge_with",
    "dispute",
    "end_limit",
    "link_fact",
    "register_facts",
    "settle_dispute",
    "withdraw_fact",
]
