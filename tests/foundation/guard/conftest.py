"""The small county."""

from pathlib import Path

import pytest

from tests.county import County, make_county


@pytest.fixture
def county(db: None, private_files: Path) -> County:
    return make_county()
