"""What searching puts into the mechanisms of others."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.outbox import CONSUMERS, Consumer
from mingtang.foundation.events.schedules import DAILY, every
from mingtang.foundation.search import facet_labels, tasks
from mingtang.foundation.search.indexer import CONSUMER
from mingtang.foundation.search.process import MANAGE
from mingtang.foundation.search.searchable import SEARCHABLE
from mingtang.foundation.web.slots import CHAPTERS, Chapter


def register() -> None:
    facet_labels.register()
    CONSUMERS.register(CONSUMER, Consumer(CONSUMER, wants))
    every(DAILY, tasks.forget)
    CHAPTERS.register("searches", Chapter(_("搜索情况"), "search_desk:report", 80, (MANAGE,)))


def wants(kind: str) -> bool:
    """Whatever touches something that can be found."""
    return any(searchable.wants(kind) for searchable in SEARCHABLE)
