"""What the duties of the catalogue put into the pages and mechanisms of others."""

from mingtang.openness.obligations import kinds


def register() -> None:
    kinds.register()
