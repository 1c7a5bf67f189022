"""The demo county loads on a day of its own choosing, with its catalogue claimed, fulfilled and exportable."""

from datetime import date
from pathlib import Path

import pytest

from mingtang.demo.days import moment
from mingtang.demo.load import load_demo
from mingtang.foundation import clock
from mingtang.foundation.tables.reading import read_tables
from mingtang.kernel.catalogue.reading import read_catalogue
from mingtang.kernel.classification.areas import PILOT_AREAS
from mingtang.openness.catalogue import checking, export, overview, queries
from mingtang.openness.catalogue.models import Adjustment, Claim
from mingtang.openness.records.models import Record

# A correction of this day met a posting that was over; the load failed on it once.
TODAY = date(2026, 11, 25)


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.django_db
def test_the_whole_demo_loads_and_its_catalogue_is_claimed_fulfilled_and_survives_its_export(
    private_files: Path,
) -> None:
    with clock.at(moment(TODAY, 9)):
        load_demo(TODAY)
        cards = overview.cards()
        assert [card.code for card in cards] == [area.code for area in PILOT_AREAS]
        entries = list(queries.in_force())
        assert len(entries) >= 300
        claimed = set(Claim.objects.filter(ended_at=None).values_list("matter_id", flat=True))
        fulfilled = queries.public_record_counts(entry.matter_id for entry in entries)
        both = [entry for entry in entries if entry.matter_id in claimed and entry.matter_id in fulfilled]
        assert len(both) >= 0.6 * len(entries)
        found = {gap.kind for gap in checking.gaps()}
        assert {"unclaimed", "double", "wrong_level"} <= found
        assert Adjustment.objects.filter(case__closed_at=None).count() == 1
        assert Record.objects.filter(is_public=True).count() > 300
        versions = overview.versions_in_force()
        kept = [list(version.entries.order_by("position")) for version in versions]
        again = read_catalogue(read_tables(export.workbook(zip(versions, kept, strict=True))).grids)
        assert [[{**row.item.as_data(), "seq": ""} for row in block.rows] for block in again.blocks] == [
            [{**entry.text().as_data(), "seq": ""} for entry in rows] for rows in kept
        ]
