"""Rules found missing by the set that was held out, with cases of their own."""

import pytest

from mingtang.kernel.guard.hits import Severity
from tests.kernel.guard.injected import hits as injected
from tests.kernel.guard.looking import found
from tests.kernel.guard.names_county import TEXT, dated, hits


def group(text: str, name: str) -> list[tuple[str, str]]:
    return [
        (hit.kind.partition(".")[2], hit.text)
        for hit in hits(text, dated(2025), TEXT, group=name)
        if hit.severity != Severity.INFORM
    ]


@pytest.mark.parametrize(
    "text",
    [
        "收购个人银行卡，一套三千，飞机@kaka889",
        "驾驶证扣分代办，异地违章处理，微信jia12fen",
        "安眠药水出售，十秒入睡，诚信交易",
        "代办建造师证书，免考直出，国网可查",
        "凭身份证即可贷款，无需审核，秒到账，13900001111",
        "出售手机号数据，股民、宝妈，精准一手，QQ1234567",
        "私家定位，知道手机号就能查到位置",
    ],
)
def test_offers_of_what_nobody_may_sell_are_found(text: str) -> None:
    assert {hit.kind for hit in injected(text)} == {"injection.trade"}


@pytest.mark.parametrize(
    "text",
    [
        "警方提示：收购银行卡、对公账户属于违法犯罪，切勿出租出借。",
        "民警提醒，网上“查开房记录”“手机定位”都是骗局，切勿轻信。",
        "二、不出租、出售银行卡、电话卡。",
        "教师资格证书定期注册",
        "共6　　合同金额",
        "序号6　合同编号",
    ],
)
def test_warnings_and_numbers_before_a_word_are_no_offers(text: str) -> None:
    assert injected(text) == []


def test_code_in_a_handler_of_a_page_is_a_script_and_its_own_functions_are_not() -> None:
    page = "<html><body><p>通知</p>%s</body></html>"
    assert [hit.kind for hit in injected(page % '<img src="a.png" onerror="alert(1)">')] == [
        "injection.script"
    ]
    assert injected(page % '<img src="a.png" onerror="this.src=\'/b.png\'">') == []
    assert injected(page % '<button onclick="return confirm(1)">删除</button>') == []


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("经费来源此段待定。", "此段待定"),
        ("全县共有农户（待补充）户。", "待补充"),
        ("项目总投资XXX待核实万元。", "XXX待核实"),
        ("【此处补充数据】", "此处补充数据"),
    ],
)
def test_a_place_left_for_later_is_a_mark_of_a_draft(text: str, mark: str) -> None:
    assert group(text, "marks") == [("draft", mark)]
    assert group(text, "words") == []


@pytest.mark.parametrize(
    "text", ["比赛地点待定", "待补充材料齐全后受理", "此处应填写申请人姓名", "身份待核实的人员"]
)
def test_what_is_open_in_the_matter_is_no_draft(text: str) -> None:
    assert group(text, "marks") == []


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("□主动公开　■依申请公开　□不公开", "依申请公开"),
        ("主动公开□ 依申请公开√ 不予公开□", "依申请公开"),
        ("■不予公开", "不予公开"),
    ],
)
def test_the_ticked_choice_is_the_mark(text: str, mark: str) -> None:
    assert group(text, "marks") == [("not_open", mark)]


@pytest.mark.parametrize(
    "text", ["☑主动公开 □依申请公开", "√主动公开 依申请公开 不予公开", "●依申请公开工作流程和说明"]
)
def test_a_choice_not_ticked_is_no_mark(text: str) -> None:
    assert group(text, "marks") == []


@pytest.mark.parametrize("text", ["仅供本单位使用", "内部掌握，勿外传", "阅后请收回"])
def test_more_marks_of_inner_papers(text: str) -> None:
    assert group(text, "marks") == [("internal", text)]


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("根据《生产安全法》", "law_misquoted", "生产安全法"),
        ("根据《环境法保护》", "law_misquoted", "环境法保护"),
        ("依据《行政许可法条例》", "law_misquoted", "行政许可法条例"),
        ("最高法民法院发布司法解释", "state", "最高法民法院"),
        ("报中国银监会批准", "abolished", "中国银监会"),
        ("副县长许伟主持会议", "post", "许伟"),
    ],
)
def test_names_turned_about_or_of_others(text: str, kind: str, written: str) -> None:
    assert group(text, "names") == [(kind, written)]


@pytest.mark.parametrize(
    "text",
    [
        "局长何小一同参加",
        "县长王建国一行调研",
        "副县长李明华讲话",
        "根据《行政复议法实施条例》第二条",
        "县人民法院法官",
    ],
)
def test_right_names_stay(text: str) -> None:
    assert group(text, "names") == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("统筹推进“四位一体”总体布局", "四位一体"),
        ("增强三个意识、坚定四个自信", "三个意识"),
        ("深刻领悟三个确立的决定性意义", "三个确立"),
        ("落实三会两课制度", "三会两课"),
        ("贯彻落实八项规则精神", "八项规则"),
    ],
)
def test_set_terms_with_another_numeral_or_end(text: str, wrong: str) -> None:
    assert found("words.term", text) == [wrong]


@pytest.mark.parametrize(
    "text", ["“四位一体”的社保体系", "本办法共八项规定", "党的二十届四中全会", "四个自觉", "三个维护站点"]
)
def test_other_counts_of_other_things_stand(text: str) -> None:
    assert found("words.term", text) == []


def test_doubled_characters_on_purpose_stand() -> None:
    for text in ("看得见的的确是变化", "三百六十行，行行出状元", "迢迢牵牛星，皎皎河汉女", "桩桩件件有回音"):
        assert found("words.doubled", text) == []
    assert found("words.doubled", "存在的的确切原因") == ["的的"]
