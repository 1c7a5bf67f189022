"""`python -m mingtang COMMAND`: the house's own commands; every other name is one of Django's."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SETTINGS_PAGE = ROOT / "docs" / "settings.md"


def main() -> None:
    """Entry point; exits with the command's status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingtang.config.settings")
    _check_options()
    name = sys.argv[1] if len(sys.argv) > 1 else "help"
    if name in COMMANDS:
        sys.exit(COMMANDS[name](sys.argv[2:]))
    if name in {"help", "--help", "-h"} and len(sys.argv) < 3:
        print("Commands of Mingtang:")
        for command, run in COMMANDS.items():
            print(f"    {command:<16}{(run.__doc__ or '').splitlines()[0]}")
        print()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def _check_options() -> None:
    """A wrong setting is named in one line, without a stack trace."""
    from pydantic import ValidationError

    from mingtang.config.options import env_name, options

    try:
        options()
    except ValidationError as error:
        for problem in error.errors():
            field = str(problem["loc"][0]) if problem["loc"] else ""
            name = field if field.isupper() else env_name(field) if field else "settings"
            print(f"Setting {name}: {problem['msg']}", file=sys.stderr)
        sys.exit(2)


def setup(arguments: list[str]) -> int:
    """Prepare the database, static files and schedules; --demo loads the demo county."""
    parser = argparse.ArgumentParser(prog="mingtang setup", description=setup.__doc__)
    parser.add_argument("--demo", action="store_true", help="load the demo county unless it is there")
    wanted = parser.parse_args(arguments)
    import django

    django.setup()
    from mingtang.config import preparation

    preparation.prepare(demo=wanted.demo)
    return 0


def serve(arguments: list[str]) -> int:
    """Run the web server and the background worker until stopped."""
    argparse.ArgumentParser(prog="mingtang serve", description=serve.__doc__).parse_args(arguments)
    import django

    django.setup()
    from mingtang.config import serving

    serving.serve()


def work(arguments: list[str]) -> int:
    """Run only the background worker (serve starts it by itself)."""
    argparse.ArgumentParser(prog="mingtang work", description=work.__doc__).parse_args(arguments)
    import django

    django.setup()
    from mingtang.config import worker

    return worker.work()


def index(arguments: list[str]) -> int:
    """Run only the indexer, which keeps the search up to date (serve starts it by itself)."""
    argparse.ArgumentParser(prog="mingtang index", description=index.__doc__).parse_args(arguments)
    import django

    django.setup()
    from mingtang.config import indexing

    return indexing.run()


def search(arguments: list[str]) -> int:
    """Compare the search index with the database (check), or have it built anew (rebuild)."""
    parser = argparse.ArgumentParser(prog="mingtang search", description=search.__doc__)
    parser.add_argument("what", choices=("check", "rebuild"))
    wanted = parser.parse_args(arguments)
    import django

    django.setup()
    from mingtang.config import indexing

    return indexing.check() if wanted.what == "check" else indexing.rebuild()


def guard(arguments: list[str]) -> int:
    """Check files, folders or addresses as the house checks what it publishes; exit 1 when something is found."""
    parser = argparse.ArgumentParser(prog="mingtang guard", description=guard.__doc__)
    parser.add_argument("what", nargs="+", metavar="FILE|FOLDER|URL")
    parser.add_argument("--format", choices=("text", "json", "sarif"), default="text")
    parser.add_argument(
        "--level",
        choices=("block", "warn", "inform"),
        default="block",
        help="from which level on a hit makes the exit code 1 (usually: block); 2: something could not be had",
    )
    wanted = parser.parse_args(arguments)
    import django

    django.setup()
    from mingtang.config import guarding

    return guarding.run(wanted)


def machine_key(arguments: list[str]) -> int:
    """Make (add), list or end the keys by which other systems use the API."""
    parser = argparse.ArgumentParser(prog="mingtang machine-key", description=machine_key.__doc__)
    what = parser.add_subparsers(dest="what", required=True)
    add = what.add_parser("add", help="a new key, shown once")
    add.add_argument("name", help="the other system, as it is shown beside what it sent")
    add.add_argument("--post", required=True, help="code of the post in whose rights it acts")
    what.add_parser("list", help="all keys by their beginnings")
    end = what.add_parser("end", help="the key opens nothing from now on")
    end.add_argument("prefix", help="the beginning of the key, as `list` shows it")
    end.add_argument("--reason", default="")
    wanted = parser.parse_args(arguments)
    import django

    django.setup()
    from mingtang.config import machine_keys

    return machine_keys.run(wanted)


def settings_docs(arguments: list[str]) -> int:
    """Write docs/settings.md; --check fails when it is stale."""
    parser = argparse.ArgumentParser(prog="mingtang settings-docs", description=settings_docs.__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when the page is stale")
    wanted = parser.parse_args(arguments)
    from mingtang.config.options import as_markdown

    text = as_markdown()
    if not wanted.check:
        SETTINGS_PAGE.parent.mkdir(exist_ok=True)
        SETTINGS_PAGE.write_text(text, encoding="utf-8")
        return 0
    if SETTINGS_PAGE.exists() and SETTINGS_PAGE.read_text(encoding="utf-8") == text:
        return 0
    print("docs/settings.md is stale: run `make docs`", file=sys.stderr)
    return 1


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "setup": setup,
    "serve": serve,
    "work": work,
    "index": index,
    "search": search,
    "guard": guard,
    "machine-key": machine_key,
    "settings-docs": settings_docs,
}
