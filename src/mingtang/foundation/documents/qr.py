"""The QR code of a permanent address."""

from __future__ import annotations

import io

import segno


def as_svg(address: str) -> bytes:
    out = io.BytesIO()
    _code(address).save(out, kind="svg", scale=1, border=2, xmldecl=False)
    return out.getvalue()


def as_png(address: str) -> bytes:
    out = io.BytesIO()
    _code(address).save(out, kind="png", scale=8, border=2)
    return out.getvalue()


def _code(address: str) -> segno.QRCode:
    """Error level M: a tenth of a printed code may be stained."""
    return segno.make(address, error="m", micro=False)
