"""The problem register as XLSX and CSV. The contact of whoever complained is never part of it."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from mingtang.foundation.findings.models import Finding
from mingtang.foundation.web.sheets import csv_of, xlsx_of

MOST_ROWS = 5_000


def workbook(problems: QuerySet[Finding]) -> bytes:
    return xlsx_of(_("问题台账"), rows(problems))


def csv_text(problems: QuerySet[Finding]) -> bytes:
    return csv_of(rows(problems))


def rows(problems: QuerySet[Finding]) -> Iterator[list[str]]:
    """The heads, one row a problem, and a last line where there are more than `MOST_ROWS`."""
    yield [
        _("序号"),
        _("问题"),
        _("来源"),
        _("整改单位"),
        _("问题描述"),
        _("依据"),
        _("整改要求"),
        _("登记日期"),
        _("整改期限"),
        _("整改措施"),
        _("责任人"),
        _("整改情况"),
        _("办理情况"),
        _("退回次数"),
        _("销号日期"),
    ]
    found = problems.prefetch_related("hand_ins")[: MOST_ROWS + 1]
    for number, problem in enumerate(found.iterator(chunk_size=500), start=1):
        if number > MOST_ROWS:
            yield [_("只列出前 %(n)s 件，其余请加上筛选条件再下载。") % {"n": MOST_ROWS}]
            return
        done = list(problem.hand_ins.all())
        closed = problem.case.closed_at
        yield [
            str(number),
            problem.page_title,
            str(problem.source_label),
            problem.unit.name,
            problem.text,
            problem.rule,
            problem.measure,
            timezone.localtime(problem.reported_at).date().isoformat(),
            problem.due_on.isoformat() if problem.assigned_at else "",
            problem.plan,
            problem.responsible,
            done[-1].text if done else "",
            str(problem.status),
            str(problem.returned),
            timezone.localtime(closed).date().isoformat() if closed else "",
        ]
