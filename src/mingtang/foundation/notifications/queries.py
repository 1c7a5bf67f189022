"""The readers of notices. Everybody reads only their own."""

from django.db.models import QuerySet

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.notifications.models import Notice
from mingtang.foundation.organisations.queries import Authority


def own(person: Person) -> QuerySet[Notice]:
    return Notice.objects.filter(person=person)


def unread(person: Person) -> QuerySet[Notice]:
    return own(person).filter(read_at=None)


def unread_count(who: Authority) -> int:
    return unread(who.person).count()
