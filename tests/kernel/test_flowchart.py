"""The public flowchart: well-formed, safe under a strict policy, nothing drawn over anything else."""

import re
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.flowchart import BOX_WIDTH, MAX_WIDTH, Arrow, Node, draw

SVG = "{http://www.w3.org/2000/svg}"
STATES = (
    Node("draft", "提出", "1"),
    Node("initial_review", "初审", "2"),
    Node("audit", "审核", "3"),
    Node("release", "公开", "4"),
    Node("feedback", "反馈", "5"),
    Node("rectify", "整改", "6"),
    Node("filed", "建档", "7", final=True),
)
ARROWS = (
    Arrow("draft", "initial_review", "提交"),
    Arrow("initial_review", "audit", "初审通过"),
    Arrow("audit", "release", "审核通过"),
    Arrow("release", "feedback", "发布"),
    Arrow("feedback", "rectify", "有须整改的意见"),
    Arrow("rectify", "filed", "整改完成"),
    Arrow("initial_review", "draft", "退回", "back"),
    Arrow("audit", "draft", "退回", "back"),
    Arrow("release", "draft", "退回", "back"),
    Arrow("audit", "filed", "不主动公开", "end"),
    Arrow("feedback", "filed", "反馈期满，无须整改"),
)


def tree(states: tuple[Node, ...] = STATES, arrows: tuple[Arrow, ...] = ARROWS) -> ET.Element:
    return ET.fromstring(draw("政府信息公开流程", states, arrows))


def boxes(svg: ET.Element) -> list[tuple[float, float]]:
    return [
        (float(rect.attrib["y"]), float(rect.attrib["y"]) + float(rect.attrib["height"]))
        for rect in svg.iter(f"{SVG}rect")
    ]


def test_it_has_a_name_and_a_description_that_tells_every_arrow() -> None:
    svg = tree()
    title, desc = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert (svg.attrib["role"], title.text) == ("img", "政府信息公开流程")
    assert svg.attrib["aria-labelledby"] == title.attrib["id"]
    assert svg.attrib["aria-describedby"] == desc.attrib["id"]
    assert "审核 → 建档（不主动公开）" in str(desc.text)
    assert str(desc.text).count("→") == len(ARROWS)


def test_two_charts_on_one_page_have_different_ids() -> None:
    first, second = draw("a", STATES, ARROWS), draw("a", STATES, ARROWS[:-1])
    assert not set(re.findall(r'id="([^"]+)"', first)) & set(re.findall(r'id="([^"]+)"', second))


def test_nothing_needs_inline_style_or_script() -> None:
    for element in tree().iter():
        assert element.tag.removeprefix(SVG) in {
            "svg",
            "title",
            "desc",
            "g",
            "rect",
            "circle",
            "path",
            "text",
        }
        assert not {"style", "font-family", "href"} & set(element.attrib)
        assert not any(name.startswith("on") for name in element.attrib)


def test_text_is_escaped() -> None:
    drawn = draw("<b>&", (Node("a", '<script>"'), Node("b", "&")), (Arrow("a", "b", "<x>"),))
    assert "<b>" not in drawn
    assert "<script" not in drawn
    assert "<x>" not in drawn
    ET.fromstring(drawn)


def test_back_arrows_are_dashed_and_on_the_left_each_in_its_lane() -> None:
    backs = [g for g in tree().iter(f"{SVG}g") if "flow-back" in g.attrib["class"]]
    lines = [next(g.iter(f"{SVG}path")) for g in backs]
    assert all("stroke-dasharray" in line.attrib for line in lines)
    lanes = [float(re.findall(r"Q([\d.]+)", line.attrib["d"])[0]) for line in lines]
    left = float(next(tree().iter(f"{SVG}rect")).attrib["x"])
    assert len(set(lanes)) == 3
    assert all(lane < left for lane in lanes)


def test_arrows_that_skip_states_run_on_the_right() -> None:
    svg = tree()
    right = float(next(svg.iter(f"{SVG}rect")).attrib["x"]) + BOX_WIDTH
    lanes = [
        float(lane[0])
        for g in svg.iter(f"{SVG}g")
        if "flow-back" not in g.attrib["class"]
        for path in g.iter(f"{SVG}path")
        if (lane := re.findall(r"Q([\d.]+)", path.attrib["d"]))
    ]
    assert len(set(lanes)) == 2
    assert all(lane > right for lane in lanes)


def test_every_label_is_written_whole() -> None:
    written = "".join(text.text or "" for text in tree().iter(f"{SVG}text"))
    for words in [node.label for node in STATES] + [arrow.label for arrow in ARROWS]:
        assert words in written


@pytest.mark.parametrize(
    ("states", "arrows", "message"),
    [
        ((), (), "needs states"),
        ((Node("a", "甲"), Node("a", "乙")), (), "id of its own"),
        ((Node("a", "甲"),), (Arrow("a", "b"),), "unknown state 'b'"),
    ],
)
def test_data_that_cannot_be_drawn_is_refused(
    states: tuple[Node, ...], arrows: tuple[Arrow, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        draw("x", states, arrows)


@st.composite
def charts(draw_from: st.DrawFn) -> tuple[tuple[Node, ...], tuple[Arrow, ...]]:
    count = draw_from(st.integers(1, 7))
    words = st.text(st.sampled_from("公开审核abc 1，。<&"), max_size=18)
    states = tuple(
        Node(str(n), draw_from(words), draw_from(st.none() | st.just("3")), draw_from(st.booleans()))
        for n in range(count)
    )
    ids = st.integers(0, count - 1).map(str)
    arrow = st.builds(Arrow, ids, ids, words, st.sampled_from(["forward", "back", "end"]))
    return states, tuple(draw_from(st.lists(arrow, max_size=12)))


def place_of(text: ET.Element) -> tuple[float, float, float, float]:
    """Left, right, top, bottom of a line of text, by generous estimate of its width."""
    size, x, y = (float(text.attrib[name]) for name in ("font-size", "x", "y"))
    width = sum(size * (0.5 if char.isascii() else 1) for char in text.text or "")
    left = x - width / 2 if text.attrib["text-anchor"] == "middle" else x
    return left, left + width, y - size * 0.8, y + size * 0.1


@given(charts())
def test_no_two_labels_and_no_two_boxes_overlap_in_any_chart(
    chart: tuple[tuple[Node, ...], tuple[Arrow, ...]],
) -> None:
    svg = tree(*chart)
    _, _, width, height = map(float, svg.attrib["viewBox"].split())
    assert width <= MAX_WIDTH
    placed = boxes(svg)
    assert all(above[1] < below[0] for above, below in pairwise(placed))
    assert placed[-1][1] < height
    for one, two in combinations([place_of(text) for text in svg.iter(f"{SVG}text")], 2):
        beside = one[1] <= two[0] or two[1] <= one[0]
        apart = one[3] <= two[2] or two[3] <= one[2]
        assert beside or apart
    for left, right, top, bottom in map(place_of, svg.iter(f"{SVG}text")):
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height
