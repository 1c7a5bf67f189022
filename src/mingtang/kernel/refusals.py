"""Why an act was refused. The web layer turns each kind into its page and status; an API will into its code.

`message` is shown to the person: what happened, why (the rule), what to do now.
"""

from collections.abc import Mapping
from typing import Any


class Refusal(Exception):
    """An act that the rules do not allow."""

    status = 400

    def __init__(self, message: Any, *, rule: Any = "") -> None:
        super().__init__(message)
        self.message = message
        self.rule = rule


class NotVisible(Refusal):
    """Even its existence is not to be known (404)."""

    status = 404


class Forbidden(Refusal):
    """It may be seen, but not done by this person (403)."""

    status = 403


class WrongState(Refusal):
    """It cannot be done in the state the thing is in (409)."""

    status = 409


class Stale(Refusal):
    """Somebody changed the thing since it was opened (409)."""

    status = 409


class Invalid(Refusal):
    """The content breaks rules: field name → messages (422)."""

    status = 422

    def __init__(self, message: Any, *, fields: Mapping[str, list[Any]], rule: Any = "") -> None:
        super().__init__(message, rule=rule)
        self.fields = dict(fields)

    def __str__(self) -> str:
        return f"{self.message} {self.fields}"
