"""Cases of one test that differ in what another database cannot change: PostgreSQL sees some of them."""

from collections.abc import Iterable
from typing import Any

import pytest


def once(cases: Iterable[Any], but: Iterable[Any] = ()) -> list[Any]:
    """The cases as parameters; all `but` those named are marked `once`."""
    again = list(but)
    return [case if case in again else pytest.param(case, marks=pytest.mark.once) for case in cases]
