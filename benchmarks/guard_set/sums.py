"""Budgets and lists of payments: tables whose sums are right, right but for rounding, or wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from random import Random

from benchmarks.guard_set.expand import pool
from benchmarks.guard_set.model import Document, Span, Text
from benchmarks.guard_set.world import World, county_knowledge

WRONG, RIGHT = 34, 26
TITLES = (
    "部门预算收支总表",
    "项目资金使用情况表",
    "惠农补贴分乡镇汇总表",
    "“三公”经费支出情况表",
    "村级财务收支公开表",
)
ROWS = (
    "办公费 印刷费 差旅费 维修（护）费 培训费 劳务费 会议费 邮电费",
    "沟渠衬砌 机耕路 泵站改造 田间林网 土壤改良 设计监理费",
    "办公家具购置 信息系统运维 宣传印制 业务培训 课题评审 档案整理",
)
TOTALS = ("合计", "总计", "合 计", "共计")


@dataclass
class _Paper:
    number: int
    wrong: bool

    def __post_init__(self) -> None:
        self.rng = Random(f"sums/{self.wrong}/{self.number}")
        self.world = World(self.rng, self.rng.choice(sorted(county_knowledge())))
        self.pieces: list[Text] = []
        self.spans: list[Span] = []

    def cell(self, row: int, column: int, text: str, *, bad: bool = False) -> None:
        if bad:
            level = "hard" if self.number % 3 == 2 else "medium"
            self.spans.append(Span(len(self.pieces), 0, len(text), "words.sum", text, difficulty=level))
        self.pieces.append(Text("cell", text, cell=(0, row, column)))

    def made(self) -> Document:
        rng, world = self.rng, self.world
        title = f"{world.a_year()}年{rng.choice(TITLES)}"
        self.pieces += [Text("title", title), Text("body", "单位：万元")]
        shape = self.number % 4
        # A row whose parts are rounded may miss its sum by a little in the last place.
        if shape == 0:
            self.below(columns=1)
        elif shape == 1:
            self.below(columns=3)
        elif shape == 2:
            self.across()
        else:
            self.above()
        self.pieces.append(Text("body", rng.choice([line for line in pool("clean") if "{" not in line])))
        return Document(
            id=f"sums-{'wrong' if self.wrong else 'right'}-{self.number + 1}",
            family="表中合计",
            title=title,
            unit=world.a_unit(),
            county=world.county,
            dated=world.dated.isoformat(),
            today=(world.dated + timedelta(days=2)).isoformat(),
            pieces=tuple(self.pieces),
            spans=tuple(self.spans),
        )

    def names(self) -> list[str]:
        if self.rng.random() < 0.4:
            return self.world.towns[:]
        names = self.rng.choice(ROWS).split()
        return self.rng.sample(names, self.rng.randint(4, len(names)))

    def amount(self) -> Decimal:
        return Decimal(self.rng.randint(120, 480_000)) / 100

    def off(self, total: Decimal) -> Decimal:
        """What somebody typed instead: a slip, a forgotten row, two digits changed."""
        signs = list(str(total))
        places = [
            n
            for n, sign in enumerate(signs[:-1])
            if sign.isdigit() and signs[n + 1].isdigit() and sign != signs[n + 1]
        ]
        if places and self.rng.random() < 0.5:
            at = self.rng.choice(places[: max(1, len(places) - 1)])
            signs[at], signs[at + 1] = signs[at + 1], signs[at]
            found = Decimal("".join(signs))
            if abs(found - total) >= 1:
                return found
        return total + self.rng.choice((1, -1)) * Decimal(self.rng.choice(("1", "10", "100", "37.5", "9")))

    def written(self, value: Decimal) -> str:
        return f"{value:,.2f}" if self.number % 2 else f"{value:.2f}"

    def below(self, columns: int) -> None:
        heads = [
            "项目",
            *("金额",) * (columns == 1),
            *(("年初预算", "调整预算", "决算数")[:columns] if columns > 1 else ()),
        ]
        for column, head in enumerate(heads):
            self.cell(0, column, head)
        sums = [Decimal(0)] * columns
        names = self.names()
        for row, name in enumerate(names, 1):
            self.cell(row, 0, name)
            for column in range(columns):
                value = self.amount()
                sums[column] += value
                self.cell(row, column + 1, self.written(value))
        last = len(names) + 1
        self.cell(last, 0, self.rng.choice(TOTALS))
        bad = self.rng.randrange(columns) if self.wrong else -1
        for column, total in enumerate(sums):
            if column == bad:
                self.cell(last, column + 1, self.written(self.off(total)), bad=True)
            else:
                # Rounded parts: the sum of what was not rounded may differ by a cent.
                slip = Decimal("0.01") * self.rng.choice((0, 0, 1, -1)) if not self.wrong else Decimal(0)
                self.cell(last, column + 1, self.written(total + slip))

    def across(self) -> None:
        for column, head in enumerate(("单位", "中央资金", "省级资金", "县级资金", "小计")):
            self.cell(0, column, head)
        names = self.names()
        bad = self.rng.randrange(len(names)) if self.wrong else -1
        for row, name in enumerate(names, 1):
            parts = [self.amount() for _ in range(3)]
            self.cell(row, 0, name)
            for column, value in enumerate(parts):
                self.cell(row, column + 1, self.written(value))
            total = sum(parts, Decimal(0))
            is_bad = row - 1 == bad
            self.cell(row, 4, self.written(self.off(total) if is_bad else total), bad=is_bad)

    def above(self) -> None:
        """The total stands first; a line “其中” is part of the line before and not of the sum; shares add up to 100."""
        for column, head in enumerate(("项目", "金额", "占比")):
            self.cell(0, column, head)
        names = self.names()
        values = [self.amount() for _ in names]
        total = sum(values, Decimal(0))
        self.cell(1, 0, self.rng.choice(TOTALS))
        self.cell(1, 1, self.written(self.off(total) if self.wrong else total), bad=self.wrong)
        self.cell(1, 2, "100%")
        row = 2
        for place, (name, value) in enumerate(zip(names, values, strict=True)):
            self.cell(row, 0, name)
            self.cell(row, 1, self.written(value))
            self.cell(row, 2, f"{value * 100 / total:.1f}%")
            row += 1
            if place == 0 and not self.wrong:
                self.cell(row, 0, "其中：上年结转")
                self.cell(row, 1, self.written((value / 3).quantize(Decimal("0.01"))))
                row += 1


def budgets() -> Iterator[Document]:
    for number in range(WRONG):
        yield _Paper(number, True).made()
    for number in range(RIGHT):
        yield _Paper(number, False).made()
