"""Every hit on a form of writing is told in words."""

import re

import pytest

from mingtang.foundation.guard.wording import todo, why, words_for
from mingtang.kernel.guard.hits import KINDS, Hit
from tests.kernel.guard.looking import hits_in, paragraphs, table

TEXTS = (
    "我们的的发展，中华人民和国，人民 政府，2026年月日，第条，20××年×月×日，《》，〔2026〕号，共计元。",
    '（此处填写），残废人，社会主意现代化，政府信公息开，各乡镇,各部门。。等等。。。部门、等单位，《甲》、《乙》，他说"好"，含(线上）。',
    "《甲《乙》丙》，根据“甲，明政发[2026]1号，明政发2026〕1号，明政发〔26〕1号，明政发〔2026〕第1号，明政发〔2026〕1。",
    "明政发〔2026〕01号，2月30日，2026年13月1日，2206年1月，25时30分，2026年11月26日（星期五），2025—2023年。",
    "，本办法自公布之日起施行。",
    "已于2027年5月1日召开，共120人，其中男80人、女50人。共120人，其中党员130人、团员2人，各级乾部。",
)
TABLES = (
    "乡镇|人数|占比\n甲|10|30%\n乙|20|30%\n合计|31|100%",
    "乡镇|男|女|合计\n甲镇|1|2|3\n乙镇|1|3|4\n丙镇|1|1|3",
)


@pytest.mark.wording
def test_each_reason_has_its_own_sentence() -> None:
    told = set()
    for kind in [kind.code for kind in KINDS if kind.group == "words"]:
        hits: list[Hit] = hits_in(paragraphs(*TEXTS), kind)
        for number, drawn in enumerate(TABLES):
            hits += hits_in(table(drawn, number), kind)
        for hit in hits:
            said = hit.args.get("why", "")
            told.add((kind, said))
            assert not said or said in words_for(kind).reasons, (kind, said)
            sentence = why(hit.kind, hit.args)
            assert "%(" not in sentence
            assert "%%" not in sentence
            assert todo(hit.kind, hit.args)
    known = {(kind, said) for kind, _ in told for said in words_for(kind).reasons}
    assert known <= told, sorted(known - told)


@pytest.mark.wording
def test_what_is_said_names_what_was_expected() -> None:
    (hit,) = hits_in(table("乡镇|人数（人）\n甲|10\n乙|20\n合计|31"), "words.sum")
    assert re.search(r"31.*第 2 行到第 3 行的 2 个数字.*30", why(hit.kind, hit.args))
