"""What reports put into the mechanisms of others."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.duties.kinds import VIEW
from mingtang.foundation.events.schedules import DAILY, every
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.files.owners import FILE_OWNERS, FileOwner
from mingtang.foundation.web.slots import CHAPTERS, Chapter
from mingtang.openness.reports import queries, tasks


def register() -> None:
    every(DAILY, tasks.announce)
    CHAPTERS.register("reports", Chapter(_("工作报告和迎检"), "reports_desk:home", 50, (VIEW,)))
    FILE_OWNERS.register(
        queries.PACK, FileOwner(lambda stored: False, queries.pack_file_visible_to, _outlived)
    )


def _outlived(before: datetime) -> Iterable[UUID]:
    """Packs older than that: whoever needs one makes it anew."""
    found = StoredFile.objects.filter(owner_kind=queries.PACK, uploaded_at__lt=before)
    return found.order_by("pk").values_list("pk", flat=True)
