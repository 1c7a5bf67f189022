"""反馈, 整改, 建档, correction and withdrawal: what happens to a record that is public."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act, Place, cancel_countersigns, move, open_case
from mingtang.foundation.cases.models import Case
from mingtang.foundation.guard.letting_out import NOTHING, Passed, let_out
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.refusals import Invalid, WrongState
from mingtang.openness.records.actions.projection import SUBJECT, locked, project
from mingtang.openness.records.actions.review import passing_case
from mingtang.openness.records.models import Record, Withdrawal
from mingtang.openness.records.process import CORRECTION, PUBLICATION, WITHDRAWAL
from mingtang.openness.records.public_texts import TOMBSTONE, of_tombstone


@transaction.atomic
def propose_correction(authority: Authority, record: Record, act: Act) -> Case:
    """Opens a correction (更正): a new revision is drafted while the live one stays."""
    return _open_correction(authority, locked(record.pk), act, "propose", None)


@transaction.atomic
def order_rectification(authority: Authority, record: Record, act: Act) -> Case:
    """要求整改 within the feedback days: the publication waits while a linked correction runs."""
    record = locked(record.pk)
    parent = passing_case(record, "feedback")
    move(parent, "rectify", authority, act)
    case = _open_correction(authority, record, Act(reason=act.reason), "order", parent)
    project(record, publication=parent)
    return case


@transaction.atomic
def file_record(authority: Authority, record: Record, act: Act) -> None:
    """建档: ends the passage by hand, before the feedback days are over."""
    record = locked(record.pk)
    case = passing_case(record, "feedback")
    move(case, "file", authority, act)
    project(record, publication=case)


@transaction.atomic
def ask_withdrawal(
    authority: Authority, record: Record, act: Act, *, public_note: str, passed: Passed = NOTHING
) -> Case:
    """Asks to take a public record down; the approver decides. `passed`, here and below, is why what blocks in the note
    is let through.
    """
    return _open_withdrawal(authority, locked(record.pk), act, "ask", public_note, passed)


@transaction.atomic
def withdraw_now(
    authority: Authority, record: Record, act: Act, *, public_note: str, passed: Passed = NOTHING
) -> Case:
    """Takes a public record down at once, for leaks and grave errors. Takes the right to approve."""
    record = locked(record.pk)
    case = _open_withdrawal(authority, record, act, "withdraw_now", public_note, passed)
    _take_down(record, public_note)
    return case


@transaction.atomic
def withdraw_by_guard(record: Record, act: Act, public_note: str, *, seen: UUID) -> None:
    """The sweep takes down what must not stay public, where the county has set it so. Raises WrongState when another
    revision than the one it has seen is public by now."""
    record = locked(record.pk)
    if record.live_id != seen:
        raise WrongState(_("这条信息刚刚更正过，没有撤下。"))
    asked = Case.objects.filter(
        subject_kind=SUBJECT, subject_id=record.pk, process_id=WITHDRAWAL.id, closed_at=None
    ).first()
    if asked:
        # Somebody asked for it already: that case ends with it.
        move(asked, "approve", None, act)
    else:
        _open_withdrawal(None, record, act, "guard_stops", public_note)
    _take_down(record, public_note)


@transaction.atomic
def decide_withdrawal(authority: Authority, record: Record, act: Act, *, agrees: bool) -> None:
    """Agrees to a withdrawal (the record leaves a tombstone) or refuses it with a reason."""
    record = locked(record.pk)
    case = _withdrawal_case(record)
    move(case, "approve" if agrees else "refuse", authority, act)
    if agrees:
        _take_down(record, case.withdrawal.public_note)


@transaction.atomic
def recall_withdrawal(authority: Authority, record: Record, act: Act) -> None:
    """The one who asked takes the request back."""
    record = locked(record.pk)
    move(_withdrawal_case(record), "recall", authority, act)


def _open_correction(
    authority: Authority, record: Record, act: Act, transition: str, parent: Case | None
) -> Case:
    _require_live(record)
    record.head = record.live
    record.save(update_fields=["head"])
    return open_case(
        CORRECTION,
        transition,
        Place(record.unit_id, record.area_id),
        authority,
        subject_kind=SUBJECT,
        subject_id=record.pk,
        act=act,
        springs_from=parent,
    )


def _open_withdrawal(
    authority: Authority | None,
    record: Record,
    act: Act,
    transition: str,
    public_note: str,
    passed: Passed = NOTHING,
) -> Case:
    _require_live(record)
    errors = {}
    if act.reason_code not in Withdrawal.Reason.values:
        errors["reason_code"] = [_("请选撤下原因。")]
    if not public_note.strip():
        errors["public_note"] = [
            _("请写给公众的说明，例如：因附件含有个人信息，本件已撤下，处理后重新公开。")
        ]
    if errors:
        raise Invalid(_("还不能撤下"), fields=errors)
    if authority:
        let_out(TOMBSTONE, of_tombstone(record, public_note), authority, passed, {"note": "public_note"})
    case = open_case(
        WITHDRAWAL,
        transition,
        Place(record.unit_id, record.area_id),
        authority,
        subject_kind=SUBJECT,
        subject_id=record.pk,
        act=act,
        revision_id=record.live_id,
        content_hash=record.live.content_hash if record.live else "",
    )
    Withdrawal.objects.create(case=case, reason_code=act.reason_code, public_note=public_note)
    return case


def _withdrawal_case(record: Record) -> Case:
    case = Case.objects.filter(
        subject_kind=SUBJECT, subject_id=record.pk, process_id=WITHDRAWAL.id, closed_at=None
    ).first()
    if case is None:
        raise WrongState(_("没有待批准的撤下申请。可能刚有人办过，请刷新页面后再看。"))
    return case


def _take_down(record: Record, public_note: str) -> None:
    """Hides the record behind its tombstone and ends the cases still running on it."""
    record.withdrawn_at = clock.now()
    record.withdrawal_note = public_note
    publication = None
    for case in Case.objects.filter(
        subject_kind=SUBJECT,
        subject_id=record.pk,
        closed_at=None,
        process_id__in=(CORRECTION.id, PUBLICATION.id),
    ):
        cancel_countersigns(case)
        move(case, "withdrawn", None, Act())
        publication = case if case.process_id == PUBLICATION.id else publication
    record.head = record.live
    project(record, publication=publication)


def _require_live(record: Record) -> None:
    if record.live_id is None or record.withdrawn_at:
        raise WrongState(_("这条信息现在没有公开，不能更正或撤下。"))
