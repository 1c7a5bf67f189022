"""How a reader wants pages shown. Pure: words of a cookie to settings and back.

The cookie holds the words of all settings that differ from the usual look, such as `elder.150.yellow-on-black`.
"""

from dataclasses import dataclass, fields

# Field to its words. No word stands in two fields, so a word alone says what it sets.
WORDS: dict[str, tuple[str, ...]] = {
    "mode": ("elder",),
    "size": ("110", "125", "150", "175", "200"),
    "spacing": ("wide", "wider"),
    "contrast": (
        "black-on-white",
        "white-on-black",
        "yellow-on-black",
        "black-on-yellow",
        "yellow-on-blue",
    ),
    "pointer": ("large",),
    "line": ("ruler", "cross"),
    "guide": ("keys",),
    "aloud": ("bar",),
    "rate": ("slow", "fast", "faster"),
}
FIELD_OF = {word: name for name, words in WORDS.items() for word in words}
LONGEST = 200
# What people type who look for these settings by the names that other sites and telephones give them.
SEARCHED_FOR = frozenset(("长辈版", "亲情版", "关爱版", "关怀版", "老年版", "适老版", "大字版", "无障碍"))


@dataclass(frozen=True)
class Reading:
    """An empty field means the usual look."""

    mode: str = ""
    size: str = ""
    spacing: str = ""
    contrast: str = ""
    pointer: str = ""
    line: str = ""
    guide: str = ""
    aloud: str = ""
    rate: str = ""

    @property
    def attributes(self) -> list[tuple[str, str]]:
        """What is set, for the data attributes of the page."""
        return [(f.name, value) for f in fields(self) if (value := getattr(self, f.name))]


def parse(text: str) -> Reading:
    """Words nobody knows, or for a field that is set already, count for nothing."""
    if len(text) > LONGEST:
        return Reading()
    found: dict[str, str] = {}
    for word in text.split("."):
        if word in FIELD_OF:
            found.setdefault(FIELD_OF[word], word)
    return Reading(**found)


def write(reading: Reading) -> str:
    return ".".join(value for _, value in reading.attributes)
