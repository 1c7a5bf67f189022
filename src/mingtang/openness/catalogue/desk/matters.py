"""The list of matters, one matter with its claims and records, and claiming it or giving it up."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.foundation.events.queries import of_subject
from mingtang.foundation.organisations.queries import Authority, staff_of
from mingtang.foundation.web.paging import page_number
from mingtang.foundation.web.refusals import take_errors
from mingtang.foundation.web.slots import DESK_SUBJECT_PANELS
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState
from mingtang.openness.catalogue import actions, facts, forms, kinds, listing, process, queries
from mingtang.openness.catalogue.actions.claiming import SUBJECT, claimer
from mingtang.openness.catalogue.browsing import PARAMETERS, Selection
from mingtang.openness.catalogue.desk.base import CatalogueView, steps
from mingtang.openness.catalogue.models import Claim
from mingtang.openness.records.process import DRAFT


class ListView(CatalogueView):
    """All matters in force, under the filters of the public list and by whether they are claimed."""

    template_name = "catalogue/desk/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.query(*PARAMETERS)
        units = listing.unit_names()
        selection = Selection(query, units)
        counts = selection.counts("level", "audience", "state")
        page = listing.page_of(selection, page_number(self.request.GET.get("page", "")), counts.total)
        return super().get_context_data(
            page=page,
            rows=listing.rows_of(page.rows, desk=True),
            groups=listing.groups_of(counts, query, units),
            q=query["q"],
            kept=listing.pairs_of(query, without="q"),
            filtered=any(query.values()),
            may_claim=self.may_claim,
            **kwargs,
        )


class MatterView(CatalogueView):
    """One matter: its columns, who answers for it, the records that fulfil it, what happened."""

    template_name = "catalogue/desk/matter.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        history = queries.history_of_matter(self.kwargs["pk"])
        entry = queries.said_today(history)
        if entry is None:
            raise Http404
        claims = queries.claims_of([entry.matter_id]).get(entry.matter_id, [])
        area_id = entry.version.catalogue.area_id
        staff = staff_of({row.post_id for row in claims if row.post_id})
        return super().get_context_data(
            entry=entry,
            facts=facts.rows_of(entry),
            claims=[
                {
                    "claim": row,
                    "staff": staff.get(row.post_id or 0),
                    "mine": claimer(self.authority, row.unit_id, area_id) is not None,
                }
                for row in claims
            ],
            records=_records(self.authority, entry.matter_id),
            history=history,
            timeline=steps(
                of_subject(SUBJECT, str(entry.matter_id)).filter(kind__in=(kinds.CLAIMED, kinds.RELEASED))
            ),
            panels=[
                panel
                for show in DESK_SUBJECT_PANELS
                if (panel := show(self.authority, SUBJECT, entry.matter_id))
            ],
            actions=self._buttons(entry.matter_id),
            **kwargs,
        )

    def _buttons(self, pk: UUID) -> list[dict[str, Any]]:
        buttons = []
        if DRAFT in self.authority.actions:
            hint = _("领域、主题和要素都先填好")
            buttons.append((_("起草对应的信息"), "draft", "primary", hint))
        if self.may_claim:
            buttons.append((_("认领"), "claim", "secondary", ""))
        if process.CLAIM in self.authority.actions:
            buttons.append((_("提出修改"), "change", "secondary", _("动态调整，由政务公开办批准")))
            buttons.append((_("提出取消"), "remove", "secondary", ""))
        return [
            {
                "label": label,
                "url": reverse(f"catalogue_desk:{name}", args=[pk]),
                "kind": kind,
                "help": hint,
                "post": name == "draft",
            }
            for label, name, kind, hint in buttons
        ]


class ClaimView(CatalogueView):
    """认领 for a unit, with the post that answers."""

    template_name = "catalogue/desk/claim.html"
    actions = (process.CLAIM, process.MANAGE)

    def _form(self, data: Any = None) -> forms.ClaimForm:
        units = self.units(process.CLAIM, process.MANAGE)
        return forms.ClaimForm(data, units=units, initial={"unit": self.home(units)})

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(self._form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        entry = self.entry(self.kwargs["pk"])
        form = self._form(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            try:
                made = actions.claim(
                    self.authority, entry.matter, data["unit"], post=data["post"], role=data["role"]
                )
            except (Invalid, WrongState) as refusal:
                take_errors(form, refusal)
            else:
                messages.success(request, _("%(unit)s已认领。") % {"unit": made.unit.short_name})
                return redirect("catalogue_desk:matter", entry.matter_id)
        return self._show(form, 422)

    def _show(self, form: forms.ClaimForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, entry=self.entry(self.kwargs["pk"]))
        return self.render_to_response(context, status=status)


class DraftView(CatalogueView):
    """Starts a record that fulfils the matter: its area, theme and elements are there already."""

    actions = (DRAFT,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("catalogue_desk:matter", self.kwargs["pk"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        entry = self.entry(self.kwargs["pk"])
        units = self.units(DRAFT)
        home = self.home(units)
        unit = units.filter(pk=home).first() if home else None
        if unit is None:
            raise Forbidden(_("您没有起草信息的权限。"))
        record = actions.draft_for(self.authority, entry, unit)
        messages.success(request, _("已起草一条，并对应好这个事项。请把内容写完。"))
        return redirect("records_desk:edit", record.pk)


class ReleaseView(CatalogueView):
    """Gives a claim up, with the reason."""

    template_name = "catalogue/desk/release.html"
    actions = (process.CLAIM, process.MANAGE)

    def _claim(self) -> Claim:
        found = (
            Claim.objects.select_related("unit", "matter__catalogue").filter(pk=self.kwargs["claim"]).first()
        )
        if found is None or claimer(self.authority, found.unit_id, found.matter.catalogue.area_id) is None:
            raise Http404
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(self._claim(), forms.ReasonForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        held = self._claim()
        form = forms.ReasonForm(request.POST)
        if form.is_valid():
            actions.release(self.authority, held, form.cleaned_data["reason"])
            messages.success(request, _("%(unit)s不再认领这个事项。") % {"unit": held.unit.short_name})
            return redirect("catalogue_desk:matter", held.matter_id)
        return self._show(held, form, 422)

    def _show(self, held: Claim, form: forms.ReasonForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, held=held, entry=self.entry(held.matter_id))
        return self.render_to_response(context, status=status)


def _records(who: Authority, matter_id: UUID) -> list[dict[str, Any]]:
    """The linked records, each with its address at the desk or, where the person may not see it there, in public."""
    return [
        {
            "record": record,
            "url": reverse("records_desk:record", args=[record.pk])
            if seen
            else reverse("records:record", args=[record.pk]),
        }
        for record, seen in queries.records_visible_to(who, matter_id)
    ]
