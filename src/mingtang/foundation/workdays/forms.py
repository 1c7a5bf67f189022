"""What people type about a notice of holidays."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from mingtang.foundation import clock
from mingtang.foundation.web.fields import DateField
from mingtang.foundation.workdays import library
from mingtang.foundation.workdays.actions import Facts
from mingtang.foundation.workdays.models import HolidayNotice
from mingtang.kernel.canonical import content_hash
from mingtang.kernel.clock.arrangements import FESTIVALS, Line

EXAMPLE = "10月1日至7日 放假 国庆节\n2027-02-06 上班 春节"


class NoticeForm(forms.Form):
    """The facts of a notice, one row for each festival, and lines of text for all else."""

    year = forms.IntegerField(label=_("哪一年的安排"))
    title = forms.CharField(
        label=_("通知标题"),
        max_length=200,
        help_text=_("例如：国务院办公厅关于2026年部分节假日安排的通知"),
    )
    doc_number = forms.CharField(
        label=_("文号"), max_length=60, required=False, help_text=_("例如：国办发明电〔2025〕7号")
    )
    issued_on = DateField(label=_("发文日期"))
    source = forms.CharField(
        label=_("出处"), max_length=500, help_text=_("通知的网址；没有网址的，写清在哪里能看到原件")
    )
    announces_year = forms.BooleanField(
        label=_("这是全年的放假安排"),
        required=False,
        initial=True,
        help_text=_("采用后，这一年的期限不再是暂定的。只是临时调整几天的，不要打勾。"),
    )
    lines = forms.CharField(
        label=_("粘贴通知的文字"),
        required=False,
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "placeholder": EXAMPLE}),
        help_text=_("正文可以整段粘贴；也可以一行写一段，例如：10月1日至7日 放假 国庆节"),
    )
    file = forms.FileField(
        label=_("或者上传表格"),
        required=False,
        help_text=_("Excel、WPS 表格、Word 里的表格或 CSV。读出来的各行会加到上面的文字里，可以接着改。"),
    )
    reason = forms.CharField(
        label=_("为什么代替原来的"),
        max_length=500,
        help_text=_("例如：国务院办公厅调整了放假安排"),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, replacing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not replacing:
            del self.fields["reason"]
        for n, name in enumerate(FESTIVALS):
            self.fields[f"first_{n}"] = DateField(label=_("%(name)s放假从") % {"name": name})
            self.fields[f"last_{n}"] = DateField(label=_("%(name)s放假到") % {"name": name})
            self.fields[f"work_{n}"] = forms.CharField(
                label=_("%(name)s哪几天调休上班") % {"name": name},
                required=False,
                max_length=100,
                help_text=_("没有就不填。例如：2月14日、2月28日") if n == 0 else "",
            )

    def festivals(self) -> Iterator[tuple[int, str, list[forms.BoundField]]]:
        """Number and name of each festival, with its fields."""
        for n, name in enumerate(FESTIVALS):
            yield n, name, [self[f"{kind}_{n}"] for kind in ("first", "last", "work")]

    def about(self) -> Iterator[forms.BoundField]:
        for name in ("year", "title", "doc_number", "issued_on", "source", "announces_year", "reason"):
            if name in self.fields:
                yield self[name]

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        latest = clock.today().year + 2
        if not library.FIRST_YEAR <= year <= latest:
            raise forms.ValidationError(
                _now("年份写在%(first)s到%(last)s之间。") % {"first": library.FIRST_YEAR, "last": latest}
            )
        return year

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for n in range(len(FESTIVALS)):
            if data.get(f"last_{n}") and not data.get(f"first_{n}") and f"first_{n}" not in self.errors:
                self.add_error(f"first_{n}", _now("请填从哪天开始放假。"))
        return data

    def facts(self) -> Facts:
        given = self.cleaned_data
        return Facts(
            given["year"],
            given["title"],
            given["source"],
            given["doc_number"],
            given["issued_on"],
            given["announces_year"],
        )

    def arrangement(self) -> list[Line]:
        """All that was typed, as lines."""
        given, found = self.cleaned_data, []
        for n, name in enumerate(FESTIVALS):
            first, last, work = (given.get(f"{kind}_{n}") for kind in ("first", "last", "work"))
            if first:
                dates = f"{first}至{last}" if last else f"{first}"
                found.append(Line(_now("%(name)s（放假）") % {"name": name}, f"{dates} 放假 {name}"))
            if work:
                found.append(Line(_now("%(name)s（上班）") % {"name": name}, f"{work} 上班 {name}"))
        for number, text in enumerate(given["lines"].splitlines(), 1):
            if text.strip():
                found.append(Line(_now("文字第%(n)s行") % {"n": number}, text))
        return found

    def fingerprint(self) -> str:
        """Of what will be adopted, so that nothing is adopted that was not looked at."""
        facts = self.facts()
        told = [facts.year, facts.title, facts.announces_year, *(line.text for line in self.arrangement())]
        return content_hash({"told": told})


def initial_of(notice: HolidayNotice) -> dict[str, Any]:
    """A notice as it would have been typed."""
    rows = [f"{row.day} {'上班' if row.working else '放假'} {row.name}".strip() for row in notice.rows.all()]
    return {
        "year": notice.year,
        "title": notice.title,
        "doc_number": notice.doc_number,
        "issued_on": notice.issued_on,
        "source": notice.source,
        "announces_year": notice.announces_year,
        "lines": "\n".join(rows),
    }


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("撤回的原因"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例如：年份填错了；国务院办公厅重新发了通知"),
        error_messages={"required": _("请写原因，例如：年份填错了。")},
    )
