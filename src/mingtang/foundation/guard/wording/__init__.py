"""What people read of a hit, by kind: what it is, why it is one, what to do now."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from mingtang.foundation.guard.wording.unread import sentence
from mingtang.foundation.guard.wording.words_of import Words

GROUPS = ("files", "forms", "injection", "marks", "names", "personal", "words")


@cache
def _all() -> dict[str, Words]:
    found: dict[str, Words] = {}
    for group in GROUPS:
        found.update(import_module(f"{__name__}.{group}").WORDS)
    return found


def words_for(kind: str) -> Words:
    """Raises KeyError for a kind nobody wrote words for; a test holds that there is none."""
    return _all()[kind]


def label_of(kind: str) -> Any:
    """Of a kind that stands in an old row: one that rules no longer know keeps its code."""
    return _all()[kind].label if kind in _all() else kind


def why(kind: str, args: Mapping[str, str]) -> str:
    words = words_for(kind)
    if kind.startswith("file.") and "why" in args:
        # Sentences about uploads name details in brackets, which hits do not have.
        return _filled(str(sentence(args["why"])).replace("（{details}）", "").replace("{details}", ""), args)
    return _filled(words.reasons.get(args.get("why", ""), words.why), args)


def todo(kind: str, args: Mapping[str, str]) -> str:
    return _filled(words_for(kind).todo, args)


def _filled(sentence: Any, args: Mapping[str, str]) -> str:
    return " ".join((str(sentence) % _Blank(args)).split())


class _Blank(dict[str, str]):
    """What a hit does not know leaves a blank in the sentence."""

    def __missing__(self, key: str) -> str:
        return ""
