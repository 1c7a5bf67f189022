"""Makes a database: the demo county without its records, then any number of records over two and a half years."""

import io
import random
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from mingtang.config import preparation
from mingtang.demo.county import UNITS, UnitSpec
from mingtang.demo.county_load import load_county
from mingtang.demo.load import PASSWORD
from mingtang.demo.writing import RecordText, fast_record
from mingtang.foundation import clock
from mingtang.foundation.accounts.models import Person
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.organisations.queries import Authority, authority
from mingtang.openness.records import actions, tally
from mingtang.openness.records.actions import loading
from mingtang.openness.records.actions.loading import BATCH, OldRecord
from mingtang.openness.records.models import Record

SEED = 20190515
DAYS = 900
LOADER = "gongkaiban.zhuren"
DRAFTERS = ("minzheng.zhuanyuan", "caizheng.zhuanyuan", "renshe.zhuanyuan", "jiaoyu.zhuanyuan")


def prepare() -> None:
    """Tables, static files, units, people, posts, grants."""
    with redirect_stdout(io.StringIO()):
        preparation.prepare(demo=False)
    with transaction.atomic():
        load_county(clock.today(), PASSWORD)


def loader() -> Authority:
    """Who may load into every unit."""
    return authority(Person.objects.get(username=LOADER))


def texts(
    rng: random.Random, unit: UnitSpec, count: int, first: int
) -> Iterator[tuple[RecordText, datetime]]:
    """Texts of a unit with the moments at which they went public, spread over the days before today."""
    today = clock.today()
    for serial in range(first, first + count):
        day = today - timedelta(days=1 + rng.randrange(DAYS))
        moment = datetime(day.year, day.month, day.day, 8 + rng.randrange(10), rng.randrange(60))
        yield fast_record(rng, unit, day, serial), timezone.make_aware(moment)


def content(text: RecordText) -> dict[str, Any]:
    """A text as the content of a record."""
    names = (
        "title", "doc_no", "issuer", "theme", "genre", "audience", "summary", "formed_on", "doc_date", "open_attr"
    )  # fmt: skip
    found = {name: getattr(text, name) for name in names}
    return {**found, "keywords": " ".join(text.keywords), "body": text.body_html}


def old_records(
    rng: random.Random, unit: UnitSpec, areas: dict[str, Area], count: int, first: int = 1
) -> list[OldRecord]:
    """Records to be loaded into a unit."""
    return [
        OldRecord(content(text), moment, areas.get(text.area))
        for text, moment in texts(rng, unit, count, first)
    ]


def living() -> list[UnitSpec]:
    return [unit for unit in UNITS if unit.ended_on is None]


def fill(records: int) -> float:
    """Loads so many records, alike into every unit, and starts some drafts; returns records a second."""
    rng = random.Random(SEED)
    units = {unit.slug: unit for unit in Unit.objects.all()}
    areas = {area.code: area for area in Area.objects.all()}
    who, specs = loader(), living()
    # What fills a database to be measured is ours; looking through it is measured by the bulk load.
    loading.check_old = lambda *_args: {}
    spent = 0.0
    for n, spec in enumerate(specs):
        share = records * (n + 1) // len(specs) - records * n // len(specs)
        for done in range(0, share, BATCH):
            items = old_records(rng, spec, areas, min(BATCH, share - done), done + 1)
            start = time.perf_counter()
            actions.load_records(who, units[spec.slug], items)
            spent += time.perf_counter() - start
    _drafts(rng, units)
    tally.compact()
    settle_database()
    assert Record.objects.filter(is_public=True).count() == records, "some records are not visible"
    return records / spent


def _drafts(rng: random.Random, units: dict[str, Unit]) -> None:
    """Open cases, so that the desk has to look at them as well."""
    for name in DRAFTERS:
        who = authority(Person.objects.get(username=name))
        spec = next(s for s in UNITS if s.key == name.split(".")[0])
        for text, _moment in texts(rng, spec, 5, 90_001):
            actions.create_record(who, units[spec.slug], None, content(text))


def settle_database() -> None:
    """What a database does by itself in its first quiet hour."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM ANALYZE")
