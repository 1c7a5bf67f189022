"""What is stored: the catalogue as it stands (standing.py), and imports on their way to it (imports.py)."""

from mingtang.openness.catalogue.models.imports import Import, ImportBlock, ImportRow
from mingtang.openness.catalogue.models.standing import (
    Adjustment,
    Catalogue,
    Claim,
    Entry,
    Fulfilment,
    Matter,
    Version,
    entry_of,
)

__all__ = [
    "Adjustment",
    "Catalogue",
    "Claim",
    "Entry",
    "Fulfilment",
    "Import",
    "ImportBlock",
    "ImportRow",
    "Matter",
    "Version",
    "entry_of",
]
