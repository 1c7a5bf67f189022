"""What hypothesis draws for the tests of the clock: days, spans, calendars, things that happen."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from mingtang.kernel.clock.days import ONE, Calendar, SpecialDay, days_between
from mingtang.kernel.clock.model import Extension, Happening, Pause, Restart, Span, Term, TimeUnit
from tests.kernel.clock.arrangements import CALENDAR

FIRST, LAST = date(2023, 10, 1), date(2027, 3, 31)
DAY_UNITS = (TimeUnit.WORKDAY, TimeUnit.DAY, TimeUnit.WEEK, TimeUnit.MONTH, TimeUnit.YEAR)
MOST = {TimeUnit.WORKDAY: 90, TimeUnit.DAY: 120, TimeUnit.WEEK: 16, TimeUnit.MONTH: 8, TimeUnit.YEAR: 1}
ZONES = [ZoneInfo(name) for name in ("Asia/Shanghai", "UTC", "America/New_York", "Asia/Kathmandu")]

days = st.dates(FIRST, LAST)
season = st.dates(date(2023, 12, 20), date(2024, 5, 20))
"""Close together, so that things happen to terms: a year's end, a Spring Festival, 29 February, a Labour Day."""
workday_spans = st.builds(Span, st.integers(0, 90), st.just(TimeUnit.WORKDAY))
spans = st.sampled_from(DAY_UNITS).flatmap(
    lambda unit: st.builds(Span, st.integers(0, MOST[unit]), st.just(unit))
)
terms = st.builds(Term, spans, st.just("a rule"), moves=st.booleans())
workday_terms = st.builds(Term, workday_spans, st.just("a rule"))
zones = st.sampled_from(ZONES)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)).map(lambda m: m.replace(tzinfo=UTC))

hours_held = st.lists(st.tuples(st.integers(-90, 500), st.integers(-9, 90)), max_size=4)


@st.composite
def invented(draw: st.DrawFn) -> Calendar:
    """A calendar in which any day may be anything; every seventh stays as it is, so that counting comes to an end."""
    odd = draw(
        st.dictionaries(
            st.one_of(days, season).filter(lambda d: d.toordinal() % 7), st.booleans(), max_size=60
        )
    )
    years = draw(st.sets(st.integers(2023, 2029)))
    return Calendar.of([SpecialDay(d, working, "", "") for d, working in odd.items()], years)


calendars = st.one_of(st.just(CALENDAR), invented())


@st.composite
def pauses(draw: st.DrawFn, *, still: bool = False) -> Pause:
    first = draw(season)
    length = draw(st.integers(0, 40))
    if still and draw(st.booleans()):
        return Pause(first, None, "asked")
    return Pause(first, first + timedelta(days=length), "asked", draw(st.sampled_from(["", "a", "b"])))


happenings: st.SearchStrategy[list[Happening]] = st.lists(
    st.one_of(
        pauses(still=True),
        st.builds(Restart, season, st.sampled_from(["supplement", "again"])),
        st.builds(Extension, spans, season, st.just("complicated")),
    ),
    max_size=5,
)


def working(calendar: Calendar, after: date, until: date) -> int:
    """Counted the slow way, unlike the code."""
    return len([d for d in days_between(after + ONE, until) if calendar.fact(d).working])
