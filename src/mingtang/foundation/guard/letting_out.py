"""Before a short text goes out: what blocks is refused beside its field, unless somebody entitled lets it through by
name and with a reason, as with any paper.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mingtang.foundation.cases.actions import Place
from mingtang.foundation.guard import kinds, queries
from mingtang.foundation.guard.actions.checking import look
from mingtang.foundation.guard.actions.overriding import override
from mingtang.foundation.guard.public_texts import PublicText, paper_of
from mingtang.foundation.guard.queries import Marked
from mingtang.foundation.guard.texts import covered, said
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.guard.markup import pieces_of_html
from mingtang.kernel.refusals import Invalid

PASSING = "passing"
"""The field in which a form asks why something is let through."""


@dataclass(frozen=True)
class Passed:
    """Why what blocks may stand, and which hits (by fingerprint) the person was shown before saying so: what they never
    saw is not let through by the way.
    """

    reason: str = ""
    seen: frozenset[str] = frozenset()


NOTHING = Passed()


class Blocked(Invalid):
    """What blocks, by field. `seen` are all hits it tells of, `title` the text they stand in; to those who may let them
    through, the field `PASSING` says so.
    """

    def __init__(self, fields: dict[str, list[Any]], seen: frozenset[str], title: str = "") -> None:
        super().__init__(_("发布前检查发现必须处理的问题，没有保存。"), fields=fields)
        self.seen = seen
        self.title = title


def let_out(code: str, text: PublicText, who: Authority, passed: Passed = NOTHING) -> None:
    """Looks through a text that is about to be public; call it where it is saved, in the same transaction. Raises
    Blocked for what may not go out and is not let through.
    """
    found = look(paper_of(code, text, Unit.objects.get(pk=text.unit_id)))
    stopping = queries.standing(found).stopping
    if not stopping:
        return
    seen = frozenset(one.hit.fingerprint for one in stopping)
    may = who.actor_for(kinds.OVERRIDE, Place(text.unit_id, text.area_id)) is not None
    why: list[Any] = []
    if may and passed.reason.strip() and seen <= passed.seen:
        try:
            override(who, found, seen, passed.reason)
        except Invalid as refusal:
            why = refusal.fields.get("reason", [])
        else:
            return
    elif may:
        why = [_("请先修改。确实可以公开的，在这里写明理由再保存，就是放行，会记下您的姓名和岗位。")]
    fields = _by_field(code, text, stopping)
    if not may:
        fields[""] = [_("请改好再保存；确实可以公开的，请能放行的岗位（例如政务公开办）来保存并写明理由。")]
    raise Blocked({**fields, PASSING: why} if why else fields, seen, covered(text.title))


def let_stand(code: str, text: PublicText, who: Authority, reason: str) -> None:
    """Lets through what blocks in a text of which the person saw all. Raises Forbidden for those who may not."""
    found = look(paper_of(code, text, Unit.objects.get(pk=text.unit_id)))
    stopping = {one.hit.fingerprint for one in queries.standing(found).stopping}
    if stopping:
        override(who, found, stopping, reason)


def let_all_out(steps: Iterable[Callable[[], None]]) -> None:
    """Several texts at once: raises one Blocked for all of them."""
    fields: dict[str, list[Any]] = {}
    seen: frozenset[str] = frozenset()
    for step in steps:
        try:
            step()
        except Blocked as refusal:
            seen |= refusal.seen
            for name, notes in refusal.fields.items():
                # Beside no field of its own, a note has to say where it belongs.
                told = notes if name in ("", PASSING) else [f"{refusal.title}：{note}" for note in notes]
                fields[name] = [*dict.fromkeys([*fields.get(name, []), *told])]
    if fields:
        raise Blocked(fields, seen)


def _by_field(code: str, text: PublicText, stopping: list[Marked]) -> dict[str, list[Any]]:
    wrong: dict[str, list[Any]] = {}
    for one in stopping:
        name = one.hit.place.label.removeprefix(f"{code}.")
        if name not in text.fields:
            name = _page_with(one, text)
        wrong.setdefault(name, []).append(said(one.hit))
    return wrong


def _page_with(one: Marked, text: PublicText) -> str:
    """The field with the target of a link, or the markup, in which a hit is."""
    where = (one.hit.place.part, one.hit.place.label)
    for name in filter(text.html.__contains__, text.fields):
        if any((piece.place.part, piece.place.label) == where for piece in pieces_of_html(text.fields[name])):
            return name
    return ""
