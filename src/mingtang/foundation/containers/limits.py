"""How much one file may take. What is above is refused before or while it is parsed, never waited for."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    seconds: int = 60
    """Of the clock and of the processor."""
    memory_mb: int = 1500
    """Address space of the child. Python and its libraries alone take some 150."""
    upload_mb: int = 100
    """Of the file itself; what web forms accept is less."""
    unpacked_mb: int = 600
    """Of a zip-based file. A sheet formatted down to the last row unpacks to 400 MB and is read as a stream."""
    part_mb: int = 100
    """Of one part that has to be held as a whole, such as the text of a Word file."""
    ratio: int = 300
    """Unpacked to packed, of a whole archive. Sheets of equal rows reach 100, bombs 1,000."""
    entries: int = 10_000
    """Files inside an archive. A Word file with thousands of pictures has less."""
