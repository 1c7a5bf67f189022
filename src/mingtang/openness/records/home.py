"""What records give to the home page: guides, what is on display now, and how much is public."""

from collections.abc import Iterable

from django.db.models import Q
from django.db.models.query import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.web.slots import Badge, Figure, Panel, Row, Services
from mingtang.openness.records import choices, queries, visits
from mingtang.openness.records.models import Record

SHOWN = 6
POPULAR_DAYS = 90


def guides_url(group: str = "") -> str:
    """The list of published guides: all of them, or those for one group of `choices.AUDIENCE_GROUPS`."""
    chosen = {"genre": choices.GUIDE} | ({"for": group} if group else {})
    return f"{reverse('records:list')}?{urlencode(chosen)}"


def services() -> list[Services]:
    """个人办事 and 法人办事 by newest, 常用服务 by how often they were read lately."""
    found = [
        Services(
            label,
            _rows(_newest(_guides(Q(live__audience__in=choices.AUDIENCE_GROUPS[group])))),
            guides_url(group),
            _("全部%(what)s") % {"what": label},
            _("还没有发布这类办事指南。"),
        )
        for group, label in choices.audience_groups().items()
    ]
    common = Services(
        _("常用服务"), _rows(_most_read()), guides_url(), _("全部办事指南"), _("还没有发布办事指南。")
    )
    return [*found, common]


def on_display() -> Panel:
    """What is on display for a limited time (公示), the first to end first."""
    today = clock.today()
    found = queries.public().filter(display_until__gte=today).select_related("unit")
    rows = []
    for record in found.order_by("display_until", "pk")[:SHOWN]:
        assert record.display_until is not None
        left = (record.display_until - today).days
        badge = Badge("soon" if left <= 2 else "info", _last_days(left))
        rows.append(Row(record.title, _address(record), record.unit.short_name, record.published_at, badge))
    return Panel(_("正在公示"), rows, _("现在没有公示期内的信息。"), order=20)


def figures() -> list[Figure]:
    """All public records, and those of this year."""
    total, counts = queries.public_selection({}).counts("year")
    if not total:
        return []
    address, year = reverse("records:list"), clock.today().year
    return [
        Figure(f"{total:,}", _("条信息已公开"), address),
        Figure(f"{counts['year'].get(str(year), 0):,}", _("条是今年的"), f"{address}?year={year}"),
    ]


def _last_days(left: int) -> str:
    return _("还剩 %(n)s 天") % {"n": left} if left else _("今天截止")


def _guides(of: Q | None = None) -> QuerySet[Record]:
    found = queries.public_selection({"genre": choices.GUIDE}, extra=of).records()
    return found.select_related("unit")


def _newest(guides: QuerySet[Record], but: Iterable[Record] = ()) -> list[Record]:
    found = guides.exclude(pk__in=[record.pk for record in but]).order_by("-published_at", "-pk")
    return list(found[:SHOWN])


def _most_read() -> list[Record]:
    """Filled up with the newest where few were read."""
    ranked = visits.most_read(_guides(), POPULAR_DAYS, SHOWN)
    by_id = _guides().in_bulk(ranked)
    read = [by_id[pk] for pk in ranked if pk in by_id]
    return [*read, *(_newest(_guides(), read) if len(read) < SHOWN else [])][:SHOWN]


def _rows(records: Iterable[Record]) -> list[Row]:
    return [Row(record.title, _address(record), record.unit.short_name) for record in records]


def _address(record: Record) -> str:
    return reverse("records:record", args=[record.pk])
