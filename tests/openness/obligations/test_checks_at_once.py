"""Two workers that check the same matters at once."""

import contextlib
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from mingtang.foundation import clock
from mingtang.foundation.bulk import insert
from mingtang.foundation.duties.models import Duty
from mingtang.openness.obligations import checking
from tests.county import NOON, make_county
from tests.openness.obligations import house


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_second_reads_what_the_first_made(private_files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    county = make_county()
    matters = house.catalogue(county)
    record = house.record(county, matters["政策文件"], date(2026, 2, 2))
    both = threading.Barrier(2)
    raised: list[Exception] = []

    def meet(*rows: Any) -> None:
        """Both would come so far without having seen what the other makes, if nothing held the second up."""
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait(1)
        insert(*rows)

    def check(*work: Any) -> None:
        try:
            with clock.at(NOON):
                work[0](*work[1:])
        except Exception as error:
            raised.append(error)
        finally:
            connection.close()

    monkeypatch.setattr("mingtang.foundation.duties.actions.reconciling.insert", meet)
    threads = [
        threading.Thread(target=check, args=work)
        for work in ((checking.check_all,), (checking.check_record, record.pk))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not raised
    assert Duty.objects.filter(cause_id=record.pk).count() == 1
    assert not Duty.objects.filter(outcome="void").exists()
