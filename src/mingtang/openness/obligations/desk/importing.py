"""Facts out of a table: read, looked at row by row, mended on the page, then registered all together or not at all."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.tables.reading import UnreadableTable, read_tables
from mingtang.kernel.refusals import Forbidden
from mingtang.openness.obligations import actions, kinds, queries
from mingtang.openness.obligations.desk.base import ObligationsView
from mingtang.openness.obligations.fact_tables import COLUMNS, MOST, Row, read_facts
from mingtang.openness.obligations.forms import TableForm
from mingtang.openness.obligations.models import Fact
from mingtang.openness.obligations.naming import Names
from mingtang.openness.obligations.reading_facts import FIELDS, Checked, as_data, check, of_data

MENDED_MOST = 100
"""Faulty rows that can be mended on the page; more than that are mended in the file."""
GOOD_SHOWN = 200


class ImportView(ObligationsView):
    """The form for the file; then, without anything written, what was understood; then registering."""

    template_name = "obligations/desk/import.html"
    actions = (kinds.REGISTER,)

    @cached_property
    def offered_units(self) -> list[Unit]:
        return self.offered(kinds.REGISTER)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        unit = self.unit_of(request.GET.get("unit", ""), self.offered_units)
        return self._ask(unit, TableForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        unit = next((each for each in self.offered_units if each.slug == request.POST.get("unit", "")), None)
        if unit is None:
            raise Forbidden(_("您不能替这个单位登记应公开的事实。"))
        if "rows" not in request.POST:
            return self._read(unit)
        try:
            rows = of_data(json.loads(request.POST["rows"]), MOST)
        except ValueError:
            messages.error(request, _("预览的内容不完整，没有登记。请重新选文件。"))
            return redirect("obligations_desk:import")
        return self._register(unit, self._mended(rows))

    def _read(self, unit: Unit) -> HttpResponse:
        form = TableForm(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self._ask(unit, form, 422)
        upload = form.cleaned_data["file"]
        data = upload.read() if upload else form.cleaned_data["text"].encode()
        field = "file" if upload else "text"
        try:
            tables = read_tables(data, name=upload.name if upload else "")
        except UnreadableTable as error:
            form.add_error(field, str(error.message))
            return self._ask(unit, form, 422)
        found = read_facts(tables.grids)
        if found.missing:
            form.add_error(
                field,
                _(
                    "表头里没有找到“%(missing)s”这几列。第一行请写列名：事项、名称、文号、日期、来源编号，次序不限。"
                )
                % {"missing": "、".join(found.missing)},
            )
        elif not found.rows:
            form.add_error(field, _("表头下面没有内容。请填好再导入。"))
        elif len(found.rows) > MOST:
            form.add_error(
                field,
                _("表里有 %(n)s 行，一次最多 %(most)s 行。请分成几个表。")
                % {"n": len(found.rows), "most": MOST},
            )
        if form.errors:
            return self._ask(unit, form, 422)
        notes = [str(note.message) for note in tables.notes]
        return self._preview(unit, found.rows, notes=notes)

    def _mended(self, rows: list[Row]) -> list[Row]:
        """The rows with what was typed into them on the page, without those that are left out."""
        kept = []
        for n, row in enumerate(rows):
            if self.request.POST.get(f"r{n}-skip"):
                continue
            for name in FIELDS:
                said = self.request.POST.get(f"r{n}-{name}")
                if said is not None:
                    setattr(row, name, said.strip()[:500])
            kept.append(row)
        return kept

    def _register(self, unit: Unit, rows: list[Row]) -> HttpResponse:
        if not rows:
            messages.warning(self.request, _("没有要登记的行。"))
            return redirect("obligations_desk:import")
        checked = check(unit, rows, Names(unit), sender_of(unit))
        if any(each.faults for each in checked):
            return self._preview(unit, rows, checked, status=422)
        lines = [each.line for each in checked if each.line]
        try:
            made = actions.register_facts(
                self.authority, unit, lines, source=Fact.Source.IMPORTED, sender=sender_of(unit)
            )
        except actions.Faulty:
            # Somebody else was quicker; the check says now what is the matter.
            return self._preview(unit, rows, status=422)
        came = [fact.came for fact in made]
        messages.success(
            self.request,
            _("登记了 %(new)s 件；更新 %(changed)s 件，没有变化的 %(same)s 件。")
            % {
                "new": came.count(Fact.Came.NEW),
                "changed": came.count(Fact.Came.CHANGED),
                "same": came.count(Fact.Came.SAME),
            },
        )
        return redirect(f"{reverse('obligations_desk:facts')}?state={queries.WAITING}&unit={unit.slug}")

    def _ask(self, unit: Unit | None, form: TableForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            unit=unit,
            units=self.offered_units,
            columns=[(names[0], "、".join(names[1:4])) for names in COLUMNS.values()],
        )
        return self.render_to_response(context, status=status)

    def _preview(
        self,
        unit: Unit,
        rows: list[Row],
        checked: list[Checked] | None = None,
        *,
        notes: list[str] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        names = Names(unit)
        checked = checked or check(unit, rows, names, sender_of(unit))
        faulty = [(n, each) for n, each in enumerate(checked) if each.faults]
        good = [each for each in checked if not each.faults]
        self.template_name = "obligations/desk/import_preview.html"
        context = self.get_context_data(
            unit=unit,
            total=len(rows),
            faulty=[(each, _fields(n, each)) for n, each in faulty[:MENDED_MOST]],
            n_faulty=len(faulty),
            mendable=len(faulty) <= MENDED_MOST,
            good=good[:GOOD_SHOWN],
            n_good=len(good),
            matters=[names.label(entry) for entry in names.entries] if faulty else [],
            rows=json.dumps(as_data(rows), ensure_ascii=False),
            notes=notes or [],
        )
        return self.render_to_response(context, status=status)


def _fields(n: int, each: Checked) -> list[dict[str, Any]]:
    """The inputs of a faulty row: as it stands in the file, with the rule beside what breaks it."""
    return [
        {
            "name": f"r{n}-{name}",
            "label": COLUMNS[name][0],
            "value": each.day if name == "occurred_on" and each.day else getattr(each.row, name),
            "fault": each.faults.get(name, ""),
            "list": name == "matter",
            "suggested": each.suggested if name == "matter" else [],
        }
        for name in FIELDS
    ]


def sender_of(unit: Unit) -> str:
    """Under whose numbers a unit's tables are known, so that a table read again makes nothing twice."""
    return f"import-{unit.pk}"
