"""Names, health, disability, minors and addresses: hits where they are somebody's, none where they are not."""

from __future__ import annotations

import pytest

from mingtang.kernel.guard.about import Writer
from mingtang.kernel.guard.hits import Severity
from tests.kernel.guard.personal.looking import CHILD, GROWN, look, of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"村民孙桂花（身份证号：{GROWN}）申请救助。", ["孙桂花"]),
        (f"低保户吴桂芳、郑海涛，身份证号{GROWN}。", ["吴桂芳", "郑海涛"]),
        ("请转告欧阳修文，电话13855550199。", ["欧阳修文"]),
        ("买买提·吐尔逊，手机13855550199", ["买买提·吐尔逊"]),
        (f"姓　　名：赵　强　　证件号码：{GROWN}", ["赵　强"]),
        ("大塘村李建国家庭困难，手机13855550199", ["李建国"]),
        ("会议研究了有关工作，赵国强、孙桂花参加。", []),
        ("联系赵科长，13855550199", []),
        (f"张某某，身份证号{GROWN}", []),
        (f"县长周正清批示，身份证号{GROWN}", []),
        # What follows says that it is a name, whatever stands before.
        ("会议听取了柳志明（电话13855550199）反映的问题。", ["柳志明"]),
        (f"将该房转移登记至龚梦洁（公民身份号码{GROWN}）名下。", ["龚梦洁"]),
        (f"田广福的身份证号更正为{GROWN}。", ["田广福"]),
        (f"目击者王大力{GROWN}、孙小妹{GROWN}。", ["王大力", "孙小妹"]),
        ("同组郝建民（双目失明）需照料。", ["郝建民"]),
        ("方便时电话13855550199。", []),
        ("安排专人，手机13855550199。", []),
    ],
)
def test_names_beside_private_data(text: str, names: list[str]) -> None:
    assert of("name", look(text)) == names


def test_victims_are_named_loudly_and_a_citizen_is_no_office() -> None:
    hits = look(f"被害人周小兰，身份证号{GROWN}。", title="行政处罚决定书")
    assert [hit.severity for hit in hits if hit.kind == "personal.name"] == [Severity.WARN]
    hits = look("要核实就打13855550199，联系人马德全。", writer=Writer.CITIZEN)
    assert of("name", hits) == ["马德全"]
    assert {hit.severity for hit in hits} == {Severity.WARN}


def test_a_name_in_a_line_of_its_own_belongs_to_the_number_below() -> None:
    assert of("name", look("姓名：赵国强", f"身份证号：{GROWN}")) == ["赵国强"]
    assert of("name", look(f"身份证号：{GROWN}", "姓名：赵国强")) == ["赵国强"]
    assert of("name", look("姓名：赵国强", "文" * 400, f"身份证号：{GROWN}")) == []


@pytest.mark.parametrize(
    "title", ["行政处罚决定书", "失信被执行人名单", "拟录用人员公示", "低保对象公示", "行政许可结果"]
)
def test_in_papers_that_must_name_people_a_name_beside_private_data_only_informs(title: str) -> None:
    name, number = look(f"赵国强，身份证号{GROWN}。", title=title)
    assert (name.text, name.severity) == ("赵国强", Severity.INFORM)
    assert (number.text, number.severity) == (GROWN, Severity.BLOCK)
    assert look("赵国强、孙桂花二人，均为大塘村村民。", title=title) == []


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("村民刘桂兰患有尿毒症，家庭困难。", "health", ["尿毒症"]),
        ("张国强，男，被诊断为慢性肾衰竭。", "health", ["慢性肾衰竭"]),
        ("全县高血压患者5.2万人，糖尿病规范管理率70%。", "health", []),
        ("对患有高血压、糖尿病的老年人免费体检。", "health", []),
        ("残疾人林秀兰，肢体残疾二级。", "disability", ["肢体残疾二级"]),
        ("同村林秀兰（右眼失明）申请救助。", "health", ["右眼失明"]),
        ("李建国确诊肝硬化失代偿期。", "health", ["肝硬化失代偿期"]),
        ("一级残疾每人每月100元，二级残疾每人每月80元。", "disability", []),
    ],
)
def test_health_and_disability_are_hits_where_somebody_is_named(
    text: str, kind: str, expected: list[str]
) -> None:
    assert of(kind, look(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("学生陈思雨（明堂县实验小学三年级2班）获奖。", ["陈思雨"]),
        ("12岁的张小明走失。", ["张小明"]),
        ("患儿李梓涵（2018年4月12日出生）获得救助。", ["李梓涵"]),
        (f"张小明，身份证号{CHILD}。", ["张小明"]),
        ("第一小学教师王建国获奖。", []),
        ("大学生王建国获奖，现年21岁。", []),
        ("共有学生120人参加，提升学生文明素养。", []),
    ],
)
def test_minors_are_not_named(text: str, expected: list[str]) -> None:
    assert of("minor", look(text)) == expected


def test_minors_are_not_named_even_where_others_must_be() -> None:
    assert of("minor", look("学生陈思雨（明堂县实验小学三年级）。", title="拟资助对象公示")) == ["陈思雨"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("住明堂县城关镇和平路12号3栋2单元501室，", "明堂县城关镇和平路12号3栋2单元501室"),
        ("家庭住址：云岭省青川市明堂县东湖乡大塘村三组18号", "云岭省青川市明堂县东湖乡大塘村三组18号"),
        ("现住和平路12号阳光小区3栋502室", "和平路12号阳光小区3栋502室"),
        ("户籍地址：锦绣家园3-2-501", "锦绣家园3-2-501"),
        ("孙丽，13855550199，东湖花园7幢1103室", "东湖花园7幢1103室"),
        (f"孙丽（身份证号{GROWN}）坐落于和平路12号的房屋所有权转移登记。", "和平路12号"),
        ("手机13855550199，家住马店村三组18号", "马店村三组18号"),
    ],
)
def test_homes_are_found_from_the_first_division_to_the_last_number(text: str, expected: str) -> None:
    assert of("address", look(text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "县政务服务中心位于明堂县城关镇和平路12号。",
        "公司地址：明堂县和平路12号3栋301室",
        "开标地点：公共资源交易中心三楼305室",
        "和平路至学府路段，全长120米，12号文件",
        "大塘村129户群众受益，3组道路硬化",
        "家住明堂县城关镇人民路1号",
        "本批房源41套、轮候家庭63户，联系人王刚，手机13855550199",
        "项目坐落于和平路12号，联系人王刚，手机13855550199",
        "本公司法定代表人王刚，住所地明堂县和平路12号3栋301室",
        "赵国强，身份证号340***********1234，住明堂县东湖乡大塘村",
    ],
)
def test_offices_works_and_villages_are_no_homes(text: str) -> None:
    assert of("address", look(text)) == []
