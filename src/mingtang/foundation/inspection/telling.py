"""What a file is, from its content alone. Names decide nothing but between plain text and a table of text."""

from __future__ import annotations

import re

from mingtang.foundation.containers.archive import Archive
from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.containers.ole import SIGNATURE, CompoundFile
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.inspection.telling_text import tell_text

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"OggS", "ogg"),
    (b"ID3", "mp3"),
)
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xfe\xed\xfa", "program"),
    (b"dex\n", "program"),
    (b"\x00asm", "program"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "program"),
    (b"MSCF", "archive"),
    (b"Rar!\x1a", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"{\\rtf", "rtf"),
    (b"{\\*\\rtf", "rtf"),
    (b"BM", "picture-other"),
    (b"II*\x00", "picture-other"),
    (b"MM\x00*", "picture-other"),
    (b"8BPS", "picture-other"),
    (b"\xd7\xcd\xc6\x9a", "picture-other"),
    (b"\x01\x00\x00\x00", "picture-other"),
    (b"FLV\x01", "media-other"),
    (b"0&\xb2u\x8ef\xcf\x11", "media-other"),
    (b"\x00\x00\x01\xba", "media-other"),
    (b"\x00\x00\x01\xb3", "media-other"),
    (b".RMF", "media-other"),
    (b"fLaC", "media-other"),
    (b"#!AMR", "media-other"),
    (b"\x09\x08\x06\x00", "office-old"),
    (b"\x09\x08\x08\x00", "office-old"),
    (b"\x09\x04\x06\x00", "office-old"),
    (b"\xdb\xa5\x2d\x00", "office-old"),
)
_INSTALLER = bytes.fromhex("84100c0000000000c000000000000046")
"""The class of MSI files, as their root carries it."""
_PICTURE_BRANDS = (b"heic", b"heix", b"mif1", b"avif", b"msf1", b"hevc")


def tell(data: bytes, name: str, limits: Limits) -> str:
    """A key of the service's kinds. Raises Refused with the code of what it is instead."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Refused("empty")
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(_ZIP):
        return _tell_archive(Archive(data, limits))
    if data.startswith(SIGNATURE):
        return _tell_compound(data)
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    found = _tell_riff(data) or _tell_boxes(data) or _tell_stream(data)
    if found:
        return found
    for beginning, code in _REFUSED:
        # Words may begin like a picture or a program: “BM编号”, “MZ001”. Those hold zeros from the start.
        if data.startswith(beginning) and (len(beginning) > 2 or b"\x00" in data[:16] or beginning[0] > 0x7F):
            raise Refused(code)
    if data[257:262] == b"ustar":
        raise Refused("archive")
    # Readers take a PDF that begins later as one; then it is two things at once.
    if b"%PDF-" in data[:1024]:
        raise Refused("polyglot")
    # A PDF whose beginning is broken; of those without pictures the rest passes for a text.
    if data.startswith(b"%PDF") or (b"startxref" in data[-1024:] and b"%%EOF" in data[-1024:]):
        raise Refused("damaged")
    return tell_text(data, name)


def _tell_archive(archive: Archive) -> str:
    main = archive.main_part()
    folder = main.partition("/")[0].lower()
    if main.endswith(".bin"):
        raise Refused("xlsb")
    kind = {"xl": "xlsx", "word": "docx", "ppt": "pptx"}.get(folder) or (main and _by_content(archive, main))
    if kind:
        return kind
    if "ofd.xml" in archive:
        return "ofd"
    if "mimetype" in archive:
        with archive.open("mimetype") as part:
            said = part.read(200)
        raise Refused("ebook" if b"epub" in said else "odf")
    if "meta-inf/manifest.mf" in archive or "androidmanifest.xml" in archive:
        raise Refused("program")
    return "zip"


def _by_content(archive: Archive, main: str) -> str:
    """Some programs put the main part elsewhere; its first element says what it is."""
    with archive.open(main) as part:
        start = part.read(4096)
    for element, kind in ((b"workbook", "xlsx"), (b"document", "docx"), (b"presentation", "pptx")):
        if re.search(rb"<(?:\w+:)?" + element + rb"\b", start):
            return kind
    return ""


def _tell_compound(data: bytes) -> str:
    names = CompoundFile(data).names
    if names & {"encryptedpackage", "encryptioninfo"}:
        raise Refused("encrypted")
    streams = {name.lower() for name in CompoundFile(data).streams}
    if "worddocument" in streams:
        return "doc"
    if streams & {"workbook", "book"}:
        return "xls"
    if "powerpoint document" in streams:
        return "ppt"
    if any(name.startswith("__substg1.0") for name in names):
        raise Refused("mail")
    raise Refused("program" if _INSTALLER in data else "unknown")


def _tell_riff(data: bytes) -> str:
    if not data.startswith((b"RIFF", b"RF64")):
        return ""
    if data[8:12] == b"WEBP":
        return "webp"
    if data[8:12] == b"WAVE":
        return "wav"
    raise Refused("media-other")


def _tell_boxes(data: bytes) -> str:
    if data[4:8] != b"ftyp":
        return ""
    brand = data[8:12]
    if brand in _PICTURE_BRANDS:
        raise Refused("picture-other")
    if brand == b"qt  ":
        raise Refused("media-other")
    return "m4a" if brand in (b"M4A ", b"M4B ") else "mp4"


def _tell_stream(data: bytes) -> str:
    if data.startswith(b"\x1a\x45\xdf\xa3"):
        if b"webm" in data[:64]:
            return "webm"
        raise Refused("media-other")
    if len(data) > 4 and data[0] == 0xFF and data[1] & 0xE0 == 0xE0 and data[1] not in (0xFE, 0xFF):
        # Layer 0 is AAC, which browsers play only inside M4A.
        if data[1] & 0x06 == 0:
            raise Refused("media-other")
        return "mp3"
    return ""
