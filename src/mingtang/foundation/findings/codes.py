"""Quick codes: short, random, without characters that are taken for one another."""

import secrets

from mingtang.foundation.findings.models import Finding

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8


def new_code() -> str:
    """A fresh code; 30⁸ are possible, so that guessing one is hopeless."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def free_code() -> str:
    """A code that no finding has."""
    while Finding.objects.filter(quick_code=(code := new_code())).exists():
        pass
    return code


def normalise(raw: str) -> str:
    """A code as typed by a person: any case, with or without blanks and hyphens. Empty when it is none."""
    code = "".join(raw.split()).replace("-", "").replace("－", "").upper()
    return code if len(code) == LENGTH and all(c in ALPHABET for c in code) else ""


def spaced(code: str) -> str:
    """The code in two halves, as it is read out."""
    return f"{code[:4]} {code[4:]}"
