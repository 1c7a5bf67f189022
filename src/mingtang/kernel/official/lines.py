"""The lines of a document with what is known of their looks: what recognition works on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One paragraph, table or figure. What is unknown is zero or empty."""

    text: str
    """Empty for a blank line; “\\n” is a break inside the paragraph, a tab stands between the cells of a table."""
    kind: str = "text"
    """“text”, “table” or “figure”."""
    align: str = ""
    """“center”, “right”, “both”; empty for unknown or left."""
    size: float = 0
    """Points."""
    font: str = ""
    """East Asian font by name."""
    bold: bool = False
    red: bool = False
    indent: float = 0
    """First line and left together, in characters."""
    heading: int = 0
    """Outline level from heading styles, 1 the highest."""
    new_page: bool = False
    """It begins a page."""
