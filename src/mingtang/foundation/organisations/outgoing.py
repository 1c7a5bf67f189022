"""What looks at texts before they go out. The guard, which stands above, registers itself; what a form has to say to it
stands here, for those below it have such forms too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.refusals import Invalid
from mingtang.kernel.registry import Registry

UNIT, LEADER, POST, AREA = "unit_text", "leader_text", "post_text", "area_text"
"""Kinds of public texts."""
PASSING = "passing"
"""The field in which a form asks why something is let through."""


@dataclass(frozen=True)
class Passed:
    """Why what blocks may stand, and which hits (by fingerprint) the person was shown before saying so: what they never
    saw is not let through by the way.
    """

    reason: str = ""
    seen: frozenset[str] = frozenset()


NOTHING = Passed()


class Blocked(Invalid):
    """What blocks, by field. `seen` are all hits it tells of, `title` the text they stand in; to those who may let them
    through, the field `PASSING` says so.
    """

    def __init__(self, fields: dict[str, list[Any]], seen: frozenset[str], title: str = "") -> None:
        super().__init__(_("发布前检查发现必须处理的问题，没有保存。"), fields=fields)
        self.seen = seen
        self.title = title


@dataclass(frozen=True)
class Outgoing:
    """`let_out` looks through a row that was just saved (its kind of text, the row, who saves it, why what blocks may
    stand, which fields: see `let_out`) and raises Blocked; `cover` gives a citizen's text as it may be shown."""

    let_out: Callable[[str, Model, Authority | None, Passed, Mapping[str, str]], None]
    cover: Callable[[str], str]


OUTGOING: Registry[Outgoing] = Registry("what looks at texts before they go out")


def let_out(code: str, row: Model, who: Authority | None, passed: Passed, fields: Mapping[str, str]) -> None:
    """Of the text that everybody reads of a row, `fields` are saved now; each has the name that it bears in the form.
    None is the system, which lets nothing through.
    """
    for one in OUTGOING:
        one.let_out(code, row, who, passed, fields)


def covered(text: str) -> str:
    for one in OUTGOING:
        text = one.cover(text)
    return text
