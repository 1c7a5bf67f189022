"""Records as subjects of the guard: which text of one, which are public, how one goes off line."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy

from mingtang.foundation.cases.actions import Act, permitted
from mingtang.foundation.guard.places import FIELD_LABELS
from mingtang.foundation.guard.subjects import GUARDED, Guarded, Paper
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.refusals import Refusal
from mingtang.openness.records import actions, queries
from mingtang.openness.records.actions.drafting import open_draft_case
from mingtang.openness.records.guarding import TEXT_FIELDS, paper_of
from mingtang.openness.records.models import Record, Revision, Withdrawal


def register() -> None:
    for name in TEXT_FIELDS:
        field: Any = Revision._meta.get_field(name)
        FIELD_LABELS[name] = field.verbose_name
    FIELD_LABELS["attachment"] = gettext_lazy("附件名称")
    GUARDED.register(
        queries.SUBJECT,
        Guarded(
            queries.SUBJECT,
            gettext_lazy("政府信息"),
            paper,
            current,
            newest,
            visible,
            public_after,
            take_down,
            mask_url,
        ),
    )


def paper(pk: UUID, text: UUID | None) -> Paper | None:
    """A certain revision; without one, the live one of a public record."""
    record = _record(pk)
    if record is None:
        return None
    if text is None:
        revision = record.live if record.is_public else None
    else:
        revision = record.revisions.filter(pk=text).first()
    return paper_of(record, revision) if revision else None


def current(pk: UUID) -> Paper | None:
    """The newest save."""
    record = _record(pk)
    return paper_of(record, record.head) if record and record.head else None


def newest(pk: UUID) -> UUID | None:
    return Record.objects.filter(pk=pk).values_list("head_id", flat=True).first()


def _record(pk: UUID) -> Record | None:
    return Record.objects.select_related("unit", "area", "live", "head").filter(pk=pk).first()


def visible(who: Authority, pk: UUID) -> bool:
    return queries.visible_to(who).filter(pk=pk).exists()


def mask_url(who: Authority, pk: UUID) -> str:
    """Where the draft is masked; empty while it is not this person's to change."""
    record = _record(pk)
    if record is None:
        return ""
    try:
        case = open_draft_case(record)
        permitted(case.process.transition("submit"), case, who)
    except Refusal:
        return ""
    return reverse("records_desk:mask", args=[pk])


def public_after(pk: UUID | None, most: int) -> list[UUID]:
    found = queries.public() if pk is None else queries.public().filter(pk__gt=pk)
    return list(found.order_by("pk").values_list("pk", flat=True)[:most])


def take_down(pk: UUID, text: UUID, group: str, reason: str) -> None:
    """`group` is that of the gravest hit: it tells why, to the public too."""
    code, note = _WHY.get(group, _WHY[""])
    act = Act(reason=reason, reason_code=code)
    actions.withdraw_by_guard(Record.objects.get(pk=pk), act, str(note), seen=text)


_WHY = {
    "personal": (Withdrawal.Reason.PRIVACY, gettext_lazy("因内容含有个人信息，本件已撤下，处理后重新公开。")),
    "marks": (Withdrawal.Reason.SECRECY, gettext_lazy("因内容不宜公开，本件已撤下。")),
    "": (Withdrawal.Reason.ERROR, gettext_lazy("因内容有错误，本件已撤下，改正后重新公开。")),
}
