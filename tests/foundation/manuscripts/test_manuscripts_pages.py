"""Pages and what is pasted from Word come in clean; text files line by line; refusals say what a file is."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.manuscripts import job, messages
from mingtang.foundation.manuscripts.reading import UnreadableManuscript, read_manuscript
from tests.county import pdf, picture
from tests.foundation.manuscripts.making import blocks, html, noted, read, word


def page(body: str) -> bytes:
    return f"<html><head><title>x</title></head><body>{body}</body></html>".encode()


PIECES = [
    *"<>/=\"' abp甲乙\n&;",
    "<b>",
    "</b>",
    "<table>",
    "<tr>",
    "<td rowspan=9>",
    "<br>",
    "style=",
    "<img src=x>",
    "<ul><li>",
]


class TestPages:
    def test_clutter_of_word_is_gone_and_looks_are_told(self) -> None:
        data = page(
            "<p class=MsoNormal align=center style='text-align:center;mso-line-height-rule:exactly'>"
            "<span lang=EN-US style='font-size:22.0pt;font-family:方正小标宋简体;mso-hansi-font-family:X'>关于低保的通知<o:p></o:p></span></p>"
        )
        (block,) = blocks(data)
        assert block.html == "关于低保的通知"
        assert (block.line.align, block.line.size, block.line.font) == ("center", 22, "方正小标宋简体")

    def test_scripts_styles_and_hidden_parts_do_not_come_along(self) -> None:
        data = page(
            "<style>p{color:red}</style><script>alert(1)</script><p>正文<span style='display:none'>暗</span>"
            "<img src=x onerror=alert(1)><a href='javascript:alert(1)'>链接</a></p>"
        )
        assert html(data) == ["正文", "链接"] or html(data) == ["正文链接"]
        assert "alert" not in "".join(html(data))

    def test_tables_keep_their_spans_and_nested_ones_become_lines(self) -> None:
        data = page(
            "<table border=1><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>丙<td><table><tr><td>丁<td>戊</table></table>"
        )
        (found,) = html(data)
        assert '<td rowspan="2"><p>甲</p></td><td colspan="2"><p>乙</p></td>' in found
        assert found.count("<table>") == 1
        assert "丁 戊" in found

    def test_menus_and_feet_of_a_whole_page_stay_behind(self) -> None:
        text = "为做好冬季救助工作，现就有关事项通知如下，请认真贯彻落实到每一户困难群众。" * 3
        data = page(
            f"<header><a href='/'>首页</a></header><nav><ul><li>政务公开</ul></nav><div id=zoom><h1>关于救助的通知</h1><p>{text}</p></div>"
            "<footer>主办单位</footer>"
        )
        assert html(data) == ["关于救助的通知", text]

    def test_lists_are_kept(self) -> None:
        assert html(page("<ul><li>一<li>二</ul><ol><li>三</ol>")) == [
            "<ul><li><p>一</p></li><li><p>二</p></li></ul>",
            "<ol><li><p>三</p></li></ol>",
        ]

    def test_pictures_inside_the_page_are_taken_others_are_told(self) -> None:
        coded = base64.b64encode(picture("PNG")).decode()
        data = page(
            f"<p>图</p><img src='data:image/png;base64,{coded}' alt='卫生院'><img src='http://a.example/b.png'>"
        )
        found = read(data)
        assert [kept.alt for kept in found.pictures] == ["卫生院"]
        assert noted(data) == ["picture-linked"]

    def test_tags_that_cross_are_closed(self) -> None:
        assert html(page("<p><b>甲<div>乙</b>丙</div></p>"))[0].count("<strong>") == html(
            page("<p><b>甲<div>乙</b>丙</div></p>")
        )[0].count("</strong>")

    @given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
    def test_whatever_is_pasted_is_read_or_refused(self, text: str) -> None:
        try:
            kind, found = job.parse(page(text), Limits())
        except Refused:
            return
        assert kind == "html"
        assert all("<script" not in block.html for block in found.blocks)


class TestTexts:
    @pytest.mark.parametrize("coding", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
    def test_every_usual_coding_is_read(self, coding: str) -> None:
        assert html("标题：关于低保的通知\r\n\r\n正文。".encode(coding)) == ["标题：关于低保的通知", "正文。"]

    def test_markup_in_a_text_file_is_text(self) -> None:
        assert html("各乡镇：\n金额 &lt; 100，a<b".encode()) == ["各乡镇：", "金额 &amp;lt; 100，a&lt;b"]


class TestReading:
    def test_it_comes_back_whole_from_the_child(self) -> None:
        data = word(lambda document: document.add_paragraph("正文").add_run("加粗").__setattr__("bold", True))
        manuscript = read_manuscript(data)
        assert manuscript.kind == "docx"
        assert [block.html for block in manuscript.blocks] == ["正文<strong>加粗</strong>"]

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (pdf(), "pdf"),
            (picture(), "picture"),
            (b"", "empty"),
            (b"PK\x03\x04" + b"\x00" * 50, "damaged"),
            (b"{\\rtf1 x}", "rtf"),
            (b"MZ\x90\x00" + b"\x00" * 60, "program"),
        ],
    )
    def test_what_is_no_manuscript_says_what_it_is_and_what_to_do(self, data: bytes, code: str) -> None:
        with pytest.raises(UnreadableManuscript) as refusal:
            read_manuscript(data)
        assert refusal.value.code == code
        assert "请" in str(messages.REASONS[code])
