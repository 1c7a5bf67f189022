"""One spelling for hashed data: stable under key order and normal forms; what has two spellings is refused."""

import hashlib
import json
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.canonical import canonical_json, commitment, content_hash

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)
# Two keys that are the same text in NFC leave no single answer; they are tested on their own below.
DATA = st.dictionaries(st.text().map(lambda s: unicodedata.normalize("NFC", s)), VALUES, max_size=5)


def reordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: reordered(value[key]) for key in reversed(list(value))}
    return [reordered(item) for item in value] if isinstance(value, list) else value


def decomposed(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFD", value)
    if isinstance(value, dict):
        return {unicodedata.normalize("NFD", k): decomposed(v) for k, v in value.items()}
    return [decomposed(item) for item in value] if isinstance(value, list) else value


def same_keys_in_nfc(value: Any) -> bool:
    if isinstance(value, dict):
        keys = {unicodedata.normalize("NFC", key) for key in value}
        return len(keys) < len(value) or any(map(same_keys_in_nfc, value.values()))
    return any(map(same_keys_in_nfc, value)) if isinstance(value, list) else False


@given(DATA)
def test_key_order_does_not_matter(data: dict[str, Any]) -> None:
    if not same_keys_in_nfc(data):
        assert canonical_json(data) == canonical_json(reordered(data))


@given(DATA)
def test_the_normal_form_of_text_does_not_matter(data: dict[str, Any]) -> None:
    if not same_keys_in_nfc(data):
        assert content_hash(data) == content_hash(decomposed(data))


@given(DATA)
def test_the_canonical_text_reads_back_as_the_same_data_in_nfc(data: dict[str, Any]) -> None:
    if not same_keys_in_nfc(data):
        read = json.loads(canonical_json(data).decode("utf-8", "surrogatepass"))
        assert canonical_json(read) == canonical_json(data)


def test_anybody_can_compute_the_content_hash_from_its_description() -> None:
    text = '{"data":{"a":[1,true,null],"标题":"é"},"format":"mingtang/1"}'
    expected = hashlib.sha256(text.encode()).hexdigest()
    assert content_hash({"标题": "e\u0301", "a": (1, True, None)}) == expected


@pytest.mark.parametrize("value", [1.0, float("nan"), date(2026, 1, 1), Decimal(1), b"x", {1, 2}, object()])
def test_what_has_no_single_spelling_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="no canonical spelling"):
        canonical_json({"nested": [{"value": value}]})


def test_keys_must_be_text() -> None:
    with pytest.raises(TypeError, match="keys must be text"):
        canonical_json({"a": {1: "x"}})


def test_different_data_give_different_hashes() -> None:
    shapes: list[dict[str, Any]] = [
        {},
        {"a": None},
        {"a": ""},
        {"a": 0},
        {"a": False},
        {"a": []},
        {"a": {}},
        {"a": "0"},
    ]
    assert len({content_hash(shape) for shape in shapes}) == len(shapes)


@given(st.text(alphabet="0123456789abcdef", min_size=1), DATA)
def test_a_commitment_binds_salt_and_detail(salt: str, detail: dict[str, Any]) -> None:
    if not same_keys_in_nfc(detail):
        assert commitment(salt, detail) == commitment(salt, reordered(detail))
        assert commitment(salt, detail) != commitment(salt + "0", detail)
        assert (
            commitment(salt, detail) != commitment(salt, {**detail, "note": "另一句"})
            or detail.get("note") == "另一句"
        )
