"""Why the guard does not let something out."""

from uuid import UUID

from mingtang.kernel.refusals import WrongState


class GuardStop(WrongState):
    """What stands in the text or its files has to be dealt with first. `kind` and `id` name the subject."""

    def __init__(self, message: str, kind: str, subject: UUID) -> None:
        super().__init__(message)
        self.kind = kind
        self.id = subject
