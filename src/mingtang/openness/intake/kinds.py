"""Which files can be handed in, and as what; events of their own."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.kinds import event_kind
from mingtang.foundation.files.checks import ATTACHMENT_KINDS

SECRET_REMOVED = event_kind("intake.secret_removed", _("标有密级的文稿没有收下"))

MANUSCRIPTS = frozenset(("docx", "html", "txt"))
HANDED_IN = MANUSCRIPTS | {"zip", "csv"}
BESIDE = ATTACHMENT_KINDS
"""What may lie beside documents in a zip or be handed in with one."""
