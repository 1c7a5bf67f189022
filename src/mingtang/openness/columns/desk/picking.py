"""Picking records: into one column, and from the page of a record into columns."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.refusals import WrongState
from mingtang.openness.columns import actions, process, queries
from mingtang.openness.columns.desk.base import ColumnsView, OneColumn
from mingtang.openness.columns.models import Column, Pick
from mingtang.openness.records import process as record_process
from mingtang.openness.records import queries as records
from mingtang.openness.records.models import Record

FOUND_MOST = 20


def found_records(words: str) -> list[Record]:
    """Public records by words of the title, or a 文号 or 索引号."""
    found = records.public_selection({}, words).records().select_related("unit")
    return list(found.order_by("-published_at", "-pk")[:FOUND_MOST]) if words else []


class PicksView(OneColumn):
    """The picked records of a column in their order, and a search for more."""

    actions = process.STAFF
    template_name = "columns/desk/picks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.query("q")["q"]
        picks = queries.picks_of(self.column)
        held = {pick.record_id for pick in picks}
        public = set(records.public().filter(pk__in=held).values_list("pk", flat=True))
        return super().get_context_data(
            picks=[(pick, pick.record_id in public) for pick in picks],
            found=[record for record in found_records(words) if record.pk not in held],
            q=words,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        column, sent = self.column, request.POST
        mine = column.picks.select_related("record", "column")
        if "pick" in sent:
            actions.pick(self.authority, column, one(records.public(), sent["pick"]))
            messages.success(request, _("已放进栏目。"))
        for name, act in _ACTS.items():
            if name in sent:
                act(self.authority, one(mine, sent[name]))
        return redirect("columns_desk:picks", column.pk)


_ACTS: dict[str, Callable[[Authority, Pick], None]] = {
    "unpick": actions.unpick,
    "up": lambda who, row: actions.arrange(who, row, up=True),
    "down": lambda who, row: actions.arrange(who, row, up=False),
    "pin": lambda who, row: actions.pin(who, row, pinned=True),
    "unpin": lambda who, row: actions.pin(who, row, pinned=False),
}


def one(rows: Any, raw: str) -> Any:
    """The row whose id a form sent; 404 for none, whatever was sent."""
    field = rows.model._meta.pk
    try:
        found = rows.filter(pk=field.to_python(raw)).first()
    except (ValueError, OverflowError, ValidationError) as error:
        raise Http404 from error
    if found is None:
        raise Http404
    return found


class RecordView(ColumnsView):
    """The columns of one record; foreign records answer 404."""

    template_name = "columns/desk/record.html"
    actions = (*process.STAFF, *record_process.STAFF)

    @cached_property
    def record(self) -> Record:
        found = records.visible_to(self.authority).select_related("unit").filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held = list(
            Pick.objects.filter(record=self.record)
            .select_related("column__unit", "record")
            .order_by("column__name")
        )
        within = {pick.column_id for pick in held}
        more = [
            column for column in queries.could_hold(self.authority, self.record) if column.pk not in within
        ]
        return super().get_context_data(
            record=self.record,
            held=[(p, actions.picker(self.authority, p.column, self.record) is not None) for p in held],
            more=more,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        mine = Pick.objects.filter(record=self.record).select_related("record", "column")
        if "unpick" in request.POST:
            actions.unpick(self.authority, one(mine, request.POST["unpick"]))
            messages.success(request, _("已从栏目里拿掉。"))
        elif request.POST.get("column"):
            column = one(Column.objects.all(), request.POST["column"])
            actions.pick(self.authority, column, self.record)
            messages.success(request, _("已放进“%(name)s”。") % {"name": column.name})
        else:
            raise WrongState(_("还没有选栏目。请先选一个。"))
        return redirect("columns_desk:record", self.record.pk)
