"""Optional scan by ClamAV's daemon over its socket (the INSTREAM command of clamd)."""

import socket
import struct
from contextlib import closing

from django.conf import settings

_PIECE = 64 * 1024
_SECONDS = 60


class NoScan(Exception):
    """The daemon is configured but did not answer."""


def virus_in(data: bytes) -> str:
    """The name of what was found, empty for nothing or when no scanner is configured. Raises NoScan."""
    address = settings.OPTIONS.clamav_socket
    if not address:
        return ""
    try:
        with closing(_connected(address)) as daemon:
            daemon.sendall(b"zINSTREAM\x00")
            for at in range(0, len(data), _PIECE):
                piece = data[at : at + _PIECE]
                daemon.sendall(struct.pack("!I", len(piece)) + piece)
            daemon.sendall(struct.pack("!I", 0))
            answer = _answer(daemon)
    except OSError as error:
        raise NoScan(str(error)) from error
    if answer.endswith("OK"):
        return ""
    if answer.endswith("FOUND"):
        return answer.partition(":")[2].removesuffix("FOUND").strip()[:100] or "?"
    raise NoScan(answer[:200])


def _connected(address: str) -> socket.socket:
    host, colon, port = address.rpartition(":")
    if colon and port.isdecimal():
        return socket.create_connection((host, int(port)), timeout=_SECONDS)
    daemon = socket.socket(socket.AF_UNIX)
    daemon.settimeout(_SECONDS)
    try:
        daemon.connect(address)
    except OSError:
        daemon.close()
        raise
    return daemon


def _answer(daemon: socket.socket) -> str:
    pieces = b""
    while len(pieces) < 4096 and not pieces.endswith(b"\x00"):
        piece = daemon.recv(4096)
        if not piece:
            break
        pieces += piece
    return pieces.rstrip(b"\x00\n").decode("utf-8", "replace")
