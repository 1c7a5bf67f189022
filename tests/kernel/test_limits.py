"""What phrases of 公开时限 mean, type by type."""

from dataclasses import replace
from typing import Any

import pytest

from mingtang.kernel.limits.model import Limit, LimitType
from mingtang.kernel.limits.parse import parse_limit

T = LimitType
BOTH = "形成或者变更"


def formed(n: int, trigger: str = BOTH, unit: str = "workday", **more: Any) -> Limit:
    return Limit(T.AFTER_FORMED, n=n, unit=unit, trigger=trigger, direction="after", **more)


def bare(n: int, unit: str = "workday", **more: Any) -> Limit:
    return Limit(T.BARE_N, n=n, unit=unit, **more)


def after(n: int, trigger: str, unit: str = "workday", **more: Any) -> Limit:
    return Limit(T.AFTER_EVENT, n=n, unit=unit, trigger=trigger, direction="after", **more)


def before(n: int, trigger: str, unit: str = "workday", **more: Any) -> Limit:
    return Limit(T.BEFORE_EVENT, n=n, unit=unit, trigger=trigger, direction="before", **more)


def during(trigger: str = "", **more: Any) -> Limit:
    return Limit(T.DURING, trigger=trigger, direction="during", **more)


def prompt(trigger: str = "", direction: str = "", **more: Any) -> Limit:
    return Limit(T.PROMPT, trigger=trigger, direction=direction, **more)


def shown(display_n: int, display_unit: str = "day", **more: Any) -> Limit:
    return Limit(T.DISPLAY_PERIOD, display_n=display_n, display_unit=display_unit, **more)


def comments(comment_n: int, comment_unit: str = "day", **more: Any) -> Limit:
    return Limit(T.COMMENT_PERIOD, comment_n=comment_n, comment_unit=comment_unit, **more)


def standing(**more: Any) -> Limit:
    return Limit(T.LONG_TERM, **more)


def every(cycle: str, **more: Any) -> Limit:
    return Limit(T.PERIODIC, cycle=cycle, **more)


def requested(**more: Any) -> Limit:
    return Limit(T.ON_REQUEST, manner="on_request", **more)


def law(trigger: str = "", **more: Any) -> Limit:
    return Limit(T.REFERENCE, trigger=trigger, **more)


def split(*parts: Limit, **more: Any) -> Limit:
    return Limit(T.SPLIT, parts=parts, **more)


def unread(limit: Limit) -> Limit:
    """Without the phrases as read."""
    return replace(limit, raw="", parts=tuple(unread(part) for part in limit.parts))


AFTER_20: dict[str, Any] = {"n": 20, "unit": "workday", "trigger": "形成", "direction": "after"}
FORMED = {
    "信息形成或者变更之日起20个工作日内予以公开": formed(20),
    "信息形成或变更之日起20个工作日内": formed(20),
    "形成或者变更之日起20个工作日内予以公开": formed(20),
    "自该信息形成或者变更之日起20个工作日内": formed(20),
    "自该政府信息形成或者变更之日起20个工作日内及时公开": formed(20),
    "公开事项信息形成或变更之日起20个工作日内公开": formed(20),
    "应当自政府信息形成或者变更之日起20个工作日内予以公开": formed(20),
    "应在信息形成之日起7个工作日内公开": formed(7, "形成"),
    "信息自形成或者变更之日起20个工作日内公开": formed(20),
    "信息形成（变更）20个工作日内": formed(20),
    "变更或形成之日起20个工作日内": formed(20),
    "信息形成、变更后5个工作日内向社会公开": formed(5),
    "信息获取（形成变更）20个工作日内": formed(20, "形成或者变更或者获取"),
    "自制作或获取该信息之日起20个工作日内公开": formed(20, "制作或者获取"),
    "获取或制作信息之日起15个工作日内": formed(15, "制作或者获取"),
    "制定或获取信息之日起10个工作日内": formed(10, "制定或者获取"),
    "制定或获取文件之日起10个工作日内": formed(10, "制定或者获取文件"),
    "制定或获取指南之日起10个工作日内": formed(10, "制定或者获取指南"),
    "制定或获取备案政策之日起10个工作日内": formed(10, "制定或者获取备案政策"),
    "制定或获取扶持政策措施之日起10个工作日内": formed(10, "制定或者获取扶持政策措施"),
    "文件印发之日起3个工作日内": formed(3, "文件印发"),
    "补贴信息形成之日起7个工作日内": formed(7, "补贴信息形成"),
    "信息形成20个工作日内公开": formed(20, "形成"),
    "信息形成之日起1个月内": formed(1, "形成", "month"),
    "信息形成后24小时内": formed(24, "形成", "hour"),
    "信息形成当日公开": formed(0, "形成", "day"),
    "信息形成后及时公开，最迟不超过20个工作日": formed(20, "形成"),
    "信息形成或者变更之日起20个工作日内。法律、法规对政府信息公开的期限另有规定的，从其规定。": formed(
        20, yields=True
    ),
    "信息形成或变更之日起20个工作日内（法律法规另有规定的除外）": formed(20, yields=True),
    "信息形成之日起7个工作日内，在村公示栏公开": formed(7, "形成", place="村公示栏"),
}
BARE = {
    "20个工作日": bare(20),
    "20工作日": bare(20),
    "7个工作日内公开": bare(7),
    "5日内": bare(5, "day"),
    "三个月内": bare(3, "month"),
    "半年内公开": bare(6, "month"),
    "1年内": bare(1, "year"),
    "两个月": bare(2, "month"),
    "20个自然日内": bare(20, "day"),
    "当日公开": bare(0, "day"),
    "次日公开": bare(1, "day"),
    "公开时限：20个工作日内": bare(20),
    "处罚决定：20个工作日内": bare(20, scope="处罚决定"),
    "20个工作日内公开处罚结果": bare(20, scope="处罚结果"),
}
AFTER = {
    "分配结果确定后20个工作日内": after(20, "分配结果确定"),
    "现状调查结束后5个工作日内，在村公示栏公开": after(5, "现状调查结束", place="村公示栏"),
    "本级人民代表大会或其常务委员会批准后20日内": after(20, "本级人民代表大会或其常务委员会批准", "day"),
    "经本级财政部门批复后20日内": after(20, "经本级财政部门批复", "day"),
    "收到上级批复之日起15个工作日内公开": after(15, "收到上级批复"),
    "作出决定之日起7个工作日内": after(7, "作出决定"),
    "决定后7个工作日内公开": after(7, "决定"),
    "合同签订之日起2个工作日内": after(2, "合同签订"),
    "处罚决定作出7个工作日内": after(7, "处罚决定作出"),
    "行政处罚决定自作出之日起7个工作日内公开": after(7, "作出", scope="行政处罚决定"),
    "事件发生后5小时内发布": after(5, "事件发生", "hour"),
    "争议产生之日起5日内": after(5, "争议产生", "day"),
    "公示期满后5个工作日内": after(5, "公示期满"),
    "自《条例》公布之日起20日内": after(20, "《条例》公布", "day"),
    "收到低保申请之日起20个工作日内": after(20, "收到低保申请"),
    "作出决定当天公开": after(0, "作出决定", "day"),
    "自查结束后5日内": after(5, "自查结束", "day"),
    "在建工程竣工后20日内": after(20, "在建工程竣工", "day"),
}
BEFORE = {
    "《听证通知书》在组织听证7个工作日前予以公开": before(7, "组织听证", scope="《听证通知书》"),
    "听证会召开7日前": before(7, "听证会召开", "day"),
    "听证会召开前7日公告": before(7, "听证会召开", "day"),
    "会前3个工作日": before(3, "会"),
    "施工前提前5日公告": before(5, "施工", "day"),
    "招生前10日": before(10, "招生", "day"),
    "提前5个工作日公开": before(5, ""),
}
DURING = {
    "在实地启动拟征收土地工作时": during("实地启动拟征收土地工作"),
    "在实地启动拟征收土地工作时，在村公示栏公开": during("实地启动拟征收土地工作", place="村公示栏"),
    "与文件同步": during("文件"),
    "随文件同步公开": during("文件"),
    "政策解读与文件同步发布": during("文件", scope="政策解读"),
    "同步公开": during(),
    "当场公开": during("当场"),
    "公开征求意见时": during("公开征求意见"),
    "临时救助发放时公开": during("临时救助发放"),
    "项目实施过程中": during("项目实施"),
}
PROMPT = {
    "实时公开": prompt(),
    "即时": prompt(),
    "及时公开": prompt(),
    "随时公开": prompt(),
    "尽快公开": prompt(),
    "立即公开": prompt(),
    "第一时间公开": prompt(),
    "按进展情况及时公开": prompt("按进展情况"),
    "重大决策作出后及时公开": prompt("重大决策作出", "after"),
    "信息形成后及时公开": prompt("形成", "after"),
    "公示期满后及时公开": prompt("公示期满", "after"),
    "在政府网站及时公开": prompt(place="政府网站"),
}
SHOWN = {
    "10个工作日内，公示7个工作日": shown(7, "workday", n=10, unit="workday"),
    "制定或获取信息之日起10个工作日内，公示7个工作日": shown(
        7, "workday", n=10, unit="workday", trigger="制定或者获取", direction="after"
    ),
    "信息形成之日起20个工作日内公开（公示7天）": shown(7, **AFTER_20),
    "形成之日起20个工作日内公示7天": shown(7, **AFTER_20),
    "信息形成之日起20个工作日内予以公开。公示期不少于5个工作日。": shown(5, "workday", **AFTER_20),
    "公告不得少于10天": shown(10),
    "公示期不少于5个工作日": shown(5, "workday"),
    "公示7天": shown(7),
    "公示时间为7天": shown(7),
    "公示期：7天": shown(7),
    "张贴不少于30日": shown(30),
    "公开期限不少于2年": shown(2, "year"),
    "在村公示栏公示7天": shown(7, place="村公示栏"),
    "审核通过后公示7天": shown(7, trigger="审核通过", direction="after"),
    "征地报批前，公告不少于30日": shown(30, trigger="征地报批", direction="before"),
}
COMMENTS = {
    "信息形成之日起20个工作日内予以公开；征求意见期限不得少于30日": comments(30, **AFTER_20),
    "征求意见期限不得少于30日": comments(30),
    "公开征求意见不少于30日": comments(30),
    "意见征集期为15天": comments(15),
    "草案形成后公开征求意见不少于30日": comments(30, trigger="草案形成", direction="after"),
    "信息形成之日起20个工作日内公开，公示期不少于7天，征求意见不少于30日": comments(
        30, display_n=7, display_unit="day", **AFTER_20
    ),
}
STANDING = {
    "长期公开（动态调整）": standing(dynamic=True),
    "长期公开，动态更新": standing(dynamic=True),
    "长期公开，有变动及时更新": standing(dynamic=True),
    "动态更新": standing(dynamic=True),
    "动态调整": standing(dynamic=True),
    "长期公开": standing(),
    "永久公开": standing(),
    "常年公开": standing(),
    "长期公示": standing(),
    "长期有效": standing(),
    "政策类：长期公开": standing(scope="政策类"),
    "通过政府网站长期公开": standing(place="政府网站"),
}
PERIODIC = {
    "半年至少更新1次": every("half_year", times=1),
    "每半年公布1次": every("half_year", times=1),
    "按年公开": every("year"),
    "每季度": every("quarter"),
    "按季度公开": every("quarter"),
    "每月公开一次": every("month", times=1),
    "每周更新": every("week"),
    "每两个月": every("two_months"),
    "每3个月公开一次": every("quarter", times=1),
    "每学期": every("semester"),
    "每学年": every("school_year"),
    "按月": every("month"),
    "每年更新不少于2次": every("year", times=2),
    "每个工作日更新": every("workday"),
    "每日公开": every("day"),
    "季度公开": every("quarter"),
    "每年1月31日前": every("year", by_month=1, by_day=31, direction="before"),
    "每年三月底前公开": every("year", by_month=3, by_day=31, direction="before"),
    "每年12月公开": every("year", by_month=12, direction="during"),
    "每年年底前": every("year", by_month=12, by_day=31, direction="before"),
    "每年1月31日前公布上一年度报告": every(
        "year", by_month=1, by_day=31, direction="before", scope="上一年度报告"
    ),
    "次年1月31日前": every("year", by_month=1, by_day=31, direction="before", trigger="次年"),
    "每月10日前": every("month", by_day=10, direction="before"),
    "次月10日前公开": every("month", by_day=10, direction="before", trigger="次月"),
    "每月底前公开": every("month", by_day=31, direction="before"),
    "每季度首月10日前": every("quarter", by_month=1, by_day=10, direction="before"),
    "每季度结束后15日内": every("quarter", n=15, unit="day", trigger="季度结束", direction="after"),
    "年度结束后3个月内": every("year", n=3, unit="month", trigger="年度结束", direction="after"),
}
REQUESTED = {
    "自收到申请之日起20个工作日内公开": requested(
        n=20, unit="workday", trigger="收到申请", direction="after"
    ),
    "申请后15日内公开": requested(n=15, unit="day", trigger="申请", direction="after"),
    "依申请公开": requested(),
    "依申请公开，自收到申请之日起20个工作日内": requested(
        n=20, unit="workday", trigger="收到申请", direction="after"
    ),
    "依申请公开，20个工作日内": requested(n=20, unit="workday"),
}
SPLIT = {
    "1.除处罚决定外其他内容：长期公开（动态调整）；2.处罚决定：20个工作日内。": split(
        standing(dynamic=True, scope="除处罚决定外其他内容"), bare(20, scope="处罚决定")
    ),
    "①《听证通知书》在组织听证7个工作日前予以公开；②其他听证公开内容为依申请公开": split(
        before(7, "组织听证", scope="《听证通知书》"), requested(scope="其他听证公开内容")
    ),
    "政策类：长期公开；名单类：信息形成之日起7个工作日内，公示7天": split(
        standing(scope="政策类"),
        shown(7, n=7, unit="workday", trigger="形成", direction="after", scope="名单类"),
    ),
    "政策类：长期公开，名单类：20个工作日内": split(standing(scope="政策类"), bare(20, scope="名单类")),
    "许可7个工作日内，处罚20个工作日内": split(bare(7, scope="许可"), bare(20, scope="处罚")),
    "许可决定作出之日起7个工作日内，其他20个工作日内": split(
        after(7, "许可决定作出"), bare(20, scope="其他")
    ),
    "（一）政策文件：及时公开（二）办理结果：每月公开": split(
        prompt(scope="政策文件"), every("month", scope="办理结果")
    ),
    "一、公告：会前5日二、结果：会后10日内": split(
        before(5, "会", "day", scope="公告"), after(10, "会", "day", scope="结果")
    ),
    "信息形成之日起20个工作日内公开，每年更新一次": split(formed(20, "形成"), every("year", times=1)),
    "信息形成之日起20个工作日内公开，长期公开（动态调整）": split(formed(20, "形成"), standing(dynamic=True)),
    "长期公开并及时更新": split(standing(), prompt()),
    "主动公开：20个工作日内；依申请公开：15个工作日内": split(
        bare(20, scope="主动公开"), bare(15, scope="依申请公开", manner="on_request")
    ),
    "政策类：长期公开；名单类：20个工作日内。法律、法规另有规定的，从其规定": split(
        standing(scope="政策类"), bare(20, scope="名单类"), yields=True
    ),
}
REFERENCE = {
    "同上": law(),
    "法律、法规对政府信息公开的期限另有规定的，从其规定": law(yields=True),
    "按照相关法律法规规定": law("相关法律法规"),
    "按照有关规定公开": law("有关规定"),
    "按规定时限公开": law("规定"),
    "按《重大行政决策程序暂行条例》规定时限公开": law("《重大行政决策程序暂行条例》"),
}
TABLE = (
    FORMED | BARE | AFTER | BEFORE | DURING | PROMPT | SHOWN | COMMENTS | STANDING | PERIODIC | REQUESTED | SPLIT
    | REFERENCE
)  # fmt: skip


@pytest.mark.parametrize(("phrase", "expected"), TABLE.items(), ids=list(TABLE))
def test_a_phrase_becomes_the_limit_it_states(phrase: str, expected: Limit) -> None:
    assert unread(parse_limit(phrase)) == expected


def test_the_table_shows_every_type_and_enough_phrases() -> None:
    assert len(TABLE) >= 120
    assert {limit.type for limit in TABLE.values()} == set(LimitType) - {LimitType.UNPARSED}


@pytest.mark.parametrize("phrase", TABLE)
def test_what_was_read_gives_the_same_limit_again_and_survives_as_data(phrase: str) -> None:
    limit = parse_limit(phrase)
    assert parse_limit(limit.raw) == limit
    assert Limit.of_data(limit.as_data()) == limit


def test_parts_keep_their_own_words() -> None:
    limit = parse_limit("1. 政策类：长期公开；\n2. 名单类：20 个工作日内。")
    assert limit.raw == "1.政策类：长期公开；2.名单类：20个工作日内"
    assert [part.raw for part in limit.parts] == ["政策类：长期公开", "名单类：20个工作日内"]


@pytest.mark.parametrize("ditto", ["同上", "同前", "〃", '"', "同上款", "同 上。", "″"])
def test_same_as_above_takes_the_limit_of_the_row_above(ditto: str) -> None:
    above = parse_limit("20个工作日")
    assert parse_limit(ditto, above) == replace(above, inherited=True)
    assert parse_limit(ditto, parse_limit(ditto, above)) == replace(above, inherited=True)
    assert unread(parse_limit(ditto)) == Limit(T.REFERENCE)


def test_other_phrases_do_not_look_at_the_row_above() -> None:
    above = parse_limit("20个工作日")
    assert parse_limit("长期公开", above) == parse_limit("长期公开")
    assert parse_limit("按照相关法律法规规定", above).type == T.REFERENCE
    assert parse_limit("", above) == Limit(T.UNPARSED)


def test_the_same_day_is_kept_as_data_though_it_counts_nothing() -> None:
    assert parse_limit("当日公开").as_data()["n"] == 0
