"""What `index` and `search` do."""

import signal
import sys
import threading
import time

from mingtang.foundation.search import checking, indexer, indexes
from mingtang.foundation.search.engine.shelf import Busy

PAUSE = 2.0
_SHOWN = 20


def run() -> int:
    """Keeps the indexes up to date until SIGTERM or SIGINT. Waits while another process writes them."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    while not stop.is_set():
        try:
            indexer.run(stop.is_set)
        except Busy:
            stop.wait(PAUSE)
    return 0


def rebuild() -> int:
    """Has both indexes built anew beside those in use: by the indexer where one runs, else here."""
    both = (indexes.public(), indexes.desk())
    for collection in both:
        collection.shelf.wish_rebuild()
    try:
        indexer.catch_up()
    except Busy:
        print("the indexer is told; it builds beside the index in use")
        while any(collection.shelf.is_rebuilding() for collection in both):
            time.sleep(PAUSE)
    for collection in both:
        print(f"{collection.name}: {collection.index.size():,} documents")
    return 0


def check() -> int:
    """Compares each document of the indexes with the database; 1 where they differ."""
    wrong = False
    for collection in (indexes.public(), indexes.desk()):
        found = checking.compare(collection)
        wrong |= not found.is_equal
        print(f"{collection.name}: {found.documents:,} documents, {found.summary}")
        for key in found.examples[:_SHOWN]:
            print(f"    {key}", file=sys.stderr)
    return int(wrong)
