"""The hand-made world, on the day on which its reports are read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mingtang.foundation import clock
from tests.county import County
from tests.openness.reports.world import TODAY, World, fill, make_world


@pytest.fixture
def bare(county: County, private_files: Path) -> Iterator[World]:
    """A catalogue that is claimed, and nothing else."""
    with clock.at(TODAY):
        yield make_world(county)


@pytest.fixture
def world(bare: World) -> World:
    fill(bare)
    return bare
