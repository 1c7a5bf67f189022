"""What people read about short texts: what citizens wrote without their personal data, and a hit in one sentence."""

from dataclasses import replace

from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.guard import queries
from mingtang.foundation.guard.places import place_in_words
from mingtang.foundation.guard.stored_hits import StoredHit
from mingtang.foundation.guard.wording import todo, why, words_for
from mingtang.foundation.organisations.queries import root_unit
from mingtang.kernel.guard.about import About, Writer
from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.masking import masked
from mingtang.kernel.guard.mending import mend
from mingtang.kernel.guard.pieces import Piece
from mingtang.kernel.guard.ready import check


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


def said(hit: StoredHit, file_name: str = "") -> str:
    """What it is, where, why it must be dealt with and how. `file_name` is that of the file it stands in."""
    return _("%(label)s“%(excerpt)s”（%(place)s）：%(why)s%(todo)s") % {
        "label": words_for(hit.kind).label,
        "excerpt": hit.excerpt,
        "place": place_in_words(hit, file_name),
        "why": why(hit.kind, hit.args),
        "todo": todo(hit.kind, hit.args),
    }
