"""The papers that every county has on openness itself: guides, rules, annual reports. All invented."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from mingtang.demo.county import ROOT, UNITS, UnitSpec
from mingtang.demo.days import working

GUIDES = (ROOT, "minzheng-ju", "jiaoyu-ju", "shuili-ju", "biyong")
REPORTING = ("government", "department", "township", "street", "park")
YEARS_TOLD = 2


@dataclass(frozen=True, slots=True)
class OpennessPaper:
    """A record as loaded from the old site: the unit's slug, its fields, the day on which it went public."""

    unit: str
    published_on: date
    fields: dict[str, Any]


def openness_papers(seed: int, today: date) -> list[OpennessPaper]:
    """Guides of some units, the rules, and the reports of the last two years of every unit that reports."""
    rng = random.Random(seed)
    found = [_guide(unit, today) for unit in UNITS if unit.slug in GUIDES]
    found += [_system(unit, today, *text) for unit, text in _systems()]
    for unit in UNITS:
        if unit.kind in REPORTING and unit.ended_on is None:
            found += [_report(rng, unit, today.year - n, today) for n in range(1, YEARS_TOLD + 1)]
    return [paper for paper in found if paper.published_on <= today]


def _paper(unit: UnitSpec, day: date, title: str, genre: str, body: str, summary: str) -> OpennessPaper:
    return OpennessPaper(
        unit.slug,
        day,
        {
            "title": title,
            "issuer": unit.name,
            "theme": "02.01",
            "genre": genre,
            "audience": "everyone",
            "keywords": "政府信息公开",
            "summary": summary,
            "body": body,
            "formed_on": day,
            "doc_date": day,
            "is_policy": False,
            "open_attr": "active",
        },
    )


def _section(title: str, *lines: str) -> str:
    return f"<h2>{title}</h2>" + "".join(f"<p>{line}</p>" for line in lines)


def _guide(unit: UnitSpec, today: date) -> OpennessPaper:
    day = working(today - timedelta(days=300))
    body = (
        f"<p>为方便公民、法人和其他组织获取{unit.name}的政府信息，编制本指南。内容有变化时及时更新。</p>"
        + _section(
            "一、公开哪些信息",
            f"{unit.name}主动公开机构职能、领导分工、规范性文件、规划计划、财政预算决算、办事依据和结果等信息，"
            "按《中华人民共和国政府信息公开条例》第二十条、第二十一条分类编排，列在“法定主动公开内容”里。",
            "每条信息有索引号，由组织机构代码、年份和流水号组成，可以按主题、体裁和年度查找。",
        )
        + _section(
            "二、怎样获取",
            "在明堂县人民政府网站查看、下载；也可以到县政务服务中心一楼政府信息查阅点查阅，工作日开放，不收费。",
            "信息形成或者变更之日起20个工作日内公开，法律法规另有规定的从其规定。",
        )
        + _section(
            "三、依申请公开",
            f"没有主动公开的，可以向{unit.name}提出申请。请写明姓名或名称、身份证明、联系方式，所需信息的名称或特征，"
            "以及希望的获取方式。当面提交或者邮寄均可，邮寄的请在信封上注明“政府信息公开申请”。",
            f"受理地址：{unit.address}，邮政编码{unit.postcode}，联系电话{unit.phone}。",
        )
        + _section(
            "四、监督",
            "认为没有依法履行公开义务的，可以向县政务公开办投诉；也可以依法申请行政复议或者提起行政诉讼。",
        )
    )
    return _paper(
        unit, day, f"{unit.name}政府信息公开指南", "other", body, f"怎样查看和申请{unit.short_name}的信息。"
    )


def _systems() -> list[tuple[UnitSpec, tuple[str, str, Sequence[str], int]]]:
    by_slug = {unit.slug: unit for unit in UNITS}
    county = by_slug[ROOT]
    rows: list[tuple[UnitSpec, tuple[str, str, Sequence[str], int]]] = [
        (county, ("明堂县政府信息公开属性源头认定办法", "公文起草时就定公开属性，不公开的说明理由。", (
            "起草公文时应当同时提出主动公开、依申请公开或者不予公开的意见，随公文一并送审。",
            "拟不予公开的，应当写明法定理由；政策性文件拟不公开的，先送县政务公开办审查。",
            "没有明确公开属性的公文，办公室按程序退回起草单位补充。"), 620)),
        (county, ("明堂县政府信息公开保密审查办法", "先审查、后公开，一事一审，谁公开谁负责。", (
            "公开前逐项审查正文、附件和插图，涉密的不得公开。",
            "审查人与起草人不得是同一人，审查意见留存备查。",
            "发现已公开的信息不宜公开的，应当立即撤下并说明原因。"), 540)),
        (county, ("明堂县政府信息公开申请办理规定", "申请怎样登记、答复、归档。", (
            "收到申请当日登记，能当场答复的当场答复，其余在20个工作日内答复。",
            "需要补正的，7个工作日内一次告知。",
            "答复使用统一格式，写明依据和救济途径。"), 410)),
    ]  # fmt: skip
    for slug, title, days in (
        ("minzheng-ju", "民政局政务公开工作规定", 380),
        ("jiaoyu-ju", "教育局校务和招生信息公开规定", 350),
        ("biyong", "村（社区）务公开办法", 330),
    ):
        unit = by_slug[slug]
        lines = (
            f"{unit.short_name}办公室负责本单位的信息公开工作，明确专人起草、初审、审核和公开。",
            "信息形成后及时起草公开稿，不拖延、不漏项；每季度自查一次。",
            "群众反映公开内容有错的，5个工作日内核实答复。",
        )
        rows.append((unit, (f"明堂县{title}" if slug != "biyong" else f"{unit.short_name}{title}",
                            "谁来公开、公开前怎样审、出了错怎样改。", lines, days)))  # fmt: skip
    return rows


def _system(
    unit: UnitSpec, today: date, title: str, summary: str, lines: Sequence[str], days: int
) -> OpennessPaper:
    numerals = "一二三四五六七八九"
    articles = "".join(f"<p>第{numerals[n]}条　{line}</p>" for n, line in enumerate(lines))
    body = f"{articles}<p>第{numerals[len(lines)]}条　本规定自公布之日起施行。</p>"
    return _paper(unit, working(today - timedelta(days=days)), title, "regulation", body, summary)


def _report(rng: random.Random, unit: UnitSpec, year: int, today: date) -> OpennessPaper:
    day = working(date(year + 1, 3 if unit.slug == ROOT else 1, 24 - rng.randint(0, 9)))
    published, asked = rng.randint(60, 400), rng.randint(0, 9)
    full = rng.randint(0, asked)
    table = (
        "<table><tbody><tr><th>项目</th><th>数量</th></tr>"
        f"<tr><td>新收申请</td><td>{asked}</td></tr><tr><td>予以公开</td><td>{full}</td></tr>"
        f"<tr><td>部分公开、不予公开或无法提供</td><td>{asked - full}</td></tr><tr><td>结转下年度</td><td>0</td></tr></tbody></table>"
    )
    body = (
        f"<p>本报告按照《中华人民共和国政府信息公开条例》编制，数据统计期限为{year}年1月1日至12月31日。</p>"
        + _section("一、总体情况", f"{year}年，{unit.name}主动公开政府信息{published}条，回应群众纠错{rng.randint(0, 6)}件。")
        + _section("二、主动公开政府信息情况", f"公开规范性文件{rng.randint(0, 4)}件，其余按法定内容分类公开。")
        + "<h2>三、收到和处理政府信息公开申请情况</h2>" + table
        + _section("四、政府信息公开行政复议、行政诉讼情况", "本年度没有因政府信息公开被申请行政复议、提起行政诉讼。")
        + _section("五、存在的主要问题及改进情况", "有的信息公开不够及时，解读形式较单一。下一步对照目录逐项核对，多用图表和问答解读。")
        + _section("六、其他需要报告的事项", "本年度没有收取信息处理费。")
    )  # fmt: skip
    title = f"{unit.name}{year}年政府信息公开工作年度报告"
    return _paper(unit, day, title, "report", body, f"{year}年主动公开{published}条，收到申请{asked}件。")
