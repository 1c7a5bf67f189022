"""Before a short text goes out: what blocks is refused beside its field, unless somebody entitled lets it through by
name and with a reason, as with any paper.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from mingtang.foundation.cases.actions import Place
from mingtang.foundation.guard import kinds, queries
from mingtang.foundation.guard.actions.checking import look
from mingtang.foundation.guard.actions.overriding import override
from mingtang.foundation.guard.models import Check, Override
from mingtang.foundation.guard.public_texts import PUBLIC_TEXTS, PublicText, key_of, paper_of
from mingtang.foundation.guard.queries import Marked
from mingtang.foundation.guard.texts import covered, said
from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.outgoing import NOTHING, PASSING, Blocked, Passed
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.guard.markup import pieces_of_html
from mingtang.kernel.refusals import Invalid

__all__ = [
    "NOTHING",
    "Blocked",
    "Passed",
    "blocked",
    "carry_over",
    "joined",
    "let_all_out",
    "let_out",
    "let_row_out",
    "let_stand",
    "pass_or_refuse",
    "would_pass",
]


def let_out(
    code: str,
    text: PublicText,
    who: Authority | None,
    passed: Passed = NOTHING,
    fields: Mapping[str, str] | None = None,
) -> None:
    """Looks through a text that is about to be public; call it where it is saved, in the same transaction. Raises
    Blocked for what may not go out and is not let through. `fields` are those of the text that are saved now, by the
    name that each bears in the form; where there are none, it is all of them.
    """
    found = look(paper_of(code, text, Unit.objects.get(pk=text.unit_id)))
    stopping = [
        (one, name)
        for one in queries.standing(found).stopping
        if (name := _field_of(code, one, text)) in ("", *(text.fields if fields is None else fields))
    ]
    wrong: dict[str, list[Any]] = {}
    for one, name in stopping:
        wrong.setdefault((fields or {}).get(name, name), []).append(said(one.hit))
    seen = frozenset(one.hit.fingerprint for one, _name in stopping)
    pass_or_refuse(found, seen, wrong, who, passed, covered(text.title))


def pass_or_refuse(
    found: Check,
    stopping: frozenset[str],
    wrong: Mapping[str, list[Any]],
    who: Authority | None,
    passed: Passed,
    title: str = "",
) -> None:
    """Lets these hits of a check through where the person may, has seen them and says why. Raises Blocked with what is
    `wrong` by field, and with who may.
    """
    if not stopping:
        return
    place = Place(found.unit_id, found.area_id)
    if who is None or not would_pass(place, stopping, who, passed):
        raise blocked(place, stopping, wrong, who, title)
    try:
        override(who, found, stopping, passed.reason)
    except Invalid as refusal:
        raise Blocked({**wrong, PASSING: refusal.fields["reason"]}, stopping, title) from refusal


def would_pass(place: Place, stopping: frozenset[str], who: Authority | None, passed: Passed) -> bool:
    return _may(place, who) and bool(passed.reason.strip()) and stopping <= passed.seen


def blocked(
    place: Place,
    stopping: frozenset[str],
    wrong: Mapping[str, list[Any]],
    who: Authority | None,
    title: str = "",
) -> Blocked:
    """What is wrong by field, with the question why it may stand, or who can answer it."""
    if _may(place, who):
        why = _("请先修改。确实可以公开的，在这里写明理由再提交，就是放行，会记下您的姓名和岗位。")
        return Blocked({**wrong, PASSING: [why]}, stopping, title)
    return Blocked({**wrong, "": [*wrong.get("", []), _who_may(place)]}, stopping, title)


def let_row_out(
    code: str, row: Model, who: Authority | None, passed: Passed, fields: Mapping[str, str]
) -> None:
    """For those below the guard (`organisations.outgoing`): a row as it was just saved, if everybody reads it now."""
    text = PUBLIC_TEXTS[code].one(key_of(row))
    if text:
        let_out(code, text, who, passed, fields)


def let_stand(code: str, text: PublicText, who: Authority, reason: str) -> None:
    """Lets through what blocks in a text of which the person saw all. Raises Forbidden for those who may not."""
    found = look(paper_of(code, text, Unit.objects.get(pk=text.unit_id)))
    stopping = {one.hit.fingerprint for one in queries.standing(found).stopping}
    if stopping:
        override(who, found, stopping, reason)


def carry_over(code: str, proposed: UUID, public: UUID) -> None:
    """What was let through in a proposal stays so in what it becomes: by the same person, for the same reason."""
    for row in Override.objects.filter(subject_kind=code, subject_id=proposed):
        row.pk, row._state.adding = None, True
        row.decision, row.subject_id = new_id(), public
        row.save(force_insert=True)


def let_all_out(steps: Iterable[Callable[[], None]], *, titled: bool = True) -> None:
    """Several texts at once: raises one Blocked for all of them. `titled`: each note says of which text it is, for it
    stands beside no field of its own.
    """
    refusals = []
    for step in steps:
        try:
            step()
        except Blocked as refusal:
            refusals.append(refusal)
    if refusals:
        raise joined(refusals, titled=titled)


def joined(refusals: Iterable[Blocked], *, titled: bool = False) -> Blocked:
    """One refusal for several texts."""
    fields: dict[str, list[Any]] = {}
    seen: frozenset[str] = frozenset()
    for refusal in refusals:
        seen |= refusal.seen
        for name, notes in refusal.fields.items():
            if titled and name not in ("", PASSING):
                notes = [f"{refusal.title}：{note}" for note in notes]
            fields[name] = [*dict.fromkeys([*fields.get(name, []), *notes])]
    return Blocked(fields, seen)


def _may(place: Place, who: Authority | None) -> bool:
    return who is not None and who.actor_for(kinds.OVERRIDE, place) is not None


def _who_may(place: Place) -> str:
    names = queries.who_may_override(place)
    if not names:
        return _("请改好再提交；确实可以公开的，要由能放行的岗位来办。现在没有这样的岗位，请系统管理员授权。")
    return _(
        "请改好再提交；确实可以公开的，请能放行的人来办，并写明理由：%(names)s。"
        "他们办不了这件事的，请系统管理员给办这件事的岗位加上放行权限。"
    ) % {"names": names}


def _field_of(code: str, one: Marked, text: PublicText) -> str:
    name = one.hit.place.label.removeprefix(f"{code}.")
    return name if name in text.fields else _page_with(one, text)


def _page_with(one: Marked, text: PublicText) -> str:
    """The field with the target of a link, or the markup, in which a hit is."""
    where = (one.hit.place.part, one.hit.place.label)
    for name in filter(text.html.__contains__, text.fields):
        if any((piece.place.part, piece.place.label) == where for piece in pieces_of_html(text.fields[name])):
            return name
    return ""
