"""Set-up screens leave the same trace as the desk: every change announces itself and becomes an event."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from mingtang.foundation.organisations.actions import changed
from mingtang.foundation.organisations.queries import Actor


class Audited(admin.ModelAdmin):  # type: ignore[type-arg]  # takes no parameter at run time
    """The base of all set-up screens. Nothing is deleted there: things end, they do not vanish."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._announce(request, obj, [])
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        fields = [
            name
            for entry in message
            if isinstance(entry, dict)
            for name in entry.get("changed", {}).get("fields", [])
        ]
        self._announce(request, obj, fields)
        return super().log_change(request, obj, message)

    def _announce(self, request: HttpRequest, obj: Any, fields: list[str]) -> None:
        detail = {"what": str(obj._meta.label), "id": str(obj.pk), "name": str(obj), "fields": fields}
        changed.send(sender=type(obj), kind="setup.changed", by=Actor(request.user), unit=None, detail=detail)  # type: ignore[arg-type]
