"""Fixtures of the tests of findings."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.cases.models import Case
from mingtang.foundation.events.models import Event
from mingtang.foundation.findings import actions, codes, paths, queries, subjects
from mingtang.foundation.findings.models import Finding, validate_local
from mingtang.foundation.findings.subjects import REPORTABLE, Reportable, Target
from mingtang.foundation.organisations.actions import appoint, create_post, create_unit, grant
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import SYSTEM, authority
from mingtang.kernel.refusals import Forbidden, Invalid, NotVisible, WrongState


from tests.foundation.findings.house import *

@pytest.fixture
def house() -> House:
    cache.clear()
    county = _unit(None, "county", "government", "县政府")
    civil = _unit(county, "civil", "department", "民政局")
    water = _unit(county, "water", "department", "水利局")
    return House(
        county,
        civil,
        water,
        _staff(civil, "clerk", "finding.view", "finding.answer"),
        _staff(civil, "reader", "finding.view"),
        _staff(water, "stranger", "finding.view", "finding.answer"),
        Person.objects.create_user("nobody", "路人"),
    )


@pytest.fixture
def pages(house: House, monkeypatch: pytest.MonkeyPatch) -> dict[UUID, Reportable]:
    """Pages of the civil affairs bureau that are public; taking one out withdraws it."""
    known: dict[UUID, Reportable] = {}
    monkeypatch.setattr(REPORTABLE, "_entries", {**dict(REPORTABLE.items()), SUBJECT_KIND: known.get})
    known[uuid4()] = Reportable("城乡低保办事指南", "/error-reports/", house.civil.pk, None)
    return known


@pytest.fixture
def subject(pages: dict[UUID, Reportable]) -> UUID:
    return next(iter(pages))


@pytest.fixture
def send(subject: UUID) -> Callable[..., Finding]:
    def report(**changes: Any) -> Finding:
        target = subjects.subject_target(f"{SUBJECT_KIND}:{subject}")
        return actions.report(target, **{"category": "typo", "text": TEXT, "contact": CONTACT, **changes})

    return report


