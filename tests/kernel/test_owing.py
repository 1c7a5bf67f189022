"""What a row of the catalogue makes people owe: each kind of limit, special statutes, and what cannot be read."""

from datetime import date

import pytest

from mingtang.kernel.clock.model import Span, TimeUnit
from mingtang.kernel.disclosure.owing import Decided, Doubt, OwedRule, Row, Trigger, part_for, rules_of
from mingtang.kernel.disclosure.time_limits import SPECIAL, general_term, special_for
from mingtang.kernel.limits.parse import parse_limit

TODAY = date(2026, 3, 2)
SOFT = Span(5, TimeUnit.WORKDAY)


def rules(
    phrase: str, path: str = "公共文化 / 活动信息", decided: Decided | None = None
) -> tuple[OwedRule, ...]:
    return rules_of(Row(path, parse_limit(phrase), "《某目录》", decided), TODAY, SOFT)


def days(n: int, unit: TimeUnit = TimeUnit.WORKDAY) -> Span:
    return Span(n, unit)


@pytest.mark.parametrize(
    ("phrase", "trigger", "span", "soft"),
    [
        ("信息形成或者变更之日起20个工作日内", Trigger.FORMED, days(20), False),
        ("7个工作日", Trigger.FORMED, days(7), False),
        ("分配结果确定后5个工作日内", Trigger.FORMED, days(5), False),
        ("组织听证7个工作日前公开", Trigger.BEFORE, days(7), False),
        ("在启动应急响应时公开", Trigger.DURING, days(0, TimeUnit.DAY), True),
        ("及时公开", Trigger.PROMPT, SOFT, True),
        ("长期公开（动态调整）", Trigger.STANDING, None, False),
        ("每季度公开1次", Trigger.PERIOD, None, False),
    ],
)
def test_each_kind_of_limit_is_set_off_by_its_own(
    phrase: str, trigger: Trigger, span: Span | None, soft: bool
) -> None:
    (rule,) = rules(phrase)
    assert (rule.trigger, rule.span, rule.soft) == (trigger, span, soft)
    assert rule.article == phrase
    assert rule.source == "《某目录》"
    assert rule.doubt is None


def test_what_is_disclosed_on_request_only_owes_nothing() -> None:
    assert rules("自收到申请之日起20个工作日内公开") == ()


def test_the_event_of_a_phrase_is_kept_and_forming_goes_without_saying() -> None:
    assert rules("分配结果确定后5个工作日内")[0].event == "分配结果确定"
    assert rules("信息形成之日起20个工作日内")[0].event == ""


def test_a_period_keeps_its_date_its_number_and_what_ends_it() -> None:
    (yearly,) = rules("每年1月31日前公开")
    assert (yearly.cycle, yearly.by_month, yearly.by_day, yearly.times) == ("year", 1, 31, 1)
    (half,) = rules("每半年至少更新2次")
    assert (half.cycle, half.times) == ("half_year", 2)
    (after,) = rules("每季度结束后10个工作日内公开")
    assert (after.cycle, after.after_end) == ("quarter", days(10))


def test_a_split_row_makes_several_rules_with_what_each_applies_to() -> None:
    standing, decision = rules(
        "1.除处罚决定外其他内容：长期公开（动态调整）；2.处罚决定：行政处罚决定作出之日起7个工作日内"
    )
    assert (standing.part, standing.trigger) == (0, Trigger.STANDING)
    assert (decision.part, decision.trigger, decision.span, decision.scope) == (
        1,
        Trigger.FORMED,
        days(7),
        "处罚决定",
    )


def test_a_display_after_a_prompt_limit_is_one_duty_with_its_display() -> None:
    (rule,) = rules("采购文件确定后及时公开，公告期限不少于5个工作日", "其他 / 公告")
    assert (rule.trigger, rule.display) == (Trigger.PROMPT, days(5))


def test_a_display_period_without_a_number_before_it_falls_under_the_general_limit() -> None:
    (rule,) = rules("公示7个工作日")
    assert (rule.span, rule.display) == (days(20), days(7))
    assert "第二十六条" in rule.article


@pytest.mark.parametrize(
    ("phrase", "doubt"),
    [
        ("法律、法规另有规定的，从其规定", Doubt.REFERENCE),
        ("看情况择机适度公开为宜", Doubt.UNPARSED),
        ("", Doubt.UNPARSED),
    ],
)
def test_what_cannot_be_read_is_owed_by_the_general_limit_and_says_so(phrase: str, doubt: Doubt) -> None:
    (rule,) = rules(phrase)
    assert rule.doubt == doubt
    assert rule.span == days(20)
    assert "政府信息公开条例" in rule.source


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("财政预决算 / 政府预算", "budget"),
        ("部门决算 / “三公”经费", "budget"),
        ("政府采购 / 采购合同", "contract"),
        ("政府采购 / 中标、成交结果", "award"),
        ("征地前期 / 拟征收土地预公告", "land_before"),
        ("征地组织 / 征收土地公告", "land_notice"),
        ("征地前期 / 征地补偿安置公告", "land_plan"),
        ("国有土地上房屋征收 / 征收补偿方案", "house_plan"),
        ("竣工信息 / 竣工验收、结算和决算", ""),
        ("预算绩效 / 绩效评价结果", ""),
        ("工程招标投标 / 中标候选人公示", ""),
        ("低保 / 审核信息", ""),
    ],
)
def test_a_statute_is_found_by_the_names_of_a_matter_and_not_by_words_that_only_sound_alike(
    path: str, code: str
) -> None:
    found = special_for(path, TODAY)
    assert (found.value.code if found else "") == code


def test_a_statute_goes_before_the_general_phrase_and_names_its_article() -> None:
    (rule,) = rules("信息形成或者变更之日起20个工作日内", "政府采购 / 采购合同")
    assert (rule.span, rule.statute, rule.event) == (days(2), "contract", "采购合同签订")
    assert (rule.source[:4], rule.article) == ("《中华人", "第五十条")


def test_a_phrase_with_an_event_and_a_number_of_its_own_stays_beside_a_statute() -> None:
    (rule,) = rules("经本级财政部门批复后15日内", "部门预算 / 收支总表")
    assert (rule.span, rule.statute) == (days(15, TimeUnit.DAY), "")


def test_the_longer_of_two_minimum_displays_holds() -> None:
    (rule,) = rules("信息形成之日起20个工作日内，公示15个工作日", "征地 / 拟征收土地预公告")
    assert rule.display == days(15)
    (rule,) = rules("信息形成之日起20个工作日内，公示5个工作日", "征地 / 拟征收土地预公告")
    assert rule.display == days(10)


def test_no_special_limit_applies_before_its_statute_is_in_force() -> None:
    assert special_for("征地 / 拟征收土地预公告", date(2021, 8, 31)) is None
    with pytest.raises(LookupError):
        general_term(date(2019, 5, 14))
    assert general_term(date(2019, 5, 15)).span == days(20)


def test_every_special_limit_says_something_and_names_where_it_stands() -> None:
    for row in SPECIAL:
        assert row.value.span or row.value.display or row.value.comment
        assert row.source.startswith("《")
        assert row.article.startswith("第")


def test_a_decided_limit_stands_for_all_the_row_says() -> None:
    own = Decided(days(3), "结果作出", "明政办发〔2026〕9号", "第二条")
    (rule,) = rules("1.指南：长期公开；2.结果：20个工作日内", decided=own)
    assert (rule.trigger, rule.span, rule.source) == (Trigger.FORMED, days(3), "明政办发〔2026〕9号")


def test_a_record_falls_under_the_part_whose_scope_its_title_names() -> None:
    split = rules("1.许可结果：7个工作日内；2.处罚决定：行政处罚决定作出之日起3个工作日内")
    assert part_for("关于某某餐馆的行政处罚决定书", split) == split[1]
    assert part_for("公共场所许可结果公示", split) == split[0]


def test_a_title_that_names_no_part_is_kept_current_where_a_part_is_and_owed_otherwise() -> None:
    standing = rules("1.办事指南：长期公开；2.许可结果：7个工作日内")
    assert part_for("公共场所卫生许可办事指南", standing) is None
    counted = rules("1.许可结果：7个工作日内；2.处罚决定：3个工作日内")
    assert part_for("一份通知", counted) == counted[0]


@pytest.mark.parametrize(
    ("phrase", "trigger", "n"),
    [
        ("信息形成后24小时内公开", Trigger.FORMED, 1),
        ("24小时内公开", Trigger.FORMED, 1),
        ("会议召开前36小时公开", Trigger.BEFORE, 2),
    ],
)
def test_hours_are_begun_days_that_no_day_of_rest_moves(phrase: str, trigger: Trigger, n: int) -> None:
    (rule,) = rules(phrase)
    assert (rule.trigger, rule.span, rule.moves) == (trigger, days(n, TimeUnit.DAY), False)


def test_a_display_of_hours_is_one_of_days() -> None:
    (rule,) = rules("信息形成或者变更之日起20个工作日内公开，公示不少于48小时")
    assert (rule.span, rule.moves, rule.display) == (days(20), True, days(2, TimeUnit.DAY))


def test_hours_after_the_end_of_a_period_are_days() -> None:
    assert rules("每季度结束后24小时内")[0].after_end == days(1, TimeUnit.DAY)
