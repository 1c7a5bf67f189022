"""What is said to an import: verdicts on rows, corrections, columns, areas, adoption, giving up."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.web.refusals import in_words, take_errors
from mingtang.kernel.catalogue.columns import Column
from mingtang.kernel.catalogue.item import Item
from mingtang.kernel.classification.areas import STANDARD_AREAS
from mingtang.kernel.refusals import Invalid, WrongState
from mingtang.openness.catalogue import actions, choices, doubts, forms
from mingtang.openness.catalogue.actions.settling import ACCEPT, LEAVE_OUT, VERDICTS, hash_of_row
from mingtang.openness.catalogue.desk.base import uuids
from mingtang.openness.catalogue.desk.imports import OneImport, row_shown
from mingtang.openness.catalogue.models import ImportBlock, ImportRow
from mingtang.openness.catalogue.previewing import gone_of, unsure_columns


class SettleView(OneImport):
    """One verdict: on one row, on the chosen rows, or on all rows with one kind of doubt."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("catalogue_desk:import", self.job.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        back = redirect(
            f"{reverse('catalogue_desk:import', args=[self.job.pk])}?{request.POST.get('back', '')[:300]}#rows"
        )
        if request.POST.get("verdict") == "fill":
            done = actions.fill(
                self.authority, self.job, request.POST.get("code", ""), request.POST.get("value", "")
            )
            messages.success(request, _("填好了 %(n)s 行。") % {"n": done})
            return redirect(f"{reverse('catalogue_desk:import', args=[self.job.pk])}?state=open#rows")
        verdict, _sep, one = request.POST.get("one", "").partition(":")
        code = ""
        if not verdict:
            verdict, code = request.POST.get("verdict", ""), request.POST.get("code", "")
        if verdict not in VERDICTS:
            raise WrongState(_("没有这种处理办法。请用页面上的按钮。"))
        rows = uuids([one] if one else request.POST.getlist("row"))
        if request.POST.get("all") and code:
            rows = []
        elif not rows:
            messages.warning(request, _("还没有选行。请先在前面打勾。"))
            return back
        done, passed = actions.settle(self.authority, self.job, verdict, rows=rows, code=code)
        self._say(request, verdict, done, passed)
        return back

    @staticmethod
    def _say(request: HttpRequest, verdict: str, done: int, passed: int) -> None:
        words = {ACCEPT: _("确认了 %(n)s 行。"), LEAVE_OUT: _("标为“不要” %(n)s 行。")}
        text = words.get(verdict, _("处理了 %(n)s 行。")) % {"n": done}
        if passed and verdict == ACCEPT:
            text += _(
                "%(n)s 行没有变：已经核对过，或者有错必须先改正，或者有发布前检查要处理的，请单独确认。"
            ) % {"n": passed}
        (messages.success if done else messages.warning)(request, text)


class RowView(OneImport):
    """Corrects one row beside what stands in the file."""

    template_name = "catalogue/desk/row.html"

    def _row(self) -> ImportRow:
        row = self.job.rows.select_related("block__area").filter(pk=self.kwargs["row"]).first()
        if row is None:
            raise Http404
        return row

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self._row()
        return self._show(row, forms.ItemForm(initial=forms.initial_of(Item.of_data(row.text))))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self._row()
        form = forms.ItemForm(request.POST)
        if form.is_valid():
            try:
                actions.correct_row(
                    self.authority, self.job, row, form.item(), seen=request.POST.get("seen", "")
                )
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                messages.success(request, _("第 %(n)s 行已改正。") % {"n": row.number})
                back = request.POST.get("back", "")[:300]
                return redirect(f"{reverse('catalogue_desk:import', args=[self.job.pk])}?{back}#rows")
        return self._show(row, form, 422)

    def _show(self, row: ImportRow, form: forms.ItemForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            shown=row_shown(row),
            raw=_raw(row),
            seen=self.request.POST.get("seen") or hash_of_row(row),
            back=self.request.GET.get("back") or self.request.POST.get("back", ""),
        )
        return self.render_to_response(context, status=status)


class ColumnsView(OneImport):
    """Says what the columns of one table mean; the file is then read again."""

    template_name = "catalogue/desk/columns.html"

    def _block(self) -> ImportBlock:
        block = self.job.blocks.filter(position=self.kwargs["block"]).first()
        if block is None:
            raise Http404
        return block

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        block = self._block()
        samples = list(block.rows.order_by("position").values_list("cells", flat=True)[:3])
        return super().get_context_data(
            block=block,
            columns=[
                {
                    **column,
                    "told": [doubts.told(doubt) for doubt in column["doubts"]],
                    "samples": [c[column["index"]] for c in samples if column["index"] < len(c)],
                }
                for column in block.columns
            ],
            choices=choices.columns(),
            settled=self.job.rows.filter(state__in=("accepted", "corrected", "left_out")).count(),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        block = self._block()
        known = {column.value for column in Column}
        mapping: dict[tuple[int, int], Column | None] = {}
        for column in block.columns:
            said = request.POST.get(f"column-{column['index']}", "")
            if said != column["column"] and (said == "" or said in known):
                mapping[(block.grid, column["index"])] = Column(said) if said else None
        if not mapping:
            messages.info(request, _("列的意思没有改动。"))
        else:
            actions.remap(self.authority, self.job, mapping, self.act())
            messages.success(request, _("正在按新的列名重新读取。"))
        return redirect("catalogue_desk:import", self.job.pk)


class AreaView(OneImport):
    """Says which area a block belongs to."""

    template_name = "catalogue/desk/area.html"

    def _block(self) -> ImportBlock:
        block = self.job.blocks.select_related("area").filter(position=self.kwargs["block"]).first()
        if block is None:
            raise Http404
        return block

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        block = self._block()
        standard = STANDARD_AREAS.get(block.area_code)
        initial = {
            "area": block.area,
            "name": standard.label if standard else block.area_text[:60],
            "code": block.area_code,
        }
        return self._show(block, forms.AreaForm(initial=initial))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        block = self._block()
        form = forms.AreaForm(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            try:
                actions.set_area(
                    self.authority,
                    self.job,
                    block,
                    data["area"],
                    code=data["code"],
                    name=data["name"],
                    passed=form.passed,
                )
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                messages.success(request, _("领域已选定。"))
                return redirect("catalogue_desk:import", self.job.pk)
        return self._show(block, form, 422)

    def _show(self, block: ImportBlock, form: forms.AreaForm, status: int = 200) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, block=block), status=status)


class KnownAreasView(OneImport):
    """Sets up all standard areas that the file names and the county has not yet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("catalogue_desk:import", self.job.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            made = actions.set_known_areas(self.authority, self.job)
        except Invalid as refusal:
            messages.error(request, _("请逐个选定领域。") + in_words(refusal))
        else:
            messages.success(request, _("新设了 %(n)s 个领域。") % {"n": made})
        return redirect("catalogue_desk:import", self.job.pk)


class RematchView(OneImport):
    """Compares with the newest versions again."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("catalogue_desk:import", self.job.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions.rematch(self.authority, self.job)
        messages.success(request, _("已和最新的目录重新比对。"))
        return redirect("catalogue_desk:import", self.job.pk)


class AdoptView(OneImport):
    """Adopts what was settled as the next version of each area."""

    template_name = "catalogue/desk/adopt.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        assert self.job.case
        initial = {
            "issuer": self.job.unit.name,
            "effective_on": clock.today(),
            "keep_local": True,
            "lock_version": self.job.case.lock_version,
        }
        return self._show(forms.AdoptForm(initial=initial))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = forms.AdoptForm(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            try:
                versions = actions.adopt(
                    self.authority,
                    self.job,
                    self.act(reason=data["reason"]),
                    issuer=data["issuer"],
                    source=data["source"],
                    effective_on=data["effective_on"],
                    keep_local=data["keep_local"],
                    columns_checked=data["columns_checked"],
                    passed=form.passed,
                )
            except (Invalid, WrongState) as refusal:
                take_errors(form, refusal)
            else:
                messages.success(request, _("已发布 %(n)s 个领域的目录。") % {"n": len(versions)})
                return redirect("catalogue_desk:import", self.job.pk)
        return self._show(form, 422)

    def _show(self, form: forms.AdoptForm, status: int = 200) -> HttpResponse:
        still_open = self.job.rows.filter(state="open").count()
        areas = sorted({str(block) for block in self.job.blocks.select_related("area")})
        unsure = unsure_columns(self.job)
        gone = list(gone_of(self.job).select_related("version__catalogue__area"))
        if not unsure:
            del form.fields["columns_checked"]
        context = self.get_context_data(
            form=form, still_open=still_open, areas=areas, unsure=unsure, gone=gone
        )
        return self.render_to_response(context, status=status)


class GiveUpView(OneImport):
    """Ends an import that is not wanted."""

    template_name = "catalogue/desk/give_up.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=forms.ReasonForm()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = forms.ReasonForm(request.POST)
        if form.is_valid():
            actions.give_up(self.authority, self.job, self.act(reason=form.cleaned_data["reason"]))
            messages.success(request, _("已放弃这次导入，目录没有任何变化。"))
            return redirect("catalogue_desk:imports")
        return self.render_to_response(self.get_context_data(form=form), status=422)


def _raw(row: ImportRow) -> list[tuple[str, str]]:
    """The cells as they stand in the file, each with its heading."""
    texts = {column["index"]: column["text"] for column in row.block.columns}
    return [(texts.get(n, str(n + 1)), cell) for n, cell in enumerate(row.cells) if cell.strip()]
