"""The readers of notices. Everybody reads only their own."""

from collections.abc import Collection

from django.db.models import QuerySet

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.notifications.models import Notice, Preference


def own(person: Person) -> QuerySet[Notice]:
    return Notice.objects.filter(person=person)


def unread(person: Person) -> QuerySet[Notice]:
    return own(person).filter(read_at=None)


def preferences(people: Collection[Person]) -> dict[int, Preference]:
    """Person id → how that person wants to be told; the defaults for those who never chose."""
    chosen = Preference.objects.in_bulk([person.pk for person in people])
    return {person.pk: chosen.get(person.pk) or Preference(person=person) for person in people}


def preference_of(person: Person) -> Preference:
    return preferences([person])[person.pk]
