"""What the worker does for reports."""

from mingtang.foundation import clock
from mingtang.foundation.duties.kinds import VIEW
from mingtang.foundation.events.models import Event
from mingtang.foundation.organisations.models import Grant, Post, Unit
from mingtang.foundation.organisations.queries import people_in_posts
from mingtang.kernel.clock.cycles import Period
from mingtang.openness.reports import actions, kinds, periods
from mingtang.openness.reports.asked import last_closed

TOLD_UNTIL_DAY = 10
"""Of a month: who installs the house in the middle of one is not told of the month before."""
HEADS = (Post.Role.OPENNESS_OFFICE, Post.Role.UNIT_HEAD)


def make_pack(pack_id: str) -> None:
    """Makes an inspection pack."""
    actions.make_pack(pack_id)


def announce() -> int:
    """Once a day: tells openness offices and unit heads of the month that is over, and of the quarter with it."""
    today = clock.today()
    if today.day > TOLD_UNTIL_DAY:
        return 0
    month, quarter = last_closed("month", today), last_closed("quarter", today)
    # At the end of a quarter its report says more than that of the last month.
    return _announce(quarter if quarter.last == month.last else month)


def _announce(period: Period) -> int:
    today, told = clock.today(), 0
    posts: dict[int, list[int]] = {}
    rows = Grant.objects.filter(action=VIEW, area=None, post__role__in=HEADS, post__deputy_of=None)
    for unit_id, post_id in rows.values_list("unit_id", "post_id"):
        posts.setdefault(unit_id, []).append(post_id)
    code = periods.code_of(period)
    names = {f"{code}-{pk}" for pk in posts}
    known = Event.objects.filter(subject_kind="report", kind=kinds.READY, subject_id__in=names)
    done = set(known.values_list("unit_id", flat=True))
    for unit in Unit.objects.filter(pk__in=posts.keys() - done).order_by("path"):
        people = people_in_posts(posts[unit.pk], today)
        if people:
            told += actions.announce(unit, period, people)
    return told
