"""What is mended in the source is what changes in the text, and nothing else."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mingtang.kernel.guard.hits import Hit, Severity
from mingtang.kernel.guard.markup import pieces_of_html
from mingtang.kernel.guard.mending import mend, replaced
from mingtang.kernel.guard.pieces import Part, Piece, Place
from tests.kernel.guard.pages import WORDS, runs


def body(source: str) -> list[Piece]:
    return [piece for piece in pieces_of_html(source) if piece.place.part == Part.BODY]


def hit(piece: Piece, start: int, end: int, fix: str | None) -> Hit:
    return Hit("words.typo", piece.place, start, end, piece.text[start:end], Severity.WARN, fix=fix)


@settings(max_examples=60)
@given(runs, st.data(), st.text(st.sampled_from(WORDS), max_size=6))
def test_the_text_of_the_result_is_the_text_with_the_replacement(
    run: tuple[str, str], data: st.DataObject, new: str
) -> None:
    source = f"<p>{run[0]}</p><p>尾</p>"
    piece = body(source)[0]
    start = data.draw(st.integers(0, len(piece.text)))
    end = data.draw(st.integers(start, len(piece.text)))
    after = body(replaced(source, piece, start, end, new))
    wanted = piece.text[:start] + new + piece.text[end:]
    assert [one.text for one in after] == [one for one in (wanted, "尾") if one]


@settings(max_examples=60)
@given(
    runs,
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(1, 6), st.text(st.sampled_from(WORDS), max_size=4)),
        max_size=4,
    ),
)
def test_many_fixes_at_once_are_as_good_as_one_after_the_other(
    run: tuple[str, str], fixes: list[tuple[int, int, str]]
) -> None:
    source = f"<p>{run[0]}</p><p>尾</p>"
    piece = body(source)[0]
    wanted, hits, at = list(piece.text), [], 0
    for start, length, fix in sorted(fixes):
        if at <= start and start + length <= len(piece.text):
            hits.append(hit(piece, start, start + length, fix))
            at = start + length
    for one in reversed(hits):
        wanted[one.start : one.end] = one.fix or ""
    assert "".join(one.text for one in body(mend(source, hits))) == "".join(wanted) + "尾"


@given(st.text(max_size=20), st.data())
def test_plain_text_is_mended_as_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert replaced(text, Piece(text), start, end, "<&>") == text[:start] + "<&>" + text[end:]


def test_letters_of_a_masked_number_stay_bold_where_they_were() -> None:
    source = "<p>号码3401<b>23</b>1990</p>"
    piece = body(source)[0]
    assert replaced(source, piece, 4, 10, "******") == "<p>号码34**<b>**</b>**90</p>"


def test_a_tag_that_has_nothing_left_goes() -> None:
    source = "<p>关于<b>的</b>的通知</p>"
    assert mend(source, [hit(body(source)[0], 2, 4, "的")]) == "<p>关于<b>的</b>通知</p>"
    assert replaced(source, body(source)[0], 2, 3, "") == "<p>关于的通知</p>"


def test_what_is_hidden_between_and_the_line_breaks_stay() -> None:
    source = "<p>布<span hidden>藏</span>署<br>工作</p>"
    piece = body(source)[0]
    assert piece.text == "布署\n工作"
    assert replaced(source, piece, 0, 2, "部署") == "<p>部<span hidden>藏</span>署<br>工作</p>"
    assert replaced(source, piece, 2, 3, "，") == "<p>布<span hidden>藏</span>署，工作</p>"


def test_a_fix_whose_text_is_gone_is_passed_over() -> None:
    source = "<p>布署工作</p>"
    piece = body(source)[0]
    stale = Hit("words.typo", piece.place, 0, 2, "部属", Severity.WARN, fix="部署")
    elsewhere = Hit("words.typo", Place(Part.BODY, block=7), 0, 2, "布署", Severity.WARN, fix="部署")
    assert mend(source, [stale, elsewhere, hit(piece, 0, 2, None)]) == source


def test_of_two_fixes_that_share_letters_the_narrower_is_made() -> None:
    source = "<p>布署工作</p>"
    piece = body(source)[0]
    assert mend(source, [hit(piece, 0, 4, "x"), hit(piece, 0, 2, "部署")]) == "<p>部署工作</p>"
    assert mend("布署工作", [hit(Piece("布署工作"), 0, 2, "部署")], html=False) == "部署工作"


def test_an_attribute_is_escaped_as_attributes_are() -> None:
    source = '<p><img src="/files/x" alt="布署 &amp; 会">看</p>'
    piece = next(one for one in pieces_of_html(source) if one.place.part == Part.ALT)
    mended = replaced(source, piece, 0, 2, '部"署')
    assert 'alt="部&quot;署 &amp; 会"' in mended
