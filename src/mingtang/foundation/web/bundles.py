"""Style sheets put together from the small files in `static/web/`: a page asks for one, not for six."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SOURCES = Path(__file__).parent / "static" / "web"
COMMON = (
    "tokens.css", "contrast.css", "reading.css", "base.css", "components.css", "prose.css", "coverage.css",
)  # fmt: skip
PRINT = "print.css"
BUNDLES: dict[str, tuple[str, ...]] = {
    "web/portal.css": (*COMMON, "home.css", "search.css", "unit_site.css", "elder.css", "reading_tools.css"),
    "web/workbench.css": (
        *COMMON,
        "search.css",
        "elder.css",
        "reading_tools.css",
        "desk.css",
        "workdays.css",
        "duties.css",
        "charts.css",
        "guard.css",
    ),
}


def together(names: tuple[str, ...]) -> str:
    """Printing comes last, so that paper has the last word."""
    parts = [(SOURCES / name).read_text(encoding="utf-8") for name in names]
    paper = (SOURCES / PRINT).read_text(encoding="utf-8")
    return "".join([*parts, "@media print {\n", paper, "}\n"])


class BundleFinder(BaseFinder):
    """Finds the bundles as if they were files of the package; they are written when somebody asks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=settings.DATA_DIR / "bundles")

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path not in BUNDLES:
            return []
        written = str(self._write(path))
        return [written] if find_all or kwargs.get("all") else written

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in BUNDLES:
            self._write(name)
            yield name, self.storage

    def _write(self, name: str) -> Path:
        """An unchanged file keeps its time, by which `setup` sees that there is nothing to collect."""
        path = Path(self.storage.path(name))
        text = together(BUNDLES[name])
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, half = tempfile.mkstemp(dir=path.parent)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(half).chmod(0o644)
            Path(half).replace(path)
        return path
