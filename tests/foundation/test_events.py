"""Events: written with what they tell, never changed, their names and texts erasable."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.events.actions import NewEvent, append, append_many
from mingtang.foundation.events.kinds import event_kind
from mingtang.foundation.events.models import Delivery, Event, EventDetail
from mingtang.foundation.events.queries import of_subject, timeline
from mingtang.foundation.organisations.queries import SYSTEM, Actor
from mingtang.kernel.canonical import commitment
from mingtang.kernel.registry import DuplicateEntry

KIND = "unit.updated"


def write(**detail: str) -> Event:
    with transaction.atomic():
        return append(NewEvent(KIND, SYSTEM, "unit", "7", detail=detail))


@pytest.mark.django_db
class TestAppendOnly:
    CHANGES = (
        ("kind", "'other'"),
        ("subject_kind", "'record'"),
        ("subject_id", "'8'"),
        ("actor_id", "NULL"),
        ("post_id", "NULL"),
        ("instead_of_id", "NULL"),
        ("unit_id", "NULL"),
        ("area_id", "NULL"),
        ("case_id", "NULL"),
        ("content_hash", "'x'"),
        ("reason_code", "'x'"),
        ("at", "'2020-01-01 00:00:00+00:00'"),
        ("commitment", "'x'"),
        ("id", "id + 1000"),
    )

    @pytest.mark.parametrize(("column", "value"), CHANGES)
    def test_the_database_refuses_to_change_a_column(self, column: str, value: str) -> None:
        event = write()
        EventDetail.objects.all().delete()
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                f'UPDATE foundation_events_event SET "{column}" = {value} WHERE id = %s', [event.pk]
            )

    def test_every_column_but_seq_is_guarded(self) -> None:
        assert {c for c, _v in self.CHANGES} == {f.column for f in Event._meta.concrete_fields} - {"seq"}

    def test_the_model_cannot_be_saved_again(self) -> None:
        event = write()
        event.kind = "unit.created"
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            event.save()

    def test_the_database_refuses_to_delete(self) -> None:
        event = write()
        EventDetail.objects.all().delete()
        Delivery.objects.all().delete()
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Event.objects.filter(pk=event.pk).delete()
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("DELETE FROM foundation_events_event")
        assert Event.objects.filter(pk=event.pk).exists()

    def test_the_place_in_the_chain_can_be_given_once(self) -> None:
        event = write()
        Event.objects.filter(pk=event.pk).update(seq=1)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Event.objects.filter(pk=event.pk).update(seq=2)


@pytest.mark.django_db
class TestDetail:
    def test_the_commitment_opens_with_salt_and_detail(self) -> None:
        event = write(note="一句话")
        assert event.commitment == commitment(event.detail.salt, event.detail.data)

    def test_detail_can_be_erased_while_the_commitment_stays(self) -> None:
        event = write(note="张三的住址")
        before = event.commitment
        EventDetail.objects.filter(event=event).delete()
        kept = Event.objects.get(pk=event.pk)
        assert kept.commitment == before
        (item,) = timeline(of_subject("unit", "7"))
        assert (item.note, item.who, item.detail) == ("", "", {})

    def test_names_are_in_the_detail_only(self) -> None:
        person = Person.objects.create_user("zhang", "张三")
        with transaction.atomic():
            event = append(NewEvent(KIND, Actor(person), "unit", "7", detail={"note": "住址"}))
        plain = {str(getattr(event, f.attname)) for f in Event._meta.concrete_fields}
        assert not any("张三" in value or "住址" in value for value in plain)
        assert event.detail.data["actor"] == "张三"

    def test_the_same_detail_never_gives_the_same_commitment(self) -> None:
        assert write(note="同一句").commitment != write(note="同一句").commitment


@pytest.mark.django_db
def test_a_kind_nobody_registered_is_refused() -> None:
    with pytest.raises(ValueError, match="not a registered event kind"), transaction.atomic():
        append(NewEvent("unit.exploded", SYSTEM, "unit", "7"))
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_one_bad_event_leaves_none_of_its_batch() -> None:
    good, bad = NewEvent(KIND, SYSTEM, "unit", "7"), NewEvent("no.such", SYSTEM, "unit", "7")
    with pytest.raises(ValueError, match="no.such"), transaction.atomic():
        append_many([good, bad])
    assert not Event.objects.exists()


def test_a_kind_is_registered_once() -> None:
    with pytest.raises(DuplicateEntry):
        event_kind(KIND, "再来一次")


@pytest.mark.django_db(transaction=True)
def test_an_event_is_written_only_inside_the_transaction_of_what_it_tells() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        append(NewEvent(KIND, SYSTEM, "unit", "7"))
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_goes_with_its_act() -> None:
    class Broken(Exception):
        pass

    with pytest.raises(Broken), transaction.atomic():
        append(NewEvent(KIND, SYSTEM, "unit", "7"))
        raise Broken
    assert not Event.objects.exists()
    assert not EventDetail.objects.exists()


@pytest.mark.django_db
def test_the_timeline_is_in_the_order_of_writing_whatever_the_clock_said() -> None:
    with transaction.atomic():
        append_many(
            NewEvent(
                KIND, SYSTEM, "unit", "7", at=timezone.now() - timedelta(days=n), detail={"note": str(n)}
            )
            for n in (0, 5, 2)
        )
    assert [item.note for item in timeline(of_subject("unit", "7"))] == ["0", "5", "2"]
