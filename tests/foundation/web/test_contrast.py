"""Every text on every background it can stand on, in the usual colours and in every scheme a reader can choose."""

import re

import pytest

from mingtang.foundation.web.bundles import BUNDLES, SOURCES
from mingtang.foundation.web.forms import ReadingForm
from mingtang.foundation.web.reading import WORDS
from tests.foundation.web.css import colours, contrast, is_colour, rules

PLAIN = ("paper", "wash", "brand-wash")
WASHES = ("ok-wash", "soon-wash", "late-wash", "info-wash")
# Text on backgrounds: 4.5 to 1.
TEXT = {
    **dict.fromkeys(("ink", "muted"), (*PLAIN, *WASHES)),
    **dict.fromkeys(("link", "visited", "brand"), (*PLAIN, *WASHES)),
    **{tone: (*PLAIN, f"{tone}-wash") for tone in ("ok", "soon", "late", "info")},
    "brand-ink": ("brand", "brand-deep"),
    "bar-ink": ("bar", "bar-deep"),
    "bar": ("bar-ink",),
    "mark-ink": ("mark",),
    "paper": ("late",),
}
# Edges of fields, icons, the focus: 3 to 1.
PARTS = {
    "edge": PLAIN,
    "focus": (*PLAIN, *WASHES),
    "bar-ink": ("bar", "bar-deep"),
    "brand": PLAIN,
}
# They only part what is already apart.
ORNAMENT = {"line", "cinnabar"}
USUAL = colours(rules("tokens.css")[0].declarations)
SCHEMES = {
    name: colours(rule.declarations)
    for rule in rules("contrast.css")
    for name in re.findall(r'^\[data-contrast="([\w-]+)"\]$', rule.selector)
}


def variants() -> dict[str, dict[str, str]]:
    """What else changes colours: the device asks for more contrast, the elder mode."""
    return {
        " ".join([*rule.conditions, rule.selector]): USUAL | changed
        for rule in rules("tokens.css")[1:]
        if (changed := colours(rule.declarations))
    }


PALETTES = {"usual": USUAL, **SCHEMES, **variants()}


def test_every_scheme_that_can_be_chosen_exists() -> None:
    offered = {value for value, _ in ReadingForm().fields["contrast"].choices if value}  # type: ignore[attr-defined]
    assert set(SCHEMES) == set(WORDS["contrast"]) == offered
    assert len(PALETTES) == 1 + len(SCHEMES) + 2, "the variants were not found"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_scheme_forgets_no_colour(scheme: str) -> None:
    assert set(SCHEMES[scheme]) == set(USUAL)


@pytest.mark.parametrize("palette", PALETTES)
def test_contrasts(palette: str) -> None:
    colour = PALETTES[palette]
    weak = [
        f"{front} on {back}: {found:.2f}"
        for pairs, least in ((TEXT, 4.5), (PARTS, 3.0))
        for front, backs in pairs.items()
        for back in backs
        if (found := contrast(colour[front], colour[back])) < least
    ]
    assert not weak


def test_every_colour_is_in_a_pair_and_every_rule_uses_a_known_pair() -> None:
    fronts, backs = (
        set(TEXT) | set(PARTS),
        {back for pairs in (TEXT, PARTS) for row in pairs.values() for back in row},
    )
    assert set(USUAL) == fronts | backs | ORNAMENT
    on_other_than_paper = {"brand-ink", "bar-ink", "mark-ink", "bar"}
    unknown = []
    for name in {name for names in BUNDLES.values() for name in names}:
        for rule in rules(name):
            front = _token(rule.declarations.get("color", ""))
            back = _token(rule.declarations.get("background", rule.declarations.get("background-color", "")))
            known = {*TEXT.get(front, ()), *PARTS.get(front, ())}
            if front and (back or "paper") not in known and not (not back and front in on_other_than_paper):
                unknown.append(f"{name}: {rule.selector}: {front} on {back or 'paper'}")
            if back and back not in backs | {"edge", "line", "focus"}:
                unknown.append(f"{name}: {rule.selector}: text on {back}")
    assert not unknown


def test_colours_stand_in_the_two_files_of_colours_only() -> None:
    for path in sorted(SOURCES.glob("*.css")):
        if path.name not in {"tokens.css", "contrast.css", "print.css"}:
            literal = [
                (rule.selector, value)
                for rule in rules(path.name)
                for value in rule.declarations.values()
                if any(is_colour(word) for word in re.findall(r"#[0-9a-f]+", value))
            ]
            assert not literal, path.name


def test_paper_knows_no_scheme() -> None:
    for name in ("contrast.css", "reading.css", "elder.css"):
        assert all(any("screen" in one for one in rule.conditions) for rule in rules(name)), name


def _token(value: str) -> str:
    match = re.fullmatch(r"var\(--([\w-]+)\)", value)
    return match[1] if match else ""
