"""Who acts in the demo: asked once for each action and unit, not for each of a thousand steps."""

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.organisations.models import Absence, Unit
from mingtang.foundation.organisations.queries import Authority, authority, people_for


class Staff:
    """The people in their posts and their absences, as they are when it is made."""

    def __init__(self) -> None:
        self._absences = list(Absence.objects.values_list("person_id", "first_day", "last_day"))
        self._known: dict[tuple[str, int, frozenset[int]], Authority] = {}

    def who(self, action: str, unit: Unit) -> Authority:
        """Somebody whose post may do it on the day that the clock shows (the deputy while the holder is away), in
        every area: none of the demo's grants is limited to one."""
        today = clock.today()
        away = frozenset(person for person, first, last in self._absences if first <= today <= last)
        key = (action, unit.pk, away)
        if key not in self._known:
            person = people_for(action, Place(unit.pk, None), today)[0]
            self._known[key] = authority(person, today)
        return self._known[key]
