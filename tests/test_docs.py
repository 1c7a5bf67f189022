"""The documents tell the truth where a machine can tell: links, files, dependencies; and they name no private place."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "mingtang"
DOCUMENTS = sorted(
    [*ROOT.glob("README*.md"), ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/**/*.md")]
)
TRANSLATIONS = (ROOT / "README.md", ROOT / "README.zh-CN.md")
MOST_IMAGE_BYTES = 1_200_000

LINKS = re.compile(r"!?\[(?:[^\[\]]|!\[[^\]]*\]\([^)]*\))*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`([^`\n]+)`", re.DOTALL)
TOPS = "|".join(
    sorted(
        ["src", "tests", "tools", "docs", "benchmarks", "requirements"]
        + [path.name for path in PACKAGE.iterdir() if path.is_dir() and not path.name.startswith("_")]
    )
)
PATH = re.compile(rf"(?:{TOPS})/[\w./-]*")
# An index of packages, or a folder that only one machine has.
PRIVATE = re.compile(
    r"pypi\.org|pythonhosted|registry\.npm|proxy\.golang|/simple/|index-url\s*=|find-links\s*="
    r"|(?<![\w.~-])/(?:root|home|work|Users|mnt)/|\.\./shared"
)
# They hold the words themselves, in order to refuse them.
SPEAK_OF_IT = {"tests/test_docs.py", "tools/lock.py"}

each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))


def links(path: Path) -> Iterator[str]:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in LINKS.findall(text):
        if not re.match(r"[a-z]+:", target):
            yield target


def slug(heading: str) -> str:
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-")


@each_document
def test_relative_links_and_images_resolve(path: Path) -> None:
    for target in links(path):
        name, _, anchor = target.partition("#")
        found = (path.parent / name).resolve() if name else path
        assert found.is_relative_to(ROOT), f"{target} leads out of the project"
        assert found.exists(), f"{target} does not exist"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", found.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {slug(heading) for heading in headings}, f"no heading for {target}"


@each_document
def test_paths_named_in_documents_exist(path: Path) -> None:
    for match in CODE.finditer(path.read_text(encoding="utf-8")):
        name = match[1] or ""
        if PATH.fullmatch(name):
            assert (ROOT / name).exists() or (PACKAGE / name).exists(), f"there is no {name}"


@each_document
def test_make_targets_named_in_documents_exist(path: Path) -> None:
    targets = set(
        re.findall(r"^([.\w/]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    )
    named = re.findall(r"(?:^|`)(?:PORT=\d+ )?make ([.\w/]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) <= targets


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    written = {path.name for path in folder.glob("[0-9]*.md")}
    assert {link for link in links(folder / "README.md") if link[0].isdigit()} == written
    numbers = [name[:4] for name in written]
    assert len(numbers) == len(set(numbers))


def test_every_direct_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    wanted = [entry for group in groups for entry in group]
    names = {re.split(r"[^\w.-]", entry, maxsplit=1)[0].lower() for entry in wanted}
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| ([a-z0-9-]+) \|", text, re.MULTILINE)) - {"package"} == names


def test_both_readmes_show_the_same_pictures_and_logins() -> None:
    english, chinese = (path.read_text(encoding="utf-8") for path in TRANSLATIONS)
    for pattern in (r"docs/images/[\w-]+\.png", r"^\| `([\w.]+)` \|"):
        assert re.findall(pattern, english, re.MULTILINE) == re.findall(pattern, chinese, re.MULTILINE)


def test_logins_of_the_readme_are_those_of_the_demo() -> None:
    from mingtang.demo.people import DEMO_LOGINS, PEOPLE

    named = set(re.findall(r"^\| `([\w.]+)` \|", TRANSLATIONS[0].read_text(encoding="utf-8"), re.MULTILINE))
    assert {login.username for login in DEMO_LOGINS} <= named <= {person.username for person in PEOPLE}


def test_pictures_are_light_and_used() -> None:
    pictures = set((ROOT / "docs" / "images").glob("*"))
    shown = {
        (path.parent / target).resolve()
        for path in DOCUMENTS
        for target in re.findall(r"\(([^)\s]+\.png)\)", path.read_text(encoding="utf-8"))
    }
    assert pictures == shown
    assert sum(path.stat().st_size for path in pictures) <= MOST_IMAGE_BYTES


@cache
def own_files() -> tuple[str, ...]:
    """What belongs to the project, from git; also what is new and not ignored."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("not a git checkout")
    return tuple(name for name in done.stdout.decode().split("\0") if name)


def test_no_file_names_a_package_index_or_a_folder_of_one_machine() -> None:
    found = []
    for name in own_files():
        path = ROOT / name
        if name in SPEAK_OF_IT or not path.is_file():
            continue
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [
            f"{name}:{n}: {match[0]}" for n, line in enumerate(lines, 1) if (match := PRIVATE.search(line))
        ]
    assert not found
