"""出版: notes of each entry which text was printed; what is shown later is asked of its record."""

from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.guard.letting_out import NOTHING, Passed, let_out
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.refusals import Invalid
from mingtang.openness.gazette import kinds, queries
from mingtang.openness.gazette.actions.composing import editing, note
from mingtang.openness.gazette.models import Entry, Issue
from mingtang.openness.gazette.process import PUBLISH
from mingtang.openness.gazette.public_texts import ISSUE, of_issue
from mingtang.openness.records.models import Record


def obstacles(issue: Issue) -> list[str]:
    """Why it cannot be published yet, each with what to do."""
    lines = queries.lines_of(issue)
    if not lines:
        return [_("这期还没有内容。请先查找并选入公开的信息。")]
    found = [
        _("“%(title)s”%(why)s。请从目录里去掉。") % {"title": line.title, "why": line.gone}
        for line in lines
        if line.shown is None
    ]
    found += [
        _("“%(title)s”已经在以前的一期登过同一文本。请从目录里去掉。") % {"title": entry.record.title}
        for entry in queries.printed_already(issue)
    ]
    return found


@transaction.atomic
def look_through(who: Authority, issue: Issue, passed: Passed = NOTHING) -> None:
    """What editors wrote besides the records: its title and the names of sections. Raises Blocked."""
    let_out(ISSUE, of_issue(issue), who, passed)


@transaction.atomic
def publish_issue(who: Authority, issue: Issue, *, passed: Passed = NOTHING) -> Issue:
    """Raises Invalid with all obstacles, Blocked for what the guard found in title and sections; `passed` is why that
    is let through. The records are locked, so none is withdrawn meanwhile.
    """
    issue, actor = editing(who, issue, PUBLISH)
    list(
        Record.objects.select_for_update()
        .filter(pk__in=issue.entries.values("record_id"))
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    found = obstacles(issue)
    if found:
        raise Invalid(_("还不能出版"), fields={"entries": found})
    look_through(who, issue, passed)
    lines = queries.lines_of(issue)
    entries = [line.entry for line in lines]
    for line in lines:
        line.entry.revision = line.shown
    Entry.objects.bulk_update(entries, ["revision"])
    issue.state, issue.published_at = Issue.State.PUBLISHED, clock.now()
    issue.save(update_fields=["state", "published_at"])
    note(
        kinds.PUBLISHED,
        actor,
        issue,
        revisions=[f"{entry.record_id}:{entry.revision_id}" for entry in entries],
    )
    return issue
