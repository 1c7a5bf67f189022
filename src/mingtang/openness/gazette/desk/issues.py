"""Issues at the desk: the list, composing, preview, publishing, giving one up."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from mingtang.foundation.cases.actions import Place
from mingtang.foundation.documents.paper import MissingFont
from mingtang.foundation.events.queries import of_subject, timeline
from mingtang.foundation.guard.letting_out import Blocked
from mingtang.foundation.organisations.passing_forms import PassingForm
from mingtang.foundation.web.paging import page_number, slice_page
from mingtang.foundation.web.refusals import take_errors
from mingtang.foundation.web.scoped import DeskView
from mingtang.kernel.refusals import Invalid, WrongState
from mingtang.openness.gazette import actions, forms, printing, process, queries
from mingtang.openness.gazette.actions.composing import SUBJECT, permitted
from mingtang.openness.gazette.models import Issue
from mingtang.openness.gazette.views import pdf_response

EVENTS_SHOWN = 20


class ListView(DeskView):
    template_name = "gazette/desk/list.html"
    actions = process.STAFF

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = queries.visible_to(self.authority).annotate(pieces=Count("entries"))
        rows = found.order_by("-year", "-number")
        page = slice_page(rows, found.count(), page_number(self.request.GET.get("page", "")))
        return super().get_context_data(page=page, may_edit=process.EDIT in self.authority.actions, **kwargs)


class NewView(DeskView):
    template_name = "gazette/desk/numbers.html"
    actions = (process.EDIT,)

    def _form(self, data: Any = None) -> forms.IssueForm:
        proposed = queries.next_numbers(self.authority.today.year)
        return forms.IssueForm(data, units=self.units(process.EDIT), initial=proposed)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=self._form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if form.is_valid():
            data = dict(form.cleaned_data)
            try:
                made = actions.create_issue(self.authority, data.pop("unit"), **data)
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                messages.success(request, _("已新编%(issue)s。现在选入要登的文件。") % {"issue": made})
                return redirect("gazette_desk:issue", made.pk)
        return self.render_to_response(self.get_context_data(form=form), status=422)


class IssueView(DeskView):
    """Composing: what stands in the issue, and public records to choose from. The base of all acts on one issue."""

    template_name = "gazette/desk/issue.html"
    actions: tuple[str, ...] = process.STAFF

    @cached_property
    def issue(self) -> Issue:
        found = queries.visible_to(self.authority).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def may(self, action: str) -> bool:
        return self.authority.actor_for(action, Place(self.issue.unit_id, None)) is not None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        issue = self.issue
        lines = queries.lines_of(issue)
        editable = not issue.is_published and self.may(process.EDIT)
        q = self.query("q")["q"]
        return super().get_context_data(
            issue=issue,
            sections=queries.sections_of(lines),
            total=len(lines),
            q=q,
            editable=editable,
            candidates=[(r, queries.usual_section(r)) for r in queries.candidates(issue, q)]
            if editable
            else [],
            names=dict.fromkeys((*queries.USUAL_SECTIONS, *(line.entry.section for line in lines))),
            acts=self._acts(),
            timeline=[
                {"title": step.title, "when": step.at, "who": step.who, "note": step.note, "state": "done"}
                for step in timeline(of_subject(SUBJECT, str(issue.pk)))[-EVENTS_SHOWN:][::-1]
            ],
            **kwargs,
        )

    def _acts(self) -> list[dict[str, Any]]:
        issue = self.issue
        if issue.is_published:
            public = reverse("gazette:issue", args=[issue.year, issue.number])
            return [{"label": _("看公开的页面"), "url": public, "kind": "secondary"}]
        offered = []
        if self.may(process.PUBLISH):
            offered.append((_("出版"), "publish", "primary", _("出版后目录和文本都定下来，不能再改")))
        offered.append((_("预览 PDF"), "preview", "secondary", ""))
        if self.may(process.EDIT):
            offered.append((_("改期号"), "edit", "secondary", ""))
            offered.append((_("放弃这期"), "discard", "danger", ""))
        return [
            {
                "label": label,
                "url": reverse(f"gazette_desk:{name}", args=[issue.pk]),
                "kind": kind,
                "help": hint,
            }
            for label, name, kind, hint in offered
        ]

    def back(self, anchor: str = "") -> HttpResponse:
        q = self.request.POST.get("q", "").strip()[:100]
        url = reverse("gazette_desk:issue", args=[self.kwargs["pk"]])
        return redirect(f"{url}?{urlencode({'q': q})}{anchor}" if q else f"{url}{anchor}")


class AddView(IssueView):
    """Selects one record for the issue."""

    actions = (process.EDIT,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("gazette_desk:issue", self.issue.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        issue = self.issue
        permitted(self.authority, process.EDIT, issue.unit_id)
        try:
            entry = actions.add_entry(
                self.authority, issue, _uuid(request.POST.get("record", "")), request.POST.get("section", "")
            )
        except (Invalid, WrongState) as refusal:
            _say(request, refusal)
        else:
            messages.success(
                request,
                _("已把“%(title)s”编入“%(section)s”。")
                % {"title": entry.record.title, "section": entry.section},
            )
        return self.back("#found")


class EntryView(IssueView):
    """Moves one entry up or down, puts it into another section, or takes it out."""

    actions = (process.EDIT,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("gazette_desk:issue", self.issue.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        issue, entry, who = self.issue, self.kwargs["entry"], self.authority
        permitted(who, process.EDIT, issue.unit_id)
        do = request.POST.get("do", "")
        try:
            if do in ("up", "down"):
                actions.move_entry(who, issue, entry, up=do == "up")
            elif do == "section":
                actions.rename_section(who, issue, entry, request.POST.get("section", ""))
            elif do == "remove":
                actions.remove_entry(who, issue, entry)
            else:
                messages.error(request, _("没有看懂要做什么。请用目录里的按钮。"))
        except (Invalid, WrongState) as refusal:
            _say(request, refusal)
        return self.back("" if do == "remove" else f"#entry-{entry}")


class EditView(IssueView):
    """Its numbers and its title."""

    template_name = "gazette/desk/numbers.html"
    actions = (process.EDIT,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        issue = self.issue
        initial = {name: getattr(issue, name) for name in ("year", "number", "serial", "title")}
        return self._show(forms.NumbersForm(initial=initial))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        issue, form = self.issue, forms.NumbersForm(request.POST)
        if form.is_valid():
            try:
                actions.edit_issue(self.authority, issue, **form.cleaned_data)
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                messages.success(request, _("已保存。"))
                return self.back()
        return self._show(form, 422)

    def _show(self, form: Form, status: int = 200) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)


class PreviewView(IssueView):
    """The PDF as it would be published now."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        issue = self.issue
        try:
            return pdf_response(request, issue, printing.preview_of(issue))
        except MissingFont as missing:
            return render(request, "records/no_font.html", {"missing": missing}, status=503)


class ConfirmView(IssueView):
    """Asks before something that cannot be taken back."""

    template_name = "gazette/desk/confirm.html"
    verb = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(verb=self.verb, **kwargs)


class PublishView(ConfirmView):
    """The page says at once what the guard found in the issue's own words, and asks who may let it through why."""

    actions = (process.PUBLISH,)
    verb = "publish"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        obstacles = actions.obstacles(self.issue)
        if "form" not in kwargs:
            kwargs["form"] = self._looked_through()
        return super().get_context_data(obstacles=obstacles, **kwargs)

    def _looked_through(self) -> PassingForm:
        form = PassingForm(QueryDict())
        form.is_valid()
        try:
            actions.look_through(self.authority, self.issue)
        except Blocked as refusal:
            take_errors(form, refusal)
        return form

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = PassingForm(request.POST)
        form.is_valid()
        try:
            issue = actions.publish_issue(self.authority, self.issue, passed=form.passed)
        except Invalid as refusal:
            if isinstance(refusal, Blocked):
                take_errors(form, refusal)
            # The page lists what else stands in the way.
            return self.render_to_response(self.get_context_data(form=form), status=422)
        messages.success(request, _("%(issue)s已出版。") % {"issue": issue})
        try:
            printing.pdf_of(issue)
        except MissingFont as missing:
            lacking = missing.characters or _("全部中文")
            messages.warning(
                request,
                _("字库里缺少：%(lacking)s，PDF 还不能生成。请告诉系统管理员；网页不受影响。")
                % {"lacking": lacking},
            )
        return self.back()


class DiscardView(ConfirmView):
    actions = (process.EDIT,)
    verb = "discard"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = str(self.issue)
        actions.discard_issue(self.authority, self.issue)
        messages.success(request, _("已放弃%(issue)s，期号可以再用。") % {"issue": name})
        return redirect("gazette_desk:list")


def _say(request: HttpRequest, refusal: Invalid | WrongState) -> None:
    notes = (
        [str(note) for found in refusal.fields.values() for note in found]
        if isinstance(refusal, Invalid)
        else []
    )
    messages.error(request, " ".join(notes) or str(refusal.message))


def _uuid(raw: str) -> UUID:
    """An id from a form; one that is none names no record."""
    try:
        return UUID(raw)
    except ValueError:
        return UUID(int=0)
