"""The staff face: a search of what one may see, what people search for, and words that mean the same."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from mingtang.foundation.cases.queries import county
from mingtang.foundation.search import actions, chips, queries
from mingtang.foundation.search.answering import staff
from mingtang.foundation.search.asked import DESK_FACETS, asked
from mingtang.foundation.search.forms import SynonymsForm
from mingtang.foundation.search.models import SynonymGroup
from mingtang.foundation.search.notes import notes_of
from mingtang.foundation.search.paging import page_of
from mingtang.foundation.search.process import MANAGE
from mingtang.foundation.web.filters import chip_group
from mingtang.foundation.web.paging import page_number, slice_page
from mingtang.foundation.web.scoped import DeskView
from mingtang.kernel.refusals import Invalid, NotVisible

DAYS = {"7": 7, "30": 30, "90": 90, "365": 365}
USUAL_DAYS = "30"


class DeskSearch(DeskView):
    """Drafts and public records alike, as far as the person's grants reach."""

    template_name = "search/desk/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = asked(self.request.GET, DESK_FACETS)
        people = staff(self.authority)
        number = page_number(self.request.GET.get("page", ""))
        found, page = page_of(wanted, number, DESK_FACETS, people)
        return super().get_context_data(
            asked=wanted,
            answer=found,
            page=page,
            q=found.reading.text,
            notes=notes_of(found, wanted, at_desk=True),
            meant_url=wanted.address_with(q=found.meant),
            groups=chips.groups_of(wanted, found, DESK_FACETS),
            **kwargs,
        )


class SearchReport(DeskView):
    """What people searched for in some days, and what became of it."""

    template_name = "search/desk/report.html"
    actions = (MANAGE,)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.query("days", "unit")
        query["days"] = query["days"] if query["days"] in DAYS else USUAL_DAYS
        days = DAYS[query["days"]]
        counts = queries.visible_counts(self.authority)
        units = queries.by_unit(counts, days)
        if query["unit"]:
            counts = counts.filter(unit__slug=query["unit"])
        chips_of_units = chip_group(
            _("在哪个单位的网站上搜索"),
            "unit",
            {slug: name for slug, name, _number in units},
            {slug: number for slug, _name, number in units},
            query,
        )
        return super().get_context_data(
            report=queries.report(counts, days),
            groups=[chips_of_units] if chips_of_units.items else [],
            periods=[
                (
                    _("最近%(n)s天") % {"n": number},
                    "?" + urlencode({"days": code, "unit": query["unit"]}),
                    code == query["days"],
                )
                for code, number in DAYS.items()
            ],
            **kwargs,
        )


class SynonymList(DeskView):
    """All groups of words that mean the same, and a form for a new one; they are the whole county's."""

    template_name = "search/desk/synonyms.html"
    actions = (MANAGE,)
    form: SynonymsForm | None = None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        actions.permitted(self.authority)
        query = self.query("q")
        found = queries.synonyms_matching(query["q"])
        page = slice_page(
            found,
            found.count(),
            page_number(self.request.GET.get("page", "")),
            kept=[(name, value) for name, value in query.items() if value],
        )
        return super().get_context_data(page=page, q=query["q"], form=self.form or SynonymsForm(), **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        self.form = SynonymsForm(request.POST)
        return _saved(self, self.form, None) or self.render_to_response(self.get_context_data(), status=422)


class SynonymEdit(DeskView):
    """One group: change it, put it out of use, or remove it."""

    template_name = "search/desk/synonym.html"
    actions = (MANAGE,)

    def _group(self, pk: UUID) -> SynonymGroup:
        if self.authority.actor_for(MANAGE, county()) is None:
            raise NotVisible(_("没有这组同义词。"))
        group = SynonymGroup.objects.filter(pk=pk).first()
        if group is None:
            raise NotVisible(_("没有这组同义词，可能已经被别人删除。"))
        return group

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        group = self._group(kwargs["pk"])
        given = {"words": group.words, "source": group.source, "is_active": group.is_active}
        kwargs.setdefault("form", SynonymsForm(initial=given))
        return super().get_context_data(group=group, **kwargs)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        group = self._group(pk)
        if "remove" in request.POST:
            actions.remove_synonyms(self.authority, pk)
            messages.success(request, _("已删除：%(words)s") % {"words": group.words})
            return redirect("search_desk:synonyms")
        form = SynonymsForm(request.POST)
        return _saved(self, form, pk) or self.render_to_response(
            self.get_context_data(pk=pk, form=form), status=422
        )


def _saved(view: DeskView, form: SynonymsForm, pk: UUID | None) -> HttpResponse | None:
    """The way on after saving; nothing where the form has errors to show."""
    if not form.is_valid():
        return None
    try:
        group = actions.save_synonyms(view.authority, pk, **form.cleaned_data)
    except Invalid as refused:
        for name, texts in refused.fields.items():
            for text in texts:
                form.add_error(name, text)
        return None
    messages.success(view.request, _("已保存：%(words)s。马上生效。") % {"words": group.words})
    return redirect("search_desk:synonyms")
