"""Invented but well-formed codes of organisations and people for the demo county."""

from __future__ import annotations

from datetime import date

_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def org_code(body: str) -> str:
    """Return the nine-character organisation code (GB 11714) for an eight-character body of 0-9 and A-Z."""
    total = sum(int(char, 36) * weight for char, weight in zip(body, _ORG_WEIGHTS, strict=True))
    check = 11 - total % 11
    return body + ("X" if check == 10 else "0" if check == 11 else str(check))


def credit_code(registrar: str, region: str, organisation: str) -> str:
    """Return the 18-character unified social credit code (GB 32100-2015).

    ``registrar`` is the two-character head (``11`` organ, ``12`` institution, ``54`` grass-roots self-government),
    ``region`` the six-digit division code, ``organisation`` a code made by :func:`org_code`.
    """
    head = registrar + region + organisation
    total = sum(
        _CREDIT_ALPHABET.index(char) * weight for char, weight in zip(head, _CREDIT_WEIGHTS, strict=True)
    )
    return head + _CREDIT_ALPHABET[(31 - total % 31) % 31]


_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity_number(region: str, born: date, serial: int) -> str:
    """Return the identity number (GB 11643) for a six-digit region, a birthday and a serial number below 1000.

    Regions that begin with 99 are nobody's.
    """
    head = f"{region}{born:%Y%m%d}{serial:03}"
    total = sum(int(digit) * weight for digit, weight in zip(head, _ID_WEIGHTS, strict=True))
    return head + "10X98765432"[total % 11]
