"""Identifiers of stored things: UUIDs that grow with time, so that indexes grow at one end."""

from uuid import UUID

from uuid_utils import compat


def new_id() -> UUID:
    """A fresh UUID version 7."""
    return compat.uuid7()
