"""The ways out of the house. A channel is named here once; nothing else knows which there are.

To add one: a module with a `send` that raises `NotSent`, and one line `CHANNELS.register(...)` in `slots.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mingtang.foundation.accounts.models import Person
from mingtang.kernel.registry import Registry


class NotSent(Exception):
    """The message did not go out. Its text says in plain words why, and what can be done."""


@dataclass(frozen=True)
class Item:
    """One notice in a message. `url` is absolute, `group` a code of `Notice.Group`."""

    text: str
    url: str
    group: str
    urgent: bool
    at: datetime


@dataclass(frozen=True)
class Message:
    """What goes out at once. `id` is the same each time it is tried again; `kind` is notice, digest or test.

    `subject` is one line, `text` the whole in plain text.
    """

    id: str
    kind: str
    person: Person
    subject: str
    text: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Channel:
    """`send` returns when the message was accepted and raises otherwise, `NotSent` with words for people.

    `installed`: whether this installation has it. `obstacle`: why it does not reach a person, in plain words; empty
    when it does. `sent_words`: what a person is told after a test message was accepted.
    """

    code: str
    label: Any
    send: Callable[[Message], None]
    obstacle: Callable[[Person], Any]
    sent_words: Callable[[Person], Any]
    installed: Callable[[], bool] = lambda: True


CHANNELS: Registry[Channel] = Registry("notice channels")


def installed() -> list[Channel]:
    """The channels of this installation, in order of registration."""
    return [channel for channel in CHANNELS if channel.installed()]


def channel_to(person: Person, code: str) -> Channel | None:
    """The channel by which a person can be reached now; None where it is gone or the person cannot be reached."""
    found = next((channel for channel in installed() if channel.code == code), None)
    return found if found and person.is_active and not found.obstacle(person) else None
