"""Which files can be handed in, and as what."""

from mingtang.foundation.files.checks import ATTACHMENT_KINDS

MANUSCRIPTS = frozenset(("docx", "html", "txt"))
HANDED_IN = MANUSCRIPTS | {"zip", "csv"}
BESIDE = ATTACHMENT_KINDS
"""What may lie beside documents in a zip or be handed in with one."""
