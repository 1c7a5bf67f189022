"""Loads the demo county through the same actions that people use, each at its own time."""

from datetime import date, timedelta

from mingtang.demo.catalogue_load import load_catalogue
from mingtang.demo.columns_load import load_columns
from mingtang.demo.county_load import load_county
from mingtang.demo.days import moment
from mingtang.demo.duties_load import load_duties
from mingtang.demo.gazette_load import load_gazette
from mingtang.demo.guard_load import load_guard
from mingtang.demo.intake_load import load_intake
from mingtang.demo.people import DEMO_LOGINS
from mingtang.demo.problems_load import load_problems
from mingtang.demo.records_load import load_records, load_reports, load_visits
from mingtang.demo.topics_load import load_topics
from mingtang.foundation import clock
from mingtang.foundation.events.models import Delivery
from mingtang.foundation.organisations.models import Unit
from mingtang.openness.records.actions import end_display_periods
from mingtang.openness.records.tally import compact

PASSWORD = "mingtang-demo"
SEED = 20190515


def load_demo(today: date) -> None:
    """Units, people and about two hundred records in every state. Does nothing where units exist already."""
    if Unit.objects.exists():
        return
    with clock.at(moment(today - timedelta(days=3 * 365), 9)):
        load_county(today, PASSWORD)
    records = load_records(SEED, today)
    load_reports(records, today)
    load_catalogue(SEED, today, records)
    load_gazette(today)
    load_intake(today)
    load_columns(SEED, today)
    load_topics(today)
    load_problems(today, records)
    load_duties(SEED, today)
    # All duties have just been checked; the events would have each record checked again, many times.
    Delivery.objects.filter(consumer="obligations", done_at=None).update(done_at=clock.now())
    load_guard(SEED, today)
    load_visits(SEED, today)
    # Nobody wants to be told today what happened a year ago.
    old = Delivery.objects.filter(done_at=None, event__at__lt=moment(today - timedelta(days=14), 0))
    old.update(done_at=clock.now())
    end_display_periods()
    compact()


def logins() -> list[tuple[str, str, str]]:
    """User name, password and what the login shows."""
    return [(login.username, PASSWORD, f"{login.label}：{login.can}") for login in DEMO_LOGINS]
