"""What a foreign unit has, page by page of the desk: records at every stage, a finding, an import, a proposal."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.cases.models import Countersign
from mingtang.foundation.duties.desk.acts import ACTS as DUTY_ACTS
from mingtang.foundation.duties.models import Duty
from mingtang.foundation.events import outbox
from mingtang.foundation.findings import actions as findings
from mingtang.foundation.findings.desk.problem import ACTS as PROBLEM_ACTS
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.findings.subjects import subject_target
from mingtang.foundation.guard.models import HousePhrase
from mingtang.foundation.notifications.models import Notice
from mingtang.foundation.organisations.models import Absence
from mingtang.foundation.search.models import SynonymGroup
from mingtang.foundation.workdays import actions as workdays
from mingtang.foundation.workdays.models import HolidayNotice
from mingtang.kernel.clock.arrangements import Line
from mingtang.openness.catalogue import actions as catalogue
from mingtang.openness.catalogue.models import Adjustment, Claim, Import
from mingtang.openness.columns.models import Column
from mingtang.openness.gazette import actions as gazette
from mingtang.openness.gazette.models import Entry, ReadingPoint
from mingtang.openness.intake import actions as intake
from mingtang.openness.intake.models import Batch
from mingtang.openness.obligations import actions as obligations
from mingtang.openness.obligations.models import Declaration, Fact, Inspection
from mingtang.openness.records import actions
from mingtang.openness.records.desk.acts import ACTS
from mingtang.openness.records.models import Record
from mingtang.openness.reports.models import Pack
from mingtang.openness.topics import actions as topics
from mingtang.openness.topics.models import Topic
from tests.county import NOON, STAGES, County, Walk, attach, lead_to
from tests.foundation.duties.house import owe
from tests.foundation.findings import problem_house
from tests.openness import catalogue_files, catalogue_house, columns_house
from tests.openness.catalogue_files import GOOD
from tests.openness.obligations.faces import house

FOREIGN = "外单位绝密标题"

POSSIBLE_AT = {
    "submit": "draft",
    "pass-review": "initial_review",
    "approve": "audit",
    "file-on-request": "audit",
    "file-closed": "audit",
    "publish": "release",
    "countersign": "audit",
    "reschedule": "release",
    "send-back": "initial_review",
    "recall": "initial_review",
    "rectify": "feedback",
    "file": "feedback",
    "discard": "draft",
    "call-off": "rectify",
    "agree-withdrawal": "published",
    "refuse-withdrawal": "published",
    "recall-withdrawal": "published",
    "correct": "published",
    "ask-withdrawal": "published",
    "withdraw-now": "published",
}


PROBLEM_AT = {
    "assign": "found",
    "take": "assigned",
    "replan": "in_hand",
    "ask-time": "in_hand",
    "hand-in": "in_hand",
    "grant-time": "time_asked",
    "refuse-time": "time_asked",
    "reopen": "closed",
}


@dataclass
class Pages:
    """One address of the desk: its name, its view, its parameters."""

    name: str
    route: str
    view: Any
    parameters: tuple[str, ...]


def desk_pages() -> list[Pages]:
    found: list[Pages] = []

    def walk(patterns: Any, prefix: str, namespace: str) -> None:
        for entry in patterns:
            route = prefix + str(entry.pattern)
            if isinstance(entry, URLResolver):
                walk(
                    entry.url_patterns,
                    route,
                    f"{namespace}{entry.namespace}:" if entry.namespace else namespace,
                )
            elif isinstance(entry, URLPattern) and route.startswith("desk/"):
                view = getattr(entry.callback, "view_class", entry.callback)
                found.append(Pages(f"{namespace}{entry.name}", route, view, tuple(entry.pattern.converters)))

    walk(get_resolver().url_patterns, "", "")
    return found


@dataclass
class Foreign:
    """What the civil affairs bureau has, which water must not see or touch."""

    county: County
    walks: dict[str, Walk]
    finding: Finding
    problems: dict[str, Finding]
    notice: Notice
    absence: Absence
    countersign: Countersign
    job: Import
    claim: Claim
    adjustment: Adjustment
    batch: Batch
    attached: UUID
    column: Column
    topic: Topic
    entry: Entry
    point: ReadingPoint
    fact: Fact
    declaration: Declaration
    confirming: Duty
    duty: Duty
    inspection: Inspection
    phrase: HousePhrase

    def parameters(self, page: Pages) -> list[dict[str, Any]]:
        """Every foreign instance of a page. KeyError for a parameter nobody described."""
        name = page.name
        if not page.parameters:
            return [{}]
        if name.startswith("records_desk:"):
            records = [{"pk": walk.pk} for walk in self.walks.values()]
            if name == "records_desk:act":
                # Each act where it could be done by the right person, so that only the scope stands in the way.
                return [{"pk": self.walks[POSSIBLE_AT[act.name]].pk, "name": act.name} for act in ACTS]
            if name in (
                "records_desk:edit", "records_desk:attachments", "records_desk:figures", "records_desk:marks",
            ):  # fmt: skip
                return [{"pk": self.walks[stage].pk} for stage in ("draft", "rectify")]
            if name == "records_desk:secrecy":
                return [{"pk": self.walks["secrecy"].pk}]
            if name == "records_desk:revision":
                return [{**r, "number": 1} for r in records]
            if name == "records_desk:paper":
                return [{**records[0], "number": 1, "form": form} for form in ("pdf", "docx")]
            if name in ("records_desk:attachment", "records_desk:captions"):
                return [{"pk": self.walks["draft"].pk, "file_id": self.attached}]
            if name == "records_desk:countersign":
                return [{"pk": self.countersign.case.subject_id, "row": self.countersign.pk}]
            if page.parameters == ("pk",):
                return records
        known: dict[str, list[dict[str, Any]]] = {
            "findings_desk:finding": [{"finding_id": self.finding.pk}],
            "findings_desk:act": [
                {"finding_id": self.finding.pk, "name": n} for n in ("accept", "answer", "dismiss")
            ],
            "findings_desk:rectify": [{"finding_id": self.finding.pk}],
            "findings_desk:problem": [{"finding_id": problem.pk} for problem in self.problems.values()],
            "findings_desk:problem_act": [
                {"finding_id": self.problems[PROBLEM_AT.get(act.name, "handed_in")].pk, "name": act.name}
                for act in PROBLEM_ACTS
            ],
            "notices:open": [{"notice_id": self.notice.pk}],
            "workbench:absence_cancel": [{"pk": self.absence.pk}],
            "coverage_desk:unit": [{"slug": "civil"}, {"slug": "unclaimed"}],
            "coverage_desk:cell": [{"slug": "civil", "code": "social-assistance"}],
            "coverage_desk:dates_of_unit": [{"slug": "civil"}],
            # The days of inspections are the whole county's.
            "coverage_desk:inspection_end": [{"pk": self.inspection.pk}],
            # The synonyms are the whole county's.
            "search_desk:synonym": [{"pk": SynonymGroup.objects.earliest("words").pk}],
        }
        if name.startswith("guard_desk:"):
            if name == "guard_desk:subject":
                return [{"kind": "record", "pk": walk.pk} for walk in self.walks.values()]
            # The levels are the whole county's.
            return [{"pk": self.phrase.pk} if "pk" in page.parameters else {"kind": "file.unread"}]
        if name.startswith("workdays_desk:"):
            # The calendar is the whole county's.
            return [{"pk": HolidayNotice.objects.get().pk}]
        if name.startswith("intake_desk:"):
            paper = self.batch.papers.first()
            assert paper
            values = {"pk": self.batch.pk, "paper": paper.pk}
            return [{key: values[key] for key in page.parameters}]
        if name.startswith("obligations_desk:"):
            return [{"pk": self._of_obligations(name.partition(":")[2])}]
        if name.startswith("gazette_desk:"):
            pk = self.point.pk if name.endswith("point") else self.entry.issue_id
            return [{"pk": pk, "entry": self.entry.pk} if "entry" in page.parameters else {"pk": pk}]
        if name.startswith("catalogue_desk:"):
            return [self._of_catalogue(page)]
        if name.startswith("columns_desk:"):
            if page.parameters == ("code",):
                # The texts of the fixed entries are the whole county's.
                return [{"code": "requests-fee"}]
            return [{"pk": self.walks["draft"].pk if name == "columns_desk:record" else self.column.pk}]
        if name.startswith("topics_desk:"):
            blocks = {block.kind: block.pk for block in self.topic.blocks.all()}
            kind = "picks" if name == "topics_desk:picks" else "text"
            of_topic: dict[str, Any] = {
                "pk": self.topic.pk,
                "kind": "text",
                "name": "publish",
                "block": blocks[kind],
            }
            return [{key: of_topic[key] for key in page.parameters}]
        if name.startswith("reports_desk:"):
            # The indicators are the whole county's.
            code = "published" if name.endswith(":list") else "timely"
            place: dict[str, Any] = {"unit": "civil", "period": "2026-01", "form": "xlsx", "code": code}
            place["pk"] = Pack.objects.get().pk if "pk" in page.parameters else ""
            return [{key: place[key] for key in page.parameters}]
        if name.startswith("duties_desk:") and "pk" in page.parameters:
            acts = DUTY_ACTS if "name" in page.parameters else [None]
            return [{"pk": self.duty.pk} | ({"name": act.name} if act else {}) for act in acts]
        if name == "duties_desk:file":
            return [{"form": "pdf"}]
        if page.parameters == ("slug",) and name.startswith(("workbench:unit", "duties_desk:unit")):
            return [{"slug": "civil"}, {"slug": "county"}]
        return known[name]

    def _of_obligations(self, kind: str) -> UUID:
        known = {
            "fact": self.fact.pk,
            "declaration": self.declaration.pk,
            "declare": self.declaration.duty_id,
            "confirm": self.confirming.pk,
            "limit": self.claim.matter_id,
        }
        return known[kind]

    def _of_catalogue(self, page: Pages) -> dict[str, Any]:
        kind = page.name.partition(":")[2]
        if kind in ("matter", "claim", "draft", "change", "remove"):
            return {"pk": self.claim.matter_id}
        if kind == "record":
            return {"pk": self.walks["draft"].pk}
        if kind == "release":
            return {"claim": self.claim.pk}
        if kind in ("adjustment", "approve", "refuse", "recall"):
            return {"pk": self.adjustment.pk}
        row = self.job.rows.first()
        assert row
        values = {"pk": self.job.pk, "row": row.pk, "block": 0}
        return {name: values[name] for name in page.parameters}


def make_foreign(county: County) -> Foreign:
    """Everything the civil affairs bureau could have."""
    walks = {}
    for stage in STAGES:
        walk = Walk(county, _draft(county, stage))
        walks[stage] = walk
    walks["audit"].county = county
    audit = walks["audit"]
    actions.ask_countersign(
        county.authority_of("civil-approver"), audit.record, [county.posts["town-approver"]], "请看", Act()
    )
    target = subject_target(f"record:{walks['feedback'].pk}")
    finding = findings.report(target, category="typo", text=f"{FOREIGN}有错", contact="13900000000")
    problems = {
        state: problem_house.lead_to(county, state, title=f"{FOREIGN}：{state}", text=FOREIGN)
        for state in problem_house.STATES
    }
    outbox.drain()
    notice = Notice.objects.filter(person=county.person("civil-reviewer")).latest("pk")
    absence = county.away("civil-drafter", NOON.date().replace(year=2030))
    asked = Countersign.objects.get(answer="")
    text = SimpleUploadedFile(
        "低保.txt", f"{FOREIGN}的通知\n各乡镇人民政府：\n请照办。".encode(), "text/plain"
    )
    batch = intake.hand_in(
        county.authority_of("civil-drafter"), county.units["civil"], Batch.Purpose.DRAFT, [text]
    ).batch
    attached = attach(walks["draft"]).pk
    entry, point = _gazette(county, walks["feedback"])
    Pack.objects.create(unit=county.units["civil"], period="2026-01", asked_at=NOON)
    job, claim, proposal = _catalogue(county)
    fact, declaration, confirming = _obligations(county)
    workdays.adopt(
        county.authority_of("office"),
        workdays.Facts(2027, "全县的放假安排", "测试"),
        [Line("第1行", "10月1日至7日 放假 国庆节")],
    )
    inspection = Inspection.objects.create(
        name="第三方评估", day=NOON.date(), source="某通知", entered_at=clock.now()
    )
    return Foreign(
        county, walks, finding, problems, notice, absence, asked, job, claim, proposal, batch=batch,
        attached=attached,
        column=columns_house.column(county, name=FOREIGN), topic=_topic(county),
        entry=entry, point=point, fact=fact, declaration=declaration, confirming=confirming,
        duty=owe(county, title=FOREIGN),
        inspection=inspection,
        phrase=HousePhrase.objects.create(unit=county.units["civil"], text=FOREIGN, source="某规范"),
    )  # fmt: skip


def _obligations(county: County) -> tuple[Fact, Declaration, Duty]:
    """A fact, a disputed declaration and a confirmation that is owed, all of civil."""
    house.grant(county)
    entry = catalogue_house.entry("政策文件")
    line = obligations.Line(entry.matter_id, FOREIGN, clock.today())
    (fact,) = obligations.register_facts(
        county.authority_of("civil-drafter"), county.units["civil"], [line], source=Fact.Source.ENTERED
    )
    made = house.declared(county, entry, FOREIGN, FOREIGN)
    standing = house.owed_round(county, entry, "standing", FOREIGN)
    Declaration.objects.filter(pk=made.pk).update(disputed_at=clock.now())
    return fact, made, standing


def _gazette(county: County, walk: Walk) -> tuple[Entry, ReadingPoint]:
    """An issue that civil edits, with a record in it, and a reading point."""
    office, civil = county.authority_of("office"), county.units["civil"]
    issue = gazette.create_issue(office, civil, year=2026, number=1, serial=1, title=FOREIGN)
    entry = gazette.add_entry(office, issue, walk.pk, "部门文件")
    point = gazette.save_point(
        office, ReadingPoint(), unit=civil, name=FOREIGN, kind="library", address="某路1号"
    )
    return entry, point


def _catalogue(county: County) -> tuple[Import, Claim, Adjustment]:
    """A catalogue in force with a claim and a proposal of civil, and an import that is not settled yet."""
    catalogue_house.catalogue(county)
    entry = catalogue_house.entry("政策文件")
    clerk = county.authority_of("civil-drafter")
    claim = catalogue.claim(clerk, entry.matter, county.units["civil"])
    proposal = catalogue.propose_adjustment(
        clerk,
        entry.version.catalogue,
        county.units["civil"],
        Adjustment.Kind.REMOVE,
        Act(reason=FOREIGN),
        matter=entry.matter,
    )
    rows = [["1", FOREIGN, *GOOD[0][2:]]]
    return catalogue_house.read(county, catalogue_files.csv(rows), f"{FOREIGN}.csv"), claim, proposal


def _topic(county: County) -> Topic:
    clerk = county.authority_of("civil-drafter")
    made = topics.create_topic(clerk, {"unit": county.units["civil"], "code": "secret", "title": FOREIGN})
    topics.add_block(clerk, made, "text", {"heading": FOREIGN, "body": f"<p>{FOREIGN}</p>"})
    topics.add_block(clerk, made, "picks", {"heading": FOREIGN})
    return made


def _draft(county: County, stage: str) -> Record:
    return lead_to(county, stage, title=f"{FOREIGN}：{stage}").record
