"""The pen of the demo county: shapes of a written text, a registry of text families and the ``Writer``."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from mingtang.demo import names
from mingtang.demo.county import UNITS, UnitSpec
from mingtang.demo.days import is_working, working
from mingtang.demo.writing.shapes import AttachmentSpec, RecordText

Cell = str | int | Decimal
_TO = re.compile(r"<p>([^<。]{2,200})：</p>$")
NUMERALS = "一二三四五六七八九十"
TOWNS: tuple[UnitSpec, ...] = tuple(unit for unit in UNITS if unit.kind in {"township", "street"})
VILLAGES: tuple[UnitSpec, ...] = tuple(unit for unit in UNITS if unit.kind == "village")
COMMUNITIES: tuple[UnitSpec, ...] = tuple(unit for unit in UNITS if unit.kind == "community")
RURAL_TOWNS: tuple[UnitSpec, ...] = tuple(unit for unit in TOWNS if unit.kind == "township")


@dataclass(frozen=True, slots=True)
class Family:
    """A family of texts and what all its texts share. ``units`` holds slugs or ``@kind``."""

    code: str
    units: tuple[str, ...]
    genre: str
    theme: str
    area: str
    audience: str
    keywords: tuple[str, ...]
    numbered: bool
    policy: bool
    display: int | None
    open_attr: str
    reason: tuple[str, str]
    weight: int
    months: tuple[int, ...]
    write: Callable[[Writer], str]

    def suits(self, unit: UnitSpec) -> bool:
        """Whether ``unit`` writes texts of this family."""
        return unit.slug in self.units or "@" + unit.kind in self.units


FAMILIES: dict[str, Family] = {}


def family(
    code: str,
    *units: str,
    genre: str,
    theme: str,
    area: str = "",
    audience: str = "everyone",
    kw: str = "",
    numbered: bool = False,
    policy: bool = False,
    display: int | None = None,
    open_attr: str = "active",
    reason: tuple[str, str] = ("", ""),
    weight: int = 4,
    months: tuple[int, ...] = (),
) -> Callable[[Callable[[Writer], str]], Callable[[Writer], str]]:
    """Register the decorated function as a family. It fills the writer and returns the title.

    ``months`` limits the months in which the county issues such a text; empty means any month.
    """

    def register(write: Callable[[Writer], str]) -> Callable[[Writer], str]:
        if code in FAMILIES:
            raise ValueError(f"family {code} twice")
        FAMILIES[code] = Family(
            code,
            units,
            genre,
            theme,
            area,
            audience,
            tuple(kw.split()),
            numbered,
            policy,
            display,
            open_attr,
            reason,
            weight,
            months,
            write,
        )
        return write

    return register


def wan(hundredths: int) -> Decimal:
    """Return an amount in 万元 with two decimals."""
    return Decimal(hundredths) / 100


def day(value: date) -> str:
    """Return ``2025年3月4日``."""
    return f"{value.year}年{value.month}月{value.day}日"


def show(cell: Cell) -> str:
    """Return the text of a table cell."""
    return f"{cell:.2f}" if isinstance(cell, Decimal) else str(cell)


class Writer:
    """Collect the parts of one text. ``signed`` appends issuer and date at the end."""

    def __init__(self, rng: random.Random, unit: UnitSpec, when: date, serial: int) -> None:
        self.rng = rng
        self.unit = unit
        self.when = when
        self.serial = serial
        self.parts: list[str] = []
        self.attachments: list[AttachmentSpec] = []
        self.effective: date | None = None
        self.expires: date | None = None
        self.issuer = unit.name
        self.signed = True
        self.keywords: list[str] = []
        self.area: str | None = None
        self.theme: str | None = None
        self._heads = 0
        self._tables = 0

    # chance ------------------------------------------------------------------------------------------------
    def pick(self, *options: str) -> str:
        """Return one of the options."""
        return self.rng.choice(options)

    def num(self, low: int, high: int, step: int = 1) -> int:
        """Return a number between ``low`` and ``high`` in steps."""
        return low + self.rng.randint(0, (high - low) // step) * step

    def some(self, options: Sequence[str], count: int) -> list[str]:
        """Return ``count`` different options in random order."""
        return self.rng.sample(list(options), min(count, len(options)))

    def ordered(self, options: Sequence[str], count: int) -> list[str]:
        """Return ``count`` different options in their given order."""
        chosen = set(self.some(options, count))
        return [option for option in options if option in chosen]

    def name(self) -> str:
        """Return a masked personal name."""
        return names.masked(self.rng)

    def town(self) -> str:
        """Return the short name of a township or street of the county."""
        return self.rng.choice(TOWNS).short_name

    def rural_town(self) -> str:
        """Return the short name of a township that has fields."""
        return self.rng.choice(RURAL_TOWNS).short_name

    def village(self) -> str:
        """Return a village of the county with its township: ``玄堂镇石磨村``."""
        unit = self.rng.choice(VILLAGES)
        return next(t.short_name for t in TOWNS if t.slug == unit.parent) + unit.short_name

    def own_villages(self) -> list[str]:
        """Return the short names of the villages and communities below the writing township."""
        return [unit.short_name for unit in VILLAGES + COMMUNITIES if unit.parent == self.unit.slug]

    def group(self) -> str:
        """Return a villagers' group: ``三组``."""
        return self.rng.choice(NUMERALS[:8]) + "组"

    def firm(self, trade: str = "") -> str:
        """Return an invented company name."""
        stem = self.rng.choice("禾云瑞松恒启润宏佳沐锦岚") + self.rng.choice("丰帆泽沅茂达和康诚川穗朗")
        kind = trade or self.pick(
            "农业科技", "建材", "食品", "商贸", "机械制造", "建筑工程", "纺织", "环保科技"
        )
        return f"明堂县{stem}{kind}有限公司"

    def shop(self, trade: str) -> str:
        """Return an invented shop: ``明堂县辟雍街道禾香小吃店``."""
        stem = self.rng.choice("禾云瑞福恒阿老小佳春") + self.rng.choice("香满味珍园丰和嘉记来")
        return f"明堂县{self.town()}{stem}{trade}"

    # time --------------------------------------------------------------------------------------------------
    @property
    def year(self) -> int:
        """Year of the text."""
        return self.when.year

    @property
    def month(self) -> str:
        """Last complete month: ``2025年3月``."""
        last = self.when.replace(day=1) - timedelta(days=1)
        return f"{last.year}年{last.month}月"

    @property
    def quarter(self) -> str:
        """Last complete quarter: ``2025年第一季度``."""
        number = (self.when.month - 1) // 3
        return f"{self.year}年第{NUMERALS[number - 1]}季度" if number else f"{self.year - 1}年第四季度"

    @property
    def issue(self) -> int:
        """Running number of a fortnightly series in the year: 1 to 27."""
        return (self.when.timetuple().tm_yday - 1) // 14 + 1

    @property
    def today(self) -> str:
        """The date of the text in words."""
        return day(self.when)

    def ahead(self, days: int) -> date:
        """Return a working day about ``days`` days later (earlier if negative)."""
        return working(self.when + timedelta(days=days), 1 if days >= 0 else -1)

    def on(self, days: int) -> str:
        """Return the words of :meth:`ahead`."""
        return day(self.ahead(days))

    def last_month(self, low: int = 1, high: int = 28) -> str:
        """Return the words of a working day of the last month, between two of its days."""
        month = self.when.replace(day=1) - timedelta(days=1)
        days = [month.replace(day=number) for number in range(low, min(high, month.day) + 1)]
        open_days = [value for value in days if is_working(value)] or days
        return day(self.rng.choice(open_days))

    def weekend(self, days: int) -> date:
        """Return the Saturday on or after ``days`` days from now."""
        value = self.when + timedelta(days=days)
        return value + timedelta(days=(5 - value.weekday()) % 7)

    def span(self, days: int) -> str:
        """Return ``自 … 起至 … 止`` for a display that starts on the day of the text."""
        return f"{self.today}至{self.on(days)}"

    # parts -------------------------------------------------------------------------------------------------
    def h(self, text: str) -> None:
        """Add a numbered main heading."""
        self.parts.append(f"<h2>{NUMERALS[self._heads]}、{text}</h2>")
        self._heads += 1

    def h3(self, text: str) -> None:
        """Add a sub-heading."""
        self.parts.append(f"<h3>{text}</h3>")

    def p(self, *texts: str) -> None:
        """Add paragraphs."""
        self.parts += [f"<p>{text}</p>" for text in texts]

    def ol(self, *items: str) -> None:
        """Add an ordered list."""
        self.parts.append("<ol>" + "".join(f"<li>{item}</li>" for item in items) + "</ol>")

    def ul(self, *items: str) -> None:
        """Add a plain list."""
        self.parts.append("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>")

    def table(
        self,
        caption: str,
        head: Sequence[str],
        rows: Iterable[Sequence[Cell]],
        *,
        total: Sequence[int] = (),
        unit: str = "",
        numbered: bool = False,
    ) -> list[int | Decimal]:
        """Add a table and return the sums of the ``total`` columns, which also form its 合计 row.

        ``numbered`` adds a first column 序号; ``total`` counts columns as given, without it.
        """
        body: list[list[Cell]] = [list(row) for row in rows]
        sums: list[int | Decimal] = []
        last: list[Cell] = []
        if total:
            last = ["合计", *("—" for _ in head[1:])]
            for column in total:
                amount: int | Decimal = sum(cell for row in body if not isinstance(cell := row[column], str))
                sums.append(amount)
                last[column] = amount
        heads: list[str] = ["序号", *head] if numbered else list(head)
        lines: list[list[Cell]] = [[i, *row] if numbered else row for i, row in enumerate(body, 1)]
        if total:
            lines.append(["合计", "—", *last[1:]] if numbered else last)
        self._tables += 1
        note = f"（单位：{unit}）" if unit else ""
        self.p(f"<strong>表{self._tables}　{caption}</strong>{note}")
        cells = "".join(f'<th scope="col">{text}</th>' for text in heads)
        filled = "".join("<tr>" + "".join(f"<td>{show(c)}</td>" for c in line) + "</tr>" for line in lines)
        self.parts.append(f"<table><thead><tr>{cells}</tr></thead><tbody>{filled}</tbody></table>")
        return sums

    def attach(self, title: str, suffix: str, *lines: str) -> None:
        """Add an attachment."""
        number = len(self.attachments) + 1
        self.attachments.append(AttachmentSpec(title, f"附件{number}-{title}.{suffix}", lines))

    def contact(self, what: str = "咨询电话") -> None:
        """Add the telephone of the unit."""
        self.p(f"{what}：{self.unit.phone}（{self.unit.office_hours.split('（')[0]}）。")

    def objection(self, days: int) -> None:
        """Add the standard paragraph of a public display of ``days`` working days."""
        first = last = working(self.when + timedelta(days=1), 1)
        for _ in range(days - 1):
            last = working(last + timedelta(days=1), 1)
        self.p(
            f"公示期{days}个工作日，自{day(first)}起至{day(last)}止。"
            + self.pick(
                "公示期内如有异议，请以书面、电话或者来访形式向本单位实名反映，并说明具体事实和理由。",
                "任何单位和个人对公示内容有异议的，可在公示期内向本单位反映，反映情况应当客观真实。",
                "公示期间，如对公示对象有不同意见，请及时与本单位联系，本单位将依规核实处理，并为反映人保密。",
            ),
            f"联系电话：{self.unit.phone}；联系地址：{self.unit.address}；电子邮箱：{self.unit.email}。",
        )

    # result ------------------------------------------------------------------------------------------------
    def summary(self) -> str:
        """Return the first sentences of the text, at most about 120 characters."""
        paragraphs = (part for part in self.parts if part.startswith("<p>") and "<strong>表" not in part)
        first = next((part for part in paragraphs if not part.endswith("：</p>")), "")
        text = re.sub(r"<[^>]+>", "", first)
        sentences: list[str] = re.findall(r"[^。]*。", text) or [text]
        result = sentences[0]
        for sentence in sentences[1:]:
            if len(result) + len(sentence) > 110:
                break
            result += sentence
        return result

    def finish(self, kind: Family, title: str) -> RecordText:
        """Return the finished text."""
        summary = self.summary()
        addressees = _TO.match(self.parts[0]) if self.parts else None
        if addressees:
            del self.parts[0]
        mark = self.unit.doc_mark
        return RecordText(
            family=kind.code,
            title=title,
            doc_no=f"{mark}〔{self.year}〕{self.serial}号" if kind.numbered and mark else "",
            genre=kind.genre,
            theme=self.theme or kind.theme,
            keywords=tuple(dict.fromkeys((*kind.keywords, *self.keywords))),
            summary=summary,
            body_html="".join(self.parts),
            issuer=self.issuer,
            addressees=addressees[1] if addressees else "",
            signature=self.issuer if self.signed else "",
            doc_date=self.when,
            formed_on=self.when,
            effective_on=self.effective,
            expires_on=self.expires,
            display_days=kind.display,
            open_attr=kind.open_attr,
            reason_code=kind.reason[0],
            reason_text=kind.reason[1],
            audience=kind.audience,
            area=kind.area if self.area is None else self.area,
            is_policy=kind.policy,
            attachments=tuple(self.attachments),
        )
