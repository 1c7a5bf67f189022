"""Audio and video: that the container is whole, from beginning to end. What is inside is left to the players."""

from __future__ import annotations

import struct

from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.inspection import whole
from mingtang.foundation.inspection.told import Told

_START = 4096
_STRANGE_MOST = 4096
"""Bytes of an MP3 that are neither frames nor tags: what recorders leave, not where something hides."""
_TAG_MOST = 1 << 20
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
"""Hertz by version (3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5) and index."""
_KILOBITS = {
    (True, 3): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (True, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (True, 1): (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (False, 3): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (False, 2): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (False, 1): (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
}
"""By MPEG 1 or later, layer and index."""


def check(data: bytes, kind: str) -> Told:
    """Raises Refused."""
    whole.no_archive_behind(data)
    if b"<script" in data[:_START].lower() or b"<html" in data[:_START].lower():
        raise Refused("polyglot")
    if b"%PDF-" in data[:1024]:
        raise Refused("polyglot")
    {"mp4": _boxes, "m4a": _boxes, "wav": _wave, "ogg": _ogg, "mp3": _mp3, "webm": _webm}[kind](data)
    return Told(kind)


def _boxes(data: bytes) -> None:
    at = 0
    seen: set[bytes] = set()
    while at < len(data):
        if at + 8 > len(data):
            raise Refused("damaged")
        size, name = struct.unpack_from(">I4s", data, at)
        if size == 1 and at + 16 <= len(data):
            size = struct.unpack_from(">Q", data, at + 8)[0]
        elif size == 0:
            size = len(data) - at
        if size < 8 or at + size > len(data):
            raise Refused("damaged")
        if not all(0x20 <= letter < 0x7F or letter == 0xA9 for letter in name):
            raise Refused("polyglot" if {b"moov", b"mdat"} <= seen else "damaged")
        seen.add(name)
        at += size
    if not (b"moov" in seen and (b"mdat" in seen or b"moof" in seen)):
        raise Refused("damaged")


def _wave(data: bytes) -> None:
    size = struct.unpack_from("<I", data, 4)[0] + 8 if len(data) >= 12 else 0
    if not size or size > len(data):
        raise Refused("damaged")
    if len(data) - size > 1024:
        raise Refused("polyglot")
    at = 12
    seen: set[bytes] = set()
    while at + 8 <= size:
        name, length = struct.unpack_from("<4sI", data, at)
        if at + 8 + length > size + 1:
            raise Refused("damaged")
        seen.add(name)
        at += 8 + length + length % 2
    if not {b"fmt ", b"data"} <= seen:
        raise Refused("damaged")


def _ogg(data: bytes) -> None:
    at = pages = 0
    last = 0
    while at < len(data):
        if data[at : at + 4] != b"OggS" or at + 27 > len(data):
            raise Refused("polyglot" if pages and last & 4 else "damaged")
        last, segments = data[at + 5], data[at + 26]
        table = data[at + 27 : at + 27 + segments]
        at += 27 + segments + sum(table)
        if len(table) < segments or at > len(data):
            raise Refused("damaged")
        pages += 1
    if not pages or not last & 4:
        # The last page says that it is the last.
        raise Refused("damaged")


def _mp3(data: bytes) -> None:
    """Frames in a row from the beginning; a broken last one is what recorders leave, a large hole is not."""
    at = _after_tag(data)
    end = len(data) - 128 if data[-128:-125] == b"TAG" else len(data)
    frames = strange = 0
    while at + 4 <= end:
        length = _frame(data[at : at + 4])
        if length:
            frames += 1
            at += length
            continue
        after = _after_mark(data, at, end)
        if not after:
            after = _next_frame(data, at + 1, end)
            strange += len(data[at:after].strip(b"\x00"))
            if strange > _STRANGE_MOST:
                break
        at = after
    if strange > _STRANGE_MOST and frames > 50:
        raise Refused("polyglot")
    if frames < 3 or strange > _STRANGE_MOST:
        raise Refused("damaged")


def _after_mark(data: bytes, at: int, end: int) -> int:
    """Behind the tags that stand at the end of some files; 0 where none is."""
    if data[at : at + 8] == b"APETAGEX" and at + 32 <= end:
        return min(at + 32 + min(int.from_bytes(data[at + 12 : at + 16], "little"), _TAG_MOST), end)
    if data[at : at + 11] == b"LYRICSBEGIN":
        close = max(data.find(b"LYRICS200", at, at + _TAG_MOST), data.find(b"LYRICSEND", at, at + _TAG_MOST))
        return close + 9 if close > 0 else 0
    return 0


def _next_frame(data: bytes, at: int, end: int) -> int:
    """Where frames go on: two in a row, as a single one is found in any bytes."""
    while (at := data.find(b"\xff", at, end)) >= 0:
        length = _frame(data[at : at + 4])
        if length and (at + length >= end or _frame(data[at + length : at + length + 4])):
            return at
        at += 1
    return end


def _after_tag(data: bytes) -> int:
    if not data.startswith(b"ID3") or len(data) < 10:
        return 0
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size + (10 if data[5] & 0x10 else 0)


def _frame(head: bytes) -> int:
    """Length of a frame by its header, 0 for none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    rate, bits, padding = head[2] >> 2 & 3, head[2] >> 4, head[2] >> 1 & 1
    if version == 1 or layer == 4 or rate == 3 or bits in (0, 15):
        return 0
    bitrate, hertz = _KILOBITS[(version == 3, layer)][bits], _RATES[version][rate]
    if layer == 1:
        return (12 * bitrate * 1000 // hertz + padding) * 4
    samples = 72 if layer == 3 and version != 3 else 144
    return samples * bitrate * 1000 // hertz + padding


def _webm(data: bytes) -> None:
    at = _element_end(data, 0)
    if data[at : at + 4] != b"\x18\x53\x80\x67":
        raise Refused("damaged")
    size, length = _size(data, at + 4)
    end = at + 4 + length + size if size >= 0 else len(data)
    if end > len(data):
        raise Refused("damaged")
    if len(data) - end > 1024:
        raise Refused("polyglot")


def _element_end(data: bytes, at: int) -> int:
    size, length = _size(data, at + 4)
    end = at + 4 + length + size
    if size < 0 or end > len(data):
        raise Refused("damaged")
    return end


def _size(data: bytes, at: int) -> tuple[int, int]:
    """Value and length of an EBML size; −1 for one that is not known."""
    if at >= len(data) or not data[at]:
        raise Refused("damaged")
    length = 9 - data[at].bit_length()
    raw = int.from_bytes(data[at : at + length], "big") & ((1 << 7 * length) - 1)
    if at + length > len(data):
        raise Refused("damaged")
    return (-1 if raw == (1 << 7 * length) - 1 else raw), length
