"""The outbox delivers each event to each consumer exactly once, whatever breaks on the way."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.utils import timezone

from mingtang.foundation.events import outbox
from mingtang.foundation.events.actions import NewEvent, append, append_many
from mingtang.foundation.events.models import Delivery, Event
from mingtang.foundation.events.outbox import CONSUMERS, Consumer, drain
from mingtang.foundation.organisations.models import Area
from mingtang.foundation.organisations.queries import SYSTEM

KIND = "unit.updated"


@pytest.fixture(autouse=True)
def consumers(monkeypatch: pytest.MonkeyPatch) -> None:
    """No consumers but those of the test, and no task that wakes a worker."""
    monkeypatch.setattr(CONSUMERS, "_entries", {})
    monkeypatch.setattr(outbox, "_ask_for_drain", lambda: None)


def listen(
    name: str, handle: Callable[[Event], None], wants: Callable[[str], bool] = lambda kind: True
) -> None:
    CONSUMERS.register(name, Consumer(name, wants, handle))


def tell(subject: str = "7") -> Event:
    with transaction.atomic():
        return append(NewEvent(KIND, SYSTEM, "unit", subject))


def mark(event: Event) -> None:
    """Work in the database that shows how often it was done."""
    Area.objects.create(code=f"done-{event.subject_id}", name="x")


def due_now() -> None:
    Delivery.objects.filter(done_at=None).update(due_at=timezone.now())


@pytest.mark.django_db
def test_a_consumer_hears_only_of_what_it_wants() -> None:
    listen("all", mark)
    listen("none", mark, wants=lambda kind: kind == "unit.renamed")
    tell()
    assert list(Delivery.objects.values_list("consumer", flat=True)) == ["all"]
    assert drain() == 1
    assert drain() == 0
    assert Area.objects.count() == 1


@pytest.mark.django_db
def test_a_consumer_that_breaks_after_half_its_work_leaves_nothing_and_is_called_again() -> None:
    calls = []

    def handle(event: Event) -> None:
        calls.append(event.pk)
        mark(event)
        if len(calls) < 3:
            raise RuntimeError("half way")

    listen("shaky", handle)
    event = tell()
    drain()
    assert not Area.objects.exists()
    row = Delivery.objects.get()
    assert (row.attempts, row.done_at) == (1, None)
    assert "half way" in row.last_error
    due_now()
    drain()
    assert not Area.objects.exists()
    due_now()
    drain()
    assert Area.objects.count() == 1
    due_now()
    drain()
    assert calls == [event.pk] * 3


@pytest.mark.django_db
def test_one_broken_consumer_does_not_stop_the_others_nor_the_next_event() -> None:
    def broken(event: Event) -> None:
        raise RuntimeError

    listen("broken", broken)
    listen("fine", mark)
    tell("1")
    tell("2")
    drain()
    assert set(Area.objects.values_list("code", flat=True)) == {"done-1", "done-2"}


@pytest.mark.django_db
def test_each_retry_waits_longer_up_to_an_hour() -> None:
    def broken(event: Event) -> None:
        raise RuntimeError

    listen("broken", broken)
    tell()
    waits = []
    for _n in range(14):
        due_now()
        before = timezone.now()
        drain()
        waits.append((Delivery.objects.get().due_at - before).total_seconds())
    assert waits[0] == pytest.approx(5, abs=2)
    assert waits[1] == pytest.approx(10, abs=2)
    assert waits == sorted(waits) or max(waits) <= 3602
    assert waits[-1] == pytest.approx(3600, abs=2)


@pytest.mark.django_db
@pytest.mark.parametrize("attempts", [43, 44, 60, 2000])
def test_a_delivery_that_failed_for_days_does_not_stop_the_outbox(attempts: int) -> None:
    def broken(event: Event) -> None:
        if event.subject_id == "1":
            raise RuntimeError
        mark(event)

    listen("mixed", broken)
    tell("1")
    Delivery.objects.update(attempts=attempts, due_at=timezone.now() - timedelta(days=1))
    tell("2")
    drain()
    assert set(Area.objects.values_list("code", flat=True)) == {"done-2"}


@pytest.mark.django_db
def test_a_consumer_that_is_no_longer_registered_does_not_stop_the_others() -> None:
    listen("old", mark)
    tell("1")
    CONSUMERS._entries.clear()
    listen("new", mark)
    tell("2")
    drain()
    assert set(Area.objects.values_list("code", flat=True)) == {"done-2"}
    assert Delivery.objects.get(consumer="old").done_at is None


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_between_the_work_and_the_mark_repeats_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Killed(BaseException):
        pass

    listen("c", mark)
    tell()
    update = type(Delivery.objects.all()).update

    def killed(*args: object, **values: object) -> int:
        if "done_at" in values:
            raise Killed
        return update(*args, **values)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr("django.db.models.query.QuerySet.update", killed)
        with pytest.raises(Killed):
            drain()
    assert not Area.objects.exists()
    assert Delivery.objects.get().done_at is None
    assert drain() == 1
    assert Area.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_act_leaves_nothing_to_deliver() -> None:
    listen("c", mark)
    with pytest.raises(RuntimeError), transaction.atomic():
        append(NewEvent(KIND, SYSTEM, "unit", "7"))
        raise RuntimeError
    assert not Delivery.objects.exists()


def in_threads(*jobs: Callable[[], object], timeout: float = 20) -> list[BaseException]:
    """Runs jobs at once, each with a connection of its own; returns what broke."""
    broken: list[BaseException] = []

    def run(job: Callable[[], object]) -> None:
        try:
            job()
        except BaseException as error:
            broken.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(job,), daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout)
        assert not thread.is_alive(), "a job does not come back"
    return broken


@pytest.mark.django_db(transaction=True)
def test_two_drains_at_once_deliver_each_event_once() -> None:
    listen("c", mark)
    for n in range(30):
        tell(str(n))
    start = threading.Barrier(2)

    def work() -> None:
        start.wait(5)
        drain()

    assert in_threads(work, work) == []
    assert Area.objects.count() == 30
    assert not Delivery.objects.filter(done_at=None).exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_drain_that_finds_only_locked_rows_comes_back_at_once() -> None:
    in_hand, release = threading.Event(), threading.Event()
    came_back = threading.Event()

    def slow(event: Event) -> None:
        in_hand.set()
        release.wait(6)

    def second() -> None:
        assert in_hand.wait(5)
        drain()
        if not release.is_set():
            came_back.set()

    def third() -> None:
        came_back.wait(2)
        release.set()

    listen("slow", slow)
    tell()
    assert in_threads(drain, second, third) == []
    assert came_back.is_set(), "the second drain span until the first one had finished"


@pytest.mark.django_db
def test_sweeping_keeps_what_is_not_delivered() -> None:
    listen("c", mark)
    tell("1")
    tell("2")
    old = timezone.now() - timedelta(days=40)
    first, second = Delivery.objects.order_by("pk")
    Delivery.objects.filter(pk=first.pk).update(done_at=old)
    Delivery.objects.filter(pk=second.pk).update(due_at=old)
    assert outbox.sweep() == 1
    assert list(Delivery.objects.values_list("pk", flat=True)) == [second.pk]


@pytest.mark.django_db
def test_of_many_events_at_once_each_is_delivered() -> None:
    """They go another way into the database than a few, by which the deliveries are not given their numbers here."""
    seen: list[int] = []
    listen("ear", lambda event: seen.append(event.pk))
    with transaction.atomic():
        events = append_many([NewEvent(KIND, SYSTEM, "unit", str(n)) for n in range(30)], bulk=True)
    assert Delivery.objects.filter(consumer="ear", bulk=True).values("pk").distinct().count() == 30
    assert set(Delivery.objects.values_list("event", flat=True)) == {event.pk for event in events}
