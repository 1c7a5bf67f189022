"""What the database must say after a crash: every confirmed act is there, and nothing is half done."""

from collections import Counter
from collections.abc import Iterator
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count

from mingtang.foundation import clock
from mingtang.foundation.accounts.models import Person
from mingtang.foundation.cases.models import Case
from mingtang.foundation.events.models import Delivery, Event, EventDetail
from mingtang.foundation.events.outbox import CONSUMERS
from mingtang.foundation.notifications.models import Dispatch, Notice, Preference
from mingtang.foundation.notifications.recipients import told
from mingtang.foundation.notifications.sending import LEASE, send_due
from mingtang.kernel.canonical import commitment
from mingtang.openness.records import queries, tally
from mingtang.openness.records.actions.projection import stage_of
from mingtang.openness.records.content import hash_of
from mingtang.openness.records.models import Record, ReleaseDecision, Revision, SecrecyItem, Stage

UNREVIEWED = {"initial_review", "secrecy"}
RELEASED = {Stage.FEEDBACK, Stage.RECTIFY, Stage.PUBLISHED}


def check(acts: list[list[str]]) -> dict[str, Any]:
    """What was lost, what is half done, told twice; and where the open records stand. One snapshot of all."""
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            return {
                "lost": list(_lost(acts)),
                "half": [*_cases(), *_records(), *_events(), *_counts()],
                "twice": list(_twice()),
                "untold": list(_untold()),
                "states": {
                    str(pk): state
                    for pk, state in Case.objects.filter(closed_at=None).values_list("subject_id", "state")
                },
                "pending": Delivery.objects.filter(done_at=None).count(),
                "events": Event.objects.count(),
            }
    finally:
        connection.close()


def _lost(acts: list[list[str]]) -> Iterator[str]:
    confirmed = Counter((record, kind) for record, kind, _word in acts)
    rows = Event.objects.filter(subject_kind=queries.SUBJECT).values_list("subject_id", "kind")
    there = Counter(rows.iterator())
    yield from (
        f"{kind} of {record}: {there[record, kind]} of {count} there"
        for (record, kind), count in confirmed.items()
        if there[record, kind] < count
    )
    titles = {(str(pk), title) for pk, title in Revision.objects.values_list("record_id", "title").iterator()}
    yield from (
        f"the text {word} of {record}"
        for record, _kind, word in acts
        if word and (record, f"关于公布{word}批次低保对象的公告") not in titles
    )


def _cases() -> Iterator[str]:
    last: dict[Any, str] = {}
    steps = Event.objects.exclude(case_id=None).order_by("pk").values_list("case_id", "kind")
    cases = {case.pk: case for case in Case.objects.all()}
    for case_id, kind in steps.iterator():
        if case_id in cases and kind.startswith(f"{cases[case_id].process_id}."):
            last[case_id] = kind.partition(".")[2]
    revisions = Revision.objects.in_bulk([c.revision_id for c in cases.values() if c.revision_id])
    signed = set(SecrecyItem.objects.filter(conclusion="clear").values_list("case_id", "revision_id"))
    decided = set(ReleaseDecision.objects.values_list("case_id", flat=True))
    for case in cases.values():
        if case.pk not in last:
            yield f"case {case.pk} has no event"
            continue
        step = case.process.transition(last[case.pk])
        if (case.state, case.outcome) != (step.target, step.outcome):
            yield f"case {case.pk} is {case.state}/{case.outcome}, its last event says {step.target}/{step.outcome}"
        if case.state == "draft" or case.outcome in {"discarded", "withdrawn"}:
            continue
        revision = revisions.get(case.revision_id)
        if revision is None or revision.frozen_at is None:
            yield f"case {case.pk} in {case.state} has no frozen revision"
            continue
        again = hash_of(revision, revision.attachments.select_related("file"))
        if not again == revision.content_hash == case.content_hash:
            yield f"case {case.pk}: hashes differ"
        if case.state not in UNREVIEWED and (case.pk, revision.pk) not in signed:
            yield f"case {case.pk} in {case.state} without secrecy review"
        if case.state in {"release", "feedback", "filed"} and case.pk not in decided:
            yield f"case {case.pk} in {case.state} without a decision"


def _records() -> Iterator[str]:
    cases = {case.subject_id: case for case in Case.objects.filter(process_id="publication")}
    numbers = dict(Revision.objects.order_by().values_list("record").annotate(n=Count("pk")))
    for record in Record.objects.select_related("head", "live"):
        case = cases.get(record.pk)
        if case is None or record.head is None:
            yield f"record {record.pk} without case or revision"
            continue
        if record.stage != stage_of(case):
            yield f"record {record.pk} is {record.stage}, its case {stage_of(case)}"
        if numbers[record.pk] != record.head.number:
            yield f"record {record.pk}: {numbers[record.pk]} revisions, the newest is number {record.head.number}"
        if (record.stage != Stage.DRAFT) and not record.index_no:
            yield f"record {record.pk} in {record.stage} has no 索引号"
        live = record.live is not None and record.live.pk == case.revision_id and record.is_public
        if (record.stage in RELEASED) != live or (live and record.published_at is None):
            yield f"record {record.pk} in {record.stage}: public {record.is_public}, live {record.live_id}"


def _events() -> Iterator[str]:
    details = EventDetail.objects.in_bulk()
    deliveries = set(Delivery.objects.values_list("event_id", "consumer"))
    for event in Event.objects.iterator():
        detail = details.get(event.pk)
        if detail is None or commitment(detail.salt, detail.data) != event.commitment:
            yield f"event {event.pk} ({event.kind}) without its detail"
        for consumer in CONSUMERS:
            if consumer.wants(event.kind) and (event.pk, consumer.id) not in deliveries:
                yield f"event {event.pk} ({event.kind}) without delivery to {consumer.id}"


def _counts() -> Iterator[str]:
    yield from (f"counts {cell}: {pair}" for cell, pair in tally.differences().items())


def _twice() -> Iterator[str]:
    pairs = Notice.objects.order_by().values("person", "event").annotate(n=Count("pk")).filter(n__gt=1)
    yield from (f"event {p['event']} told {p['n']} times to person {p['person']}" for p in pairs)


def _untold() -> Iterator[str]:
    """Steps that were dealt with and are the last of their case: whoever waits for it has the notice."""
    cases = {case.pk: case for case in Case.objects.filter(closed_at=None)}
    last = {e.case_id: e for e in Event.objects.filter(case_id__in=cases).order_by("pk") if e.case_id}
    made = Delivery.objects.filter(consumer="notices").exclude(done_at=None)
    done = set(made.values_list("event", flat=True))
    there = set(Notice.objects.values_list("event_id", "person_id"))
    for case_id, event in last.items():
        if event.pk in done:
            for person in told(event, cases[case_id], ""):
                if (event.pk, person.pk) not in there:
                    yield f"{person} was not told of event {event.pk} ({event.kind})"


def pending() -> int:
    """Deliveries still to be made."""
    try:
        return Delivery.objects.filter(done_at=None).count()
    finally:
        connection.close()


def at_any_hour() -> None:
    """Nobody has quiet hours, so that mails go out whenever the crash test runs."""
    try:
        people = Person.objects.exclude(pk__in=Preference.objects.values("person"))
        Preference.objects.bulk_create(
            Preference(person=person, quiet_from=None, quiet_until=None, quiet_on_rest_days=False)
            for person in people
        )
    finally:
        connection.close()


def mails() -> dict[str, Any]:
    """Sends what a killed worker held the lease of, then compares the mail folder with the notices."""
    try:
        while send_due(clock.now() + LEASE):
            pass
        unsent = Dispatch.objects.filter(state=Dispatch.State.PENDING).count()
        mailed = Dispatch.objects.filter(state=Dispatch.State.SENT, channel="mail")
        wanted = {f"notice-{pk}" for pk in mailed.values_list("notice", flat=True)}
        found = Counter(_message_ids(Path(settings.EMAIL_FILE_PATH)))
        ids = Counter({name.strip("<>").partition("@")[0]: n for name, n in found.items()})
        wrong = [f"mail {name} belongs to no notice" for name in ids if name not in wanted]
        wrong += [f"no mail of {name}" for name in wanted if name not in ids]
        wrong += [f"{unsent} mails not sent"] if unsent else []
        wrong += ["one notice under several Message-IDs"] if len(ids) != len(found) else []
        return {"sent": sum(ids.values()), "repeated": sum(ids.values()) - len(ids), "wrong": wrong}
    finally:
        connection.close()


def _message_ids(folder: Path) -> Iterator[str]:
    """Of every mail written; a file holds several mails, parted by a line of dashes."""
    for path in folder.glob("*.log"):
        for part in path.read_bytes().split(b"-" * 79 + b"\n"):
            if part.strip():
                yield str(BytesHeaderParser().parsebytes(part)["Message-ID"])
