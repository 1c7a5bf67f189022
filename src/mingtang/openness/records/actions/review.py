"""初审 and 审核: submission, secrecy review item by item, counter-signs, approval, sending back."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import UUIDField
from django.utils import timezone
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act, cancel_countersigns, move, permitted
from mingtang.foundation.cases.actions import answer_countersign as answer
from mingtang.foundation.cases.actions import ask_countersign as ask
from mingtang.foundation.cases.models import Case, Countersign
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.guard.actions import gate, make_ready
from mingtang.foundation.guard.queries import Standing
from mingtang.foundation.organisations.models import Post
from mingtang.foundation.organisations.queries import Actor, Authority, openness_office_posts
from mingtang.foundation.prepared import Prepared
from mingtang.kernel.refusals import Invalid, Stale, WrongState
from mingtang.openness.records import kinds, numbering, rules
from mingtang.openness.records.actions.drafting import open_draft_case
from mingtang.openness.records.actions.projection import SUBJECT, locked, project
from mingtang.openness.records.content import hash_of
from mingtang.openness.records.guarding import paper_of
from mingtang.openness.records.models import OpenAttr, Record, ReleaseDecision, Revision, SecrecyItem
from mingtang.openness.records.process import CORRECTION, PUBLICATION

RETURN_FROM = {
    "initial_review": "return_review",
    "secrecy": "return_secrecy",
    "audit": "return_audit",
    "release": "return_release",
}


def authors_of(record: Record) -> frozenset[int]:
    """Everybody who wrote any revision: none of them may approve it, in whatever post."""
    return frozenset(record.revisions.exclude(author=None).values_list("author_id", flat=True))


def passing_case(record: Record, state: str = "") -> Case:
    """The open publication or correction case that is on its way, perhaps in a certain state."""
    cases = Case.objects.select_for_update(of=("self",)).filter(
        subject_kind=SUBJECT,
        subject_id=record.pk,
        closed_at=None,
        process_id__in=(CORRECTION.id, PUBLICATION.id),
    )
    case = (cases.filter(state=state) if state else cases).order_by("process_id", "-opened_at").first()
    if case is None:
        raise WrongState(_("这件事不在这一步了。可能刚有人办过，请刷新页面后再看。"))
    return case


@transaction.atomic
def submit(authority: Authority, record: Record, act: Act, *, based_on: int) -> Revision:
    """Freezes the newest revision, gives the 索引号 at the first time, and sends it to 初审.

    Raises Invalid with every broken rule by field. A 不予公开 policy paper is put before the openness office.
    """
    record = locked(record.pk)
    case = open_draft_case(record)
    revision = record.head
    if revision is None or revision.number != based_on:
        raise Stale(_("刚才有人保存了新的一稿。请刷新页面，看过最新内容后再提交。"))
    correcting = case.process_id == CORRECTION.id
    if correcting and revision.pk == record.live_id:
        message = _("还没有改动：现在的内容和已公开的完全一样。请先改好并保存，再提交。")
        raise Invalid(message, fields={"public_note": [message]})
    errors, warnings = rules.check_submission(record, revision, clock.today(), correcting=correcting)
    if errors:
        raise Invalid(_("还有内容要补充或修改，没有提交。"), fields=errors)
    if record.index_no is None:
        if revision.index_no:
            numbering.check_free(revision.index_no, record)
        record.index_no = (
            revision.index_no or numbering.next_index_numbers(record.unit, clock.today().year)[0]
        )
    attachments = list(revision.attachments.select_related("file"))
    revision.frozen_at = revision.frozen_at or clock.now()
    revision.content_hash = hash_of(revision, attachments)
    revision.save(update_fields=["frozen_at", "content_hash"])
    act.detail = {"revision": revision.number, "index_no": record.index_no, "warnings": warnings}
    actor = move(case, "submit", authority, act, revision_id=revision.pk, content_hash=revision.content_hash)
    try:
        with transaction.atomic():
            _settle(record, case)
    except IntegrityError as error:
        # Another record took the number between the check and here.
        raise numbering.taken(record.index_no) from error
    if revision.open_attr == OpenAttr.CLOSED and revision.is_policy:
        _ask_openness_office(record, case, actor)
    return revision


@transaction.atomic
def recall(authority: Authority, record: Record, act: Act) -> None:
    """The author takes a submission back to mend it."""
    record = locked(record.pk)
    case = passing_case(record)
    move(case, "recall", authority, act, authors=authors_of(record))
    _back_to_draft(record, case)


@transaction.atomic
def pass_review(authority: Authority, record: Record, act: Act) -> None:
    """初审通过: opens the secrecy review with one row per item of the frozen revision."""
    record = locked(record.pk)
    case = passing_case(record, "initial_review")
    move(case, "pass_review", authority, act, authors=authors_of(record))
    revision = frozen_revision(case)
    items = [("metadata", _("标题、文号等基本信息")), ("body", _("正文"))]
    items += [
        (f"file:{a.file_id}", _("附件：%(title)s") % {"title": a.title}) for a in revision.attachments.all()
    ]
    for item, label in items:
        # What comes back unchanged is reviewed anew; the earlier conclusions stay in the events.
        fresh = {"label": label[:200], "conclusion": "", "basis": "", "reviewer": None, "reviewed_at": None}
        SecrecyItem.objects.update_or_create(case=case, revision=revision, item=item, defaults=fresh)
    _settle(record, case)


@transaction.atomic
def conclude_secrecy(
    authority: Authority, record: Record, conclusions: dict[int, tuple[str, str]], act: Act
) -> Case:
    """Signs conclusions row by row (row id → conclusion and basis). All clear moves the case on to 审核.

    A row found 不得公开 keeps the case here until it is sent back. Raises Invalid where a basis is missing.
    """
    record = locked(record.pk)
    case = passing_case(record, "secrecy")
    seen = case.lock_version if act.lock_version is None else act.lock_version
    # A conclusion is an act too: whoever still has the page of before must not sign over it.
    if not Case.objects.filter(pk=case.pk, lock_version=seen).update(lock_version=seen + 1):
        raise Stale(_("刚才有人先办理了这件事，您的操作没有生效。请刷新页面，看清现状后再办。"))
    act.lock_version = case.lock_version = seen + 1
    actor = permitted(case.process.transition("pass_secrecy"), case, authority, authors=authors_of(record))
    rows = {row.pk: row for row in case.secrecy_items.filter(revision=frozen_revision(case))}
    errors = {
        f"basis-{pk}": [_("认定不得公开的，要写明依据。例如：附件第2页含完整身份证号。")]
        for pk, (conclusion, basis) in conclusions.items()
        if conclusion == SecrecyItem.Conclusion.NOT_CLEAR and not basis.strip()
    }
    if errors:
        raise Invalid(_("请写明依据"), fields=errors)
    now = clock.now()
    for pk, (conclusion, basis) in conclusions.items():
        row = rows.get(pk)
        if row is None or (row.conclusion, row.basis) == (conclusion, basis):
            continue
        row.conclusion, row.basis = conclusion, basis
        row.reviewer, row.reviewer_post, row.reviewed_at = actor.person, actor.post, now
        row.save()
        append(
            NewEvent(
                kinds.SECRECY_CONCLUDED,
                actor,
                SUBJECT,
                str(record.pk),
                unit_id=record.unit_id,
                area_id=record.area_id,
                case_id=case.pk,
                content_hash=case.content_hash,
                reason_code=conclusion,
                detail={
                    "note": f"{row.label}：{row.get_conclusion_display()}{('；' + basis) if basis else ''}"
                },
            )
        )
    if all(row.conclusion == SecrecyItem.Conclusion.CLEAR for row in rows.values()):
        move(case, "pass_secrecy", authority, act, authors=authors_of(record))
        _settle(record, case)
    return case


@transaction.atomic
def ask_countersign(authority: Authority, record: Record, posts: list[Post], question: str, act: Act) -> None:
    """Asks other posts, of whatever unit, to counter-sign in parallel; 审核 waits for all of them."""
    record = locked(record.pk)
    case = passing_case(record, "audit")
    if not posts:
        raise Invalid(_("请选会签岗位"), fields={"posts": [_("至少选一个会签岗位。")]})
    act.detail = {"note": "、".join(str(post) for post in posts)}
    actor = move(case, "countersign", authority, act)
    ask(case, posts, actor, question)
    _settle(record, case)


def approve(
    authority: Authority,
    record: Record,
    act: Act,
    *,
    manner: str,
    publish_at: datetime | None = None,
    opinion: str = "",
) -> None:
    """审核通过 with the judgement of when and how to release. Only for 主动公开, after all counter-signs.

    Raises GuardStop for what may not go out.
    """
    make_ready_to_pass(record)
    _approve(authority, record, act, manner, publish_at, opinion)


@transaction.atomic
def _approve(
    authority: Authority, record: Record, act: Act, manner: str, publish_at: datetime | None, opinion: str
) -> None:
    record = locked(record.pk)
    case = passing_case(record, "audit")
    _require_attr(case, active=True)
    _require_countersigns(case)
    check_display(frozen_revision(case), publish_at)
    if publish_at is not None and publish_at <= clock.now():
        raise Invalid(
            _("定时公开的时间不对"),
            fields={"publish_at": [_("定时公开的时间已经过去。请选以后的时间，或选“审核后即可公开”。")]},
        )
    found = gate(paper_of(record, frozen_revision(case)))
    act.detail = {
        "note": opinion,
        "manner": manner,
        "guard": counts_of(found),
        "publish_at": publish_at.isoformat() if publish_at else "",
    }
    actor = move(case, "approve", authority, act, authors=authors_of(record), wakes_at=publish_at)
    ReleaseDecision.objects.update_or_create(
        case=case,
        defaults={
            "publish_at": publish_at,
            "manner": manner,
            "opinion": opinion,
            "decided_by": actor.person,
            "decided_at": clock.now(),
        },
    )
    _settle(record, case)


@transaction.atomic
def file_not_public(authority: Authority, record: Record, act: Act) -> None:
    """Ends the passage of a record that is 依申请公开 or 不予公开: filed without 公开, never public."""
    record = locked(record.pk)
    case = passing_case(record, "audit")
    revision = _require_attr(case, active=False)
    _require_countersigns(case)
    transition = "file_on_request" if revision.open_attr == OpenAttr.ON_REQUEST else "file_closed"
    act.reason_code = revision.reason_code
    move(case, transition, authority, act, authors=authors_of(record))
    _settle(record, case)


@transaction.atomic
def send_back(authority: Authority, record: Record, act: Act) -> None:
    """退回修改 from whatever step the case is in, with the reason the author will read."""
    record = locked(record.pk)
    case = passing_case(record)
    if case.state not in RETURN_FROM:
        raise WrongState(_("现在这一步不能退回。请刷新页面后再看。"))
    move(case, RETURN_FROM[case.state], authority, act)
    _back_to_draft(record, case)


def make_ready_to_pass(record: Record) -> None:
    """Has the files of what is on its way looked into: takes seconds, so no transaction waits for it."""
    case = Case.objects.filter(
        subject_kind=SUBJECT,
        subject_id=record.pk,
        closed_at=None,
        process_id__in=(CORRECTION.id, PUBLICATION.id),
        state__in=("audit", "release"),
    ).first()
    if case and case.revision_id:
        make_ready(paper_of(record, frozen_revision(case)))


def counts_of(found: Standing) -> dict[str, int]:
    """What an event tells of the guard's look: hits by severity, and how many were let through."""
    check = found.check
    through = sum(one.override is not None for one in found.marked)
    return {"block": check.blocks, "warn": check.warns, "inform": check.informs, "overridden": through}


_REVISION = Prepared(lambda pk: Revision.objects.filter(pk=pk), pk=UUIDField())


def frozen_revision(case: Case) -> Revision:
    """The revision that a case passes on."""
    revision: Revision = _REVISION.rows(pk=str(case.revision_id))[0]
    return revision


def check_display(revision: Revision, when: datetime | None) -> None:
    """Refuses a release after the last day of the display period: nobody would ever see it."""
    day = timezone.localdate(when or clock.now())
    if revision.display_until and day > revision.display_until:
        message = _("公示截止日期是 %(day)s，那时已经过了，公开后看不到。请退回修改截止日期，或提早公开。")
        text = message % {"day": revision.display_until}
        raise Invalid(text, fields={"publish_at": [text]})


def _settle(record: Record, case: Case) -> None:
    project(record, publication=case if case.process_id == PUBLICATION.id else None)


def _back_to_draft(record: Record, case: Case) -> None:
    cancel_countersigns(case)
    ReleaseDecision.objects.filter(case=case).delete()
    _settle(record, case)


def _require_attr(case: Case, *, active: bool) -> Revision:
    revision = frozen_revision(case)
    if (revision.open_attr == OpenAttr.ACTIVE) != active:
        raise WrongState(
            _("这条信息标为“%(attr)s”，不能这样办理。认为标得不对的，请退回修改。")
            % {"attr": revision.get_open_attr_display()}
        )
    return revision


def _require_countersigns(case: Case) -> None:
    answers = set(case.countersigns.filter(content_hash=case.content_hash).values_list("answer", flat=True))
    if Countersign.Answer.PENDING in answers:
        raise WrongState(_("还有会签没有回复，暂时不能办理。可以提醒对方，或退回修改后重新送审。"))
    if Countersign.Answer.OBJECTED in answers:
        raise WrongState(_("有会签单位不同意。请退回修改，改好后重新送审。"))


@transaction.atomic
def answer_countersign(
    authority: Authority, record: Record, row: Countersign, *, agrees: bool, opinion: str
) -> Countersign:
    """Counter-signs what is frozen in the record's case; not by those who wrote it."""
    return answer(row, authority, agrees=agrees, opinion=opinion, authors=authors_of(record))


def _ask_openness_office(record: Record, case: Case, actor: Actor) -> None:
    posts = openness_office_posts(record.unit)
    if not posts:
        message = _(
            "拟不公开的政策性文件要先送政务公开工作机构审查，但本单位和上级单位都没有设这个岗位。请联系系统管理员设岗。"
        )
        raise Invalid(message, fields={"is_policy": [message]})
    ask(case, posts, actor, _("政策性文件拟不公开，报批前请政务公开工作机构审查（国办发〔2016〕80号）"))
