"""A small county for tests: a root, two departments, a township with a village, and the people in their posts.

Usernames say where and what: `civil-drafter`, `civil-deputy` (B post of the drafter), `civil-reviewer`,
`civil-secrecy`, `civil-approver`, the same for `water` and `town`; `village-liaison`; `supervisor`, `office`
(政务公开办) and `admin` with the whole county; `allround` in four posts of civil at once; `nobody` in none.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import UUIDField
from django.test import Client
from PIL import Image

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.cases.models import Case, Countersign
from mingtang.foundation.organisations import actions as organisation
from mingtang.foundation.organisations.models import Absence, Area, Grant, Post, PostHolding, Unit, UnitName
from mingtang.foundation.organisations.queries import SYSTEM, Authority, authority
from mingtang.foundation.prepared import Prepared
from mingtang.openness.records import actions
from mingtang.openness.records.content import content_of
from mingtang.openness.records.models import Record, SecrecyItem
from mingtang.workbench.grants import USUAL_GRANTS

LONG_AGO = date(2020, 1, 1)
PASSWORD = "mingtang-test-password"
STAFFED = ("civil", "water", "town")
ROLES = ("drafter", "reviewer", "secrecy", "approver")
FORMED = date(2026, 1, 5)
SHANGHAI = ZoneInfo("Asia/Shanghai")

CONTENT: dict[str, Any] = {
    "title": "关于提高2026年城乡低保标准的通知",
    "body": "<h2>标准</h2><p>城市低保标准提高到每月八百元。</p>",
    "summary": "低保标准提高，从一月起执行。",
    "doc_no": "明民发〔2026〕12号",
    "issuer": "明堂县民政局",
    "source": "明堂县民政局",
    "editor": "甲",
    "theme": "01",
    "genre": "announcement",
    "audience": "",
    "keywords": "低保 标准",
    "index_no": "",
    "formed_on": FORMED,
    "doc_date": FORMED,
    "effective_on": None,
    "expires_on": None,
    "display_until": None,
    "validity": "in_force",
    "is_policy": False,
    "is_normative": False,
    "open_attr": "active",
    "reason_code": "",
    "reason_text": "",
}
ON_REQUEST = {"open_attr": "on_request", "reason_text": "涉及具体当事人，按申请提供。"}
CLOSED = {"open_attr": "closed", "reason_code": "E16a", "reason_text": "属于内部人事管理信息。"}

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=SHANGHAI)
"""A present for tests that set the clock: after `FORMED`."""


@dataclass
class County:
    """The units, areas and people of the small county, by slug, code and username."""

    units: dict[str, Unit] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)

    def person(self, username: str) -> Person:
        return self.people[username]

    def authority_of(self, username: str) -> Authority:
        """What the person may do now."""
        return authority(self.people[username])

    def client(self, username: str = "") -> Client:
        """A browser in which the person is signed in; without a name, the public's."""
        client = Client()
        if username:
            client.force_login(self.people[username], backend="django.contrib.auth.backends.ModelBackend")
        return client

    def hire(self, username: str, name: str = "") -> Person:
        person = Person(username=username, name=name or f"某{username}", email=f"{username}@example.org")
        person.set_unusable_password()
        person.save()
        self.people[username] = person
        return person

    def staff(self, unit: str, role: str, username: str, *, reach: str = "", **fields: Any) -> Post:
        """A post of the role with its usual grants (on `reach`, else the unit), held by the person."""
        person = self.people.get(username) or self.hire(username)
        post = Post.objects.create(
            unit=self.units[unit],
            code=f"{unit}-{role}-{Post.objects.count()}",
            title=f"{role}岗",
            role=role,
            **fields,
        )
        PostHolding.objects.create(post=post, person=person, from_day=LONG_AGO)
        if post.deputy_of is None:
            scope = self.units[reach or unit]
            Grant.objects.bulk_create(
                Grant(post=post, action=action, unit=scope) for action in USUAL_GRANTS[role]
            )
        self.posts.setdefault(username, post)
        return post

    def away(self, username: str, day: date, days: int = 1) -> Absence:
        return organisation.register_absence(
            SYSTEM, self.people[username], first_day=day, last_day=day + timedelta(days=days - 1)
        )


def make_county() -> County:
    """Units, areas and people; nothing is written by them yet. Made in few statements, since every test makes one."""
    county = County()
    _units(county)
    areas = [
        Area(code=code, name=code, position=n)
        for n, code in enumerate(("assistance", "water-works"), start=1)
    ]
    county.areas = {area.code: area for area in Area.objects.bulk_create(areas)}
    seats = [(unit, role, f"{unit}-{role}") for unit in STAFFED for role in ROLES]
    seats += [("village", "liaison", "village-liaison"), ("county", "supervisor", "supervisor")]
    seats += [("county", "openness_office", "office"), ("county", "admin", "admin")]
    seats += [("civil", role, "allround") for role in ROLES]
    deputies = [(unit, "drafter", f"{unit}-deputy") for unit in STAFFED]
    names = dict.fromkeys([name for _u, _r, name in (*seats, *deputies)] + ["nobody"])
    people = [_person(name) for name in names]
    county.people = {person.username: person for person in Person.objects.bulk_create(people)}
    posts = Post.objects.bulk_create(_post(county, *seat) for seat in seats)
    for post, (_unit, _role, name) in zip(posts, seats, strict=True):
        county.posts.setdefault(name, post)
    second = [_post(county, *seat, deputy_of=county.posts[f"{seat[0]}-drafter"]) for seat in deputies]
    for post, (_unit, _role, name) in zip(Post.objects.bulk_create(second), deputies, strict=True):
        county.posts[name] = post
        posts.append(post)
    PostHolding.objects.bulk_create(
        PostHolding(post=post, person=county.people[name], from_day=LONG_AGO)
        for post, (_u, _r, name) in zip(posts, (*seats, *deputies), strict=True)
    )
    Grant.objects.bulk_create(
        Grant(post=post, action=action, unit=post.unit)
        for post in posts
        if post.deputy_of is None
        for action in USUAL_GRANTS[post.role]
    )
    return county


def _units(county: County) -> None:
    for number, slug, kind, name, parent, code in (
        ("0001.", "county", "government", "县政府", None, "990121000000"),
        ("0001.0001.", "civil", "department", "民政局", "county", "990121000000"),
        ("0001.0002.", "water", "department", "水利局", "county", "990121000000"),
        ("0001.0003.", "town", "township", "清河镇", "county", "990121100000"),
        ("0001.0003.0001.", "village", "village", "前进村", "town", "990121100201"),
    ):
        county.units[slug] = Unit.objects.create(
            parent=county.units[parent] if parent else None,
            path=number,
            slug=slug,
            kind=kind,
            name=f"明堂县{name}",
            short_name=name,
            division_code=code,
            minimum_officers=0 if kind == "village" else 1,
        )
    UnitName.objects.bulk_create(
        UnitName(unit=unit, name=unit.name, short_name=unit.short_name, slug=unit.slug)
        for unit in county.units.values()
    )


def _person(username: str) -> Person:
    """Without a password that could be used; `client()` signs in without one."""
    return Person(username=username, name=f"某{username}", email=f"{username}@example.org", password="!")


def _post(county: County, unit: str, role: str, username: str, deputy_of: Post | None = None) -> Post:
    return Post(
        unit=county.units[unit],
        code=f"{username}-{role}",
        title=f"{role}岗",
        role=role,
        deputy_of=deputy_of,
        full_time_officer=username.endswith("-drafter"),
    )


def draft(county: County, username: str = "civil-drafter", area: str = "", **content: Any) -> Record:
    """A record as far as 起草, complete unless `content` says otherwise. Its unit is that of the username."""
    unit = county.units[username.split("-")[0] if "-" in username else "civil"]
    return actions.create_record(
        county.authority_of(username),
        unit,
        county.areas[area] if area else None,
        CONTENT | content,
    )


_RECORD = Prepared(
    lambda pk: Record.objects.select_related("unit", "area", "head", "live").filter(pk=pk), pk=UUIDField()
)


class Walk:
    """Leads one record through its process by the people of one unit."""

    def __init__(self, county: County, record: Record, unit: str = "civil") -> None:
        self.county, self.pk, self.unit = county, record.pk, unit

    @property
    def record(self) -> Record:
        record: Record = _RECORD.rows(pk=self.pk)[0]
        return record

    def who(self, role: str) -> Authority:
        return self.county.authority_of(f"{self.unit}-{role}")

    def case(self, process: str = "") -> Case:
        """The newest case, of a process where one is named."""
        found = Case.objects.filter(subject_kind="record", subject_id=self.pk)
        return (found.filter(process_id=process) if process else found).latest("opened_at", "pk")

    @property
    def drafter(self) -> Authority:
        return self.who("liaison" if self.unit == "village" else "drafter")

    def save(self, **content: Any) -> None:
        head = self.record.head
        assert head
        actions.save_draft(
            self.drafter,
            self.record,
            content_of(head) | content,
            based_on=head.number,
            area=self.record.area,
        )

    def submit(self) -> "Walk":
        head = self.record.head
        assert head
        actions.submit(self.drafter, self.record, Act(), based_on=head.number)
        return self

    def pass_review(self) -> "Walk":
        actions.pass_review(self.who("reviewer"), self.record, Act())
        return self

    def clear(self) -> "Walk":
        items = SecrecyItem.objects.filter(case=self.passing, revision_id=str(self.passing.revision_id))
        actions.conclude_secrecy(
            self.who("secrecy"), self.record, {item.pk: ("clear", "") for item in items}, Act()
        )
        return self

    @property
    def passing(self) -> Case:
        return Case.objects.filter(
            subject_kind="record",
            subject_id=self.pk,
            closed_at=None,
            process_id__in=("publication", "correction"),
        ).earliest("process_id")

    def approve(self, publish_at: datetime | None = None) -> "Walk":
        actions.approve(self.who("approver"), self.record, Act(), manner="full", publish_at=publish_at)
        return self

    def publish(self) -> "Walk":
        actions.publish(self.who("approver"), self.record, Act())
        return self

    def file_not_public(self) -> "Walk":
        actions.file_not_public(self.who("approver"), self.record, Act())
        return self

    def to(self, state: str) -> "Walk":
        """On from 起草 to a state of the passage: initial_review, secrecy, audit, release, feedback."""
        for name, step in (
            ("initial_review", self.submit),
            ("secrecy", self.pass_review),
            ("audit", self.clear),
            ("release", self.approve),
            ("feedback", self.publish),
        ):
            step()
            if name == state:
                return self
        raise ValueError(state)

    def withdraw(self, note: str = "附件含有个人信息，本件已撤下。") -> "Walk":
        act = Act(reason="附件第2页含完整身份证号。", reason_code="privacy")
        actions.withdraw_now(self.who("approver"), self.record, act, public_note=note)
        return self

    def correct(self, reason: str = "第三行金额误写。") -> "Walk":
        actions.propose_correction(self.drafter, self.record, Act(reason=reason))
        return self

    def rectify(self, reason: str = "第三行金额误写，请更正。") -> "Walk":
        actions.order_rectification(self.who("reviewer"), self.record, Act(reason=reason))
        return self

    def discard(self) -> "Walk":
        actions.discard(self.drafter, self.record, Act(reason="重复了。"))
        return self

    def countersigned(self, username: str, *, agrees: bool, opinion: str = "") -> None:
        """Answers the question put to the person's post."""
        who = self.county.authority_of(username)
        row = Countersign.objects.get(case=self.passing, answer="", post__in=who.acting_post_ids)
        actions.answer_countersign(who, self.record, row, agrees=agrees, opinion=opinion)


STAGES = (
    "draft",
    "initial_review",
    "secrecy",
    "audit",
    "release",
    "feedback",
    "rectify",
    "published",
    "on_request",
    "closed",
    "discarded",
    "withdrawn",
)


def lead_to(county: County, stage: str, unit: str = "civil", **content: Any) -> Walk:
    """A record of the unit at a stage (`Stage`), led there by the unit's people."""
    if stage == "on_request":
        content = {**ON_REQUEST, **content}
    if stage == "closed":
        content = {**CLOSED, **content}
    drafter = "village-liaison" if unit == "village" else f"{unit}-drafter"
    walk = Walk(county, draft(county, drafter, **content), unit)
    if stage == "draft":
        return walk
    if stage == "discarded":
        return walk.discard()
    if stage in ("on_request", "closed"):
        return walk.to("audit").file_not_public()
    if stage in ("initial_review", "secrecy", "audit", "release", "feedback"):
        return walk.to(stage)
    walk.to("feedback")
    if stage == "rectify":
        return walk.rectify()
    if stage == "withdrawn":
        return walk.withdraw()
    assert stage == "published", stage
    actions.file_record(walk.who("approver"), walk.record, Act())
    return walk


def attach(walk: Walk, name: str = "附件.pdf", data: bytes | None = None, title: str = "") -> Any:
    """Adds an attachment to the draft; returns the stored file."""
    head = walk.record.head
    assert head
    upload = SimpleUploadedFile(name, pdf() if data is None else data, "application/pdf")
    added = actions.add_attachments(walk.drafter, walk.record, [upload], title=title, based_on=head.number)
    assert added.number == 1, added.refused
    walk.record.refresh_from_db()
    assert walk.record.head
    return walk.record.head.attachments.latest("position").file


def illustrate(walk: Walk) -> Any:
    """Stores a figure and shows it in the body; returns the stored file."""
    upload = SimpleUploadedFile("图.png", picture("PNG"), "image/png")
    stored = actions.add_figure(walk.drafter, walk.record, upload, "明堂县地图")
    head = walk.record.head
    assert head
    walk.save(body=f'{head.body}<figure><img src="/files/{stored.pk}/x.png" alt="图"></figure>')
    return stored


def pdf(text: str = "hello", extra: bytes = b"") -> bytes:
    """A small PDF of one page; `extra` goes into its catalogue."""
    stream = f"BT /F1 24 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + extra + b">>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 5\n0000000000 65535 f \n"
    return out + head + table + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)


def picture(kind: str = "PNG", size: tuple[int, int] = (24, 12), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, kind, **options)
    return out.getvalue()


def form_data(content: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """Content as a browser sends it."""
    data = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in {**content, **more}.items()
        if value is not None and value is not False
    }
    return {name: "on" if value is True else value for name, value in data.items()}
