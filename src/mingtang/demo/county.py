"""The fictional county 明堂县: its units, their former names and their leaders.

Everything here is invented. Division codes begin with 99, which no province has; mailboxes end in ``.example``.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from mingtang.demo.departments import DEPARTMENTS, PARKS, DepartmentRow
from mingtang.demo.identifiers import credit_code, org_code
from mingtang.demo.names import NameStock
from mingtang.demo.townships import (
    COMMUNITY_FUNCTIONS,
    STREET_FUNCTIONS,
    TOWNSHIP_FUNCTIONS,
    TOWNSHIPS,
    VILLAGE_FUNCTIONS,
    TownshipRow,
    VillageRow,
)

DIVISION = "990121"
COUNTY_NAME = "明堂县"
ROOT = "xian-zhengfu"
OFFICE = "zhengfu-bangongshi"
MAIL_DOMAIN = "mingtang.example"
OFFICE_HOURS = "周一至周五 8:30—12:00，14:00—17:30（法定节假日除外）"
HALL_HOURS = "周一至周五 9:00—17:00，周六 9:00—12:00（法定节假日除外）"
VILLAGE_HOURS = "周一至周五 9:00—12:00，14:30—17:00，其余时间电话预约"


@dataclass(frozen=True, slots=True)
class UnitSpec:
    """One unit of the tree. ``parent`` and ``successor`` are slugs; ``key`` heads usernames and mailbox.

    ``kind`` is one of government, department, township, street, village, community, park. ``doc_mark`` (发文代字)
    is empty where the unit issues no numbered documents. ``ended_on`` and ``successor`` are set for former units.
    """

    slug: str
    parent: str | None
    kind: str
    name: str
    short_name: str
    division_code: str
    org_code: str
    credit_code: str
    doc_mark: str
    functions: tuple[str, ...]
    address: str
    phone: str
    fax: str
    postcode: str
    email: str
    office_hours: str
    order: int
    key: str
    speciality: str = ""
    ended_on: date | None = None
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeSpec:
    """A dated change of a unit: ``rename`` (same unit, new name) or ``merge`` (``unit`` goes into ``into``)."""

    kind: str
    unit: str
    on: date
    old_name: str
    old_short_name: str
    new_name: str
    new_short_name: str
    into: str | None
    note: str


@dataclass(frozen=True, slots=True)
class LeaderSpec:
    """A leader of a unit with the division of work (分工); ``term_to`` is None while in office."""

    unit: str
    name: str
    title: str
    functions: str
    term_from: date
    term_to: date | None
    order: int


def _codes(number: int, registrar: str) -> tuple[str, str]:
    organisation = org_code(f"{99010000 + number * 37 + 11:08d}")
    return organisation, credit_code(registrar, DIVISION, organisation)


def _office(row: DepartmentRow, kind: str, order: int) -> UnitSpec:
    organisation, credit = _codes(order, "11")
    hours = HALL_HOURS if row.slug in {"zhengwu-fuwu-ju", "shuiwu-ju"} else OFFICE_HOURS
    return UnitSpec(
        slug=row.slug,
        parent=ROOT,
        kind=kind,
        name=row.name,
        short_name=row.short_name,
        division_code=DIVISION + "000000",
        org_code=organisation,
        credit_code=credit,
        doc_mark=row.doc_mark,
        functions=row.functions,
        address=COUNTY_NAME + row.address,
        phone=f"0999-555{row.line}",
        fax=f"0999-556{row.line}",
        postcode="990100",
        email=f"{row.key}@{MAIL_DOMAIN}",
        office_hours=hours,
        order=order,
        key=row.key,
    )


def _township(row: TownshipRow, order: int) -> UnitSpec:
    organisation, credit = _codes(order, "11")
    street = row.kind == "street"
    return UnitSpec(
        slug=row.key,
        parent=ROOT,
        kind=row.kind,
        name=f"{COUNTY_NAME}{row.short_name}" + ("办事处" if street else "人民政府"),
        short_name=row.short_name,
        division_code=f"{DIVISION}{row.code}000",
        org_code=organisation,
        credit_code=credit,
        doc_mark=row.doc_mark,
        functions=STREET_FUNCTIONS if street else TOWNSHIP_FUNCTIONS,
        address=COUNTY_NAME + row.short_name + row.address,
        phone=f"0999-555{row.line}",
        fax=f"0999-556{row.line}",
        postcode=row.postcode,
        email=f"{row.key}@{MAIL_DOMAIN}",
        office_hours=OFFICE_HOURS,
        order=order,
        key=row.key,
    )


def _village(row: VillageRow, town: TownshipRow, position: int, order: int) -> UnitSpec:
    organisation, credit = _codes(order, "54")
    community = row.kind == "community"
    line = f"{int(town.line) + 11 * position:04d}"
    return UnitSpec(
        slug=row.key,
        parent=town.key,
        kind=row.kind,
        name=COUNTY_NAME + town.short_name + row.short_name + ("居民委员会" if community else "村民委员会"),
        short_name=row.short_name,
        division_code=f"{DIVISION}{town.code}{row.code}",
        org_code=organisation,
        credit_code=credit,
        doc_mark="",
        functions=COMMUNITY_FUNCTIONS if community else VILLAGE_FUNCTIONS,
        address=COUNTY_NAME + town.short_name + row.seat,
        phone=f"0999-557{line}",
        fax="",
        postcode=town.postcode,
        email=f"{row.key}@{MAIL_DOMAIN}",
        office_hours=VILLAGE_HOURS,
        order=order,
        key=row.key,
        speciality=row.speciality,
    )


def _root() -> UnitSpec:
    organisation, credit = _codes(1, "11")
    return UnitSpec(
        slug=ROOT,
        parent=None,
        kind="government",
        name="明堂县人民政府",
        short_name="县政府",
        division_code=DIVISION + "000000",
        org_code=organisation,
        credit_code=credit,
        doc_mark="明政发",
        functions=(
            "执行县人民代表大会及其常务委员会的决议以及上级国家行政机关的决定和命令，规定行政措施，发布决定和命令。",
            "领导所属各工作部门和乡镇人民政府、街道办事处的工作。",
            "编制和执行国民经济和社会发展规划纲要、计划和预算，管理本行政区域内的各项行政工作。",
            "保护公民私人所有的合法财产，维护社会秩序，保障公民的人身权利、民主权利和其他权利。",
        ),
        address=COUNTY_NAME + "辟雍街道明德大道1号",
        phone="0999-5551001",
        fax="0999-5561001",
        postcode="990100",
        email=f"zhengfu@{MAIL_DOMAIN}",
        office_hours=OFFICE_HOURS,
        order=1,
        key="zhengfu",
    )


def _build_units() -> tuple[UnitSpec, ...]:
    units = [_root()]
    units += [_office(row, "department", 10 + i) for i, row in enumerate(DEPARTMENTS)]
    units += [_office(row, "park", 80 + i) for i, row in enumerate(PARKS)]
    for i, town in enumerate(TOWNSHIPS):
        units.append(_township(town, 100 + i * 20))
        units += [_village(row, town, j + 1, 101 + i * 20 + j) for j, row in enumerate(town.villages)]
    return tuple(units)


UNITS: tuple[UnitSpec, ...] = _build_units()
"""All units in office, parents before children."""

_FORMER_ORG, _FORMER_CREDIT = _codes(70, "11")

FORMER_UNITS: tuple[UnitSpec, ...] = (
    UnitSpec(
        slug="xiangcun-zhenxing-ju",
        parent=ROOT,
        kind="department",
        name="明堂县乡村振兴局",
        short_name="县乡村振兴局",
        division_code=DIVISION + "000000",
        org_code=_FORMER_ORG,
        credit_code=_FORMER_CREDIT,
        doc_mark="明乡振发",
        functions=(
            "承担巩固拓展脱贫攻坚成果、统筹推进实施乡村振兴战略有关具体工作。",
            "组织开展防止返贫监测和帮扶，管理衔接推进乡村振兴补助资金项目库。",
            "协调推进乡村建设、乡村治理和社会帮扶工作。",
        ),
        address="明堂县圜水街道丰年路29号",
        phone="0999-5552407",
        fax="0999-5562407",
        postcode="990100",
        email=f"xiangzhen@{MAIL_DOMAIN}",
        office_hours=OFFICE_HOURS,
        order=70,
        key="xiangzhen",
        ended_on=date(2024, 3, 29),
        successor="nongye-ju",
    ),
)
"""Units that have ended and stay in the tree with the date and the successor."""

CHANGES: tuple[ChangeSpec, ...] = (
    ChangeSpec(
        kind="rename",
        unit="xiangcun-zhenxing-ju",
        on=date(2021, 6, 8),
        old_name="明堂县扶贫开发办公室",
        old_short_name="县扶贫办",
        new_name="明堂县乡村振兴局",
        new_short_name="县乡村振兴局",
        into=None,
        note="根据机构改革方案，明堂县扶贫开发办公室重组为明堂县乡村振兴局。",
    ),
    ChangeSpec(
        kind="merge",
        unit="xiangcun-zhenxing-ju",
        on=date(2024, 3, 29),
        old_name="明堂县乡村振兴局",
        old_short_name="县乡村振兴局",
        new_name="明堂县农业农村局",
        new_short_name="县农业农村局",
        into="nongye-ju",
        note="根据机构改革方案，明堂县乡村振兴局的职责划入明堂县农业农村局，不再保留明堂县乡村振兴局。",
    ),
    ChangeSpec(
        kind="rename",
        unit="zhengwu-fuwu-ju",
        on=date(2024, 4, 12),
        old_name="明堂县行政审批服务局",
        old_short_name="县行政审批局",
        new_name="明堂县政务服务局",
        new_short_name="县政务服务局",
        into=None,
        note="根据机构改革方案，明堂县行政审批服务局更名为明堂县政务服务局。",
    ),
)
"""Dated renames and mergers, oldest first."""


def _titles(unit: UnitSpec) -> tuple[tuple[str, str], ...]:
    """Return title and division of work of the leaders in office, first the head."""
    if unit.kind == "government":
        return (
            ("县长", "主持县政府全面工作，负责财政、审计工作。"),
            ("常务副县长", "负责县政府常务工作，分管发展改革、应急管理、统计、政务公开、政务服务等工作。"),
            ("副县长", "负责农业农村、水利、自然资源、生态环境、信访等工作。"),
            ("副县长", "负责教育、民政、人力资源和社会保障、卫生健康、医疗保障、退役军人事务等工作。"),
            (
                "副县长",
                "负责工业和信息化、住房和城乡建设、交通运输、商务、文化旅游、市场监管、城市管理等工作。",
            ),
        )
    if unit.kind in {"department", "park"}:
        head = "主任" if unit.slug == OFFICE or unit.kind == "park" else "局长"
        deputy = "副" + head
        if unit.name.endswith("分局"):
            head, deputy = "分局局长", "分局副局长"
        area = unit.functions[1].rstrip("。").split("，")[0]
        return (
            (head, f"主持{unit.short_name}全面工作。"),
            (deputy, "分管政务公开、人事、财务、机关党建和日常运转工作。"),
            (deputy, f"协助{head}工作，{area}。"),
        )
    if unit.kind == "township":
        head = "乡长" if unit.short_name.endswith("乡") else "镇长"
        return (
            (head, f"主持{unit.short_name}人民政府全面工作，分管财政、审计工作。"),
            ("副" + head, "分管政务公开、便民服务、民政、卫生健康、退役军人事务等工作。"),
            ("副" + head, "分管农业农村、水利、自然资源、生态环境、应急管理等工作。"),
        )
    if unit.kind == "street":
        return (
            ("办事处主任", f"主持{unit.short_name}办事处全面工作，分管财政、审计工作。"),
            ("办事处副主任", "分管政务公开、便民服务、民政、教育、卫生健康等工作。"),
            ("办事处副主任", "分管城市管理、应急管理、平安建设和社区治理工作。"),
        )
    if unit.kind == "village":
        return (
            ("村民委员会主任", "主持村民委员会全面工作。"),
            ("村民委员会副主任", "负责村务公开、财务和民政工作。"),
        )
    return (
        ("居民委员会主任", "主持居民委员会全面工作。"),
        ("居民委员会副主任", "负责居务公开、民政和网格工作。"),
    )


def _build_leaders() -> tuple[LeaderSpec, ...]:
    stock = NameStock("mingtang-leaders")
    leaders: list[LeaderSpec] = []
    for unit in UNITS:
        dates = random.Random("term-" + unit.slug)
        rows = _titles(unit)
        for order, (title, work) in enumerate(rows, start=1):
            start = date(dates.choice((2021, 2022, 2023)), dates.randint(1, 12), dates.randint(8, 28))
            leaders.append(LeaderSpec(unit.slug, stock.take(), title, work, start, None, order))
        if unit.kind in {"department", "township"} and dates.random() < 0.35:
            head, current = rows[0], leaders[-len(rows)]
            start = date(current.term_from.year - 4, dates.randint(1, 12), dates.randint(8, 28))
            name = stock.take()
            leaders.append(LeaderSpec(unit.slug, name, head[0], head[1], start, current.term_from, 90))
    return tuple(leaders)


LEADERS: tuple[LeaderSpec, ...] = _build_leaders()
"""Leaders in office (``order`` from 1, the head first) and some predecessors (``order`` 90)."""

UNITS_BY_SLUG: dict[str, UnitSpec] = {unit.slug: unit for unit in UNITS + FORMER_UNITS}
