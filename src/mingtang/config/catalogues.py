"""Compiles the translations that are kept as text. Babel does it: gettext's own msgfmt may be missing."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogues(folders: Iterable[Path | str]) -> int:
    """Writes the .mo beside each .po that is newer than it; returns how many were written."""
    written = 0
    for folder in folders:
        for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
                continue
            with source.open("rb") as text:
                catalogue = read_po(text, locale=source.parts[-3], abort_invalid=True)
            # A name of its own, for two processes may start at once.
            with NamedTemporaryFile(
                dir=target.parent, prefix=f"{target.stem}.", suffix=".part", delete=False
            ) as part:
                write_mo(part, catalogue)
            Path(part.name).chmod(0o644)
            Path(part.name).replace(target)
            written += 1
    return written
