"""A record brought to each stage at which the public may or may not see it."""

from datetime import timedelta
from typing import Any

from mingtang.foundation.cases.actions import Act
from mingtang.openness.records import actions
from tests.county import CLOSED, NOON, ON_REQUEST, Walk


def content_at(stage: str) -> dict[str, Any]:
    """What a record has to be drafted with to come to a stage; `expired` is one whose display period is over later."""
    if stage == "expired":
        return {"display_until": NOON.date() + timedelta(days=7)}
    return {"on_request": ON_REQUEST, "closed": CLOSED}.get(stage, {})


def bring_to(walk: Walk, stage: str) -> None:
    """Takes a draft with the content of `content_at` to its stage."""
    match stage:
        case "draft":
            pass
        case "discarded":
            walk.discard()
        case "on_request" | "closed":
            walk.to("audit").file_not_public()
        case "withdrawn":
            walk.to("feedback").withdraw()
        case "expired":
            walk.to("feedback")
        case "rectify":
            walk.to("feedback").rectify()
        case "published":
            walk.to("feedback")
            actions.file_record(walk.who("approver"), walk.record, Act())
        case _:
            walk.to(stage)
