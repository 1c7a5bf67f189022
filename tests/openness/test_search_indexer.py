"""The index follows the database, whatever happens on the way."""

import shutil
from datetime import timedelta
from typing import Any

import pytest

from mingtang.foundation import clock
from mingtang.foundation.events.models import Delivery
from mingtang.foundation.search import checking, indexer, indexes
from mingtang.openness.records import searching
from mingtang.openness.records.models import Record
from tests.county import NOON, STAGES, County, lead_to
from tests.openness.search_house import Indexed, found

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Any:
    with clock.at(NOON):
        yield


class TestIndexer:
    def equal(self) -> bool:
        return all(checking.compare(c).is_equal for c in (indexes.public(), indexes.desk()))

    def test_the_index_equals_the_database_after_every_step(self, county: County, indexed: Indexed) -> None:
        for stage in STAGES:
            lead_to(county, stage)
            indexed()
            assert self.equal(), stage
        assert not Delivery.objects.filter(consumer=indexer.CONSUMER, done_at=None).exists()

    def test_a_difference_is_found_out(self, county: County, indexed: Indexed) -> None:
        walk = lead_to(county, "published")
        indexed()
        Record.objects.filter(pk=walk.pk).update(is_public=False)
        found = checking.compare(indexes.public())
        assert found.surplus == [f"record:{walk.pk}"]

    def test_a_damaged_index_is_built_anew_by_itself(self, county: County, indexed: Indexed) -> None:
        lead_to(county, "published", title="低保的通知")
        indexed()
        part = next(indexes.public().shelf.current().glob("*.idx"))
        content = bytearray(part.read_bytes())
        content[len(content) // 2] ^= 0xFF
        part.write_bytes(content)
        indexed()
        assert indexes.public().shelf.is_sound()
        assert found(county.client(), "低保") == ["低保的通知"]
        assert self.equal()

    @pytest.mark.parametrize("lost", ["pointer", "folder", "everything"])
    def test_an_index_that_is_lost_while_it_is_served_is_built_anew_at_once(
        self, county: County, indexed: Indexed, lost: str
    ) -> None:
        lead_to(county, "published", title="低保的通知")
        indexed()
        shelf = indexes.public().shelf
        with indexer._writing() as running:
            match lost:
                case "pointer":
                    (shelf.folder / "current.json").unlink()
                case "folder":
                    shutil.rmtree(shelf.current())
                case "everything":
                    shutil.rmtree(shelf.folder)
            while running.step():
                pass
            assert found(county.client(), "低保") == ["低保的通知"]
            assert self.equal()

    def test_what_was_written_but_not_marked_is_written_again(self, county: County, indexed: Indexed) -> None:
        lead_to(county, "published")
        indexed()
        Delivery.objects.filter(consumer=indexer.CONSUMER).update(done_at=None)
        indexed()
        assert self.equal()

    def test_a_subject_that_fails_delays_no_other_and_no_new_index(
        self, county: County, indexed: Indexed, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        indexed()
        bad = lead_to(county, "published", title="读不出的通知")
        lead_to(county, "published", title="低保的通知")
        right = searching._documents

        def wrong(rows: Any, *shown: Any, **more: Any) -> Any:
            if bad.pk in {row.pk for row in rows}:
                raise ValueError("no such text")
            return right(rows, *shown, **more)

        monkeypatch.setattr(searching, "_documents", wrong)
        for collection in (indexes.public(), indexes.desk()):
            collection.shelf.wish_rebuild()
        indexed()
        assert "低保的通知" in found(county.client(), "低保的通知")
        late = Delivery.objects.filter(consumer=indexer.CONSUMER, done_at=None)
        assert {delivery.event.subject_id for delivery in late} == {str(bad.pk)}
        monkeypatch.undo()

    def test_a_text_that_ran_out_yesterday_moves_behind(self, county: County, indexed: Indexed) -> None:
        last = NOON.date() + timedelta(days=3)
        lead_to(county, "published", title="低保办法", expires_on=last)
        lead_to(county, "published", title="说到低保办法的通知")
        indexed()
        assert found(county.client(), "低保办法")[0] == "低保办法"
        with clock.at(NOON + timedelta(days=4)):
            indexed()
            assert found(county.client(), "低保办法")[-1] == "低保办法"
            assert self.equal()

    @pytest.mark.parametrize("step", [0, 1], ids=["before its turn", "after"])
    def test_what_changes_while_an_index_is_built_is_in_it_once(
        self, county: County, indexed: Indexed, monkeypatch: pytest.MonkeyPatch, step: int
    ) -> None:
        walk = lead_to(county, "feedback", title="低保的通知")
        indexed()
        indexes.public().shelf.wish_rebuild()
        real, written = indexer.Keeper.tend, list[str]()

        def tend(keeper: indexer.Keeper) -> bool:
            worked = real(keeper)
            if keeper.building is not None:
                if len(written) == step:
                    keeper.put("record", [str(walk.pk)])
                    keeper.commit()
                written.append(keeper.collection.name)
            return worked

        monkeypatch.setattr(indexer.Keeper, "tend", tend)
        indexed()
        assert written.count("public") > 1
        assert "desk" not in written
        keys = [key for key, _digest in indexes.public().index.digests()]
        assert keys.count(f"record:{walk.pk}") == 1
        assert len(keys) == len(set(keys))
        assert self.equal()
