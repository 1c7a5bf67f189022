"""What looks at texts before they go out. The guard, which stands above, registers itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mingtang.kernel.registry import Registry


@dataclass(frozen=True)
class Outgoing:
    """`refuse` raises Invalid by field for what a unit may not send out; `cover` gives a citizen's text as it may be
    shown."""

    refuse: Callable[[int, Mapping[str, str]], None]
    cover: Callable[[str], str]


OUTGOING: Registry[Outgoing] = Registry("what looks at texts before they go out")


def refuse(unit_id: int, fields: Mapping[str, str]) -> None:
    for one in OUTGOING:
        one.refuse(unit_id, fields)


def covered(text: str) -> str:
    for one in OUTGOING:
        text = one.cover(text)
    return text
