"""The only writers of the guard."""

from mingtang.foundation.guard.actions.checking import hits_before_keeping, look, make_ready
from mingtang.foundation.guard.actions.gate import gate
from mingtang.foundation.guard.actions.house import add_phrase, end_phrase, import_phrases
from mingtang.foundation.guard.actions.levels import set_level
from mingtang.foundation.guard.actions.overriding import override

__all__ = [
    "add_phrase",
    "end_phrase",
    "gate",
    "hits_before_keeping",
    "import_phrases",
    "look",
    "make_ready",
    "override",
    "set_level",
]
