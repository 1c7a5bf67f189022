"""Looks through the text of a paper, in this process; its files are looked into by `examining`."""

from django.db.models import BigIntegerField

from mingtang.foundation.guard import queries
from mingtang.foundation.guard.queries import Known
from mingtang.foundation.guard.subjects import Paper
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.prepared import Prepared
from mingtang.kernel.guard.engine import HITS_MOST
from mingtang.kernel.guard.hits import Hit
from mingtang.kernel.guard.ready import check

_UNIT = Prepared(lambda pk: Unit.objects.filter(pk=pk), pk=BigIntegerField())


def known_of(paper: Paper) -> Known:
    return queries.known_for(_UNIT.rows(pk=paper.unit_id)[0])


def hits_in(paper: Paper, known: Known | None = None, *, most: int = HITS_MOST) -> tuple[Hit, ...]:
    """What is found in title, fields and body."""
    return check(paper.pieces(), paper.about, (known or known_of(paper)).knowledge, most=most).hits
