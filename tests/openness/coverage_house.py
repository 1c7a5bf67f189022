"""A county whose catalogue of 社会救助 is claimed, for the tests of coverage and of honest dates.

政策文件 (county, 20 working days) and 办事指南 (county, 长期公开) are led by civil, 审批信息 (county and township) by
town only. Grants on duties are given here, whatever the usual ones are.
"""

from datetime import date
from typing import Any

from mingtang.foundation.duties.kinds import MANAGE, VIEW
from mingtang.foundation.organisations.models import Grant
from mingtang.openness.catalogue import actions
from mingtang.openness.obligations import checking
from mingtang.openness.records.models import Record
from tests.county import County, draft, lead_to
from tests.openness.catalogue_house import catalogue, entry

CODE = "social-assistance"
OVERDUE, SOON = date(2026, 1, 5), date(2026, 2, 3)
"""Days of forming whose 20 working days are over at `NOON`, and end within five working days of it."""
VIEWERS = {"office": "county", "supervisor": "county", "civil-drafter": "civil", "water-drafter": "water", "town-drafter": "town"}  # fmt: skip


def claimed(county: County) -> None:
    catalogue(county)
    office = county.authority_of("office")
    for unit, name in (("civil", "政策文件"), ("civil", "办事指南"), ("town", "审批信息")):
        actions.claim(office, entry(name).matter, county.units[unit])
    for username, unit in VIEWERS.items():
        grant(county, username, VIEW, unit)
    grant(county, "office", MANAGE, "county")


def grant(county: County, username: str, action: str, unit: str) -> None:
    Grant.objects.get_or_create(
        post=county.posts[username], action=action, unit=county.units[unit], area=None
    )


def owed(county: County, name: str, unit: str = "civil", stage: str = "draft", **content: Any) -> Record:
    """A record that fulfils a matter, and the duties that follow from it."""
    walk = lead_to(county, stage, unit, **content)
    matter = entry(name).matter_id
    actions.link(county.authority_of("office"), walk.record, [matter])
    checking.check_all()
    return walk.record


def begun(county: County, name: str, **content: Any) -> Record:
    """A draft for a matter."""
    record = draft(county, **content)
    actions.link(county.authority_of("office"), record, [entry(name).matter_id])
    checking.check_all()
    return record
