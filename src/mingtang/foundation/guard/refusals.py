"""Why the guard does not let something out."""

from uuid import UUID

from mingtang.kernel.refusals import WrongState


class GuardStop(WrongState):
    """What stands in the text or its files has to be dealt with first. `kind` and `id` name the subject; `waiting`
    tells that only some files were not looked into yet.
    """

    def __init__(self, message: str, kind: str, subject: UUID, *, waiting: bool = False) -> None:
        super().__init__(message)
        self.kind = kind
        self.id = subject
        self.waiting = waiting
