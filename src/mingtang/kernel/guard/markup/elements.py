"""Names of elements by what they do to the text in them (HTML standard, 13.1.2, 13.2.4.2 and 15.3)."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main menu nav ol optgroup "
    "option p plaintext pre search section select summary table tbody td textarea tfoot th thead title tr ul template "
    "noscript video audio canvas object datalist marquee iframe xmp"
)
"""A run of text ends where one of these begins or ends."""

VOID = _names("area base br col embed hr img input link meta param source track wbr frame keygen")

CELLS = frozenset(("td", "th", "caption"))
SCOPES = CELLS | {"table", "template"}
"""An end tag inside one of these closes nothing outside."""

ROWS = frozenset(("tr", "tbody", "thead", "tfoot"))

ENDS_PARAGRAPH = (
    BLOCKS
    - CELLS
    - ROWS
    - _names(
        "html head body option optgroup select caption template noscript video audio canvas object datalist marquee "
        "iframe title textarea"
    )
)
"""An open `p` ends where one of these begins."""

ITEMS = {
    "li": frozenset(("li",)),
    "dd": frozenset(("dd", "dt")),
    "dt": frozenset(("dd", "dt")),
    "option": frozenset(("option",)),
}
"""One of the keys ends an open one of its values."""

FORMATTING = _names("a b big code em font i nobr s small strike strong tt u")
"""Their end tags work across blocks."""

UNSHOWN = {
    "template": "template",
    "noscript": "noscript",
    "datalist": "fallback",
    "video": "fallback",
    "audio": "fallback",
    "canvas": "fallback",
    "object": "fallback",
    "iframe": "fallback",
    "noembed": "fallback",
    "noframes": "fallback",
}
"""What is in them is not shown where scripts and media work."""

LINKS = {
    "a": ("href",),
    "area": ("href",),
    "form": ("action",),
    "button": ("formaction",),
    "input": ("formaction", "src"),
    "base": ("href",),
    "iframe": ("src",),
    "frame": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "link": ("href",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
    "body": ("background",),
    "table": ("background",),
    "td": ("background",),
    "blockquote": ("cite",),
    "q": ("cite",),
}
"""Attributes that lead somewhere."""

WORDS = ("alt", "title", "aria-label", "placeholder", "label", "summary", "aria-description")
"""Attributes that people read or hear."""
