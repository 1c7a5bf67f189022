"""Sets up the demo's columns as the openness office and the units would, and loads the papers on openness itself."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from mingtang.demo.county import ROOT
from mingtang.demo.days import moment
from mingtang.demo.normative_papers import normative_papers
from mingtang.demo.openness_papers import openness_papers
from mingtang.demo.records_load import at
from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority, authority, people_for
from mingtang.openness.columns import actions
from mingtang.openness.columns.models import ColumnType
from mingtang.openness.columns.process import MANAGE
from mingtang.openness.records import queries as records
from mingtang.openness.records.actions import OldRecord
from mingtang.openness.records.actions import load_records as load_old
from mingtang.openness.records.process import LOAD

# Name, code, type, description, conditions.
OF_COUNTY: tuple[tuple[str, str, str, str, dict[str, Any]], ...] = (
    ("通知公告", "notices", "政策文件", "全县各单位的通知", {"genre": "notice"}),
    ("公示公告", "announcements", "政策文件", "名单公示、结果公告", {"genre": "announcement"}),
    ("政策文件", "policies", "政策文件", "县政府和各部门的政策性文件", {"only_policy": True}),
    ("财政资金", "budget", "数据发布", "预算、决算和资金分配", {"themes": "04.01"}),
    ("救助和补贴", "welfare", "政策文件", "低保、救助、养老、补贴", {"themes": "17 15.02"}),
    ("教育招生", "education", "政策文件", "学校、招生和资助", {"themes": "11"}),
    ("农业农村", "farming", "政策文件", "农业生产、补贴和水利", {"themes": "06"}),
    ("生态环境", "environment", "数据发布", "空气、水和环境监管", {"themes": "10.03"}),
    ("应急和防汛", "emergencies", "政策文件", "预警、预案和应急演练", {"words": "应急"}),
    ("规划计划", "plans", "信息公开目录", "发展规划和年度计划", {"genre": "plan"}),
)
OF_UNIT: tuple[tuple[str, str, str, str, dict[str, Any]], ...] = (
    ("通知公告", "notices", "政策文件", "{unit}的通知", {"genre": "notice"}),
    ("公示公告", "announcements", "政策文件", "{unit}的公示和公告", {"genre": "announcement"}),
)
OF_VILLAGE: tuple[tuple[str, str, str, str, dict[str, Any]], ...] = (
    ("村务公开", "affairs", "信息公开目录", "{unit}的财务、救助和事务公开", {}),
)


def load_columns(seed: int, today: date) -> None:
    """Papers of the openness work, the statutory columns, those of the county and of every unit, some pinned."""
    units = {unit.slug: unit for unit in Unit.objects.filter(ended_on=None)}
    root = units[ROOT]
    with at(today - timedelta(days=1), 15):
        _load_papers(seed, today, units)
    with at(today - timedelta(days=390), 10):
        office = _somebody(MANAGE, root)
        actions.install_defaults(office, root)
        kinds = {row.name: row for row in ColumnType.objects.all()}
        for unit in units.values():
            rows = (
                OF_COUNTY
                if unit == root
                else OF_VILLAGE
                if unit.kind in ("village", "community")
                else OF_UNIT
            )
            for position, (name, code, kind, description, conditions) in enumerate(rows, start=1):
                if unit != root and not records.public().filter(unit=unit, **conditions).exists():
                    # A unit opens a column when it has something to put in.
                    continue
                actions.create_column(
                    office,
                    {
                        "name": name,
                        "code": code if unit == root else f"{unit.slug}-{code}",
                        "description": description.format(unit=unit.short_name),
                        "keywords": f"{name},{unit.short_name}",
                        "type": kinds[kind],
                        "unit": unit,
                        "reach": "below" if unit == root else "own",
                        "position": position,
                        "fresh_days": None if unit == root else 366,
                        **conditions,
                    },
                )
    with at(today - timedelta(days=2), 10):
        _pin(_somebody(MANAGE, root), root)


def _load_papers(seed: int, today: date, units: Mapping[str, Unit]) -> None:
    by_unit = defaultdict(list)
    for paper in (*openness_papers(seed, today), *normative_papers(today)):
        by_unit[paper.unit].append(paper)
    office = _somebody(LOAD, units[ROOT])
    for slug, papers in by_unit.items():
        load_old(office, units[slug], [OldRecord(p.fields, moment(p.published_on, 10, 15)) for p in papers])


def _pin(office: Authority, root: Unit) -> None:
    """The newest policy stands on top of the county's notices."""
    column = root.columns.get(code="notices")
    for record in records.public().filter(live__is_policy=True).order_by("-published_at")[:1]:
        actions.pick(office, column, record, pinned=True)


def _somebody(action: str, unit: Unit) -> Authority:
    return authority(people_for(action, Place(unit.pk, None), clock.today())[0], clock.today())
