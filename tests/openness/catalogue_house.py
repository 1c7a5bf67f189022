"""Walks of the catalogue for tests: import a file, settle it, adopt it; claim and link."""

from collections.abc import Sequence
from datetime import date

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.organisations.models import Area
from mingtang.openness.catalogue import actions
from mingtang.openness.catalogue.models import Entry, Import, Version
from tests.county import County
from tests.openness import catalogue_files as files


def area(code: str = "social-assistance", name: str = "社会救助") -> Area:
    return Area.objects.get_or_create(code=code, defaults={"name": name, "position": 9})[0]


def read(county: County, data: bytes, name: str = "目录.csv", who: str = "office") -> Import:
    """An import as far as it was read."""
    area()
    job = actions.start_import(county.authority_of(who), county.units["county"], files.upload(name, data))
    actions.read_import(job.pk)
    return Import.objects.select_related("case").get(pk=job.pk)


def accept_all(county: County, job: Import) -> None:
    rows = list(job.rows.filter(state="open", faulty=False).values_list("pk", flat=True))
    if rows:
        actions.settle(county.authority_of("office"), job, "accept", rows=rows)


def adopt(
    county: County, job: Import, effective_on: date | None = None, *, keep_local: bool = True
) -> Version:
    """Accepts what is doubtful and adopts; the one version that came of it."""
    accept_all(county, job)
    versions = actions.adopt(
        county.authority_of("office"),
        job,
        Act(reason="新的一版"),
        issuer="明堂县人民政府办公室",
        source="明政办发〔2026〕1号",
        effective_on=effective_on or clock.today(),
        keep_local=keep_local,
    )
    return versions[0]


def catalogue(
    county: County, rows: Sequence[Sequence[str]] = files.GOOD, effective_on: date | None = None
) -> Version:
    """A catalogue of 社会救助 in force."""
    return adopt(county, read(county, files.csv(rows)), effective_on)


def entry(name: str) -> Entry:
    """What a matter of the newest version says, by its second-level name."""
    return Entry.objects.select_related("matter", "version__catalogue__area").get(
        item2=name, version__ended_on=None
    )
