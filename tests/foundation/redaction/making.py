"""People who do not exist, the masking that hides them, and a look into every corner of a file."""

import io
import re
import zipfile
from datetime import date
from typing import Any

import pikepdf
import pypdfium2

from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.redaction import office, pdf, texts
from mingtang.foundation.redaction.masks import Masking
from mingtang.foundation.redaction.notes import Notes
from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.knowledge import Knowledge

ABOUT = About(today=date(2026, 5, 20), title="明堂县2026年5月城乡低保对象名单", unit="明堂县民政局")
LIMITS = Limits()


def id_number(serial: int, born: str = "19630817", region: str = "990121") -> str:
    """With a right check digit (GB 11643)."""
    digits = f"{region}{born}{serial:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return digits + "10X98765432"[total % 11]


def bank_card(serial: int) -> str:
    """With a right last digit (Luhn)."""
    digits = f"622848{serial:012d}"
    doubled = [int(d) * (2 if n % 2 == 0 else 1) for n, d in enumerate(reversed(digits))]
    return digits + str(-sum(d - 9 if d > 9 else d for d in doubled) % 10)


ID, OTHER_ID = id_number(123), id_number(246, "19571102")
MOBILE = "13805510321"
CARD = bank_card(90017384)
SECRETS = (ID, OTHER_ID, MOBILE, CARD)
LINE = f"陈桂兰，身份证号{ID}，联系电话：{MOBILE}，银行卡号：{CARD}。"


def masking(**how: Any) -> Masking:
    return Masking(ABOUT, Knowledge(), **how)


def copy(data: bytes, kind: str, **how: Any) -> tuple[bytes, dict[str, list[str]], Masking]:
    """The copy, its notes, and the masking after its work."""
    masks, notes = masking(**how), Notes()
    if kind in ("docx", "xlsx", "pptx"):
        made = office.masked_copy(data, kind, masks, notes, LIMITS)
    elif kind == "pdf":
        made = pdf.masked_copy(data, masks, notes)
    else:
        made = texts.masked_copy(data, kind, masks, notes)
    return made, dict(notes.as_data()), masks


def everything(data: bytes) -> str:
    """All that stands in an office file: names and contents of its parts, with and without their markup."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
        return "\n".join([*archive.namelist(), *parts, *(re.sub(r"<[^<>]*>", "", part) for part in parts)])


def part_of(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def names_in(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def everything_of_pdf(data: bytes) -> str:
    """The file itself, all its objects and unpacked streams, and what can be read from its pages."""
    found = [data.decode("latin-1")]
    with pikepdf.open(io.BytesIO(data)) as document:
        found.append(repr(document.trailer))
        for thing in document.objects:
            found.append(repr(thing))
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") != "/Image":
                raw = thing.read_bytes()
                found += [raw.decode("latin-1"), raw.replace(b"\x00", b"").decode("latin-1")]
    return "\n".join([*found, *words_of_pdf(data)])


def words_of_pdf(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [document[n].get_textpage().get_text_range() for n in range(len(document))]


def leaked(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]
