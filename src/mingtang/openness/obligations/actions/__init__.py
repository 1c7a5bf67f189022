"""The writers: what people say about the duties of the catalogue."""

from mingtang.openness.obligations.actions.confirming import confirm, confirm_many
from mingtang.openness.obligations.actions.deciding import decide_limit, end_limit
from mingtang.openness.obligations.actions.declaring import declare, declare_many, dispute, settle_dispute
from mingtang.openness.obligations.actions.discharging import discharge_with
from mingtang.openness.obligations.actions.facts import draft_fact, link_fact, withdraw_fact
from mingtang.openness.obligations.actions.registering import Fault, Faulty, Line, faults, register_facts

__all__ = [
    "Fault",
    "Faulty",
    "Line",
    "confirm",
    "confirm_many",
    "decide_limit",
    "declare",
    "declare_many",
    "discharge_with",
    "dispute",
    "draft_fact",
    "end_limit",
    "faults",
    "link_fact",
    "register_facts",
    "settle_dispute",
    "withdraw_fact",
]
