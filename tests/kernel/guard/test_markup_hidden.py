"""Text that nobody sees is told from text that is seen."""

import pytest

from mingtang.kernel.guard.markup import pieces_of_html
from mingtang.kernel.guard.pieces import Part

PAGE = "<!doctype html><body>"


def hidden(source: str) -> str:
    """The hidden text of a page, and how it is hidden."""
    return "|".join(
        f"{one.place.label}:{one.text}"
        for one in pieces_of_html(source)
        if one.place.part == Part.BODY and one.place.hidden
    )


@pytest.mark.parametrize(
    ("style", "how"),
    [
        ("display:none", "display"),
        ("DISPLAY : None !important", "display"),
        ("dis/* */play:none", "display"),
        ("d\\69 splay:none", "display"),
        ("visibility:hidden", "visibility"),
        ("opacity:0", "opacity"),
        ("opacity:.01", "opacity"),
        ("filter:alpha(opacity=0)", "opacity"),
        ("font-size:0", "size"),
        ("font-size:1px", "size"),
        ("font:0/0 a", ""),
        ("font:normal 1px serif", "size"),
        ("position:absolute;left:-9999px", "away"),
        ("position:fixed; top : -100em", "away"),
        ("text-indent:-9999px", "away"),
        ("margin-left:-2000px", "away"),
        ("transform:translateX(-9999px)", "away"),
        ("transform:scale(0)", "size"),
        ("height:0;overflow:hidden", "size"),
        ("width:1px;height:1px;overflow:hidden", "size"),
        ("clip:rect(0,0,0,0)", "clip"),
        ("clip-path:inset(100%)", "clip"),
        ("color:#fff", "colour"),
        ("color:#fefefe", "colour"),
        ("color:rgb(255, 255, 255)", "colour"),
        ("color:red;background:red", "colour"),
        ("color:transparent", "colour"),
        ("color:rgba(0,0,0,0)", "colour"),
        ("color:#fff;background:#036", ""),
        ("text-indent:2em", ""),
        ("left:-9999px", ""),
        ("height:0", ""),
        ("opacity:0.9", ""),
        ("font-size:14px;display:block;visibility:visible", ""),
        ("clip:rect(0,200px,40px,0)", ""),
        ("display:", ""),
    ],
)
def test_styles_that_hide(style: str, how: str) -> None:
    wanted = f"{how}:暗" if how else ""
    if style == "font:0/0 a":
        wanted = ""
    assert hidden(f'<p>明<span style="{style}">暗</span></p>') == wanted
    assert hidden(f"<style>.q{{{style}}}</style><p>明<span class='w q'>暗</span></p>") == wanted


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("<div hidden><p>暗</p></div>明", "attribute:暗"),
        ("<template>暗</template>明<noscript>无</noscript>", "template:暗|noscript:无"),
        ("<font color=white>暗</font>明", "colour:暗"),
        (
            "<table bgcolor=black><tr><td><font color=white>明</font><td><font color=#000>暗</font></table>",
            "colour:暗",
        ),
        ("<div style='font-size:0'>暗<span style='font-size:14px'>明</span></div>", "size:暗"),
        ("<div style='visibility:hidden'>暗<b style='visibility:visible'>明</b></div>", "visibility:暗"),
        ("<div style='display:none'>暗<b style='display:block'>也暗</b></div>", "display:暗也暗"),
        ("<p>明<i hidden>甲</i>明<i hidden>乙</i></p>", "attribute:甲\n乙"),
        ("<marquee height=1 width=1>暗</marquee>", "size:暗"),
        (
            "<style>.nav .sub{display:none}</style><p class=sub>明</p><div class=nav><p class=sub>暗</p></div>",
            "display:暗",
        ),
        ("<style>p.a:hover{display:none}@media print{.a{display:none}}</style><p class=a>明</p>", ""),
        (
            "<style>#x,.y>b{visibility:hidden}</style><p id=x>暗</p><p class=y>明<b>二</b></p>",
            "visibility:暗|visibility:二",
        ),
        ("<style>.sr-only{position:absolute;left:-9999px}</style><span class=sr-only>给读屏的</span>", ""),
        ("<span class='visually-hidden'>件</span>", ""),
        ("<b><p>明</b>仍明</p>", ""),
        ("<span hidden>暗</span>明<p hidden>暗</p>明", "attribute:暗|attribute:暗"),
    ],
)
def test_elements_that_hide(source: str, wanted: str) -> None:
    assert hidden(source) == wanted


def test_white_text_of_a_whole_page_may_stand_on_a_dark_ground_of_a_style_sheet() -> None:
    assert hidden(PAGE + "<p style='color:#fff'>也许明</p>") == ""
    assert (
        hidden(PAGE + "<div style='background:#fff'><p style='color:#fff'>暗</p></div>") == "page colour:暗"
    )
    assert hidden("<html><body bgcolor=#ffffff><p style='color:white'>暗</p>") == "page colour:暗"
