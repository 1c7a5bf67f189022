"""The PDF of a published issue, kept so that it is built once."""

from django.core.files.base import ContentFile

from mingtang.openness.gazette.models import Issue


def keep_pdf(issue: Issue, key: str, data: bytes) -> None:
    """Puts it in the place of the one that was kept before. No event: it shows what the issue shows."""
    old = issue.paper.name
    issue.paper.save(f"{key[:16]}.pdf", ContentFile(data), save=False)
    issue.paper_key = key
    Issue.objects.filter(pk=issue.pk).update(paper=issue.paper.name, paper_key=key)
    if old and old != issue.paper.name:
        issue.paper.storage.delete(old)
