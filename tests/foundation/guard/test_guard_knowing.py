"""What the guard knows of a county is what its organisations say."""

from datetime import date
from typing import Any

import pytest
from django.test import override_settings

from mingtang.foundation.guard.knowing import general, knowledge, places_of_root
from mingtang.foundation.guard.wording import marks, names
from mingtang.foundation.organisations import actions
from mingtang.foundation.organisations.models import Leader, LeadGroupMember, Unit
from mingtang.foundation.organisations.queries import SYSTEM
from mingtang.kernel.guard.hits import KINDS
from mingtang.kernel.guard.knowledge import Leader as KnownLeader
from mingtang.kernel.guard.knowledge import Phrase, UnitName, knowledge_of
from mingtang.kernel.guard.names import detectors


@pytest.fixture
def root(db: None) -> Unit:
    return actions.create_unit(
        SYSTEM,
        parent=None,
        slug="xian",
        kind="government",
        name="某某省清河市明堂县人民政府",
        short_name="县政府",
        division_code="990121000000",
    )


def _unit(root: Unit, slug: str, name: str, short: str, kind: str = "department", **fields: Any) -> Unit:
    return actions.create_unit(
        SYSTEM,
        parent=root,
        slug=slug,
        kind=kind,
        name=name,
        short_name=short,
        division_code="990121000000",
        **fields,
    )


def test_names_of_today_and_of_the_past_with_what_they_became(root: Unit) -> None:
    farming = _unit(root, "nong", "明堂县农业局", "农业局")
    actions.rename_unit(
        SYSTEM,
        farming,
        name="明堂县农业农村局",
        short_name="农业农村局",
        slug="nongye",
        on_day=date(2019, 3, 21),
        basis="机构改革",
    )
    poverty = _unit(root, "fupin", "明堂县扶贫开发办公室", "扶贫办")
    actions.merge_unit(SYSTEM, poverty, farming, on_day=date(2021, 6, 1), basis="机构改革")
    units = knowledge().units
    assert UnitName("明堂县农业农村局", "农业农村局") in units
    assert UnitName("明堂县农业局", "农业局", "明堂县农业农村局", date(2019, 3, 20)) in units
    assert UnitName("明堂县扶贫开发办公室", "扶贫办", "明堂县农业农村局", date(2021, 6, 1)) in units
    assert [unit.name for unit in units if not unit.now] == ["某某省清河市明堂县人民政府", "明堂县农业农村局"]


def test_contacts_places_and_leaders(root: Unit) -> None:
    town = _unit(
        root,
        "shiqiao",
        "明堂县石桥镇人民政府",
        "石桥镇",
        kind="township",
        phone="0990-8123456、8123457",
        email="Shiqiao@mingtang.example",
        address="明堂县石桥镇桥东路1号",
    )
    _unit(town, "liushu", "明堂县石桥镇柳树村村民委员会", "柳树村", kind="village")
    Leader.objects.create(
        unit=root, name="王建国", title="县长", term_from=date(2021, 1, 1), term_until=date(2025, 12, 31)
    )
    LeadGroupMember.objects.create(unit=root, name="李明华", title="副县长", function="组长")
    known = knowledge()
    assert known.divisions == {"明堂县", "石桥镇", "柳树村"}
    assert known.parents == ("某某省", "清河市")
    assert known.phones == {"0990-8123456", "8123457"}
    assert known.emails == {"shiqiao@mingtang.example"}
    assert known.addresses == {"明堂县石桥镇桥东路1号"}
    assert set(known.leaders) == {
        KnownLeader("王建国", "县长", root.name, date(2021, 1, 1), date(2025, 12, 31)),
        KnownLeader("李明华", "副县长", root.name),
    }


@pytest.mark.django_db
@override_settings(PUBLIC_URL="https://www.mingtang.example:8443", ALLOWED_HOSTS=[".mingtang.example", "*"])
def test_own_hosts_come_from_the_settings() -> None:
    assert knowledge().hosts == {"www.mingtang.example", "mingtang.example"}


def test_it_reaches_another_process_unchanged(root: Unit) -> None:
    known = knowledge(phrases=[Phrase("甲", "乙")], off=["names.unit"])
    assert knowledge_of(known.as_data()) == known
    assert known.phrases == (Phrase("甲", "乙"),)
    assert known.off == {"names.unit"}


def test_every_change_gives_another_number_and_none_the_same_knowledge(root: Unit) -> None:
    known, number = general()
    assert general() == (known, number)
    assert general()[0] is known
    leader = Leader.objects.create(unit=root, name="王建国", title="县长")
    assert general()[1] != number
    Leader.objects.filter(pk=leader.pk).update(title="副县长")
    assert general()[0].leaders == (KnownLeader("王建国", "副县长", root.name),)


def test_the_number_of_queries_does_not_grow(root: Unit, django_assert_num_queries: object) -> None:
    for number in range(5):
        _unit(root, f"unit-{number}", f"明堂县第{number}小学", f"第{number}小学")
    with django_assert_num_queries(5):  # type: ignore[operator]
        knowledge()


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("明堂县人民政府", ["明堂县"]),
        ("某某自治区某某自治州明堂县人民政府", ["某某自治区", "某某自治州", "明堂县"]),
        ("明堂经济开发区管理委员会", []),
    ],
)
def test_places_in_the_name_of_the_county(name: str, places: list[str]) -> None:
    assert places_of_root(name) == places


def test_every_kind_of_names_and_marks_has_its_words() -> None:
    assert detectors
    kinds = {kind.code for kind in KINDS if kind.group in ("names", "marks")}
    assert {*names.WORDS, *marks.WORDS} == kinds
