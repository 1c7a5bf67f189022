"""Columns as Atom feeds."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse

from mingtang.foundation.web.feeds import printable, served
from mingtang.openness.columns import queries
from mingtang.openness.columns.models import Column
from mingtang.openness.records.feeds import NewestFeed, newest
from mingtang.openness.records.models import Record


class ColumnFeed(NewestFeed):
    def get_object(self, request: HttpRequest, *args: Any, code: str, **kwargs: Any) -> Column:
        found = queries.public().filter(code=code).first()
        if found is None:
            raise Http404
        return found

    def title(self, obj: Column) -> str:
        return printable(obj.full_name)

    def link(self, obj: Column) -> str:
        return settings.PUBLIC_URL + reverse("columns:column", args=[obj.code])

    def feed_url(self, obj: Column) -> str:
        return settings.PUBLIC_URL + reverse("columns:feed", args=[obj.code])

    def items(self, obj: Column) -> list[Record]:
        return newest(queries.chosen(obj).records())


feed = served(ColumnFeed())
