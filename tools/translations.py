"""Message catalogues without GNU gettext: `python tools/translations.py extract|check|compile`.

The source language is Simplified Chinese; src/mingtang/locale/en holds the English. `extract` brings the catalogue
in line with the sources and keeps what is translated; `check` fails when it is not in line.
"""

import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "mingtang"
LOCALES = PACKAGE / "locale"
CATALOGUE = LOCALES / "en" / "LC_MESSAGES" / "django.po"
# Function name to: first argument is a context; two arguments are singular and plural.
KEYWORDS: dict[str, tuple[bool, bool]] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (False, False)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (False, True)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (True, False)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (True, True)),
}
PLACEHOLDER = re.compile(r"%\([^)]+\)[#0\- +]*[\d.]*[a-zA-Z]|%[sdrif]|\{[a-z_][a-z0-9_.]*(?::[^}]*)?\}")
# No dates and no names: the file changes only when the messages do.
HEADER = """\
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def _template_as_python(text: str) -> str:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    from django.utils.translation.template import templatize

    # What is left of the markup are X's whose indentation means nothing to Python.
    return "\n".join(line.lstrip() for line in templatize(text).splitlines())


def _files() -> list[Path]:
    found = [
        *PACKAGE.rglob("*.py"),
        *PACKAGE.rglob("templates/**/*.html"),
        *PACKAGE.rglob("templates/**/*.txt"),
    ]
    return sorted(path for path in found if "migrations" not in path.parts)


def extract() -> Catalog:
    """All messages of the sources, with the files they come from."""
    catalogue = Catalog(locale="en", charset="utf-8")
    for path in _files():
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            text = _template_as_python(text)
        keywords = dict.fromkeys(KEYWORDS)
        found = extract_python(io.BytesIO(text.encode()), keywords, ["Translators:"], {"encoding": "utf-8"})
        for _line, function, arguments, _comments in found:
            values: list[str | None] = (
                list(arguments) if isinstance(arguments, (tuple, list)) else [arguments]
            )
            _add(catalogue, str(path.relative_to(ROOT)), *KEYWORDS[str(function)], values)
    for place, label in _labels():
        _add(catalogue, place, False, False, [label])
    return catalogue


def _labels() -> Iterator[tuple[str, str]]:
    """Labels of the kernel's tables, which pages show through gettext and the kernel itself cannot mark."""
    sys.path.insert(0, str(ROOT / "src"))
    from mingtang.kernel import validity
    from mingtang.kernel.classification import audiences, genres, themes

    folder = "src/mingtang/kernel/classification"
    yield from ((f"{folder}/audiences.py", label) for label in audiences.AUDIENCES.values())
    yield from ((f"{folder}/genres.py", label) for label in genres.GENRES.values())
    yield from (("src/mingtang/kernel/validity.py", label) for label in validity.STATES.values())
    for theme in themes.THEMES.values():
        yield f"{folder}/themes.py", theme.local_label
        yield f"{folder}/themes.py", theme.label


def _add(
    catalogue: Catalog, place: str, has_context: bool, is_plural: bool, values: list[str | None]
) -> None:
    context = values.pop(0) if has_context else None
    words = [word for word in values[: 2 if is_plural else 1] if word]
    if len(words) == (2 if is_plural else 1):
        catalogue.add(tuple(words) if is_plural else words[0], context=context, locations=[(place, 0)])


def _strings(value: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [value or ""] if isinstance(value, str) or value is None else list(value)


def _key(message: Message) -> tuple[str, str]:
    return _strings(message.id)[0], message.context or ""


def _messages(catalogue: Catalog) -> dict[tuple[str, str], Message]:
    return {_key(message): message for message in catalogue if message.id}


def _stored() -> Catalog:
    if not CATALOGUE.exists():
        return Catalog(locale="en", charset="utf-8")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en", ignore_obsolete=True, abort_invalid=True)


def rendered() -> bytes:
    """The catalogue file as it should be: the messages of the sources with the stored translations."""
    wanted, stored = extract(), _messages(_stored())
    for key, message in _messages(wanted).items():
        old = stored.get(key)
        message.locations = sorted(set(message.locations))
        if old is not None and type(old.id) is type(message.id):
            message.string, message.user_comments = old.string, old.user_comments
    buffer = io.BytesIO()
    write_po(buffer, wanted, width=110, omit_header=True, include_lineno=False, sort_by_file=True)
    return HEADER.encode() + buffer.getvalue().lstrip()


def _faults() -> list[str]:
    wanted, stored = _messages(extract()), _messages(_stored())
    faults = [f"missing: {source!r}" for source, _ in wanted.keys() - stored.keys()]
    faults += [f"superfluous: {source!r}" for source, _ in stored.keys() - wanted.keys()]
    for message in stored.values():
        sources, strings = _strings(message.id), _strings(message.string)
        expected = set(PLACEHOLDER.findall(sources[-1]))
        for number, string in enumerate(strings):
            # The singular may say "one" instead of the number.
            allowed = expected if len(strings) > 1 and number == 0 else set()
            got = set(PLACEHOLDER.findall(string))
            if string and (got - expected or expected - got - allowed):
                faults.append(f"placeholders differ: {sources[0]!r} → {string!r}")
    if not faults and CATALOGUE.exists() and CATALOGUE.read_bytes() != rendered():
        faults.append("order, files or plural forms are not those of the sources")
    return sorted(faults)


def main() -> int:
    """Command line; see the top of the file."""
    command = sys.argv[1] if len(sys.argv) == 2 else ""
    if command == "extract":
        content = rendered()
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        CATALOGUE.write_bytes(content)
    elif command == "check":
        faults = _faults()
        print("\n".join(faults[:40]), end="\n" if faults else "")
        if faults:
            print(f"translations: {len(faults)} faults; run `make docs`, then translate {CATALOGUE.name}")
            return 1
    elif command == "compile":
        sys.path.insert(0, str(ROOT / "src"))
        from mingtang.config.catalogues import compile_catalogues

        compile_catalogues([LOCALES])
        return 0
    else:
        print(__doc__)
        return 2
    messages = _messages(_stored()).values()
    empty = sum(1 for m in messages if not all(_strings(m.string)))
    print(f"translations: {len(messages)} messages, {empty} not yet in English")
    return 0


if __name__ == "__main__":
    sys.exit(main())
