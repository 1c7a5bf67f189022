"""The schedule table follows the registry, and leaves alone what an administrator added."""

import pytest
from django.utils.module_loading import import_string
from django_q.models import Schedule

from mingtang.config.schedules import ensure_schedules
from mingtang.foundation.events.schedules import SCHEDULES, every
from mingtang.kernel.registry import DuplicateEntry

pytestmark = pytest.mark.django_db


def test_rows_are_made_once_and_corrected() -> None:
    ensure_schedules()
    rows = {row.name: row.minutes for row in Schedule.objects.all()}
    assert rows == {entry.name: entry.minutes for entry in SCHEDULES}
    assert ensure_schedules() == 0
    Schedule.objects.filter(name="mingtang.foundation.events.outbox.drain").update(minutes=90)
    assert ensure_schedules() == 1


def test_the_next_run_survives() -> None:
    ensure_schedules()
    before = dict(Schedule.objects.values_list("name", "next_run"))
    ensure_schedules()
    assert dict(Schedule.objects.values_list("name", "next_run")) == before


def test_what_is_no_longer_registered_goes_and_foreign_rows_stay() -> None:
    Schedule.objects.create(name="mingtang.gone.task", func="mingtang.gone.task")
    Schedule.objects.create(name="backup", func="site.backup")
    ensure_schedules()
    names = set(Schedule.objects.values_list("name", flat=True))
    assert "mingtang.gone.task" not in names
    assert "backup" in names


def test_every_schedule_can_be_called_by_its_path() -> None:
    for entry in SCHEDULES:
        assert callable(import_string(entry.func))
        assert entry.minutes > 0


def test_a_second_claim_is_refused() -> None:
    with pytest.raises(DuplicateEntry):
        every(5, import_string("mingtang.foundation.events.outbox.drain"))
