"""Duties at size: claims and links of a county for years, one check of everything, one publication, and the pages."""

import random
import time
from collections import Counter
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from benchmarks.inside.catalogue_fill import _posts
from benchmarks.inside.fill import DAYS, LOADER, SEED, settle_database
from mingtang.foundation import clock
from mingtang.foundation.bulk import insert
from mingtang.foundation.duties.models import Duty
from mingtang.foundation.organisations.models import Unit
from mingtang.openness.catalogue.models import Claim, Fulfilment, Version
from mingtang.openness.catalogue.queries import in_force
from mingtang.openness.obligations import checking
from mingtang.openness.records.models import Record


def fill() -> dict[str, int]:
    """One leading claim per matter, in force as long as there are records; each record fulfils a matter of its unit."""
    rng = random.Random(SEED)
    begun = clock.now() - timedelta(days=DAYS)
    Version.objects.filter(ended_on=None).update(effective_on=begun.date())
    units = list(Unit.objects.filter(ended_on=None, records__isnull=False).distinct().order_by("path"))
    posts = _posts()
    by_unit: dict[int, list[Any]] = {unit.pk: [] for unit in units}
    claims = []
    for n, matter in enumerate(
        in_force().order_by("version", "position").values_list("matter_id", flat=True)
    ):
        unit = units[n % len(units)]
        by_unit[unit.pk].append(matter)
        claims.append(
            Claim(
                matter_id=matter,
                unit=unit,
                post_id=posts.get(unit.pk),
                role=Claim.Role.LEAD,
                claimed_at=begun,
            )
        )
    insert(Claim, claims)
    now = clock.now()
    # As anywhere, a few matters have most of the records.
    links = [
        Fulfilment(
            matter_id=by_unit[unit][int(len(by_unit[unit]) * rng.random() ** 2)], record_id=pk, linked_at=now
        )
        for pk, unit in Record.objects.filter(is_public=True).values_list("pk", "unit_id")
        if by_unit[unit]
    ]
    insert(Fulfilment, links)
    settle_database()
    return {"claims": len(claims), "links": len(links)}


def check() -> dict[str, Any]:
    """One pass over the county: seconds, what it looked at and wrote."""
    start = time.perf_counter()
    found = checking.check_all()
    spent = time.perf_counter() - start
    return {
        "seconds": spent,
        "seen": found.seen,
        "made": found.made,
        "changed": found.changed + found.discharged + found.voided,
        "stored": Duty.objects.count(),
    }


def outcomes() -> dict[str, int]:
    return dict(Counter(Duty.objects.values_list("outcome", flat=True)))


def after_publication(times: int) -> dict[str, Any]:
    """What is looked at again after one publication: records of the busiest and of usual matters, by turns."""
    busiest = Fulfilment.objects.values("matter").annotate(n=Count("pk")).order_by("-n")[0]["matter"]
    rng = random.Random(SEED)
    usual = list(Fulfilment.objects.values_list("record_id", flat=True)[:5000])
    chosen = list(Fulfilment.objects.filter(matter=busiest).values_list("record_id", flat=True)[: times // 2])
    chosen += rng.sample(usual, min(times - len(chosen), len(usual)))
    seconds, seen, statements = [], [], []
    for pk in chosen:
        with CaptureQueriesContext(connection) as asked:
            start = time.perf_counter()
            found = checking.check_record(pk)
            seconds.append(time.perf_counter() - start)
        seen.append(found.seen)
        statements.append(len(asked))
    return {"seconds": seconds, "seen": seen, "statements": statements, "most": len(chosen)}


def pages() -> list[list[str]]:
    """Label, address and user of the pages that show the measure."""
    unit = Unit.objects.filter(pk__in=Claim.objects.values("unit")).order_by("path")[1]
    return [
        ["coverage, desk", "/desk/coverage/", LOADER],
        ["coverage, desk, table", "/desk/coverage/?view=table", LOADER],
        ["coverage, public", "/coverage/", ""],
        ["duties, list", "/desk/duties/", LOADER],
        ["board of a unit", f"/desk/duties/units/{unit.slug}/", LOADER],
        ["home of the desk", "/desk/", LOADER],
    ]
