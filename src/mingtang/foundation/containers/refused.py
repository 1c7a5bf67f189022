"""Why a file was not read, as a code: the child knows no interface texts, `messages` of its readers have them."""

from __future__ import annotations


class Refused(Exception):
    """`code` is a key of the reader's `messages`; `details` are short pieces such as a name inside the file."""

    def __init__(self, code: str, *details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
