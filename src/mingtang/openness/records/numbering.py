"""Gives 索引号: unique, never reused; gaps are allowed."""

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext as _

from mingtang.foundation.organisations.models import Unit
from mingtang.kernel.identifiers.index_number import IndexTemplate
from mingtang.kernel.refusals import Invalid
from mingtang.openness.records.models import IndexCounter, Record


def next_index_numbers(unit: Unit, year: int, count: int = 1) -> list[str]:
    """The next numbers of a unit and year, by the installation's template. Locks the counter until commit."""
    template = IndexTemplate.parse(settings.OPTIONS.index_template)
    found: list[str] = []
    while len(found) < count:
        wanted = count - len(found)
        IndexCounter.objects.get_or_create(unit=unit, year=year)
        IndexCounter.objects.filter(unit=unit, year=year).update(last=F("last") + wanted)
        last = IndexCounter.objects.get(unit=unit, year=year).last
        numbers = [
            template.format(
                org=unit.org_code or unit.credit_code or unit.division_code,
                division=unit.division_code,
                year=year,
                seq=seq,
            )
            for seq in range(last - wanted + 1, last + 1)
        ]
        taken = set(Record.objects.filter(index_no__in=numbers).values_list("index_no", flat=True))
        found += [number for number in numbers if number not in taken]
    return found


def check_free(index_no: str, record: Record | None = None) -> None:
    """Refuses an 索引号 that any record ever had."""
    others = Record.objects.filter(index_no=index_no)
    if record is not None:
        others = others.exclude(pk=record.pk)
    if others.exists():
        raise taken(index_no)


def taken(index_no: str | None) -> Invalid:
    """The refusal of a number that some record has or had."""
    text = _("索引号 %(no)s 已经用过，不能再用（撤下、作废的也不再用）。留空即由系统编制，如 %(example)s。")
    message = text % {"no": index_no, "example": "00123456X/2026-00001"}
    return Invalid(_("索引号重复"), fields={"index_no": [message]})
