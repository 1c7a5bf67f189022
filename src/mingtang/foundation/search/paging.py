"""A page of answers: only so many can be paged to, and a page beyond them shows the last."""

from collections.abc import Sequence

from mingtang.foundation.search.answering import PER_PAGE, Answer, Audience, answer
from mingtang.foundation.search.asked import Asked
from mingtang.foundation.search.lines import Line, lines_of
from mingtang.foundation.web.paging import Page


def page_of(
    asked: Asked, number: int, facets: Sequence[str], audience: Audience | None = None
) -> tuple[Answer, Page[Line]]:
    """The answer with its page of lines."""
    found = answer(asked, number, PER_PAGE, facets, audience)
    last = max(1, -(-found.reachable // PER_PAGE))
    if number > last and found.total:
        found = answer(asked, last, PER_PAGE, facets, audience)
    kept = [(name, value) for name, value in asked.query.items() if value]
    return found, Page(lines_of(found), min(number, last), last, found.reachable, kept, PER_PAGE, number)
