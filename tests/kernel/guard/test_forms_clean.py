"""On clean official texts the forms of writing stay quiet; and they are quick."""

import time
from pathlib import Path

import pytest

from mingtang.kernel.guard.detectors import DETECTORS
from mingtang.kernel.guard.engine import check
from mingtang.kernel.guard.forms import detectors as forms
from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.passages import passages
from tests.kernel.guard.looking import ABOUT, paragraphs

assert forms
POLICIES = Path(__file__).resolve().parents[4] / "shared" / "samples" / "policies"
NAMES = ("doubled", "missing", "term", "punctuation", "brackets", "date", "sum", "traditional")
KINDS = {f"words.{name}" for name in NAMES}
PLAIN = (
    "各乡镇人民政府，县政府各部门、各直属机构：",
    "为贯彻落实《中华人民共和国政府信息公开条例》（国务院令第711号），经县人民政府同意，现就做好2026年政务公开工作通知如下：",
    "一、总体要求。坚持以人民为中心的发展思想，全面推进决策、执行、管理、服务、结果公开，让权力在阳光下运行。",
    "（一）各单位要明确一名分管负责同志，加强和改进本领域的公开工作，于2026年12月31日前报送总结（含电子版）。",
    "明政办发〔2026〕12号文件同时废止。联系人：县政务公开办，电话：0990-1234567。",
)


def test_a_plain_notice_has_no_hit_at_all() -> None:
    assert [hit for hit in check(paragraphs(*PLAIN), ABOUT, Knowledge()).hits if hit.kind in KINDS] == []


def test_at_most_one_false_alarm_in_ten_thousand_characters_of_policies() -> None:
    if not POLICIES.is_dir():
        pytest.skip("the shared samples are not there")
    alarms = characters = 0
    for path in sorted(POLICIES.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        characters += len(text)
        hits = check(paragraphs(*text.split("\n")), ABOUT, Knowledge()).hits
        alarms += sum(hit.kind in KINDS and hit.severity != Severity.INFORM for hit in hits)
    assert alarms <= characters / 10_000


def test_a_line_that_never_ends_takes_no_longer_than_paragraphs() -> None:
    def seconds(texts: list[str]) -> float:
        looks = [one.begin(ABOUT, Knowledge()) for one in DETECTORS if one.name.startswith("forms.")]
        began = time.process_time()
        for piece in paragraphs(*texts):
            for passage in passages(piece):
                for look in looks:
                    list(look.see(passage))
        return time.process_time() - began

    seconds(list(PLAIN))
    text = "".join(PLAIN)
    traps = [
        "《" * 20_000,
        "（" * 20_000,
        "“第条" * 7_000,
        "2026年" * 5_000,
        "和" * 20_000,
        "(甲" * 10_000,
        "X年" * 10_000,
    ]
    assert seconds([text * 200]) < 10 * seconds([text] * 200) + 1
    for trap in traps:
        assert seconds([trap]) < 2
