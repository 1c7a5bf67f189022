"""The house list at the desk: what holds for one's units, a form for a new line, taking one out of use, tables."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from mingtang.foundation.cases.actions import Place
from mingtang.foundation.guard import actions, kinds, phrase_tables
from mingtang.foundation.guard.forms import PhraseForm, PhraseTableForm
from mingtang.foundation.guard.models import HousePhrase
from mingtang.foundation.tables.reading import UnreadableTable, read_tables
from mingtang.foundation.web.paging import page_number, slice_page
from mingtang.foundation.web.refusals import take_errors
from mingtang.foundation.web.scoped import DeskView
from mingtang.foundation.web.sheets import XLSX
from mingtang.kernel.refusals import Invalid

FAULTS_SHOWN = 100


class PhrasesView(DeskView):
    template_name = "guard/desk/phrases.html"
    actions = (kinds.PHRASES,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        home = self.authority.actors[0].post if self.authority.actors else None
        form = PhraseForm(
            units=self.units(kinds.PHRASES), initial={"unit": home.unit_id if home else None, "level": "warn"}
        )
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = PhraseForm(request.POST, units=self.units(kinds.PHRASES))
        if form.is_valid():
            try:
                line = actions.add_phrase(self.authority, **form.cleaned_data)
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                messages.success(request, _("已加入“%(text)s”，马上生效。") % {"text": line.text})
                return redirect("guard_desk:phrases")
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _lines(self, words: str) -> QuerySet[HousePhrase]:
        scope = self.authority.scope(kinds.PHRASES)
        found = HousePhrase.objects.filter(scope.units_q("unit_id"), ended_at=None).select_related("unit")
        if words:
            found = found.filter(Q(text__icontains=words) | Q(prefer__icontains=words))
        return found.order_by("unit__path", "text", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.query("q")["q"]
        found = self._lines(words)
        page = slice_page(
            found,
            found.count(),
            page_number(self.request.GET.get("page", "")),
            kept=[("q", words)] if words else [],
        )
        return super().get_context_data(page=page, q=words, **kwargs)


class ExportPhrasesView(PhrasesView):
    """The lines as a workbook that can be imported again."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(phrase_tables.workbook(self._lines(self.query("q")["q"])), content_type=XLSX)
        response["Content-Disposition"] = content_disposition_header(True, _("用语表.xlsx")) or ""
        return response


class ImportPhrasesView(DeskView):
    """A table goes in as a whole; where a row is wrong nothing does, and each fault is said with its row."""

    template_name = "guard/desk/import_phrases.html"
    actions = (kinds.PHRASES,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        home = self.authority.actors[0].post if self.authority.actors else None
        initial = {"unit": home.unit_id if home else None}
        return self._show(PhraseTableForm(units=self.units(kinds.PHRASES), initial=initial))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = PhraseTableForm(request.POST, request.FILES, units=self.units(kinds.PHRASES))
        rows = self._rows(form) if form.is_valid() else []
        if form.errors:
            return self._show(form, status=422)
        made = actions.import_phrases(self.authority, form.cleaned_data["unit"], rows)
        if made.faults:
            return self._show(form, made.faults, 422)
        messages.success(
            request,
            _("新加入 %(new)s 条，更新 %(changed)s 条，已有的 %(same)s 条不变。马上生效。")
            % {"new": made.new, "changed": made.changed, "same": made.same},
        )
        return redirect("guard_desk:phrases")

    def _rows(self, form: PhraseTableForm) -> list[phrase_tables.Row]:
        """What the file holds; says on the form why it is not taken."""
        upload = form.cleaned_data["file"]
        try:
            found = phrase_tables.read_phrases(read_tables(upload.read(), name=upload.name).grids)
        except UnreadableTable as error:
            form.add_error("file", str(error.message))
            return []
        most = phrase_tables.MOST
        if found.missing:
            text = _(
                "表头里没有找到“%(missing)s”。请在第一行写列名：不用的词、改用、级别、依据、说明，次序不限。"
            )
            form.add_error("file", text % {"missing": "、".join(found.missing)})
        elif not found.rows:
            form.add_error("file", _("表头下面没有内容。请填好再导入。"))
        elif len(found.rows) > most:
            text = _("表里有 %(n)s 行，一次最多 %(most)s 行。请分成几个表。")
            form.add_error("file", text % {"n": len(found.rows), "most": most})
        return found.rows

    def _show(
        self, form: PhraseTableForm, faults: Sequence[tuple[int, list[str]]] = (), status: int = 200
    ) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            faults=faults[:FAULTS_SHOWN],
            n_faults=len(faults),
            columns=[(names[0], "、".join(names[1:-1])) for names in phrase_tables.COLUMNS.values()],
        )
        return self.render_to_response(context, status=status)


class EndPhraseView(DeskView):
    """Takes a line out of use; asked once more, for it changes what every paper is checked by."""

    template_name = "guard/desk/end_phrase.html"
    actions = (kinds.PHRASES,)

    def _line(self, pk: int) -> HousePhrase:
        line = HousePhrase.objects.select_related("unit").filter(pk=pk).first()
        if line is None or self.authority.actor_for(kinds.PHRASES, Place(line.unit_id, None)) is None:
            raise Http404
        return line

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(line=self._line(kwargs["pk"]), **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        line = actions.end_phrase(self.authority, self._line(pk))
        messages.success(request, _("已停用“%(text)s”。") % {"text": line.text})
        return redirect("guard_desk:phrases")
