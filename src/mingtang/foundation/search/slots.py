"""What searching puts into the mechanisms of others."""

from mingtang.foundation.events.outbox import CONSUMERS, Consumer
from mingtang.foundation.search import facet_labels
from mingtang.foundation.search.indexer import CONSUMER
from mingtang.foundation.search.searchable import SEARCHABLE


def register() -> None:
    facet_labels.register()
    CONSUMERS.register(CONSUMER, Consumer(CONSUMER, wants))


def wants(kind: str) -> bool:
    """Whatever touches something that can be found."""
    return any(searchable.wants(kind) for searchable in SEARCHABLE)
