"""Laws by name and article, and organs that are no more."""

from datetime import date

import pytest

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.engine import check
from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.knowledge import Knowledge, UnitName
from mingtang.kernel.guard.names.organs import ENDED
from mingtang.kernel.guard.names.repealed import repealed
from mingtang.kernel.guard.pieces import Piece
from tests.kernel.guard.names_county import COUNTY, dated, found, hits


@pytest.mark.parametrize(
    ("text", "kind", "span"),
    [
        ("依照《中华人民共和国合同法》第八条的规定", "law_repealed", "中华人民共和国合同法"),
        ("根据《信访条例》办理", "law_repealed", "信访条例"),
        ("《婚姻法》", "law_repealed", "婚姻法"),
        ("根据《政府信息公开条列》", "law_misquoted", "政府信息公开条列"),
        ("《中华人民共和国行政许可》第十二条", "law_misquoted", "中华人民共和国行政许可"),
        ("《中华人民共和国传染病防止法》", "law_misquoted", "中华人民共和国传染病防止法"),
        ("按《中华人民共和国农业税条例》征收", "law_repealed", "中华人民共和国农业税条例"),
        ("根据婚姻法第四条的规定", "law_repealed", "婚姻法"),
        ("依照《中华人民共和国劳动者合同法》签订", "law_misquoted", "中华人民共和国劳动者合同法"),
        ("依照《中华人民共和国居委会组织法》选举", "law_misquoted", "中华人民共和国居委会组织法"),
        ("《退役军人保护法》", "law_misquoted", "退役军人保护法"),
        ("《中华人民共和国献血条例》", "law_misquoted", "中华人民共和国献血条例"),
        ("《人口和计划生育法》", "law_misquoted", "人口和计划生育法"),
        ("《失业保险法》", "law_misquoted", "失业保险法"),
        ("依照《行政处罚法》第二百条", "law_misquoted", "第二百条"),
        ("依照《民法典》第一条、第一千三百条", "law_misquoted", "第一千三百条"),
    ],
)
def test_laws_cited_wrongly(text: str, kind: str, span: str) -> None:
    assert found(text) == [(kind, span)]


@pytest.mark.parametrize(
    "text",
    [
        "《民法典》施行之日起，《合同法》同时废止。",
        "原《物权法》第二条",
        "双方于2018年依照《合同法》签订了合同",
        "《行政处罚法》第八十六条",
        "根据《劳动合同法》第三十六条",
        "《明堂县城市绿化条例》第二百条",
        "《城市绿化工程施工规范》",
        "根据劳动合同法第三十六条的规定",
        "《明堂县档案条例》《安全生产条例》《义务教育条例》",
        "《中华人民共和国突发公共卫生事件应对法》《中华人民共和国危险化学品安全法》",
        "《森林法》《渔业法》《公证法》《公司法》",
        "《政府信息公开条例》第三十八条",
        "申请材料：《行政许可》",
    ],
)
def test_laws_cited_rightly(text: str) -> None:
    assert found(text) == []


def test_an_older_paper_is_not_judged_by_a_newer_text() -> None:
    assert found("依照《合同法》第八条", dated(2019)) == []
    assert found("依照《行政处罚法》第二百条", dated(2010)) == []


def test_titles_about_repealing_cite_what_they_end() -> None:
    about = dated(2025, title="明堂县人民政府关于废止部分规范性文件的决定")
    assert found("依据《合同法》制定的文件", about) == []


@pytest.mark.parametrize(
    ("text", "organ"),
    [
        ("到县工商局办理", "工商局"),
        ("报县环保局、县教育局", "环保局"),
        ("由国土资源部门和明堂县国土资源局负责", "国土资源局"),
        ("向县扶贫办申请", "扶贫办"),
        ("经中国银保监会批准", "中国银保监会"),
        ("由卫生部制定", "卫生部"),
    ],
)
def test_organs_that_are_no_more(text: str, organ: str) -> None:
    assert found(text) == [("abolished", organ)]


@pytest.mark.parametrize(
    "text",
    [
        "原县工商局的档案",
        "县工商局、县质监局职责整合，组建县市场监督管理局",
        "2016年，县环保局开展检查",
        "《县环保局关于加强管理的通知》",
        "县文化和旅游局、县生态环境局、县农业农村局",
        "按照扶贫办法执行，卫生部门、农业部门负责",
        "县工商局〔2015〕3号",
        "文化局限、旅游局面、环保局部",
        "国家税务总局明堂县税务局",
        "自然资源和规划局",
    ],
)
def test_organs_of_the_past_or_of_other_names(text: str) -> None:
    assert found(text) == []


def test_before_the_reform_the_name_was_right() -> None:
    assert found("到县工商局办理", dated(2018)) == []
    assert found("到县工商局办理", dated(2019)) == [("abolished", "工商局")]


def test_what_a_unit_of_ours_is_called_is_right() -> None:
    own = Knowledge(units=(*COUNTY.units, UnitName("明堂县粮食局", "粮食局")))
    about = About(today=date(2026, 1, 1))
    assert check([Piece("报县粮食局备案")], about, own).hits == ()
    assert check([Piece("报县粮食局备案")], about, COUNTY).hits != ()


def test_what_is_only_from_memory_never_blocks() -> None:
    assert {row.verified for row in ENDED} == {False}
    for text in ("到县工商局办理", "经乡村振兴局同意", "依照《经济合同法》第八条"):
        assert all(hit.severity != Severity.BLOCK for hit in hits(text))


def test_the_tables_are_sound() -> None:
    assert len({row.value.name for row in ENDED}) == len(ENDED)
    rows = repealed()
    assert rows["合同法"].effective_from == date(2021, 1, 1)
    assert rows["合同法"].verified
    assert not rows["信访条例"].verified
