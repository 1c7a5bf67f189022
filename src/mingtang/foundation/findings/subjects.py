"""What can be reported: sections register how a subject is named, where it is shown and who owns it."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.foundation.findings.paths import public_page
from mingtang.foundation.organisations.models import Unit
from mingtang.kernel.refusals import NotVisible
from mingtang.kernel.registry import Registry


@dataclass(frozen=True)
class Reportable:
    """A subject as the public sees it now. `url` is a path on this site."""

    title: str
    url: str
    unit_id: int
    area_id: int | None


# Asked with an id; None where the public must not see it (any more).
REPORTABLE: Registry[Callable[[UUID], Reportable | None]] = Registry("reportable subjects")


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
    return subject_id is not None and kind in REPORTABLE and REPORTABLE[kind](subject_id) is not None


def target_of(subject: str, page: str) -> Target:
    """The target named by an address: `subject` as `kind:uuid`, else `page`. Raises NotVisible."""
    if subject:
        return subject_target(subject)
    owner = Unit.objects.filter(parent=None).order_by("path").first()
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
    found = REPORTABLE[kind](subject_id) if kind in REPORTABLE else None
    if found is None:
        raise NotVisible(_("没有这个页面。"))
    return Target(kind, subject_id, found)


def report_url(kind: str, subject_id: UUID) -> str:
    """Where a citizen reports an error in a subject."""
    return f"{reverse('findings:new')}?{urlencode({'subject': f'{kind}:{subject_id}'}, safe=':')}"


def page_report_url(path: str) -> str:
    """Where a citizen reports an error on the page at `path`; for the link in the footer."""
    return f"{reverse('findings:new')}?{urlencode({'page': public_page(path)}, safe='/')}"
