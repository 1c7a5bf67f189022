"""Short texts pass the guard too; on what citizens write it covers personal data and touches nothing else."""

import pytest

from mingtang.foundation.cases.actions import Act
from mingtang.foundation.findings import actions as findings
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.findings.subjects import subject_target
from mingtang.foundation.guard.letting_out import Blocked
from mingtang.foundation.guard.texts import covered
from mingtang.kernel.refusals import Invalid
from mingtang.openness.topics import actions as topics
from tests.county import County, Walk, draft
from tests.foundation.guard.house import UNWANTED, phrase

pytestmark = pytest.mark.django_db
# Invented: region 990121, 1 March 1980, with its check digit.
ID = "990121198003010016"


def valid_id() -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return ID[:17] + "10X98765432"[sum(int(d) * w for d, w in zip(ID[:17], weights, strict=True)) % 11]


def reported(county: County, text: str) -> Finding:
    walk = Walk(county, draft(county)).to("feedback")
    report = findings.report(subject_target(f"record:{walk.pk}"), category="typo", text=text, contact="")
    findings.accept(county.authority_of("civil-drafter"), report, Act())
    return report


def test_a_citizens_phone_and_identity_number_are_covered_where_everybody_reads(county: County) -> None:
    report = reported(county, f"我是王某，身份证号{valid_id()}，手机13912345678，金额写错了。")
    findings.answer(
        county.authority_of("civil-drafter"), report, Act(), outcome="mended", text="已改正。", show_text=True
    )
    page = county.client().get("/error-reports/").content.decode()
    assert "金额写错了" in page
    assert valid_id() not in page
    assert "13912345678" not in page
    assert Finding.objects.get(pk=report.pk).text.count("13912345678") == 1


def test_words_of_the_house_list_are_the_citizens_own_business(county: County) -> None:
    phrase(county)
    assert covered(f"你们的{UNWANTED}让我看不懂。") == f"你们的{UNWANTED}让我看不懂。"


def test_an_answer_with_an_identity_number_is_refused_beside_its_field(county: County) -> None:
    report = reported(county, "有错")
    with pytest.raises(Invalid) as refused:
        findings.answer(
            county.authority_of("civil-drafter"), report, Act(), outcome="mended",
            text=f"已核实，身份证号{valid_id()}。", show_text=True,
        )  # fmt: skip
    (note,) = refused.value.fields["text"]
    assert valid_id() not in note
    assert not Finding.objects.get(pk=report.pk).answered_at


def test_a_topic_with_what_blocks_is_not_published_and_once_public_not_spoilt(county: County) -> None:
    who = county.authority_of("office")
    topic = topics.create_topic(
        who, {"title": "专栏", "code": "zhuanlan", "unit": county.units["county"], "introduction": "导语"}
    )
    block = topics.add_block(who, topic, "text", {"heading": "一", "body": f"<p>{valid_id()}</p>"})
    with pytest.raises(Invalid) as stopped:
        topics.act(who, topic, "publish")
    assert "专栏：一" in str(stopped.value)
    assert valid_id() not in str(stopped.value)
    topics.change_block(who, block, {"heading": "一", "body": "<p>好了</p>"})
    topics.act(who, topic, "publish")
    with pytest.raises(Invalid):
        topics.change_block(who, block, {"heading": "一", "body": f"<p>{valid_id()}</p>"})


def test_a_page_is_read_over_its_tags(county: County) -> None:
    split = f"<p>{valid_id()[:6]}<strong>{valid_id()[6:]}</strong></p>"
    who = county.authority_of("office")
    topic = topics.create_topic(
        who, {"title": "专栏", "code": "z", "unit": county.units["county"], "introduction": ""}
    )
    topics.add_block(who, topic, "text", {"heading": "一", "body": "<p>好</p>"})
    topics.act(who, topic, "publish")
    with pytest.raises(Blocked) as refused:
        topics.add_block(who, topic, "text", {"heading": "二", "body": split})
    assert "body" in refused.value.fields
