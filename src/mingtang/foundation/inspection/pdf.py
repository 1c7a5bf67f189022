"""PDF: every object is looked at, also those packed into streams; nothing in it may run, send, open or carry files."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.inspection import whole
from mingtang.foundation.inspection.told import Told

_ACTIONS = {
    "/JavaScript": "pdf-script",
    "/Launch": "pdf-script",
    "/SubmitForm": "pdf-form",
    "/ImportData": "pdf-form",
    "/GoToR": "external",
    "/GoToE": "embedded",
    "/Rendition": "pdf-media",
    "/Movie": "pdf-media",
    "/Sound": "pdf-media",
    "/RichMediaExecute": "pdf-media",
    "/GoTo3DView": "pdf-media",
}
_SUBTYPES = {
    "/FileAttachment": "embedded",
    "/RichMedia": "pdf-media",
    "/Movie": "pdf-media",
    "/Sound": "pdf-media",
    "/Screen": "pdf-media",
    "/3D": "pdf-media",
}
_KEYS = {"/JS": "pdf-script", "/JavaScript": "pdf-script", "/EmbeddedFiles": "embedded", "/XFA": "pdf-form"}
_LINKS = ("http:", "https:", "mailto:", "tel:", "ftp:", "#")
_DEEP = 60
HARMLESS = ": stream keyword "
"""Warnings about the end of a line, which programs of many years ago got wrong."""


def check(data: bytes) -> Told:
    """Raises Refused."""
    told = Told("pdf")
    whole.pdf_ends_well(data)
    whole.no_archive_behind(data)
    try:
        document = pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise Refused("encrypted") from error
    except pikepdf.PdfError as error:
        raise Refused(
            "encrypted" if b"/Encrypt" in data[-4096:] and "decrypt" in str(error) else "damaged"
        ) from error
    with document:
        if document.is_encrypted:
            # It opens for everybody, but copying and reading aloud may be forbidden.
            told.note("pdf-restricted")
        for thing in document.objects:
            for found in within(thing, 0):
                _look_at(found)
        # An object that is not where the file says counts as absent here; other readers search and find it.
        if any(HARMLESS not in warning for warning in document.get_warnings()):
            raise Refused("damaged")
        if not len(document.pages):
            raise Refused("damaged")
    return told


def within(thing: Any, deep: int) -> Iterator[Any]:
    """The dictionaries in an object, without following references: the objects they name are listed themselves."""
    if deep > _DEEP:
        raise Refused("damaged")
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield thing
        children = [value for _key, value in items(thing)]
    elif isinstance(thing, pikepdf.Array):
        children = list(thing)
    else:
        return
    for child in children:
        if isinstance(child, pikepdf.Object) and not child.is_indirect:
            yield from within(child, deep + 1)


def items(thing: Any) -> list[tuple[str, Any]]:
    return [(key, thing.get(key)) for key in thing.keys()]  # noqa: SIM118 - a stream is no mapping


def _look_at(thing: Any) -> None:
    for key, value in items(thing):
        if key in _KEYS and not _is_empty(value):
            raise Refused(_KEYS[key])
        if key == "/Type" and value == "/EmbeddedFile":
            raise Refused("embedded")
        if key == "/S" and isinstance(value, pikepdf.Name) and str(value) in _ACTIONS:
            raise Refused(_ACTIONS[str(value)])
        if key == "/Subtype" and isinstance(value, pikepdf.Name) and str(value) in _SUBTYPES:
            raise Refused(_SUBTYPES[str(value)])
        if key == "/F" and isinstance(thing, pikepdf.Stream):
            # The bytes of this stream lie elsewhere.
            raise Refused("external")
        if key in ("/OpenAction", "/AA") and _goes_out(value):
            raise Refused("external")
        if key == "/URI" and isinstance(value, pikepdf.String):
            _check_link(str(value))


def _goes_out(action: Any) -> bool:
    """Whether an address is opened without a click."""
    if not isinstance(action, pikepdf.Dictionary):
        return False
    return action.get("/S") == "/URI" or any(
        isinstance(value, pikepdf.Dictionary) and value.get("/S") == "/URI" for _key, value in items(action)
    )


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not len(value))


def _check_link(target: str) -> None:
    target = target.strip().lower()
    scheme = target.partition(":")[0]
    if ":" in target and "/" not in scheme and "." not in scheme and not target.startswith(_LINKS):
        raise Refused("external", target[:60])
