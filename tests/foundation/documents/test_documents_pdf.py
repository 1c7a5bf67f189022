"""A paper as PDF: what it says, in order, in the official layout; texts are never markup; no page of boxes."""

from datetime import date
from typing import Any

import pypdfium2
import pytest
import segno

from mingtang.foundation.documents import fonts, qr
from mingtang.foundation.documents.paper import MissingFont, Paper
from mingtang.foundation.documents.pdf import as_pdf
from tests.county import picture

ADDRESS = "https://www.example.gov.cn/records/0195f0aa/"
TABLE = (
    "<table><tbody><tr><th rowspan=2>乡镇</th><th colspan=2>户数</th></tr><tr><th>城市</th><th>农村</th></tr>"
    "<tr><td>青石镇</td><td>12</td><td>1,034</td></tr></tbody></table>"
)


def paper(**changes: Any) -> Paper:
    values: dict[str, Any] = {
        "title": "明堂县民政局关于做好冬季救助工作的通知",
        "body": "<h2>一、总体要求</h2><p>请各乡镇认真落实。</p>",
        "address": ADDRESS,
        "mark": "明堂县民政局",
        "doc_no": "明民发〔2026〕18号",
        "addressees": "各乡镇人民政府",
        "attachments": ("救助对象名册", "走访登记表"),
        "signers": ("明堂县民政局",),
        "date": date(2026, 1, 5),
        "annotation": "此件公开发布",
        "facts": (("索引号", "990121000/2026-00001"),),
    }
    return Paper(**{**values, **changes})


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def text(**changes: Any) -> str:
    return "".join(pages(as_pdf(paper(**changes))))


def test_the_parts_of_a_letter_stand_in_their_order() -> None:
    said = text()
    order = ["明堂县民政局文件", "明民发〔2026〕18号", "关于做好冬季救助工作的通知", "各乡镇人民政府：", "一、总体要求",
             "请各乡镇认真落实。", "附件：1.救助对象名册", "2.走访登记表", "2026年1月5日", "（此件公开发布）",
             "索引号：990121000/2026-00001", ADDRESS]  # fmt: skip
    places = [said.index(part) for part in order]
    assert places == sorted(places)


def test_a_single_attachment_has_no_number_and_no_mark_at_its_end() -> None:
    assert "附件：救助对象名册2026年" in text(attachments=("救助对象名册。",), signers=())


def test_without_a_number_there_is_no_red_head() -> None:
    said = text(doc_no="")
    assert "民政局文件" not in said
    assert said.startswith("明堂县民政局关于")


def test_pages_are_a4_and_numbered() -> None:
    data = as_pdf(paper(body="<p>为做好救助工作，现就有关事项通知如下。</p>" * 60))
    document = pypdfium2.PdfDocument(data)
    assert len(document) >= 3
    for number, (page, said) in enumerate(zip(document, pages(data), strict=True), 1):
        assert [round(side) for side in page.get_size()] == [595, 842]
        assert f"—{number}—" in said


def test_appendices_begin_on_pages_of_their_own() -> None:
    found = pages(
        as_pdf(
            paper(appendices=f"<h2>附件1</h2><h2>名册</h2>{TABLE}<hr><h2>附件2</h2><h2>登记表</h2><p>空</p>")
        )
    )
    assert found[1].startswith("附件1名册")
    assert found[2].startswith("附件2登记表")


@pytest.mark.parametrize(
    "odd",
    [
        '#read("/etc/passwd")',
        "$x$ *粗* _斜_ `码` @引用 <标签>",
        "\\#set page(fill: red)",
        '"); panic(',
        "[[[",
        "//注释 /*",
        "~ -- ---",
    ],
)
def test_texts_are_never_markup(odd: str) -> None:
    from html import escape

    wanted = "".join(odd.split())
    for changes in (
        {"title": odd},
        {"body": f"<p>{escape(odd)}</p>"},
        {"signers": (odd,)},
        {"facts": ((odd, odd),)},
    ):
        assert wanted in text(**changes)


def test_a_character_that_no_font_has_is_named_not_printed_as_a_box() -> None:
    with pytest.raises(MissingFont) as missing:
        as_pdf(paper(body="<p>某\U0002f9f4某\u0e01</p>"))
    assert missing.value.characters == "\u0e01" or "\u0e01" in missing.value.characters


def test_a_machine_without_chinese_fonts_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_PACKAGE", "no_such_package")
    for cached in (fonts.folders, fonts._characters):
        cached.cache_clear()
    try:
        with pytest.raises(MissingFont) as missing:
            as_pdf(paper())
        assert not missing.value.characters
    finally:
        monkeypatch.undo()
        for cached in (fonts.folders, fonts._characters):
            cached.cache_clear()


def test_the_same_paper_is_the_same_file() -> None:
    assert as_pdf(paper()) == as_pdf(paper())


class TestBodies:
    def test_spans_that_lie_are_set_straight(self) -> None:
        wild = (
            "<table><tr><td colspan=99 rowspan=99>甲</td><td>乙</td></tr><tr><td rowspan=0>丙</td></tr>"
            "<tr><td colspan=x>丁</td></tr><tr></tr></table>"
        )
        said = text(body=wild)
        assert all(letter in said for letter in "甲乙丙丁")

    def test_six_hundred_rows_repeat_their_head_on_each_page(self) -> None:
        rows = "".join(f"<tr><td>{n}</td><td>某村</td></tr>" for n in range(600))
        found = pages(as_pdf(paper(body=f"<table><tr><th>序号</th><th>单位名称</th></tr>{rows}</table>")))
        assert sum("单位名称" in said for said in found) == sum("某村" in said for said in found) >= 10

    def test_a_wide_table_stays_on_the_page(self) -> None:
        row = "".join(f"<td>第{n}列内容</td>" for n in range(14))
        document = pypdfium2.PdfDocument(as_pdf(paper(body=f"<table><tr>{row}</tr></table>")))
        words = document[0].get_textpage()
        right = max(words.get_charbox(n)[2] for n in range(words.count_chars()))
        assert right <= 595 - 26 / 25.4 * 72 + 1

    def test_a_figure_is_shown_and_one_that_is_gone_says_its_words(self) -> None:
        body = '<figure><img src="/files/a/x.png" alt="卫生院大门"><figcaption>图1 大门</figcaption></figure>'
        shown = as_pdf(paper(body=body, pictures={"/files/a/x.png": picture("PNG", (300, 200))}))
        assert "图1大门" in "".join(pages(shown))
        assert len(shown) > len(as_pdf(paper(body="")))
        assert "［图：卫生院大门图1大门］" in text(body=body)

    def test_what_is_nested_beyond_measure_is_flattened(self) -> None:
        deep = "<div>" * 300 + "底" + "</div>" * 300
        assert "底" in text(body=deep)
        assert "底" in text(body="<blockquote><ul><li>" * 80 + "底")

    @pytest.mark.parametrize("body", ["", "<p></p>", "<table></table>", "<hr>", "<!-- x -->", "文字"])
    def test_odd_bodies_still_make_a_paper(self, body: str) -> None:
        assert "各乡镇人民政府：" in text(body=body)


def test_the_code_on_the_paper_is_that_of_the_address() -> None:
    wanted = segno.make(ADDRESS, error="m", micro=False)
    document = pypdfium2.PdfDocument(as_pdf(paper()))
    page = document[len(document) - 1]
    drawn = page.render(scale=8).to_pil().convert("L")
    # 26 mm wide at the right edge of the text, the quiet zone of two modules included.
    side = len(list(wanted.matrix)) + 4
    black = drawn.point(lambda value: 255 if value < 128 else 0)
    millimetre = 8 * 72 / 25.4
    corner = black.crop(
        (
            round((210 - 26 - 27) * millimetre),
            round(235.5 * millimetre),
            round((210 - 25) * millimetre),
            round(262.5 * millimetre),
        )
    )
    left, top, right, bottom = corner.getbbox() or (0, 0, 0, 0)
    code = corner.crop((left, top, right, bottom))
    module = code.width / (side - 4)
    seen = [
        [code.getpixel((int((x + 0.5) * module), int((y + 0.5) * module))) > 128 for x in range(side - 4)]
        for y in range(side - 4)
    ]
    assert seen == [[bool(cell) for cell in row] for row in wanted.matrix]
    assert qr.as_png(ADDRESS).startswith(b"\x89PNG")
