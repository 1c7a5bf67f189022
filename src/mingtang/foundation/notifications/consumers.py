"""Turns steps of cases into notices in the transaction of the outbox: exactly once per person and event."""

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.cases.models import Case
from mingtang.foundation.cases.registry import PROCESSES, SUBJECT_KINDS
from mingtang.foundation.events.models import Event
from mingtang.foundation.events.outbox import CONSUMERS, Consumer
from mingtang.foundation.notifications.actions import tell
from mingtang.foundation.notifications.recipients import COUNTERSIGNED, told

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
    # What has to be done stands behind the title, and must not be cut off.
    title = " ".join(subject.title.split())
    title = title if len(title) <= TITLE_MAX else title[: TITLE_MAX - 1] + "…"
    people: dict[str, list[Person]] = {}
    for person, words in told(event, case, title).items():
        people.setdefault(words, []).append(person)
    for words, those in people.items():
        tell(those, event=event, text=words, url=subject.url)


def register() -> None:
    CONSUMERS.register("notices", Consumer("notices", wants, handle))
