"""The state of a text on a day: of one record, and as a condition on many."""

from datetime import date, timedelta
from typing import Protocol

from django.db.models import Q
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.web.slots import Badge
from mingtang.kernel.validity import NOT_YET, STATES, state_on
from mingtang.openness.records.models import Validity

MARKED = (Validity.REPEALED, Validity.EXPIRED)
# So early the desk reminds of a text that is about to end.
SOON = timedelta(days=60)
_TONES = {"repealed": "late", "expired": "late", "amended": "soon", NOT_YET: "info", "in_force": "ok"}


class Dated(Protocol):
    """A record, a revision, or a row of theirs with these columns."""

    @property
    def validity(self) -> str: ...
    @property
    def effective_on(self) -> date | None: ...
    @property
    def expires_on(self) -> date | None: ...


def state_of(shown: Dated) -> str:
    return state_on(shown.validity, shown.effective_on, shown.expires_on, clock.today())


def labels() -> dict[str, str]:
    return {state: _(label) for state, label in STATES.items()}


def badge_of(shown: Dated) -> Badge:
    state = state_of(shown)
    return Badge(_TONES[state], _(STATES[state]))


def badge_beside(shown: Dated) -> Badge | None:
    """What stands beside a title: a text that is not in force says so."""
    return None if state_of(shown) == "in_force" else badge_of(shown)


def state_q(state: str, day: date) -> Q:
    """Records whose state on a day is this one."""
    unmarked = ~Q(validity__in=MARKED)
    over = Q(expires_on__lt=day)
    waiting = Q(effective_on__gt=day)
    running = unmarked & ~_known(over, "expires_on")
    begun = running & ~_known(waiting, "effective_on")
    return {
        "repealed": Q(validity=Validity.REPEALED),
        "expired": Q(validity=Validity.EXPIRED) | unmarked & over,
        NOT_YET: running & waiting,
        "amended": begun & Q(validity=Validity.AMENDED),
        "in_force": begun & ~Q(validity=Validity.AMENDED),
    }[state]


def _known(condition: Q, name: str) -> Q:
    """Without a date the condition does not hold, rather than being unknown."""
    return Q(**{f"{name}__isnull": False}) & condition


def ending_q(day: date) -> Q:
    """Public normative texts that end soon, or have ended without anybody's mark."""
    return Q(is_public=True, is_normative=True, expires_on__lte=day + SOON) & ~Q(validity__in=MARKED)
