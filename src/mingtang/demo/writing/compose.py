"""Choose a family and write; and the cheap variant for benchmarks."""

# Prose: a Chinese character counts as two columns, and a sentence is not broken.

from __future__ import annotations

import random
from datetime import date

from mingtang.demo import names
from mingtang.demo.county import UnitSpec
from mingtang.demo.writing import (  # noqa: F401 - the chapters register their families
    civil,
    common,
    county_papers,
    economy,
    environment,
    finance,
    grassroots,
    health_culture,
    labour,
    land,
    oversight,
    rural,
    services,
    society,
    villages,
    works,
)
from mingtang.demo.writing.base import FAMILIES, TOWNS, VILLAGES, Family, Writer
from mingtang.demo.writing.shapes import RecordText


def suitable(unit: UnitSpec, when: date) -> tuple[Family, ...]:
    """Return the families that the unit may write in that month, in a fixed order."""
    return tuple(
        kind
        for kind in FAMILIES.values()
        if kind.suits(unit) and (not kind.months or when.month in kind.months)
    )


def write_record(
    rng: random.Random, unit: UnitSpec, when: date, serial: int, family: str | None = None
) -> RecordText:
    """Write one text of ``unit`` as formed on ``when``.

    ``serial`` is the unit's running number in that year and becomes the number of the 文号. ``family`` forces a
    family; otherwise one is drawn by weight from :func:`suitable`. Raises ``ValueError`` for a unit without
    families and ``KeyError`` for an unknown family.
    """
    if family is None:
        kinds = suitable(unit, when)
        if not kinds:
            raise ValueError(f"{unit.slug} writes no texts")
        kind = rng.choices(kinds, weights=[kind.weight for kind in kinds])[0]
    else:
        kind = FAMILIES[family]
    writer = Writer(rng, unit, when, serial)
    title = kind.write(writer)
    return writer.finish(kind, title)


_TOPICS: tuple[tuple[str, str, str, str, str], ...] = (
    ("最低生活保障", "17.03", "social-assistance", "announcement", "经审核确认，符合保障条件的家庭自次月起发放保障金。"),
    ("农村危房改造", "10.02", "dilapidated-housing", "announcement", "经鉴定和审批，拟改造农户名单现予公布，接受群众监督。"),
    ("耕地地力保护补贴", "06.01", "farm-subsidies", "announcement", "补贴面积已经村级公示无异议，资金通过“一卡通”发放。"),
    ("安全生产检查", "09.05", "work-safety", "circular", "对检查发现的隐患已责令限期整改，并逐项复核销号。"),
    ("食品安全抽检", "09.04", "food-drug", "announcement", "不合格样品已依法处置，并责令经营者查找原因。"),
    ("环境空气质量", "10.03", "environment", "report", "优良天数比例保持稳定，主要污染物浓度同比下降。"),
    ("义务教育招生", "11.02", "compulsory-education", "notice", "坚持免试就近入学，严禁以任何形式组织选拔考试。"),
    ("就业服务", "15.01", "employment", "notice", "组织现场招聘和技能培训，帮助城乡劳动者就近就业。"),
    ("重大建设项目", "03.06", "major-projects", "report", "项目总体进展顺利，累计完成投资达到序时进度。"),
    ("公共文化服务", "12.01", "public-culture", "announcement", "活动免费向公众开放，请提前预约并有序参加。"),
    ("防汛抗旱", "06.03", "disaster-relief", "notice", "落实值班值守和巡查制度，发现险情及时处置并报告。"),
    ("财政资金分配", "04.01", "budget", "notice", "请按照规定用途使用资金，提高资金使用效益。"),
)  # fmt: skip
_ACTS = ("情况公告", "工作情况通报", "有关事项公告", "结果公示", "进展情况", "信息公开")
_PLACES = tuple(unit.short_name for unit in TOWNS + VILLAGES)


def fast_record(rng: random.Random, unit: UnitSpec, when: date, serial: int) -> RecordText:
    """Write a short text quickly (well over 20,000 a second), of the same shape as :func:`write_record`."""
    draw = rng.random
    topic, theme, area, genre, sentence = _TOPICS[int(draw() * 12)]
    act = _ACTS[int(draw() * 6)]
    place = _PLACES[int(draw() * len(_PLACES))]
    surname = names.SURNAMES[int(draw() * len(names.SURNAMES))]
    homes, money = 3 + int(draw() * 900), 1200 + int(draw() * 880000)
    title = f"{unit.short_name}{when.year}年{when.month}月{place}{topic}{act}（第{serial}号）"
    summary = f"{place}{topic}涉及{homes}户，金额{money}元。{sentence}"
    body = (
        f"<p>根据有关规定，现将{place}{topic}情况公布如下。</p><h2>一、基本情况</h2>"
        f"<p>{when.year}年{when.month}月，{place}{topic}共涉及{homes}户，代表户主{surname}某某，金额{money}元。{sentence}</p>"
        f"<h2>二、监督方式</h2><p>公布期间如有异议，请拨打{unit.phone}反映。</p>"
        f"<p>{unit.name}</p><p>{when.year}年{when.month}月{when.day}日</p>"
    )
    return RecordText(
        "fast",
        title,
        f"{unit.doc_mark}〔{when.year}〕{serial}号" if genre == "notice" and unit.doc_mark else "",
        genre,
        theme,
        (topic, place),
        summary,
        body,
        unit.name,
        "",
        "",
        when,
        when,
        None,
        None,
        None,
        "active",
        "",
        "",
        "everyone",
        area,
        False,
        (),
    )
