"""Starting a check and keeping what it found."""

from collections import defaultdict
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from mingtang.foundation import clock
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.organisations.queries import SYSTEM, Actor, Authority
from mingtang.foundation.web.context import MAP_URL
from mingtang.kernel.pages.reading import Site
from mingtang.kernel.pages.rules import Fault, faults_between, faults_of
from mingtang.kernel.refusals import Forbidden, WrongState
from mingtang.supervision.selfcheck import crawling, queries
from mingtang.supervision.selfcheck.kinds import ASKED, CHECKED
from mingtang.supervision.selfcheck.models import Found, Run
from mingtang.supervision.selfcheck.process import CHECK

KEPT_RUNS = 12
EXAMPLES = 5
DETAIL_LONGEST = 400


def ask(who: Authority) -> Run:
    """Starts a check in the background. Raises Forbidden without the grant, WrongState while one runs."""
    root = queries.root_place()
    actor = who.actor_for(CHECK, root)
    if actor is None:
        raise Forbidden(_("您的岗位不能发起网站自查。"), rule=_("网站自查由有全县“网站自查”权限的岗位发起。"))
    return _start(actor, root.unit_id)


@transaction.atomic
def _start(actor: Actor, unit_id: int) -> Run:
    now = clock.now()
    Run.objects.filter(finished_at=None, started_at__lt=now - queries.GIVEN_UP).delete()
    if queries.running():
        raise WrongState(_("正在检查，还没有检查完。请过几分钟刷新页面。"))
    run = Run.objects.create(started_at=now, asked_by=actor.person)
    append(NewEvent(ASKED, actor, queries.SUBJECT, str(run.pk), unit_id=unit_id))
    async_task("mingtang.supervision.selfcheck.tasks.check", run.pk)
    return run


def ask_by_clock() -> None:
    """The system's own check of the night."""
    try:
        _start(SYSTEM, queries.root_place().unit_id)
    except WrongState:
        return


def check(run: Run) -> None:
    """Walks the site and keeps what was found; the faults of many pages that are one and the same stand together."""
    walked = crawling.walk()
    site, now = the_site(), localtime(clock.now()).replace(tzinfo=None)
    faults = [fault for page in walked.pages for fault in faults_of(page, site, now)]
    faults += faults_between(walked.pages, walked.statuses)
    _keep(run, faults, walked)


@transaction.atomic
def _keep(asked: Run, faults: list[Fault], walked: crawling.Walked) -> None:
    # A second worker may have finished it meanwhile, or a newer run have taken its place.
    run = Run.objects.select_for_update(of=("self",)).filter(pk=asked.pk, finished_at=None).first()
    if run is None:
        return
    by_kind: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for fault in faults:
        paths = by_kind[fault.rule, fault.detail[:DETAIL_LONGEST]]
        if fault.path not in paths[-1:]:
            paths.append(fault.path)
    run.found.all().delete()
    Found.objects.bulk_create(
        Found(run=run, rule=rule, detail=detail, pages=len(paths), examples=paths[:EXAMPLES])
        for (rule, detail), paths in by_kind.items()
    )
    run.pages, run.links = len(walked.pages), len(walked.statuses) - len(walked.pages)
    run.is_whole, run.finished_at = walked.is_whole, clock.now()
    run.save()
    append(NewEvent(CHECKED, SYSTEM, queries.SUBJECT, str(run.pk), detail={"found": len(by_kind)}))
    kept = Run.objects.order_by("-started_at", "-pk").values_list("pk", flat=True)[:KEPT_RUNS]
    Run.objects.exclude(pk__in=list(kept)).delete()


def the_site() -> Site:
    """What the settings say of the site, and the marks its footer has to bear."""
    o = settings.OPTIONS
    public = urlsplit(settings.PUBLIC_URL)
    marks = (
        ("error_report", "/error-reports/new/"),
        ("site_map", MAP_URL),
        ("host_unit", o.host_unit),
        ("contact", o.contact),
        ("site_code", o.site_code),
        ("icp", o.icp),
        ("police_icp", o.police_icp),
    )
    domain = o.site_domain or public.hostname or ""
    return Site(o.site_name, domain, o.site_code, f"{public.scheme}://{public.netloc}", marks)
