"""Why a file was not read, as a code: the child knows no interface texts, `messages` has them."""

from __future__ import annotations


class Refused(Exception):
    """`code` is a key of `messages.REASONS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
