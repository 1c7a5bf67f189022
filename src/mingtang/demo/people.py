"""The staff of the demo county: persons, posts, the leading group, demo logins and absences.

Usernames are ``<unit key>.<part>``, so that a presenter can guess them. A person may hold posts in several units.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from mingtang.demo.county import (
    COUNTY_NAME,
    LEADERS,
    OFFICE,
    ROOT,
    UNITS,
    UNITS_BY_SLUG,
    LeaderSpec,
    UnitSpec,
)
from mingtang.demo.names import NameStock

UNDERSTAFFED_UNIT = "xinfang-ju"
"""The department without a full-time openness officer: below the minimum, to be shown as such."""

ABSENT_USERNAME = "weijian.zhuanyuan"
"""The officer on leave whose B post acts meanwhile."""


@dataclass(frozen=True, slots=True)
class PersonSpec:
    """A person with a login and the slugs of the units the person works in, the home unit first."""

    username: str
    name: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostSpec:
    """A post and its holder. ``deputy_of`` is the code of the A post when this is its B post."""

    unit: str
    code: str
    title: str
    role: str
    holder: str
    deputy_of: str | None = None
    full_time_officer: bool = False


@dataclass(frozen=True, slots=True)
class GroupMember:
    """A member of the county's leading group on openness (政务公开领导小组)."""

    name: str
    title: str
    role: str
    unit: str
    username: str | None
    order: int


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """A login worth remembering and what it can show."""

    username: str
    label: str
    can: str


@dataclass(frozen=True, slots=True)
class Absence:
    """A leave of a person, both days included."""

    username: str
    start: date
    end: date
    reason: str


class _Staff:
    """Collect persons and posts while the tables are built."""

    def __init__(self) -> None:
        self.stock = NameStock("mingtang-staff")
        self.taken = {leader.name for leader in LEADERS}
        self.names: dict[str, str] = {}
        self.units: dict[str, list[str]] = {}
        self.posts: list[PostSpec] = []

    def person(self, username: str, unit: str, name: str | None = None) -> str:
        if username not in self.names:
            while name is None or (name in self.taken and name not in {x.name for x in LEADERS}):
                name = self.stock.take()
                if name in self.taken:
                    name = None
            self.names[username] = name
            self.taken.add(name)
            self.units[username] = []
        if unit not in self.units[username]:
            self.units[username].append(unit)
        return username

    def post(
        self,
        unit: str,
        part: str,
        title: str,
        role: str,
        holder: str,
        *,
        deputy_of: str | None = None,
        full_time: bool = False,
    ) -> None:
        self.person(holder, unit)
        deputy = None if deputy_of is None else f"{unit}.{deputy_of}"
        self.posts.append(PostSpec(unit, f"{unit}.{part}", title, role, holder, deputy, full_time))


def _leader(unit: str, order: int) -> LeaderSpec:
    return next(leader for leader in LEADERS if leader.unit == unit and leader.order == order)


def _section(unit: UnitSpec) -> str:
    if unit.kind in {"township", "street"}:
        return "党政办公室负责人"
    return "综合科科长" if unit.slug == OFFICE else "办公室主任"


def _office_posts(staff: _Staff, unit: UnitSpec) -> None:
    key, slug = unit.key, unit.slug
    head, deputy = _leader(slug, 1), _leader(slug, 2)
    staff.person(f"{key}.fuzeren", slug, head.name)
    staff.person(f"{key}.fenguan", slug, deputy.name)
    full_time = slug != UNDERSTAFFED_UNIT
    officer = "政务公开专员（A岗）" if full_time else "政务公开专员（A岗，兼职）"
    staff.post(slug, "officer", officer, "drafter", f"{key}.zhuanyuan", full_time=full_time)
    staff.post(slug, "officer-b", "政务公开专员（B岗）", "drafter", f"{key}.beigang", deputy_of="officer")
    staff.post(slug, "reviewer", _section(unit), "reviewer", f"{key}.guzhang")
    staff.post(slug, "approver", f"分管领导（{deputy.title}）", "approver", f"{key}.fenguan")
    staff.post(slug, "secrecy", "保密审查员", "secrecy", f"{key}.baomi")
    staff.post(slug, "head", head.title, "unit_head", f"{key}.fuzeren")


def _government_posts(staff: _Staff) -> None:
    staff.post(ROOT, "officer", "政务公开专员（A岗）", "drafter", "zhengfu.zhuanyuan", full_time=True)
    staff.post(ROOT, "officer-b", "政务公开专员（B岗）", "drafter", "zhengban.zhuanyuan", deputy_of="officer")
    staff.post(ROOT, "reviewer", "公文科科长", "reviewer", "zhengfu.guzhang")
    staff.person("zhengfu.fenguan", ROOT, _leader(ROOT, 2).name)
    staff.post(ROOT, "approver", "分管领导（常务副县长）", "approver", "zhengfu.fenguan")
    staff.post(ROOT, "secrecy", "保密审查员", "secrecy", "zhengban.baomi")
    staff.person("zhengfu.fuzeren", ROOT, _leader(ROOT, 1).name)
    staff.post(ROOT, "head", "县长", "unit_head", "zhengfu.fuzeren")
    staff.post(OFFICE, "openness", "政务公开办公室主任", "openness_office", "gongkaiban.zhuren")
    staff.post(
        OFFICE,
        "openness-b",
        "政务公开办公室副主任（主任B岗）",
        "openness_office",
        "gongkaiban.fuzhuren",
        deputy_of="openness",
    )
    staff.post(OFFICE, "supervisor", "政务公开办公室科员（监督）", "supervisor", "gongkaiban.keyuan")
    staff.post(
        OFFICE,
        "supervisor-b",
        "政务公开办公室科员（监督B岗）",
        "supervisor",
        "gongkaiban.jiandu",
        deputy_of="supervisor",
    )
    staff.post(OFFICE, "admin", "平台系统管理员", "admin", "xitong.guanli")


def _build() -> tuple[tuple[PersonSpec, ...], tuple[PostSpec, ...]]:
    staff = _Staff()
    for unit in UNITS:
        if unit.kind in {"department", "park", "township", "street"}:
            _office_posts(staff, unit)
    _government_posts(staff)
    shared = {"zhuwu": "jieqian.lianluo"}  # one liaison serves two small neighbouring villages
    for unit in UNITS:
        if unit.kind in {"village", "community"}:
            holder = shared.get(unit.slug, f"{unit.key}.lianluo")
            title = "村务公开联络员" if unit.kind == "village" else "居务公开联络员"
            staff.post(unit.slug, "liaison", title, "liaison", holder)
    people = tuple(PersonSpec(name, staff.names[name], tuple(staff.units[name])) for name in staff.names)
    return people, tuple(staff.posts)


PEOPLE, POSTS = _build()

PEOPLE_BY_USERNAME: dict[str, PersonSpec] = {person.username: person for person in PEOPLE}
POSTS_BY_CODE: dict[str, PostSpec] = {post.code: post for post in POSTS}


def _lead_group() -> tuple[GroupMember, ...]:
    rows: list[tuple[LeaderSpec, str]] = [(_leader(ROOT, 2), "组长"), (_leader(OFFICE, 1), "副组长")]
    members = (
        "sifa-ju",
        "fagai-ju",
        "caizheng-ju",
        "renshe-ju",
        "minzheng-ju",
        "zhengwu-fuwu-ju",
        "zhujian-ju",
        "nongye-ju",
        "xinfang-ju",
    )
    rows += [(_leader(slug, 1), "成员") for slug in members]
    people = {person.name: person.username for person in PEOPLE}
    return tuple(
        GroupMember(
            row.name,
            (COUNTY_NAME if row.unit == ROOT else UNITS_BY_SLUG[row.unit].short_name) + row.title,
            role,
            row.unit,
            people.get(row.name),
            i,
        )
        for i, (row, role) in enumerate(rows, start=1)
    )


LEAD_GROUP: tuple[GroupMember, ...] = _lead_group()

DEMO_LOGINS: tuple[DemoLogin, ...] = (
    DemoLogin(
        "minzheng.zhuanyuan", "县民政局政务公开专员", "起草信息、选择公开属性、送审，查看退回意见并修改"
    ),
    DemoLogin("minzheng.guzhang", "县民政局办公室主任", "初审本局信息，修改建议、退回或送分管领导审核"),
    DemoLogin("minzheng.fenguan", "县民政局分管领导", "审核、会签并签发，决定公开、定时公开或不予公开"),
    DemoLogin(
        "minzheng.fuzeren",
        "县民政局局长",
        "看本局还欠着什么、哪天到期，签署本期无应公开信息，看检查结果和放行情况",
    ),
    DemoLogin("minzheng.baomi", "县民政局保密审查员", "逐件审查正文、元数据和附件，登记保密审查意见"),
    DemoLogin("shimo.lianluo", "玄堂镇石磨村村务公开联络员", "起草村务公开信息，送玄堂镇审核"),
    DemoLogin("xuantang.guzhang", "玄堂镇党政办公室负责人", "审核本镇和所辖村（社区）送审的信息"),
    DemoLogin(
        "gongkaiban.zhuren",
        "县政府办公室政务公开办主任",
        "查看全县信息，会签拟不公开的政策文件，登记和验收问题，答复纠错",
    ),
    DemoLogin(
        "gongkaiban.keyuan",
        "县政府办公室政务公开办科员",
        "监督检查各单位公开情况和人员配备，登记、交办和验收问题",
    ),
)
"""Nine logins that together walk a text through the whole process."""


def absences(today: date) -> tuple[Absence, ...]:
    """Return the leaves around ``today``: one now, one over, one to come."""
    return (
        Absence(ABSENT_USERNAME, today - timedelta(days=3), today + timedelta(days=9), "年休假"),
        Absence("jiaoyu.zhuanyuan", today - timedelta(days=40), today - timedelta(days=33), "外出培训"),
        Absence("gongkaiban.zhuren", today + timedelta(days=15), today + timedelta(days=19), "外出学习"),
    )
