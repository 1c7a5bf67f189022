"""Which matters a record fulfils: those it has, and those it may well fulfil."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from mingtang.kernel.refusals import Forbidden
from mingtang.openness.catalogue import actions, likely, listing, process, queries
from mingtang.openness.catalogue.actions.linking import linker
from mingtang.openness.catalogue.browsing import Selection
from mingtang.openness.catalogue.desk.base import CatalogueView, uuids
from mingtang.openness.records import process as record_process
from mingtang.openness.records import queries as records
from mingtang.openness.records.models import Record

SHOWN = 40


class RecordView(CatalogueView):
    """The matters of one record; foreign records answer 404."""

    template_name = "catalogue/desk/record.html"
    actions = (*process.STAFF, *record_process.STAFF)

    @cached_property
    def record(self) -> Record:
        found = records.visible_to(self.authority).select_related("unit", "area", "head")
        record = found.filter(pk=self.kwargs["pk"]).first()
        if record is None:
            raise Http404
        return record

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.query("q")
        linked = queries.matters_of_record(self.record.pk)
        held = {entry.matter_id for entry in linked}
        if query["q"]:
            asked = Selection(query).entries().exclude(matter_id__in=held)
            found = list(asked.select_related("version__catalogue__area").order_by(*queries.IN_ORDER)[:SHOWN])
        else:
            found = likely.matters_for(self.record, held)
        rows = listing.rows_of([*linked, *found], desk=True)
        return super().get_context_data(
            record=self.record,
            linked=rows[: len(linked)],
            found=rows[len(linked) :],
            q=query["q"],
            may_link=linker(self.authority, self.record) is not None,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if linker(self.authority, self.record) is None:
            raise Forbidden(_("您不能改这条信息对应的目录事项。"))
        back = redirect("catalogue_desk:record", self.record.pk)
        if request.POST.get("unlink"):
            for matter in queries.matters(uuids([request.POST["unlink"]])):
                actions.unlink(self.authority, self.record, matter)
                messages.success(request, _("已取消对应。"))
            return back
        chosen = uuids(request.POST.getlist("matter"))
        if not chosen:
            messages.warning(request, _("还没有选事项。请先在前面打勾。"))
            return back
        made = actions.link(self.authority, self.record, chosen)
        messages.success(request, _("对应了 %(n)s 个事项。") % {"n": len(made)})
        return back
