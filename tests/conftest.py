"""What all tests share: which run where, private files in a folder of the test, a flush that triggers allow."""

import gc
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# Until all is loaded nothing becomes garbage worth looking for; `pytest_collection_finish` goes on.
gc.disable()
# A busy machine makes single examples slow, which says nothing about them; speed is what benchmarks measure.
settings.register_profile("patient", settings(deadline=None))
if settings.default is not None and settings.default.deadline is not None:
    settings.load_profile("patient")

# The shell opens no window with tabs and menus for each page.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}
ONCE = ("wording", "once")
"""Marks of what another database could not break, or not alone."""
WITHOUT_DATABASE = tuple(Path(__file__).parent / name for name in ("architecture", "kernel", "official"))
"""Not even read where only tests that use the database are wanted."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only",
        action="store_true",
        help="only the tests that another database could break: not those marked `wording` or `once`",
    )


def pytest_configure(config: pytest.Config) -> None:
    """A fresh clone has the translations as text alone. The workers of xdist start after this."""
    from mingtang.config.catalogues import compile_catalogues

    compile_catalogues([Path(__file__).parents[1] / "src" / "mingtang" / "locale"])


def uses_database(item: pytest.Item) -> bool:
    from django.test import TransactionTestCase

    fixtures = set(getattr(item, "fixturenames", ()))
    case = getattr(item, "cls", None)
    return (
        item.get_closest_marker("django_db") is not None
        or item.get_closest_marker("postgres") is not None
        or bool(fixtures & DATABASE_FIXTURES)
        or (case is not None and issubclass(case, TransactionTestCase))
    )


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return True if config.getoption("--database-only") and collection_path in WITHOUT_DATABASE else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if uses_database(item) and any(item.path.is_relative_to(folder) for folder in WITHOUT_DATABASE):
            raise pytest.UsageError(f"{item.nodeid} uses the database; PostgreSQL would never see it there")
    if config.getoption("--database-only"):
        wanted = {
            item for item in items if uses_database(item) and not any(map(item.get_closest_marker, ONCE))
        }
        config.hook.pytest_deselected(items=[item for item in items if item not in wanted])
        items[:] = [item for item in items if item in wanted]
    # Tests without a database come last otherwise, and one worker would end with the longest of all.
    items.sort(key=lambda item: uses_database(item) or item.get_closest_marker("slow") is None)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What was loaded until now stays; looking through it for garbage again and again took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is not installed, and CI must run the browser tests", pytrace=False)
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    if item.get_closest_marker("postgres"):
        from django.db import connection

        if connection.vendor != "postgresql":
            pytest.skip("only on PostgreSQL (tools/test runs it there)")


@pytest.fixture
def chromium() -> str:
    """The path of the browser, for `executable_path` of Playwright."""
    assert CHROMIUM, "mark the test with `browser`"
    return CHROMIUM


@pytest.fixture
def private_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Private storage in the folder of the test; returns that folder."""
    from django.core.files.storage import FileSystemStorage

    from mingtang.foundation.files.models import FileContents, StoredFile
    from mingtang.openness.gazette.models import Issue

    folder = tmp_path / "private"
    storage = FileSystemStorage(location=folder, file_permissions_mode=0o600)
    # The fields asked for their storage when the class was made, so a changed setting would come too late.
    fields: list[tuple[Any, str]] = [
        (StoredFile, "data"),
        (FileContents, "picture"),
        (FileContents, "thumbnail"),
        (Issue, "paper"),
    ]
    for model, name in fields:
        monkeypatch.setattr(model._meta.get_field(name), "storage", storage)
    return folder


@pytest.fixture
def indexed(tmp_path: Path, settings: Any, db: None) -> Callable[[], None]:
    """An index of the test's own; called, it is brought up to date, as the indexer would have by now."""
    from mingtang.foundation.search import indexer

    settings.SEARCH_DIR = tmp_path / "search"
    return indexer.catch_up


@pytest.fixture(scope="session", autouse=True)
def flush_past_triggers() -> None:
    """Lets the flush after a transactional test empty the append-only tables, and leaves their triggers in force.

    Django flushes SQLite with DELETE and PostgreSQL with TRUNCATE; both lists of statements run in one transaction.
    """
    from django.db import connection

    operations = type(connection.ops)
    flush = operations.sql_flush

    def sql_flush(self: Any, style: Any, tables: list[str], **options: Any) -> list[str]:
        statements = flush(self, style, tables, **options)
        before, after = [], []
        if self.connection.vendor == "sqlite":
            with self.connection.cursor() as cursor:
                cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'")
                for name, sql, table in cursor.fetchall():
                    if table in tables:
                        before.append(f'DROP TRIGGER "{name}"')
                        after.append(sql)
        elif self.connection.vendor == "postgresql":
            with self.connection.cursor() as cursor:
                cursor.execute(
                    "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
                )
                for (table,) in cursor.fetchall():
                    before.append(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                    after.append(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return before + statements + after if statements else []

    operations.sql_flush = sql_flush  # type: ignore[method-assign, assignment]
