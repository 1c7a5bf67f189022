"""A world that all tests of a module stand in: made once, and every test's own changes are rolled back to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction


@contextmanager
def standing(blocker: Any) -> Iterator[None]:
    """What the block writes stays until the generator that holds it ends. `blocker`: `django_db_blocker`.

    The transaction that pytest-django opens around each test then is a savepoint within this one. Only for modules
    whose tests are all of that kind.
    """
    with blocker.unblock():
        outer = transaction.atomic()
        # As Django marks its own, so that actions may open a durable transaction.
        outer._from_testcase = True  # type: ignore[attr-defined]
        with outer:
            yield
            transaction.set_rollback(True)
