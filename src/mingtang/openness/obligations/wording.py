"""Words for periods and duties of the catalogue."""

from django.utils.translation import gettext as _

from mingtang.kernel.clock.cycles import Period

_QUARTERS = ("一", "二", "三", "四")


def period_words(period: Period) -> str:
    """`2026年第三季度`."""
    year, month = period.first.year, period.first.month
    match period.cycle:
        case "month":
            return _("%(year)s年%(month)s月") % {"year": year, "month": month}
        case "quarter":
            return _("%(year)s年第%(n)s季度") % {"year": year, "n": _QUARTERS[(month - 1) // 3]}
        case "half_year":
            return (
                _("%(year)s年上半年") % {"year": year}
                if month == 1
                else _("%(year)s年下半年") % {"year": year}
            )
        case "year":
            return _("%(year)s年") % {"year": year}
        case "school_year":
            return _("%(year)s—%(next)s学年") % {"year": year, "next": year + 1}
        case "semester":
            return (
                _("%(year)s年春季学期") % {"year": year}
                if month == 3
                else _("%(year)s年秋季学期") % {"year": year}
            )
        case "two_months":
            return _("%(year)s年%(month)s—%(next)s月") % {"year": year, "month": month, "next": month + 1}
        case "week":
            return _("%(first)s这一周") % {"first": period.first.isoformat()}
        case _:
            return period.first.isoformat()
