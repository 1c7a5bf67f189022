"""Laws and regulations that were repealed, with the first day without them. Names are without “中华人民共和国”.

Most stand in `data/repealed.tsv`, read from the instruments that end them (`tools/guard_laws.py`); these are
`verified`. The others are written from memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from mingtang.kernel.guard.names.data import lines
from mingtang.kernel.lawdata import LawRow


@dataclass(frozen=True)
class Repealed:
    name: str
    now: str


_FROM_MEMORY = (
    ("经济合同法", date(1999, 10, 1), "合同法", "第四百二十八条", "民法典"),
    ("涉外经济合同法", date(1999, 10, 1), "合同法", "第四百二十八条", "民法典"),
    ("技术合同法", date(1999, 10, 1), "合同法", "第四百二十八条", "民法典"),
    ("营业税暂行条例", date(2017, 11, 19), "国务院令第691号", "", "增值税法"),
    (
        "农业税条例",
        date(2006, 1, 1),
        "全国人民代表大会常务委员会关于废止《中华人民共和国农业税条例》的决定",
        "",
        "取消农业税的决定",
    ),
    ("食品卫生法", date(2009, 6, 1), "食品安全法", "第一百零四条", "食品安全法"),
    ("卖淫嫖娼人员收容教育办法", date(2020, 4, 1), "国务院令第726号", "", "治安管理处罚法"),
    ("社会抚养费征收管理办法", date(2021, 10, 1), "国务院令第747号", "", "人口与计划生育法"),
    ("流动人口计划生育工作条例", date(2021, 10, 1), "国务院令第747号", "", "人口与计划生育法"),
    ("计划生育技术服务管理条例", date(2021, 10, 1), "国务院令第747号", "", "人口与计划生育法"),
    ("信访条例", date(2022, 5, 1), "国务院令第752号", "", "信访工作条例"),
)


@cache
def repealed() -> dict[str, LawRow[Repealed]]:
    """By name. A row is in force from the first day without the law."""
    rows = [
        LawRow(Repealed(name, now), source, article, day, None, verified=False)
        for name, day, source, article, now in _FROM_MEMORY
    ]
    for line in lines("repealed.tsv"):
        name, day, source, article = line.split("\t")
        rows.append(
            LawRow(
                Repealed(name, source),
                source,
                article,
                effective_from=date.fromisoformat(day),
                effective_to=None,
                verified=True,
            )
        )
    return {row.value.name: row for row in rows}
