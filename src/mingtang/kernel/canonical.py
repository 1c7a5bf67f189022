"""One spelling for data that is hashed, so that anyone can compute the same hash again."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from typing import Any

FORMAT = "mingtang/1"


def canonical_json(data: Mapping[str, Any]) -> bytes:
    """UTF-8 JSON with sorted keys, no spaces and NFC text; only str, int, bool, None, list and dict are allowed.

    Raises TypeError for anything else (floats and dates have no single spelling: pass text).
    """
    return json.dumps(
        _plain(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def content_hash(data: Mapping[str, Any]) -> str:
    """SHA-256 (hex, 64 characters) of the canonical JSON, with the format version inside the hashed data."""
    return hashlib.sha256(canonical_json({"format": FORMAT, "data": data})).hexdigest()


def commitment(salt: str, detail: Mapping[str, Any]) -> str:
    """A salted SHA-256 (hex) that binds an event to its erasable detail without revealing it.

    Once salt and detail are erased, the commitment says nothing about them, and the chain over it stays whole.
    """
    return hashlib.sha256(salt.encode() + b"\x00" + canonical_json(detail)).hexdigest()


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("keys must be text")
        return {unicodedata.normalize("NFC", key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical spelling; pass text")
