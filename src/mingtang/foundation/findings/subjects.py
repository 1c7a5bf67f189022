"""What can be reported: sections register how a subject is named, where it is shown and who owns it."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.foundation.findings.models import Finding
from mingtang.foundation.findings.paths import public_page
from mingtang.foundation.organisations.queries import root_unit
from mingtang.kernel.refusals import NotVisible
from mingtang.kernel.registry import Registry


@dataclass(frozen=True)
class Reportable:
    """A subject as the public sees it now. `url` is a path on this site."""

    title: str
    url: str
    unit_id: int
    area_id: int | None


@dataclass(frozen=True)
class ReportableKind:
    """`one` answers with None where the public must not see it (any more); `public` with those of many it may see."""

    one: Callable[[UUID], Reportable | None]
    public: Callable[[Collection[UUID]], set[UUID]]


REPORTABLE: Registry[ReportableKind] = Registry("reportable subjects")


@dataclass(frozen=True)
class Target:
    """What one report is about. `kind` is empty for a page that shows no subject."""

    kind: str
    id: UUID | None
    page: Reportable

    @property
    def key(self) -> str:
        """Names the target in addresses and in what the browser keeps."""
        return f"{self.kind}:{self.id}" if self.kind else self.page.url


def still_public(kind: str, subject_id: UUID | None) -> bool:
    """Whether what was reported may still be named in public; a plain page always may."""
    if not kind:
        return True
    return (
        subject_id is not None and kind in REPORTABLE and subject_id in REPORTABLE[kind].public([subject_id])
    )


def nameable(found: Iterable[Finding]) -> set[UUID]:
    """Of many reports, the ids of those whose page may still be named: one query for each kind of subject."""
    rows = list(found)
    asked: dict[str, list[UUID]] = {}
    for finding in rows:
        if finding.subject_id is not None:
            asked.setdefault(finding.subject_kind, []).append(finding.subject_id)
    known = {kind: REPORTABLE[kind].public(ids) for kind, ids in asked.items() if kind in REPORTABLE}
    return {
        finding.pk
        for finding in rows
        if not finding.subject_kind or finding.subject_id in known.get(finding.subject_kind, set())
    }


def target_of(subject: str, page: str) -> Target:
    """The target named by an address: `subject` as `kind:uuid`, else `page`. Raises NotVisible."""
    if subject:
        return subject_target(subject)
    owner = root_unit()
    if owner is None:
        raise NotVisible(_("网站还没有设立单位，暂时不能纠错。"))
    path = public_page(page)
    if not page:
        title = _("本网站")
    else:
        title = _("首页") if path == "/" else _("网页 %(path)s") % {"path": path}
    return Target("", None, Reportable(title, path, owner.pk, None))


def subject_target(subject: str) -> Target:
    kind, _sep, raw = subject.partition(":")
    try:
        subject_id = UUID(raw)
    except ValueError:
        raise NotVisible(_("没有这个页面。")) from None
    found = REPORTABLE[kind].one(subject_id) if kind in REPORTABLE else None
    if found is None:
        raise NotVisible(_("没有这个页面。"))
    return Target(kind, subject_id, found)


def report_url(kind: str, subject_id: UUID) -> str:
    """Where a citizen reports an error in a subject."""
    return f"{reverse('findings:new')}?{urlencode({'subject': f'{kind}:{subject_id}'}, safe=':')}"


def page_report_url(path: str) -> str:
    """Where a citizen reports an error on the page at `path`; for the link in the footer."""
    return f"{reverse('findings:new')}?{urlencode({'page': public_page(path)}, safe='/')}"
