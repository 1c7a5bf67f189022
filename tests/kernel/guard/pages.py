"""Invented pieces of pages for property tests: words in nested tags, references and blanks, with what is to be seen."""

from hypothesis import strategies as st

WORDS = "明堂县人民政府低保公示电话号码3401231990abcXYZ，。：“”&<>\"'é😀½"
REFERENCES = {
    "&": ["&amp;", "&#38;", "&#x26;"],
    "<": ["&lt;", "&#60;", "&LT;"],
    ">": ["&gt;", ">"],
    "\xa0": ["&nbsp;", "&#160;", "\xa0"],
}
INLINE = ["b", "span", "em", 'a href="/x?a=1&b=2"', "font color=red", "SPAN class='q'", "strong", "sub"]


def written(letter: str, way: int) -> str:
    """A letter as it may stand in a source."""
    if letter in REFERENCES:
        return REFERENCES[letter][way % len(REFERENCES[letter])]
    return [letter, letter, letter, f"&#{ord(letter)};", f"&#x{ord(letter):X};", f"&#0{ord(letter)};"][
        way % 6
    ]


letters = st.tuples(st.sampled_from([*WORDS, "\xa0"]), st.integers(0, 11))
leaves = st.lists(letters, min_size=1, max_size=8).map(
    lambda found: ("".join(written(*one) for one in found), "".join(one[0] for one in found))
)


def _in_tag(found: list[tuple[str, str]], tag: str) -> tuple[str, str]:
    name = tag.split(" ")[0]
    return f"<{tag}>" + "".join(one for one, _ in found) + f"</{name}>", "".join(seen for _, seen in found)


runs = st.recursive(
    leaves,
    lambda inside: st.tuples(st.lists(inside, min_size=1, max_size=4), st.sampled_from(INLINE)).map(
        lambda both: _in_tag(*both)
    ),
    max_leaves=12,
)
"""(source, what is seen): without blanks that a browser would fold."""
