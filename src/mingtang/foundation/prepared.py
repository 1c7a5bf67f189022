"""Queries that every page or act asks: their SQL is put together once, which is most of what a small query costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from typing import Any

from django.db import connections
from django.db.models import Field, QuerySet, Value

_KEPT: ContextVar[dict[Any, list[Any]] | None] = ContextVar("prepared", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Inside, each prepared query is asked once for the same values: for rows that several parts of a page need and
    none changes. Nothing of it stays afterwards.
    """
    before = _KEPT.set({})
    try:
        yield
    finally:
        _KEPT.reset(before)


class _Given(Value):
    """Stands for a value that is told when the query is asked; `value` is its name."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        return "%s", [self]


class Prepared:
    """`Prepared(build, day=DateField())`: `build(day)` makes the query of stand-ins, `rows(day=…)` are its results.

    What decides which query it is must not hang on a value: `None`, or a list, which `build` would see as one stand-in.
    `build` is asked once: the day of today or a setting that it reads by itself stays as it was then.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **fields: Field[Any, Any]) -> None:
        self._build = build
        self._fields = fields
        self._made: dict[str, tuple[QuerySet[Any, Any], Any, str, tuple[Any, ...]]] = {}

    def rows(self, **given: Any) -> list[Any]:
        """Model instances, or tuples of a `values_list`, read anew each time but within `asked_once`."""
        kept = _KEPT.get()
        if kept is None:
            return self._read(given)
        key = (self, *sorted(given.items()))
        if key not in kept:
            kept[key] = self._read(given)
        return kept[key]

    def _read(self, given: dict[str, Any]) -> list[Any]:
        queryset, compiler, sql, holders = self._of(given)
        connection = compiler.connection
        told = tuple(
            holder.output_field.get_db_prep_value(given[holder.value], connection)
            if isinstance(holder, _Given)
            else holder
            for holder in holders
        )
        compiler.as_sql = lambda *_args, **_options: (sql, told)
        asked = queryset.all()
        asked.query.get_compiler = lambda *_args, **_options: compiler  # type: ignore[method-assign]
        return list(asked)

    def _of(self, given: dict[str, Any]) -> tuple[QuerySet[Any, Any], Any, str, tuple[Any, ...]]:
        """The query with a compiler of this call, which knows its columns already."""
        if given.keys() != self._fields.keys():
            raise TypeError(f"told {sorted(given)} instead of {sorted(self._fields)}")
        connection = connections["default"]
        made = self._made.get(connection.vendor)
        if made is None:
            queryset = self._build(
                **{name: _Given(name, output_field=field) for name, field in self._fields.items()}
            )
            compiler = queryset.query.get_compiler("default")
            made = self._made[connection.vendor] = (queryset, compiler, *compiler.as_sql())
        queryset, kept, sql, holders = made
        compiler = copy(kept)
        compiler.connection = connection
        return queryset, compiler, sql, holders
