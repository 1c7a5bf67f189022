"""The processes of the house and the kinds of subjects that pass through them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from mingtang.foundation.events.kinds import EVENT_KINDS, event_kind
from mingtang.kernel.process import Process
from mingtang.kernel.registry import Registry

PROCESSES: Registry[Process] = Registry("processes")


def register_process(process: Process) -> Process:
    """Makes a process runnable, and each of its transitions an event kind such as `publication.submit`."""
    PROCESSES.register(process.key, process)
    for transition in process.transitions:
        code = f"{process.id}.{transition.id}"
        if code not in EVENT_KINDS:
            event_kind(code, transition.verb)
    return process


@dataclass(frozen=True)
class Subject:
    """What a case is about, as desks and notices name it."""

    title: str
    url: str


@dataclass(frozen=True)
class SubjectKind:
    """`describe` resolves many subjects at once: id → title and desk address."""

    code: str
    label: Any
    describe: Callable[[list[UUID]], dict[UUID, Subject]]


SUBJECT_KINDS: Registry[SubjectKind] = Registry("subject kinds")
