"""Fills a county around its catalogue: more units, claims of every matter, records that fulfil some; and its pages."""

import random
from datetime import timedelta
from typing import Any

from django.db.models import Count

from benchmarks.inside.fill import LOADER, SEED, settle_database
from mingtang.demo.county import ROOT
from mingtang.foundation import clock
from mingtang.foundation.accounts.models import Person
from mingtang.foundation.organisations import actions
from mingtang.foundation.organisations.models import Post, Unit
from mingtang.foundation.organisations.queries import SYSTEM
from mingtang.foundation.web.paging import PER_PAGE
from mingtang.openness.catalogue.checking import TOWNS
from mingtang.openness.catalogue.models import Claim, Fulfilment, Version
from mingtang.openness.catalogue.queries import in_force
from mingtang.openness.records.models import Record

CLAIMED_BY = {1: 35, 2: 20, 3: 15, 4: 12, 5: 8, 8: 6, 12: 4}
"""How many units claim a matter, and in how many of a hundred; three on average."""
NEW_KINDS = (Unit.Kind.DEPARTMENT, Unit.Kind.TOWNSHIP, Unit.Kind.VILLAGE)
CLERK = "minzheng.zhuanyuan"
AREA, UNIT = "social-assistance", "minzheng-ju"
BATCH = 1_000


def fill(units: int, links: int) -> dict[str, int]:
    """At least so many living units with posts, claims of all matters in force, so many records that fulfil one."""
    rng = random.Random(SEED)
    for number in range(1, units + 1 - Unit.objects.filter(ended_on=None).count()):
        _add_unit(number)
    living = list(Unit.objects.filter(ended_on=None).order_by("path"))
    matters = list(in_force().order_by("version", "position").values_list("matter_id", flat=True))
    posts = _posts()
    claims = [claim for pk in matters for claim in _claims(rng, pk, living, posts)]
    Claim.objects.bulk_create(claims, batch_size=BATCH)
    records = Record.objects.filter(is_public=True).order_by("index_no").values_list("pk", flat=True)[:links]
    now = clock.now()
    # Few matters have many records, most have none.
    made = [
        Fulfilment(matter_id=matters[int(len(matters) * rng.random() ** 3)], record_id=pk, linked_at=now)
        for pk in records
    ]
    Fulfilment.objects.bulk_create(made, batch_size=BATCH)
    settle_database()
    claimers = Claim.objects.values("unit").distinct().count()
    return {"units": len(living), "claimers": claimers, "claims": len(claims), "links": len(made)}


def pages() -> list[list[str]]:
    """Label, address and user ("" is the public) of every page that shows the catalogue."""
    busiest = (
        in_force()
        .filter(version__catalogue__area__code=AREA)
        .annotate(n=Count("matter__fulfilments"))
        .order_by("-n", "position")[0]
        .matter_id
    )
    record = Record.objects.filter(is_public=True, unit__slug=UNIT).order_by("index_no")[0].pk
    newest = Version.objects.get(catalogue__area__code=AREA, ended_on=None).number
    last = -(-in_force().filter(county=True).count() // PER_PAGE)
    desk, public = "/desk/catalogue", "/catalogue"
    return [
        ["home", f"{public}/", ""],
        *(
            [f"list, {what}", f"{public}/?{query}", ""]
            for what, query in (
                ("one area", f"area={AREA}"),
                ("one unit", f"unit={UNIT}"),
                ("one level", "level=township"),
                ("one theme", "theme=17"),
                ("one audience", "audience=specific"),
                ("word of many", "q=办事指南"),
                ("two words", "q=行政许可 年度计划"),
                ("word of none", "q=无此事项"),
                ("last page", f"level=county&page={last}"),
            )
        ),
        ["area's table", f"{public}/{AREA}/", ""],
        ["matter", f"{public}/matters/{busiest}/", ""],
        ["compare two versions", f"{public}/{AREA}/changes/{newest - 1}/{newest}/", ""],
        ["XLSX of one area", f"{public}/{AREA}/catalogue.xlsx", ""],
        ["XLSX of all areas", f"{public}/catalogue.xlsx", ""],
        ["unit", f"/units/{UNIT}/", ""],
        ["record", f"/records/{record}/", ""],
        ["desk, overview", f"{desk}/", LOADER],
        ["desk, list", f"{desk}/matters/", LOADER],
        ["desk, list, unclaimed", f"{desk}/matters/?state=unclaimed", LOADER],
        ["desk, list, one unit's clerk", f"{desk}/matters/?unit={UNIT}", CLERK],
        ["desk, matter", f"{desk}/matters/{busiest}/", LOADER],
        ["desk, claims of a unit", f"{desk}/claims/?unit={UNIT}", CLERK],
        ["desk, check", f"{desk}/check/", LOADER],
        ["desk, check, one kind", f"{desk}/check/?kind=double", LOADER],
        ["desk, matters of a record", f"{desk}/records/{record}/", CLERK],
    ]


def _add_unit(number: int) -> None:
    """A unit with the one post that answers for openness, and somebody in it."""
    root = Unit.objects.get(slug=ROOT)
    kind = NEW_KINDS[number % len(NEW_KINDS)]
    unit = actions.create_unit(
        SYSTEM, parent=root, slug=f"bench-{number}", kind=kind, name=f"明堂县第{number}新设单位",
        short_name=f"第{number}新设单位", division_code=root.division_code,
    )  # fmt: skip
    post = actions.create_post(
        SYSTEM, unit, code=f"bench-{number}-officer", title="公开专员", role=Post.Role.DRAFTER
    )
    person = Person.objects.create(username=f"bench{number}", name="公开专员")
    actions.appoint(SYSTEM, post, person, from_day=clock.today() - timedelta(days=100))


def _posts() -> dict[int, int]:
    """The A post of each unit that answers for openness."""
    rows = Post.objects.filter(deputy_of=None, ended_on=None, role__in=(Post.Role.DRAFTER, Post.Role.LIAISON))
    return dict(rows.order_by("-pk").values_list("unit_id", "pk"))


def _claims(rng: random.Random, matter: Any, units: list[Unit], posts: dict[int, int]) -> list[Claim]:
    count = rng.choices(list(CLAIMED_BY), list(CLAIMED_BY.values()))[0]
    return [
        Claim(
            matter_id=matter,
            unit=unit,
            post_id=posts.get(unit.pk),
            role=Claim.Role.LEAD if n == 0 or unit.kind in TOWNS else Claim.Role.JOINT,
            claimed_at=clock.now(),
        )
        for n, unit in enumerate(rng.sample(units, min(count, len(units))))
    ]
