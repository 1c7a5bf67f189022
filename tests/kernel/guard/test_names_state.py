"""Names of the state with one slip stop the paper; right ones, and what only looks like them, never do."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.names.state import COUNTRY, LONG, SHORT
from tests.kernel.guard.names_county import found, hits

LAWS = Path(__file__).resolve().parents[4] / "shared" / "samples" / "laws.jsonl.gz"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("根据中华人民共合国有关法律", "中华人民共合国", COUNTRY),
        ("中共人民共和国成立以来", "中共人民共和国", COUNTRY),
        ("中华人民大和国", "中华人民大和国", COUNTRY),
        ("中华人民国和国", "中华人民国和国", COUNTRY),
        ("中华人民共国公民", "中华人民共国", COUNTRY),
        ("国务完办公厅印发", "国务完", "国务院"),
        ("县人民政付办公室", "人民政付", "人民政府"),
        ("县攻府门户网站", "攻府", "政府"),
        ("最高人民检查院", "人民检查院", "人民检察院"),
        ("省高级人民发院", "人民发院", "人民法院"),
        ("县第十八届人民代表大会常务委圆会", "人民代表大会常务委圆会", "人民代表大会常务委员会"),
        ("县人民代会表大", "", ""),
    ],
)
def test_wrong_names_of_the_state_block(text: str, wrong: str, right: str) -> None:
    got = [(hit.text, hit.args["right"]) for hit in hits(text) if hit.kind == "names.state"]
    if not wrong:
        assert got == []
        return
    assert got == [(wrong, right)]
    assert {hit.severity for hit in hits(text)} == {Severity.BLOCK}


def test_the_fix_mends_the_text() -> None:
    text = "中华人民共合国"
    (hit,) = hits(text)
    assert hit.fix == COUNTRY


@pytest.mark.parametrize(
    "text",
    [
        "中华人民共 和国",
        "中华人民共和\n国",
        "阿尔及利亚民主人民共和国",
        "老挝人民民主共和国",
        "镇人民医院和县第一人民医院",
        "县财政付款凭证、市政付费项目",
        "残疾人代表大会、工人代表大会、妇女代表大会、各界人民代表会议",
        "其中共产党员50名",
        "国家卫生健康委要会同有关部门",
        "造成生态环境不利影响",
        "中国人民进行革命、建设",
        "人民警察院校",
        "国务院各部委",
        "中国共产主义青年团",
        "个人民事权利",
        "县市场监督管理局",
    ],
)
def test_what_is_right_stays_untouched(text: str) -> None:
    assert [one for one in found(text) if one[0] == "state"] == []


@given(
    st.lists(st.sampled_from((*LONG, *SHORT)), min_size=1, max_size=6),
    st.sampled_from(["", "、", "和", "，"]),
)
def test_right_names_beside_each_other_are_right(names: list[str], between: str) -> None:
    assert [one for one in found(between.join(names)) if one[0] == "state" and between] == []


@pytest.mark.skipif(not LAWS.exists(), reason="needs the published laws beside the repository")
def test_published_laws_hold_next_to_none() -> None:
    texts = []
    with gzip.open(LAWS, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 40 == 0:
                texts.append(json.loads(line)["text"])
    text = "\n".join(texts)
    assert len(text) > 300_000
    assert [
        hit.text for hit in hits(text) if hit.kind in ("names.state", "names.division", "names.law_misquoted")
    ] == []
