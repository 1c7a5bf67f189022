"""Shim."""


def masked(kind: str, text: str, strict: bool = False) -> str:
    return text[:3] + "*" * 8
