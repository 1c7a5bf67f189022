"""The actions that can be granted. Each section registers its own when it starts."""

from dataclasses import dataclass
from typing import Any

from mingtang.kernel.registry import Registry


@dataclass(frozen=True)
class GrantAction:
    """A thing a post may be allowed to do: `code` is stored in grants, `label` is shown."""

    code: str
    label: Any


GRANT_ACTIONS: Registry[GrantAction] = Registry("grant actions")


def grant_action(code: str, label: Any) -> str:
    GRANT_ACTIONS.register(code, GrantAction(code, label))
    return code
