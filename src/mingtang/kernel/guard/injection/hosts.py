"""What a host is to us: ours, official, known, foreign, one that looks like ours, one for quick money."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from mingtang.kernel.guard.folding import folded
from mingtang.kernel.guard.injection.addresses import Address
from mingtang.kernel.guard.injection.lists import rows

_SECOND = frozenset(["com", "net", "org", "ac", "gov", "edu", "mil", "co"])
_GOV = re.compile(r"(?:^|[.-])gov[.-]?cn(?=[.-])")
"""“gov.cn” somewhere before the end: xx.gov.cn.example.com, gov-cn.com."""
_GOV_LIKE = re.compile(r"(?:^|\.)(?:g[o0]v|[gq9][o0c][vyu]|g[o0]vv|g[o0]ov|gvo|ogv|gv)\.cn$")
_GOV_ELSEWHERE = re.compile(
    r"(?:^|[.-])[a-z0-9-]*gov(?:cn)?\.(?:com|net|cc|cm|co|top|vip|xyz|org|info|biz|site|online|shop|store|pro|app|me|tv|io|click|link|live|club|icu|fun|ltd|work|website|space"
    r"|tech|world|today|cloud|asia|mobi|name|cn\.com|com\.cn|net\.cn|org\.cn)$"
)
_SKELETON = str.maketrans("0135", "olls")
_ODD_NAME = re.compile(
    r"(?:[a-z]{0,4}\d{3,}[a-z]{0,3}|\d{2,}[a-z]{1,3}\d{2,}[a-z]{0,2}|[a-z]{1,3}\d{2,}[a-z]{1,3}\d+)"
)
_SIGNS = re.compile(r"[^a-z0-9]+")


@cache
def _list(kind: str) -> frozenset[str]:
    return frozenset(word for name, *words in rows("hosts.txt") if name == kind for word in words)


@dataclass(frozen=True, slots=True)
class Standing:
    """`trusted`: no more to say. `like` is what the host imitates, perhaps by chance when “name” is among the `traits`:
    codes of what is bad about it.
    """

    trusted: bool = False
    like: str = ""
    traits: tuple[str, ...] = ()

    @property
    def imitates(self) -> bool:
        return bool(self.like) and "name" not in self.traits


class Hosts:
    """`own` are hosts of the county."""

    def __init__(self, own: Iterable[str]) -> None:
        self._own = frozenset(host.lower().removeprefix("www.") for host in own if host)
        self._labels = {
            label: host
            for host in sorted(self._own)
            if len(label := host.split(".")[0]) >= 5 and label.isascii()
        }
        self._skeletons = {_skeleton(host): host for host in sorted(self._own)}

    def trusted(self, host: str) -> bool:
        bare = host.removeprefix("www.")
        return (
            any(_under(bare, one) for one in self._own)
            or any(_under(bare, one) for one in _list("official"))
            or _known(bare)
        )

    def own(self, host: str) -> bool:
        return any(_under(host.removeprefix("www."), one) for one in self._own)

    def standing(self, address: Address) -> Standing:
        host = address.host
        traits: list[str] = []
        if address.user:
            traits.append("user")
        if address.port not in ("", "80", "443", "8080", "8443"):
            traits.append("port")
        if address.numeric:
            return Standing(traits=("number", *traits))
        if host == "localhost" or "." not in host:
            return Standing(trusted=not traits, traits=tuple(traits))
        seen = _shown(host)
        bare = "".join(one for one in unicodedata.normalize("NFKD", seen) if not unicodedata.combining(one))
        other = folded(bare)[0].lower()
        if not seen.isascii() and other != seen and other.isascii():
            return Standing(like=other, traits=(*traits, "letters"))
        if self.trusted(host):
            return Standing(trusted=not traits, traits=tuple(traits))
        like = self._like(host)
        if not like and (own := self._named(host)):
            return Standing(traits=("name", *traits, *_manners(host)), like=own)
        return Standing(like=like, traits=(*traits, *_manners(host)))

    def _like(self, host: str) -> str:
        if _GOV.search(host) or _GOV_LIKE.search(host) or _GOV_ELSEWHERE.search(host):
            return "gov.cn"
        bare = host.removeprefix("www.")
        skeleton = _skeleton(bare)
        if skeleton in self._skeletons:
            return self._skeletons[skeleton]
        for own in sorted(self._own):
            if len(own) >= 8 and _one_apart(bare, own):
                return own
        pieces = _registered(bare).split(".")[0].split("-")
        rest = [one for one in pieces if one not in ("www", "gov", "cn", "zf", "zfw", "com")]
        return self._labels.get(rest[0], "") if len(rest) == 1 and len(pieces) > 1 else ""

    def _named(self, host: str) -> str:
        """Ours when the host has our name under another ending: it may be a company of that name."""
        return self._labels.get(_registered(host).split(".")[0], "")


def _under(host: str, top: str) -> bool:
    return host == top or host.endswith("." + top)


def _known(host: str) -> bool:
    known = _list("known")
    labels = host.split(".")
    return any(".".join(labels[at:]) in known for at in range(len(labels) - 1))


def _shown(host: str) -> str:
    """With international names as people see them."""
    if "xn--" not in host:
        return host
    labels = []
    for label in host.split("."):
        if label.startswith("xn--"):
            try:
                label = label[4:].encode("ascii", "ignore").decode("punycode")
            except (UnicodeError, ValueError, OverflowError):
                pass
        labels.append(label)
    return ".".join(labels)


def _registered(host: str) -> str:
    labels = host.split(".")
    keep = (
        3 if len(labels) > 2 and labels[-1] == "cn" and (labels[-2] in _SECOND or len(labels[-2]) == 2) else 2
    )
    return ".".join(labels[-keep:])


def _skeleton(host: str) -> str:
    """Hosts that look the same have the same."""
    return (
        host.translate(_SKELETON)
        .replace("rn", "m")
        .replace("vv", "w")
        .replace("i", "l")
        .replace("-", "")
        .replace(".", "")
    )


def _one_apart(one: str, other: str) -> bool:
    """One letter more, less, other, or two changed in order."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    at = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    a, b = one[at:], other[at:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])


def _manners(host: str) -> Iterable[str]:
    name = _registered(host)
    if host.removeprefix("www.") in _list("short"):
        yield "short"
    if host.rpartition(".")[2] in _list("cheap"):
        yield "cheap"
    words = set(_SIGNS.split(host))
    odd = _list("odd")
    if (
        words & odd
        or any(len(one) >= 5 and one in host for one in odd)
        or words & {"sex", "xxx", "av", "bet", "porn"}
    ):
        yield "odd"
    elif _ODD_NAME.fullmatch(name.split(".")[0]):
        yield "random"
