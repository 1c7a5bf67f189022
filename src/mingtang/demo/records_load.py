"""Leads the demo's records through the process, step by step, by the people whose posts it takes."""

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mingtang.demo.files import file_of
from mingtang.demo.history import ERROR_REPORTS
from mingtang.demo.plan import PlannedRecord, demo_plan
from mingtang.demo.staff import Staff
from mingtang.demo.writing import RecordText
from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act, Place, answer_countersign
from mingtang.foundation.cases.models import Countersign
from mingtang.foundation.findings import actions as findings
from mingtang.foundation.findings.subjects import subject_target
from mingtang.foundation.organisations.models import Area, Post, Unit
from mingtang.foundation.organisations.queries import Authority, authority, people_for, people_in_posts
from mingtang.openness.records import actions, process, queries, visits
from mingtang.openness.records.models import Record, SecrecyItem, Withdrawal

_ON_REQUEST_REASON = {"on_request": "只涉及特定对象的权益，不需要社会广泛知晓，有需要的可以申请获取。"}
_NOT_PUBLIC = {"on_request", "closed"}
_PUBLIC = {"feedback", "rectify", "filed", "withdrawn", "corrected"}


def at(day: date, hour: int, minute: int = 0) -> Any:
    """The clock at a time of a day, for a with-statement."""
    return clock.at(timezone.make_aware(datetime.combine(day, time(hour, minute))))


def load_records(seed: int, today: date) -> dict[str, Record]:
    """All planned records, oldest first, by their key."""
    units = {unit.slug: unit for unit in Unit.objects.all()}
    areas = {area.code: area for area in Area.objects.all()}
    staff = Staff()
    return {
        plan.key: _Passage(plan, units, areas, staff).run()
        for plan in sorted(demo_plan(seed, today), key=lambda p: p.drafted_on)
    }


class _Passage:
    """One record on its way."""

    def __init__(
        self, plan: PlannedRecord, units: dict[str, Unit], areas: dict[str, Area], staff: Staff
    ) -> None:
        self.plan = plan
        self.staff = staff
        self.units = units
        self.unit = units[plan.unit]
        self.area = areas.get(plan.text.area)
        self.remarks = dict(plan.remarks)
        self.record: Record

    def who(self, action: str) -> Authority:
        """Somebody whose post may do it at this time."""
        return self.staff.who(action, self.unit)

    def run(self) -> Record:
        plan = self.plan
        with at(plan.drafted_on, 9, 20):
            self._draft()
        if plan.target == "discarded" and plan.changed_on:
            with at(plan.changed_on, 16):
                actions.discard(self.who(process.DRAFT), self.record, Act(reason=plan.note))
        if plan.submitted_on:
            self._submit_and_review(plan.submitted_on)
        if plan.target in _PUBLIC and plan.released_on:
            self._publish(plan.released_on)
        if plan.changed_on:
            self._change(plan.changed_on)
        self.record.refresh_from_db()
        return self.record

    def _draft(self) -> None:
        text = self.plan.text
        body = self.plan.first_body_html or text.body_html
        who = self.who(process.DRAFT)
        self.record = actions.create_record(
            who, self.unit, self.area, {**_content(text, self.plan), "body": body}
        )
        for attachment in text.attachments:
            upload = SimpleUploadedFile(attachment.filename, file_of(attachment))
            self._fresh()
            actions.add_attachments(who, self.record, [upload], title=attachment.title, based_on=self._head())

    def _submit_and_review(self, day: date) -> None:
        plan = self.plan
        with at(day, 10):
            self._submit()
        if plan.target == "returned" and plan.changed_on:
            with at(plan.changed_on, 9, 30):
                actions.send_back(self.who(process.REVIEW), self.record, Act(reason=plan.note))
        if plan.target in {"initial_review", "returned"}:
            return
        with at(day, 11):
            self._review()
        if plan.target == "audit_secrecy":
            return
        with at(day, 14, 30):
            self._secrecy()
        with at(day, 16):
            self._audit()

    def _submit(self) -> None:
        act = Act(reason=self.remarks.get("drafter", ""))
        actions.submit(self.who(process.DRAFT), self._fresh(), act, based_on=self._head())

    def _review(self) -> None:
        actions.pass_review(
            self.who(process.REVIEW), self.record, Act(reason=self.remarks.get("reviewer", ""))
        )

    def _secrecy(self) -> None:
        rows = SecrecyItem.objects.filter(case__subject_id=self.record.pk, conclusion="")
        conclusions = {row.pk: (SecrecyItem.Conclusion.CLEAR.value, "") for row in rows}
        actions.conclude_secrecy(
            self.who(process.SECRECY), self.record, conclusions, Act(reason=self.remarks.get("secrecy", ""))
        )

    def _audit(self) -> None:
        plan = self.plan
        if plan.target == "audit":
            return
        who = self.who(process.APPROVE)
        self._answer_openness_office()
        if plan.target == "audit_countersign":
            posts = list(
                Post.objects.filter(unit__slug__in=plan.countersign, role=Post.Role.APPROVER).order_by("pk")
            )
            actions.ask_countersign(who, self.record, posts, "请核对涉及贵单位的内容", Act())
            return
        if plan.target in _NOT_PUBLIC:
            actions.file_not_public(who, self.record, Act(reason=self.remarks.get("approver", "")))
            return
        publish_at = None
        if plan.target == "scheduled" and plan.released_on:
            publish_at = timezone.make_aware(datetime.combine(plan.released_on, time(9)))
        opinion = self.remarks.get("approver", "")
        actions.approve(who, self.record, Act(), manner="full", publish_at=publish_at, opinion=opinion)

    def _answer_openness_office(self) -> None:
        for row in Countersign.objects.filter(case__subject_id=self.record.pk, answer=""):
            person = people_in_posts([row.post_id], clock.today())[0]
            answer_countersign(
                row, authority(person, clock.today()), agrees=True, opinion="理由成立，同意不公开。"
            )

    def _publish(self, day: date) -> None:
        with at(day, 17):
            act = Act(reason=self.remarks.get("releaser", ""))
            actions.publish(self.who(process.PUBLISH), self.record, act)
        if self.plan.target in {"filed", "withdrawn", "corrected"}:
            end = day + timedelta(days=settings.OPTIONS.feedback_days)
            with at(end, 17, 1):
                actions.run_clock()

    def _change(self, day: date) -> None:
        changes: dict[str, Callable[[date], None]] = {
            "withdrawn": self._withdraw,
            "corrected": self._correct,
            "rectify": self._rectify,
        }
        if self.plan.target in changes:
            end = (self.plan.released_on or day) + timedelta(days=settings.OPTIONS.feedback_days + 1)
            changes[self.plan.target](day if self.plan.target == "rectify" else max(day, end))

    def _withdraw(self, day: date) -> None:
        with at(day, 9, 40):
            act = Act(reason=self.plan.note, reason_code=Withdrawal.Reason.ERROR)
            actions.ask_withdrawal(self.who(process.DRAFT), self.record, act, public_note=self.plan.note)
        with at(day, 10, 30):
            actions.decide_withdrawal(self.who(process.APPROVE), self.record, Act(), agrees=True)

    def _correct(self, day: date) -> None:
        with at(day, 9):
            actions.propose_correction(self.who(process.DRAFT), self.record, Act(reason=self.plan.note))
            self._save_correction()
            self._submit()
        with at(day, 11):
            self._review()
            self._secrecy()
        with at(day, 15):
            actions.approve(self.who(process.APPROVE), self.record, Act(), manner="full")
            actions.publish(self.who(process.PUBLISH), self.record, Act())

    def _rectify(self, day: date) -> None:
        with at(day, 9):
            actions.order_rectification(self.who(process.REVIEW), self.record, Act(reason=self.plan.note))
        with at(day, 15):
            self._save_correction()

    def _save_correction(self) -> None:
        content = {
            **_content(self.plan.text, self.plan),
            "public_note": self.plan.note,
            "body": self.plan.text.body_html,
        }
        if content["display_until"] and content["display_until"] <= clock.today():
            # What is posted for a time is posted for as long again once it was mended.
            content["display_until"] = clock.today() + timedelta(days=self.plan.text.display_days or 7)
        who = self.who(process.DRAFT)
        actions.save_draft(who, self._fresh(), content, based_on=self._head(), area=self.area)

    def _fresh(self) -> Record:
        self.record = Record.objects.select_related("head").get(pk=self.record.pk)
        return self.record

    def _head(self) -> int:
        return self.record.head.number if self.record.head else 0


def _content(text: RecordText, plan: PlannedRecord) -> dict[str, Any]:
    shown = plan.released_on or plan.submitted_on
    until = None
    if text.display_days and shown:
        until = shown + timedelta(days=text.display_days + 2 * -(-text.display_days // 5))
    return {
        "title": text.title,
        "doc_no": text.doc_no,
        "issuer": text.issuer,
        "addressees": text.addressees,
        "signature": text.signature,
        "theme": text.theme,
        "genre": text.genre,
        "audience": text.audience,
        "keywords": " ".join(text.keywords),
        "summary": text.summary,
        "body": text.body_html,
        "formed_on": text.formed_on,
        "doc_date": text.doc_date,
        "effective_on": text.effective_on,
        "expires_on": text.expires_on,
        "display_until": until,
        "is_policy": text.is_policy,
        "open_attr": text.open_attr,
        "reason_code": text.reason_code,
        "reason_text": text.reason_text or _ON_REQUEST_REASON.get(text.open_attr, ""),
    }


def load_visits(seed: int, today: date) -> None:
    """Readers of the last days: most for guides, some for what is new."""
    draw = random.Random(seed)
    guides = queries.public().filter(genre="guide").order_by("title").values_list("pk", flat=True)
    counts = {(pk, today - timedelta(days=draw.randint(0, 20))): draw.randint(20, 400) for pk in guides}
    counts |= {(record.pk, today): draw.randint(1, 60) for record in queries.newest(40)}
    visits.add(counts)


def load_reports(records: dict[str, Record], today: date) -> None:
    """The citizens' error reports, some answered."""
    for report in ERROR_REPORTS:
        record = records[report.record_key]
        if record.published_at is None:
            continue
        day = min(timezone.localdate(record.published_at) + timedelta(days=report.days_after), today)
        with at(day, 20, 15):
            target = subject_target(f"record:{record.pk}")
            finding = findings.report(target, category="content", text=report.text)
        if report.answer and report.answered_after is not None:
            with at(min(day + timedelta(days=report.answered_after), today), 10):
                place = Place(record.unit_id, record.area_id)
                who = authority(people_for("finding.answer", place, clock.today())[0], clock.today())
                findings.accept(who, finding, Act())
                outcome = "mended" if report.accepted else "no_error"
                findings.answer(who, finding, Act(), outcome=outcome, text=report.answer, show_text=True)
