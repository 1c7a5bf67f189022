"""The text of a page is what a browser shows, and each of its characters knows where it stands in the source."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingtang.kernel.guard.markup import pieces_of_html
from mingtang.kernel.guard.pieces import Part, Piece
from tests.kernel.guard.pages import runs


def body(source: str) -> list[Piece]:
    return [piece for piece in pieces_of_html(source) if piece.place.part == Part.BODY]


def texts(source: str) -> list[str]:
    return [piece.text for piece in body(source)]


@settings(max_examples=150)
@given(
    st.lists(runs, min_size=1, max_size=4),
    st.sampled_from(["p", "h2", "li", "div", "blockquote", "figcaption"]),
)
def test_whatever_tags_and_references_are_around_it_the_text_is_what_is_seen(
    found: list[tuple[str, str]], name: str
) -> None:
    source = "\n".join(f"<{name}>{written}</{name}>" for written, _ in found)
    pieces = body(source)
    assert [piece.text for piece in pieces] == [seen for _, seen in found]
    assert [piece.place.block for piece in pieces] == list(range(len(found)))
    for piece in pieces:
        assert piece.sources is not None
        assert len(piece.sources) == len(piece.text) + 1
        assert tuple(piece.sources) == tuple(piece.sources[at] for at in range(len(piece.sources)))
        for at, letter in enumerate(piece.text):
            assert source[piece.sources[at]] in (letter, "&")
        assert source[piece.sources[-1] :].startswith("<")


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("<p>号3401<b>23</b>1990</p>", ["号3401231990"]),
        (
            "<p>&#49;&#x32&#51 &amp &ampx &notit; &nbsp;&hellip;&zzz; & &#128;&#0;&#xD800;&#99999999999;</p>",
            ["123 & &x ¬it; \xa0…&zzz; & €\ufffd\ufffd\ufffd"],
        ),
        ("<p> a \n b <i> c</i> </p>", ["a b c"]),
        ("<p>第一行\n第二行\nabc\n三</p>", ["第一行第二行 abc 三"]),
        ("<p>a<br>b <br/> c</p>", ["a\nb\nc"]),
        ("<pre>a\n  b</pre><p style='white-space:pre'>c  d</p>", ["a\n  b", "c  d"]),
        ("前<p>中</p>后", ["前", "中", "后"]),
        ("<ul><li>一<ul><li>二</ul>三<li><p>四</ul>", ["一", "二", "三", "四"]),
        ("<p>一<p>二<div>三</div>四", ["一", "二", "三", "四"]),
        ("<p></p><p> </p><p><br></p><p>有</p>", ["有"]),
        ("<P CLASS=x>a<B>b</P >c</b>", ["ab", "c"]),
        ("a < b <3 << c</p>", ["a < b <3 << c"]),
        ("<p title='a>b'>x</p><p title=\"<p>\">y", ["x", "y"]),
        ("<textarea>a<b></textarea>", ["a<b>"]),
        ("<p>x<!-- 注 -->y<!>z<?php 1 ?></p></!x>", ["xyz"]),
        ("<a href='/x'>链<div>块</div></a>", ["链", "块"]),
    ],
)
def test_it_reads_as_a_browser_does(source: str, wanted: list[str]) -> None:
    assert texts(source) == wanted


def test_a_cell_knows_its_table_row_and_column() -> None:
    source = (
        "<table><thead><tr><th rowspan=2>序号<th colspan=2>姓名</thead><tr><td>甲<td><p>乙<p>丙"
        "<tr><td>1<td>2<table><tr><td>内</table>外<td>3</table>后"
    )
    cells = {
        piece.text: piece.cell and (piece.cell.table, piece.cell.row, piece.cell.column)
        for piece in body(source)
    }
    assert cells == {
        "序号": (0, 0, 0), "姓名": (0, 0, 1), "甲": (0, 1, 1), "乙": (0, 1, 2), "丙": (0, 1, 2),
        "1": (0, 2, 0), "2": (0, 2, 1), "内": (1, 0, 0), "外": (0, 2, 1), "3": (0, 2, 2), "后": None,
    }  # fmt: skip


def test_what_is_not_text_comes_as_pieces_of_its_own() -> None:
    source = (
        "<!doctype html><title>标 &amp; 题</title><meta name=keywords content='词'>"
        "<meta http-equiv=Refresh content=\"3; URL='http://a.example/'\">"
        "<a href='/y?a=1&amp;b=2&copy=3' title=提示>去<b>看</b></a><img src=/1.png srcset='/2.png 2x, /3.png 3x' alt=图>"
        "<form action=/f><button formaction=/g>按</button></form><script>if (a < b) {}</script><!-- 注 -->"
        "<p onclick='x()'>文</p><iframe srcdoc='&lt;p&gt;'></iframe><img src='data:image/png;base64,AAAA'>"
    )
    found = [
        (one.place.part.value, one.place.label, one.text)
        for one in pieces_of_html(source)
        if one.place.part != Part.BODY
    ]
    assert sorted(found) == sorted([
        ("title", "", "标 & 题"), ("field", "keywords", "词"), ("link", "<page meta>", "http://a.example/"),
        ("link", "去看", "/y?a=1&b=2&copy=3"), ("alt", "title", "提示"), ("link", "<page img>", "/1.png"),
        ("link", "<page img>", "/2.png"), ("link", "<page img>", "/3.png"), ("alt", "alt", "图"), ("link", "<page form>", "/f"),
        ("link", "<page button>", "/g"), ("markup", "page script", "if (a < b) {}"), ("markup", "comment", " 注 "),
        ("markup", "page handler", "x()"), ("markup", "frame", "<p>"),
    ])  # fmt: skip


def test_no_two_pieces_stand_at_one_place() -> None:
    source = "<p>a<i hidden>b</i>c<i hidden>d</i></p><div hidden>e</div><a href=1>x</a><a href=1>x</a><img alt=q><img alt=q>"
    places = [piece.place for piece in pieces_of_html(source)]
    assert len(places) == len(set(places))


def test_broken_pages_are_read_and_never_an_error() -> None:
    chance = random.Random(8)
    seed = (
        "<!doctype html><style>.a{display:none}</style><table><tr><td rowspan=2>甲<td>乙</table><p class=a style='color:#fff'>"
        '&#49;&nbsp;<b>丙<!-- x --></b><script>a<b</script><a href="http://x.example/">丁</a><br><textarea>戊</textarea>'
    )
    for _ in range(400):
        letters = list(seed)
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(letters))
            what = chance.randrange(4)
            if what == 0:
                letters[at] = chance.choice("<>\"'&/=;! -#\x00{}\\")
            elif what == 1:
                del letters[at : at + chance.randint(1, 9)]
            elif what == 2:
                letters[at:at] = letters[: chance.randint(1, 40)]
            else:
                del letters[at + 20 :]
            letters = letters or ["<"]
        source = "".join(letters)
        for piece in pieces_of_html(source):
            assert piece.sources is not None
            assert len(piece.sources) == len(piece.text) + 1
            assert all(0 <= place <= len(source) for place in piece.sources)


@pytest.mark.parametrize(
    "unit", ["<", "<a ", '<a "', "<a b='", "<b>", "<p></b>", "<table><tr><td rowspan=9>", "&", "&#", "<!--", "<title>", "<p a=1 ", "<style>", "<li>", "a\n", "<a href=x>", "<style>a{", "<style>@media x{", "<textarea", "</", "<!", "<div>", "<svg><template>"]
)  # fmt: skip
def test_traps_take_no_longer_than_their_size_says(unit: str) -> None:
    def taken(size: int) -> float:
        source = unit * (size // len(unit))
        begun = time.process_time()
        for _ in pieces_of_html(source):
            pass
        return time.process_time() - begun

    small, large = taken(20_000), taken(160_000)
    assert large < 0.15 + 24 * small
