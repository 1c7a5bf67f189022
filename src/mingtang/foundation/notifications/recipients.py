"""Who has to hear of a step of a case, and in which words."""

from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.accounts.models import Person
from mingtang.foundation.cases.models import Case
from mingtang.foundation.events.models import Event
from mingtang.foundation.organisations.queries import people_for, people_in_posts
from mingtang.kernel.process import Transition

COUNTERSIGNED = "case.countersigned"


def told(event: Event, case: Case, title: str) -> dict[Person, str]:
    """Person → words, for one event of a case as things stand now. The one who acted is never told.

    Words of an event that time has overtaken are not said: a case that moved on waits for others by now.
    """
    found: dict[Person, str] = {}
    if event.kind == COUNTERSIGNED:
        found = _countersigned(event, case, title)
    else:
        transition = case.process.transition(event.kind.partition(".")[2])
        # Who is asked in a double role is told of the more personal one, so the first words stay.
        for part in (_asked(event, case, title), _waited_for(event, case, transition, title)):
            found = part | found
        if opener := _opener(case, transition):
            found.setdefault(opener, _ended_words(case, transition, title))
    return {person: words for person, words in found.items() if person.pk != event.actor_id}


def _steps_after(event: Event, case: Case) -> list[Event]:
    """Later steps of the case, in order."""
    later = Event.objects.filter(case_id=case.pk, pk__gt=event.pk, kind__startswith=f"{case.process_id}.")
    return list(later.order_by("pk"))


def _moved_on(event: Event, case: Case) -> bool:
    return any(
        case.process.transition(later.kind.partition(".")[2]).kind != "stay"
        for later in _steps_after(event, case)
    )


def _waited_for(event: Event, case: Case, transition: Transition, title: str) -> dict[Person, str]:
    state = case.process.state(transition.target)
    if not case.is_open or not state.waits_for or transition.kind == "stay" or _moved_on(event, case):
        return {}
    people = people_for(state.waits_for, case)
    if _stays_in_hand(event, case, transition, people):
        return {}
    words = (
        _back_words(transition, title) if transition.kind == "back" else _state_words(title, str(state.label))
    )
    return dict.fromkeys(people, words)


def _stays_in_hand(event: Event, case: Case, transition: Transition, people: list[Person]) -> bool:
    """Whether the one who acted goes on with it: started it for oneself, took it back, took it in hand."""
    if event.actor_id is None or event.actor_id not in {person.pk for person in people}:
        return False
    if not transition.source or transition.separation == "author_only":
        return True
    waits_for = case.process.state(transition.target).waits_for
    return all(case.process.state(source).waits_for == waits_for for source in transition.source)


def _asked(event: Event, case: Case, title: str) -> dict[Person, str]:
    """The holders of the posts that this step asked to counter-sign and that have not answered yet."""
    asked = case.countersigns.filter(answer="", asked_at__gte=event.at)
    later = _steps_after(event, case)
    if later:
        asked = asked.filter(asked_at__lt=later[0].at)
    posts = list(asked.values_list("post_id", flat=True)) if case.is_open else []
    people = people_in_posts(posts, clock.today()) if posts else []
    return dict.fromkeys(people, _("《%(title)s》请您会签") % {"title": title})


def _countersigned(event: Event, case: Case, title: str) -> dict[Person, str]:
    """When the last counter-sign is in, those who asked for them can go on."""
    action = case.current.waits_for
    if not case.is_open or not action or case.countersigns.filter(answer="").exists():
        return {}
    if Event.objects.filter(case_id=case.pk, pk__gt=event.pk).exists():
        return {}
    words = _("《%(title)s》会签已办完，%(state)s") % {"title": title, "state": case.current.label}
    return dict.fromkeys(people_for(action, case), words)


def _opener(case: Case, transition: Transition) -> Person | None:
    """Who opened the case hears when it comes back, ends, or waits for nobody any more."""
    state = case.process.state(transition.target)
    opener = case.opened_by
    tells = transition.kind == "back" or state.final or not state.waits_for
    return opener if tells and opener and opener.is_active and transition.kind != "stay" else None


def _ended_words(case: Case, transition: Transition, title: str) -> str:
    state = case.process.state(transition.target)
    if transition.kind == "back":
        return _back_words(transition, title)
    if state.final:
        return _("《%(title)s》：%(verb)s") % {"title": title, "verb": transition.verb}
    return _state_words(title, str(state.label))


def _back_words(transition: Transition, title: str) -> str:
    return _("《%(title)s》%(verb)s") % {"title": title, "verb": transition.verb}


def _state_words(title: str, state: str) -> str:
    return _("《%(title)s》%(state)s") % {"title": title, "state": state}
