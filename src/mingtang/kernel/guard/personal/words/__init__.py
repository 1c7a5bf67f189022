"""Lists of words of this folder: [sections] of words, lines with # are comments."""

from __future__ import annotations

from importlib.resources import files


def sections(name: str) -> dict[str, tuple[str, ...]]:
    """Words by section, in their order. A word twice in a section stands once."""
    found: dict[str, dict[str, None]] = {}
    section: dict[str, None] = {}
    for line in (files(__name__) / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[] "), {})
        elif not line.startswith("#"):
            section.update(dict.fromkeys(line.split()))
    return {key: tuple(words) for key, words in found.items()}
