"""Short texts that go out as soon as they are saved: an answer, an introduction, a statement. There is no case in
which somebody could let a hit through, so what blocks is refused beside its field.
"""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.guard import queries
from mingtang.foundation.guard.stored_hits import StoredHit, stored_hits
from mingtang.foundation.guard.wording import todo, words_for
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import root_unit
from mingtang.kernel.guard.about import About, Writer
from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.markup import pieces_of_html
from mingtang.kernel.guard.masking import masked
from mingtang.kernel.guard.mending import mend
from mingtang.kernel.guard.pieces import Part, Piece, Place
from mingtang.kernel.guard.ready import check
from mingtang.kernel.refusals import Invalid


def refuse_what_blocks(
    unit_id: int, fields: Mapping[str, str], *, html: frozenset[str] = frozenset()
) -> None:
    """Looks through texts of a unit that are about to go out; those named in `html` are pages. Raises Invalid, by
    field, for what blocks."""
    wrong = what_blocks(unit_id, fields, html=html)
    if wrong:
        raise Invalid(_("发布前检查发现必须处理的问题，没有保存。"), fields=wrong)


def what_blocks(
    unit_id: int, fields: Mapping[str, str], *, html: frozenset[str] = frozenset()
) -> dict[str, list[str]]:
    """Sentences about what may not go out, by field."""
    unit = Unit.objects.get(pk=unit_id)
    knowledge = queries.known_for(unit).knowledge
    about = About(clock.today(), unit=unit.name)
    wrong: dict[str, list[str]] = {}
    for name, text in fields.items():
        pieces = list(pieces_of_html(text)) if name in html else _lines(text)
        for hit in stored_hits(check(pieces, about, knowledge).hits):
            if hit.severity == Severity.BLOCK:
                wrong.setdefault(name, []).append(said(hit))
    return wrong


def covered(text: str) -> str:
    """What a citizen wrote, as it may be shown: personal data masked, nothing else touched."""
    about = About(clock.today(), writer=Writer.CITIZEN)
    root = root_unit()
    knowledge = queries.known_for(root).knowledge if root else Knowledge()
    lines = text.splitlines(keepends=True)
    return "".join(_covered(line, about, knowledge) for line in lines)


def _covered(line: str, about: About, knowledge: Knowledge) -> str:
    hits = check([Piece(line)], about, knowledge).hits
    return mend(
        line,
        [
            replace(hit, fix=masked(hit.kind, hit.text))
            for hit in hits
            if hit.group == "personal" and hit.severity != Severity.INFORM
        ],
        html=False,
    )


def _lines(text: str) -> list[Piece]:
    return [
        Piece(line, Place(Part.TEXT, block=n)) for n, line in enumerate(text.splitlines()) if line.strip()
    ]


def said(hit: StoredHit) -> str:
    """What it is and what to do, in one sentence."""
    return _("%(label)s“%(excerpt)s”：%(todo)s") % {
        "label": words_for(hit.kind).label,
        "excerpt": hit.excerpt,
        "todo": todo(hit.kind, hit.args),
    }
