"""The layers hold: imports, templates, addresses; and the rules that keep pages within a strict policy."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "mingtang"

# From the bottom up; those in one row may not reach each other.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("foundation/accounts",),
    ("foundation/organisations",),
    ("foundation/events",),
    ("foundation/files",),
    ("foundation/cases",),
    ("foundation/web",),
    ("foundation/workdays",),
    ("foundation/findings",),
    ("foundation/guard",),
    ("foundation/search",),
    ("foundation/notifications",),
    ("foundation/duties",),
    ("openness/records",),
    ("openness/catalogue", "openness/intake", "openness/columns", "openness/gazette"),
    ("openness/topics",),
    ("openness/obligations",),
    ("openness/reports",),
    ("supervision/selfcheck",),
    ("portal", "workbench"),
)
LEVEL = {app: level for level, row in enumerate(LAYERS) for app in row}
# The folder below `templates/` is the app's last name; namespaces as in the apps' urls.
TEMPLATE_OWNER = {app.rsplit("/", 1)[-1]: app for app in LEVEL}
NAMESPACE_OWNER = {
    "web": "foundation/web",
    "files": "foundation/files",
    "workdays_desk": "foundation/workdays",
    "findings": "foundation/findings",
    "findings_desk": "foundation/findings",
    "guard": "foundation/guard",
    "guard_desk": "foundation/guard",
    "search": "foundation/search",
    "search_desk": "foundation/search",
    "notices": "foundation/notifications",
    "duties": "foundation/duties",
    "duties_desk": "foundation/duties",
    "records": "openness/records",
    "records_desk": "openness/records",
    "catalogue": "openness/catalogue",
    "catalogue_desk": "openness/catalogue",
    "intake_desk": "openness/intake",
    "columns": "openness/columns",
    "columns_desk": "openness/columns",
    "topics": "openness/topics",
    "topics_desk": "openness/topics",
    "gazette": "openness/gazette",
    "gazette_desk": "openness/gazette",
    "obligations": "openness/obligations",
    "obligations_desk": "openness/obligations",
    "coverage": "openness/obligations",
    "coverage_desk": "openness/obligations",
    "reports_desk": "openness/reports",
    "selfcheck_desk": "supervision/selfcheck",
    "portal": "portal",
    "workbench": "workbench",
}
# Names that come with Django itself.
FOREIGN = {"admin", "django", "set_language"}

MOST_LINES = 400
# A longer file is listed here with the reason why it reads better in one piece.
LONG_FILES: dict[str, str] = {}

LOADS = re.compile(r"\{%-?\s*(?:extends|include)\s+(['\"])([^'\"]+)\1")
ADDRESSES = re.compile(r"\{%-?\s*url\s+(['\"])([^'\"]+)\1")
COMMENTS = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}|<!--.*?-->", re.DOTALL)
TAGS = re.compile(r"<([a-zA-Z][\w-]*)((?:\{%.*?%\}|\{\{.*?\}\}|\"[^\"]*\"|'[^']*'|[^<>\"'])*)>", re.DOTALL)
ATTRIBUTES = re.compile(r"(?:^|[\s\"'}])([a-zA-Z][\w:-]*)\s*=")


def templates() -> list[Path]:
    return sorted(SOURCE.glob("**/templates/**/*.*"))


def app_of(path: Path) -> str:
    parts = path.relative_to(SOURCE).parts
    return "/".join(parts[: parts.index("templates")])


def text_of(path: Path) -> str:
    return COMMENTS.sub("", path.read_text(encoding="utf-8"))


def may_use(user: str, used: str) -> bool:
    return user == used or LEVEL[used] < LEVEL[user]


def reaches(path: Path) -> Iterator[tuple[str, str]]:
    """What a template names, and the app that owns it (empty where nobody is known to)."""
    text = text_of(path)
    for match in LOADS.finditer(text):
        folder = match[2].split("/", 1)[0]
        if folder not in FOREIGN:
            yield match[2], TEMPLATE_OWNER.get(folder, "")
    for match in ADDRESSES.finditer(text):
        namespace = match[2].split(":", 1)[0]
        if namespace not in FOREIGN:
            yield match[2], NAMESPACE_OWNER.get(namespace, "")


@pytest.mark.parametrize("path", templates(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_templates_reach_downward_only(path: Path) -> None:
    app = app_of(path)
    assert app in LEVEL, f"{app} has templates but no layer"
    folder = path.relative_to(SOURCE / app / "templates").parts[0]
    assert TEMPLATE_OWNER.get(folder) == app, (
        f"templates of {app} lie below templates/{app.rsplit('/', 1)[-1]}/"
    )
    for name, owner in reaches(path):
        assert owner, f"nobody owns {name!r}"
        assert may_use(app, owner), f"{app} reaches up to {name!r} of {owner}"


@pytest.mark.parametrize("path", templates(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_templates_have_nothing_inline(path: Path) -> None:
    """The content policy forbids inline scripts, style attributes and event handlers; they would fail silently."""
    if path.suffix != ".html":
        return
    for match in TAGS.finditer(text_of(path)):
        tag, inside = match[1].lower(), match[2]
        names = {name.lower() for name in ATTRIBUTES.findall(inside)}
        assert tag != "style", "a <style> element"
        data = 'type="application/json"' in inside or 'type="application/ld+json"' in inside
        assert tag != "script" or "src" in names or data, "an inline script"
        assert "style" not in names, f"a style attribute on <{tag}>"
        assert not {n for n in names if n.startswith("on")}, f"an event handler on <{tag}>"


def test_every_namespace_is_known() -> None:
    declared = set()
    for path in SOURCE.glob("**/*urls.py"):
        declared |= set(
            re.findall(r"^app_name\s*=\s*['\"](\w+)['\"]", path.read_text(encoding="utf-8"), re.MULTILINE)
        )
    assert declared <= NAMESPACE_OWNER.keys()


def test_imports_run_downward() -> None:
    """import-linter's contracts in pyproject.toml."""
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-cache"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def sources() -> Iterator[Path]:
    for folder in ("src", "tests", "tools", "benchmarks"):
        for path in sorted((ROOT / folder).rglob("*")):
            generated = {"migrations", "__pycache__", "locale", "data"} & set(path.parts)
            if (
                path.is_file()
                and not generated
                and path.suffix in {"", ".py", ".html", ".css", ".js", ".txt"}
            ):
                yield path


def test_files_stay_small() -> None:
    long = {}
    for path in sources():
        lines = path.read_bytes().count(b"\n")
        # A table of cases may run a little longer than code that is read for its sense.
        if lines > MOST_LINES + 50 * ("tests" in path.parts):
            long[str(path.relative_to(ROOT))] = lines
    unlisted = {name: lines for name, lines in long.items() if name not in LONG_FILES}
    assert not unlisted, f"more than {MOST_LINES} lines: {unlisted}"
    assert long.keys() >= LONG_FILES.keys(), "LONG_FILES lists files that are short or gone"


def test_row_locks_that_join_lock_their_own_table() -> None:
    """PostgreSQL refuses to lock the other side of an outer join; SQLite, which locks nothing, does not tell."""
    lock = re.compile(r"select_for_update\((?![^)]*\bof=)[^)]*\)[^\n]*(?:\n\s*\.[^\n]*)*?\.select_related\(")
    careless = [
        str(path.relative_to(ROOT))
        for path in SOURCE.rglob("*.py")
        if lock.search(path.read_text(encoding="utf-8"))
    ]
    assert not careless, f'say select_for_update(of=("self",)) in {careless}'
