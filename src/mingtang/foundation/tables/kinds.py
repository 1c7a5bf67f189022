"""What an uploaded file really is, told from its content. Its name often lies: most “.xls” are something else."""

from __future__ import annotations

import re

from mingtang.foundation.containers import ole
from mingtang.foundation.containers.archive import Archive
from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.containers.refused import Refused

XLSX, XLSB, XLS, ODS = "xlsx", "xlsb", "xls", "ods"
XML_SHEET, DOCX, HTML, MHTML, TEXT = "xml-sheet", "docx", "html", "mhtml", "text"

_BEGINNINGS = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"Rar!\x1a", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"{\\rtf", "rtf"),
    (b"{\\*\\rtf", "rtf"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\x09\x08\x06\x00", "xls-old"),
    (b"\x09\x08\x08\x00", "xls-old"),
    (b"\x09\x04\x06\x00", "xls-old"),
    (b"\x09\x02\x06\x00", "xls-old"),
    (b"\x09\x00\x04\x00", "xls-old"),
)
_HTML = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|table|meta|style|div|tr|center|font|p|span)\b", re.IGNORECASE
)
_MHTML = re.compile(rb"^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)


def tell(data: bytes, limits: Limits) -> str:
    """One of the kinds that can be read. Raises Refused with the code of what else it is, and nothing else.

    Cheap and careful enough to be asked in the service itself: of an archive it reads the list of parts only.
    """
    try:
        return _tell(data, limits)
    except Refused:
        raise
    except Exception as error:
        raise Refused("damaged") from error


def _tell(data: bytes, limits: Limits) -> str:
    if not data.strip(b"\x00 \t\r\n"):
        raise Refused("empty")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _tell_archive(Archive(data, limits))
    if data.startswith(ole.SIGNATURE):
        return _tell_compound(data)
    start = data[:1024].lstrip()
    if data[4:8] == b"ftyp" or data[8:12] == b"WEBP":
        raise Refused("picture")
    for beginning, kind in _BEGINNINGS:
        # Words may begin like a picture or a program: “BM编号”, “MZ001”. Those hold zeros from the start.
        if (start.startswith(beginning) or data.startswith(beginning)) and (
            len(beginning) > 2 or b"\x00" in data[:12]
        ):
            raise Refused(kind)
    return _tell_text(data)


def _tell_archive(archive: Archive) -> str:
    main = archive.main_part()
    if main:
        folder = main.partition("/")[0]
        if main.endswith(".bin"):
            return XLSB
        kind = {"xl": XLSX, "word": DOCX}.get(folder) or _by_content(archive, main)
        if kind:
            return kind
        raise Refused("presentation" if folder == "ppt" else "archive")
    if "mimetype" in archive:
        kind = archive.open("mimetype").read(200).decode("ascii", "replace").strip()
        if kind.startswith("application/vnd.oasis.opendocument.spreadsheet"):
            manifest = "META-INF/manifest.xml"
            if manifest in archive and b"encryption-data" in archive.open(manifest).read(65_536):
                raise Refused("encrypted")
            return ODS
        if kind.startswith("application/vnd.oasis.opendocument"):
            raise Refused("odt")
    if "ofd.xml" in archive:
        raise Refused("ofd")
    raise Refused("archive")


def _by_content(archive: Archive, main: str) -> str:
    """Some programs put the main part elsewhere; its first element says what it is."""
    start = archive.open(main).read(4096)
    if re.search(rb"<(?:\w+:)?workbook\b", start):
        return XLSX
    return DOCX if re.search(rb"<(?:\w+:)?document\b", start) else ""


def _tell_compound(data: bytes) -> str:
    try:
        names = {name.lower() for name in ole.CompoundFile(data).streams}
    except Refused:
        # Damaged at the end, but what it was meant to be can still be said.
        marks = ("EncryptedPackage", "WordDocument", "Workbook")
        names = {mark.lower() for mark in marks if mark.encode("utf-16-le") in data}
        names -= {"workbook"}
    if "encryptedpackage" in names:
        raise Refused("encrypted")
    if names & {"workbook", "book"}:
        return XLS
    if "worddocument" in names:
        raise Refused("doc")
    if "powerpoint document" in names:
        raise Refused("presentation")
    raise Refused("damaged" if not names else "unknown")


def _tell_text(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_wide(data)
    start = data[:65_536].replace(b"\x00", b"") if wide else data[:65_536]
    if not wide and _is_binary(start):
        raise Refused("unknown")
    start = start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"<"):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in start and b"<html" not in start.lower():
            return XML_SHEET
        if b"/office/word/2003/wordml" in start or b"/office/2006/xmlPackage" in start:
            raise Refused("word-xml")
        if _HTML.search(start):
            return HTML
        raise Refused("xml")
    if _MHTML.match(start[:4096]):
        return MHTML
    # A saved page may begin with words or blank lines; a table of text does not contain tables of a page.
    if re.search(rb"<table\b", start, re.IGNORECASE) and re.search(rb"<t[dh]\b", start, re.IGNORECASE):
        return HTML
    return TEXT


def _looks_wide(data: bytes) -> bool:
    """UTF-16 without its mark: every other byte of its line breaks and Latin letters is zero."""
    start = data[:4096]
    zeros = max(start[0::2].count(0), start[1::2].count(0))
    return zeros * 20 > len(start) and not min(start[0::2].count(0), start[1::2].count(0)) * 4 > zeros


def _is_binary(start: bytes) -> bool:
    """Text may hold a few stray control characters, not one in fifty."""
    strange = len(start) - len(
        start.translate(None, bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32)))
    )
    return strange * 50 > len(start)
