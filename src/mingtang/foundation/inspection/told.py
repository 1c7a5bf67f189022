"""What the child tells about a file: codes with short details. The service has the sentences."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Told:
    """`content` replaces the bytes that came, when they were drawn or written anew."""

    kind: str
    content: bytes | None = None
    notes: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def note(self, code: str, *details: str) -> None:
        if (code, details) not in self.notes:
            self.notes.append((code, details))
