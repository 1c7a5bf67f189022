"""The readers of the self-check."""

from datetime import timedelta

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.organisations.queries import root_unit
from mingtang.kernel.refusals import NotVisible
from mingtang.supervision.selfcheck.models import Found, Run

SUBJECT = "site_check"
# A run that is older has died with its process.
GIVEN_UP = timedelta(minutes=15)


def root_place() -> Place:
    """The whole county, which alone the check concerns."""
    root = root_unit()
    if root is None:
        raise NotVisible(_("网站还没有设立单位。"))
    return Place(root.pk, None)


def newest() -> Run | None:
    """The check that was finished last."""
    return Run.objects.exclude(finished_at=None).first()


def running() -> Run | None:
    return Run.objects.filter(finished_at=None, started_at__gte=clock.now() - GIVEN_UP).first()


def started_today() -> bool:
    midnight = localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    return Run.objects.filter(started_at__gte=midnight).exists()


def before(run: Run) -> Run | None:
    """The finished check before it, to tell what is new."""
    return Run.objects.exclude(finished_at=None).filter(started_at__lt=run.started_at).first()


def found_in(run: Run) -> list[Found]:
    return list(run.found.all())
