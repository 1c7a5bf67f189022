"""公开: making a frozen revision the live one, at once or on time."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act, move
from mingtang.foundation.cases.models import Case
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.guard.actions import gate
from mingtang.foundation.guard.refusals import GuardStop
from mingtang.foundation.guard.texts import covered
from mingtang.foundation.notifications.actions import tell
from mingtang.foundation.organisations.queries import SYSTEM, Authority, people_for
from mingtang.kernel.refusals import Invalid
from mingtang.openness.records import kinds, tally
from mingtang.openness.records.actions.projection import SUBJECT, feedback_ends, locked, project
from mingtang.openness.records.actions.review import (
    check_display,
    counts_of,
    frozen_revision,
    make_ready_to_pass,
    passing_case,
)
from mingtang.openness.records.guarding import paper_of
from mingtang.openness.records.models import Record, ReleaseDecision, is_over
from mingtang.openness.records.process import CORRECTION, PUBLICATION, PUBLISH

log = logging.getLogger(__name__)
TRY_AGAIN = timedelta(minutes=10)


def publish(authority: Authority | None, record: Record, act: Act) -> None:
    """Makes the frozen revision live. `authority=None` is the clock carrying out what was approved for a time.

    Raises GuardStop for what may not go out.
    """
    make_ready_to_pass(record)
    _publish(authority, record, act)


@transaction.atomic
def _publish(authority: Authority | None, record: Record, act: Act) -> None:
    record = locked(record.pk)
    case = passing_case(record, "release")
    transition = "publish" if authority else "publish_on_time"
    now = clock.now()
    correcting = case.process_id == CORRECTION.id
    record.published_at = record.published_at or now
    wakes_at = None if correcting else feedback_ends(record)
    revision = frozen_revision(case)
    check_display(revision, now)
    act.detail = {
        "revision": revision.number,
        "title": revision.title,
        "note": revision.public_note,
        "guard": counts_of(gate(paper_of(record, revision))),
    }
    move(case, transition, authority, act, wakes_at=wakes_at)
    revision.published_at = now
    revision.save(update_fields=["published_at"])
    record.live = revision
    project(record, publication=None if correcting else case)
    parent = case.springs_from
    if parent and parent.is_open and parent.state == "rectify":
        move(parent, "rectified", None, Act())
        project(record, publication=parent)


@transaction.atomic
def reschedule(authority: Authority, record: Record, act: Act, publish_at: datetime | None) -> None:
    """Sets, changes or takes away the time at which an approved revision goes out by itself."""
    record = locked(record.pk)
    case = passing_case(record, "release")
    if publish_at is not None and publish_at <= clock.now():
        raise Invalid(_("时间不对"), fields={"publish_at": [_("这个时间已经过去，请选以后的时间。")]})
    check_display(frozen_revision(case), publish_at)
    act.detail = {"publish_at": publish_at.isoformat() if publish_at else ""}
    move(case, "reschedule", authority, act, wakes_at=publish_at)
    ReleaseDecision.objects.filter(case=case).update(publish_at=publish_at)


def run_clock(now: datetime | None = None) -> int:
    """Takes the steps whose time has come: scheduled publication, filing after the feedback days.

    Each case is a transaction of its own; one that fails does not stop the others and is tried again later.
    """
    due = Case.objects.filter(
        wakes_at__lte=now or clock.now(), closed_at=None, process_id__in=(PUBLICATION.id, CORRECTION.id)
    )
    done = 0
    for case in due.order_by("wakes_at")[:500]:
        record = Record.objects.get(pk=case.subject_id)
        try:
            if case.state == "release":
                publish(None, record, Act(lock_version=case.lock_version))
            elif case.state == "feedback":
                _file_on_time(record, case.lock_version)
            done += 1
        except GuardStop as stop:
            if stop.waiting:
                _later(case, now)
            else:
                _hold(record, case, stop)
        except Exception:
            log.exception("the clock could not take case %s on", case.pk)
            _later(case, now)
    return done


def _later(case: Case, now: datetime | None) -> None:
    Case.objects.filter(pk=case.pk, lock_version=case.lock_version).update(
        wakes_at=(now or clock.now()) + TRY_AGAIN
    )


@transaction.atomic
def _hold(record: Record, case: Case, stop: GuardStop) -> None:
    """What the guard stops at its time waits for a person, who is told."""
    held = Case.objects.filter(pk=case.pk, lock_version=case.lock_version, closed_at=None)
    if not held.update(wakes_at=None, lock_version=case.lock_version + 1):
        return
    event = append(
        NewEvent(
            kinds.HELD,
            SYSTEM,
            SUBJECT,
            str(record.pk),
            unit_id=record.unit_id,
            area_id=record.area_id,
            case_id=case.pk,
            content_hash=case.content_hash,
            detail={"note": str(stop.message)},
        )
    )
    text = _("“%(title)s”没有按时公开：%(why)s") % {"title": covered(record.title), "why": stop.message}
    people = people_for(PUBLISH, case)
    tell(people, event=event, text=text, url=reverse("records_desk:record", args=[record.pk]), urgent=True)


@transaction.atomic
def _file_on_time(record: Record, lock_version: int) -> None:
    record = locked(record.pk)
    case = passing_case(record, "feedback")
    move(case, "file_on_time", None, Act(lock_version=lock_version))
    project(record, publication=case)


def end_display_periods() -> int:
    """Hides records whose display period (公示期) is over; until this has run, queries hide them by date."""
    ended = 0
    for pk in Record.objects.filter(is_public=True, display_until__lt=clock.today()).values_list(
        "pk", flat=True
    )[:1000]:
        with transaction.atomic():
            record = locked(pk)
            if not (record.is_public and is_over(record.display_until)):
                continue
            before = tally.cell_of(record)
            record.is_public = False
            record.save(update_fields=["is_public"])
            tally.add([(before, -1), (tally.cell_of(record), 1)])
            append(
                NewEvent(
                    kinds.DISPLAY_ENDED,
                    SYSTEM,
                    SUBJECT,
                    str(pk),
                    unit_id=record.unit_id,
                    area_id=record.area_id,
                )
            )
        ended += 1
    return ended
