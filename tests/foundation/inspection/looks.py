"""Shortcuts: every kind allowed, with the child process and without it."""

from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.inspection import look_job
from mingtang.foundation.inspection.kinds import KINDS
from mingtang.foundation.inspection.looking import LIMITS, Looked, NotTaken, look

ALL = frozenset(KINDS) - {"html"}


def taken(data: bytes, name: str = "") -> Looked:
    return look(data, name, ALL)


def code_of(data: bytes, name: str = "") -> str:
    """Of the refusal, without a child process; empty for what is taken."""
    try:
        look_job.examine(data, name, set(ALL), LIMITS)
    except Refused as refused:
        return refused.code
    return ""


def refused(data: bytes, name: str = "") -> NotTaken:
    try:
        look(data, name, ALL)
    except NotTaken as error:
        return error
    raise AssertionError("taken")
