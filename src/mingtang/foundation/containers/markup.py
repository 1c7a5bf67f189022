"""XML parsed without expanding, loading or fetching anything."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any

from lxml import etree

from mingtang.foundation.containers.refused import Refused

# Spelled out also where it is the default: this is what keeps a file from reading others.
SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "attribute_defaults": False,
    "huge_tree": False,
    "collect_ids": False,
}
_WANT = (etree.ErrorTypes.ERR_NO_MEMORY, etree.ErrorTypes.ERR_RESOURCE_LIMIT)


def parse(data: bytes) -> Any:
    """The root element. Raises Refused for a document type: office files have none, attacks do."""
    try:
        root = etree.fromstring(data, etree.XMLParser(remove_comments=True, remove_pis=True, **SAFE))
    except etree.XMLSyntaxError as error:
        raise Refused(reason(error)) from error
    _refuse_document_type(root)
    return root


def stream(source: IO[bytes], *tags: str) -> Iterator[Any]:
    """Elements of the local names `tags`, whole and in order, each dropped when the next is asked for."""
    first = True
    try:
        for _event, element in etree.iterparse(
            source,
            events=("end",),
            tag=[f"{{*}}{tag}" for tag in tags],
            remove_comments=True,
            remove_pis=True,
            **SAFE,
        ):
            if first:
                _refuse_document_type(element)
                first = False
            yield element
            drop(element)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise Refused(reason(error)) from error


def events(source: IO[bytes], *tags: str) -> Iterator[tuple[bool, Any]]:
    """Begins (True) and ends (False) of elements of these local names, in order, for large parts: who asks drops with
    `drop` what is done with. Raises Refused."""
    first = True
    try:
        for event, element in etree.iterparse(
            source,
            events=("start", "end"),
            tag=[f"{{*}}{tag}" for tag in tags],
            remove_comments=True,
            remove_pis=True,
            **SAFE,
        ):
            if first:
                _refuse_document_type(element)
                first = False
            yield event == "start", element
    except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise Refused(reason(error)) from error


def drop(element: Any) -> None:
    """Frees an element that ended, and what stands before it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def reason(error: Exception) -> str:
    """Libxml2 also calls it a mistake of the file when memory ends or entities grow beyond measure."""
    code = getattr(error, "code", None)
    if code == etree.ErrorTypes.ERR_ENTITY_LOOP or (code in _WANT and "entity" in str(error)):
        return "unsafe"
    return "too-large" if code in _WANT else "damaged"


def was_cut_off(parser: Any) -> bool:
    """Whether a parser that forgives mistakes left out what lies too deep or is too large."""
    return any(error.type in _WANT for error in parser.error_log)


def _refuse_document_type(element: Any) -> None:
    # The document type of a tree stands before its first element, so it is known when that begins.
    if element.getroottree().docinfo.internalDTD is not None:
        raise Refused("unsafe")


def name_of(element: Any) -> str:
    """Without the namespace: strict and transitional files differ only in it. Empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str, default: str = "") -> str:
    """By local name, whatever its namespace."""
    found = element.get(name)
    if found is not None:
        return str(found)
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return default


def children(element: Any, name: str) -> Iterator[Any]:
    for child in element:
        if name_of(child) == name:
            yield child


def child(element: Any, *path: str) -> Any | None:
    """The first element at the end of the path of local names, or None."""
    for name in path:
        element = next(children(element, name), None)
        if element is None:
            return None
    return element


def inside(element: Any, *path: str) -> list[Any]:
    """What the element at the end of the path holds."""
    found = child(element, *path)
    return [] if found is None else list(found)
