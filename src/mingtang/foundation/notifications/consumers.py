"""Turns steps of cases into notices in the transaction of the outbox: exactly once per person and event."""

from mingtang.foundation import clock
from mingtang.foundation.cases.models import Case
from mingtang.foundation.cases.registry import PROCESSES, SUBJECT_KINDS
from mingtang.foundation.events.models import Event
from mingtang.foundation.events.outbox import CONSUMERS, Consumer
from mingtang.foundation.notifications.mail import wake
from mingtang.foundation.notifications.models import Notice
from mingtang.foundation.notifications.recipients import COUNTERSIGNED, told

TEXT_MAX = 400
TITLE_MAX = 200


def wants(kind: str) -> bool:
    """Steps of any registered process, and answers to counter-signs."""
    process_id, _sep, step = kind.partition(".")
    return kind == COUNTERSIGNED or any(
        p.id == process_id and any(t.id == step for t in p.transitions) for p in PROCESSES
    )


def handle(event: Event) -> None:
    """Writes the notices of one event. Called again, it finds them there and writes nothing."""
    case = (
        Case.objects.select_related("opened_by").filter(pk=event.case_id).first() if event.case_id else None
    )
    if case is None or case.subject_kind not in SUBJECT_KINDS:
        return
    subject = SUBJECT_KINDS[case.subject_kind].describe([case.subject_id]).get(case.subject_id)
    if subject is None:
        return
    # One line, whatever the title holds: the text becomes the subject of an e-mail.
    title = " ".join(subject.title.split())
    title = title if len(title) <= TITLE_MAX else title[: TITLE_MAX - 1] + "…"
    now = clock.now()
    known = set(Notice.objects.filter(event=event).values_list("person_id", flat=True))
    notices = [
        Notice(
            person=person,
            event=event,
            text=words[:TEXT_MAX],
            url=subject.url,
            created_at=now,
            mail_state=Notice.MailState.PENDING if person.email else Notice.MailState.NONE,
            mail_due_at=now if person.email else None,
        )
        for person, words in told(event, case, title).items()
        if person.pk not in known
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    if any(notice.mail_due_at for notice in notices):
        wake()


def register() -> None:
    CONSUMERS.register("notices", Consumer("notices", wants, handle))
