"""The invented counties of the set, and the words and numbers that fill its templates."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from benchmarks.guard_set import chance
from benchmarks.guard_set.model import HERE

TODAY = date(2025, 9, 22)
WEEKDAYS = "一二三四五六日"
NEAR = str.maketrans(
    "堂禾川陂汀湾原岫柳槐坪坝林湖荻铺鹭亭枫嘴寺垭渡岭塘雁滩岗岔岩篙桕坳井场碾松滴龙竹桥坊尾棉",
    "塘和州坡丁弯源秀榴怀平霸临胡狄浦露停峰咀侍丫度领糖燕摊冈叉炎高臼拗景厂辗淞嫡隆烛侨访伟绵",
)
NEAR_NAMES = str.maketrans(
    "晏秋瑾行笛白漪舒仪亭桢庸川平年鸣轩闻慕清望景令敬维叙伯仲季松鹤稼承砚怀知",
    "宴邱谨形迪百猗抒宜停祯墉州评念鸿宣文暮青忘境玲静唯序柏众记嵩贺嫁诚彦淮智",
)
POSTS = {
    "shuji": ("中共{}委员会", "县委书记"),
    "xianzhang": ("{}人民政府", "县长"),
    "changwu": ("{}人民政府", "常务副县长"),
    "fu": ("{}人民政府", "副县长"),
    "renda": ("{}人大常委会", "县人大常委会主任"),
    "zhengxie": ("政协{}委员会", "县政协主席"),
    "ban": ("{}人民政府办公室", "主任"),
    "minzheng": ("{}民政局", "局长"),
    "caizheng": ("{}财政局", "局长"),
    "jiaoyu": ("{}教育局", "局长"),
}
"""Unit and title by the names the templates use."""
FORMER_UNITS = (
    ("卫生和计划生育委员会", "县卫计委", "卫生健康委员会"),
    ("国土资源局", "县国土局", "自然资源局"),
    ("农业委员会", "县农委", "农业农村局"),
    ("环境保护局", "县环保局", "生态环境局"),
)


@cache
def lists() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((HERE / "lists.json").read_text(encoding="utf-8"))
    return {name: value.split() if isinstance(value, str) else value for name, value in found.items()}


@cache
def county_knowledge() -> dict[str, Any]:
    """What each county knows, as `kernel.guard.knowledge.Knowledge.as_data` writes it; without counties nothing."""
    rng = Random("counties")
    return {entry[0]: _known(number, entry, rng) for number, entry in enumerate(lists()["counties"])}


def _known(number: int, entry: Sequence[str], rng: Random) -> dict[str, Any]:
    name, latin, province, city = entry
    all_of = lists()
    area = chance.landline(rng)[:4]
    towns = all_of["towns"][number * 5 : number * 5 + 5]
    villages = all_of["villages"][number * 5 : number * 5 + 5]
    return {
        "units": [
            *(_unit(name + long, "县" + short) for long, short in all_of["units"]),
            _unit(f"{name}人民政府", "县政府"),
            _unit(f"{name}人民政府办公室", "县政府办公室"),
            *(_unit(f"{town}人民政府") for town in towns),
            *(
                {"name": name + old, "short": short, "now": name + now, "until": "2019-02-28"}
                for old, short, now in FORMER_UNITS
            ),
        ],
        "leaders": _leaders(name, rng),
        "phones": sorted({f"{area}-{rng.choice('678')}{chance.digits(rng, 6)}" for _ in range(14)}),
        "emails": [f"{latin}{box}@{latin}.gov.cn" for box in ("zwgk", "xxgk")],
        "addresses": [f"{name}{road}{rng.randint(2, 160)}号" for road in rng.sample(all_of["roads"], 4)],
        "credit_codes": sorted(chance.credit_code(rng, "11") for _ in range(6)),
        "hosts": [f"www.{latin}.gov.cn", f"{latin}.gov.cn", f"static.{latin}.gov.cn"],
        "divisions": [name, *towns, *villages, *all_of["communities"][number : number + 3]],
        "parents": [province, city],
        "phrases": [],
        "levels": {},
        "off": [],
    }


def _unit(name: str, short: str = "") -> dict[str, Any]:
    return {"name": name, "short": short, "now": "", "until": None}


def _leaders(county: str, rng: Random) -> list[dict[str, Any]]:
    all_of = lists()
    given = rng.sample(all_of["officials"], len(all_of["officials"]))
    leaders = []
    for place, (post, (unit, title)) in enumerate(POSTS.items()):
        now = {
            "name": rng.choice(all_of["surnames"][:100]) + given[place],
            "title": title,
            "unit": unit.format(county),
            "first_day": "2023-07-10",
            "last_day": None,
        }
        leaders.append(now)
        if post in ("xianzhang", "fu", "minzheng"):
            past = rng.choice(all_of["surnames"][:100]) + given[-1 - place]
            leaders.append({**now, "name": past, "first_day": "2018-11-02", "last_day": "2023-06-30"})
    return leaders


class World:
    """One paper's share of chance: `word(name)` is a fresh word of that sort, without labels."""

    def __init__(self, rng: Random, county: str) -> None:
        self.rng = rng
        self.county = county
        self.known = county_knowledge()[county]
        self.dated = date(2025, 1, 6) + timedelta(days=rng.randrange(240))
        entry = next(entry for entry in lists()["counties"] if entry[0] == county)
        self.latin, self.province, self.city = (str(part) for part in entry[1:4])
        self.towns = [name for name in self.known["divisions"] if name[-1] in "镇乡"]
        self.villages = [name for name in self.known["divisions"] if name[-1] == "村"]
        self.row = 0

    def pick(self, name: str) -> str:
        return str(self.rng.choice(lists()[name]))

    def word(self, name: str) -> str:
        """Raises AttributeError for an unknown sort."""
        if name in chance.SORTS:
            return chance.SORTS[name](self.rng)
        if name in lists() and not isinstance(lists()[name][0], list):
            return self.pick(name)
        first, _, post = name.partition("_")
        return str(getattr(self, f"an_{first}")(post) if post else getattr(self, f"a_{name}")())

    # People
    def a_name(self) -> str:
        return self.pick("surnames") + self.pick("given")

    def a_kid(self) -> str:
        return self.pick("surnames") + self.pick("kids")

    def a_masked(self) -> str:
        return self.pick("surnames") + self.rng.choice(("*", "**", "某", "某某"))

    def a_email(self) -> str:
        return f"{self.pick('handles')}{self.rng.randint(3, 1990)}@{self.pick('mailboxes')}"

    def a_wechat(self) -> str:
        handle = self.pick("handles")
        tail = self.rng.choice(("_", "", "-")) + str(self.rng.randint(10, 99999))
        return self.rng.choice((f"wxid_{handle}{chance.digits(self.rng, 4)}", handle + tail))

    # Places
    def a_county(self) -> str:
        return self.county

    def a_city(self) -> str:
        return self.city

    def a_province(self) -> str:
        return self.province

    def a_town(self) -> str:
        return str(self.rng.choice(self.towns))

    def a_village(self) -> str:
        return str(self.rng.choice(self.villages))

    def a_vaddr(self) -> str:
        return self.a_town() + self.a_village()

    def a_addr(self) -> str:
        """A house in a village or in the county town."""
        county, r = self.county, self.rng
        head = r.choice(("", "", county, self.city + county, self.province + self.city + county))
        if r.random() < 0.55:
            group = r.choice(
                (
                    "",
                    f"{r.choice('一二三四五六七八九')}组",
                    f"第{r.choice('一二三四五')}村民组",
                    f"{r.randint(1, 12)}组",
                )
            )
            return f"{head}{self.a_town()}{self.a_village()}{group}{r.randint(2, 188)}号"
        road = f"{self.pick('roads')}{r.randint(2, 300)}号"
        stairs = r.choice(("", "1单元", "二单元"))
        house = f"{self.pick('estates')}{r.randint(1, 22)}{r.choice(('栋', '幢', '号楼'))}"
        flat = f"{house}{stairs}{r.randint(1, 17)}0{r.randint(1, 4)}室"
        return (head or county) + r.choice((road + flat, flat, road))

    def a_near(self) -> str:
        """The county with one character of like sound or shape."""
        return self.county.translate(NEAR)

    def a_neartown(self) -> str:
        while True:
            town = self.a_town()
            first = [place for place, sign in enumerate(town[:-1]) if ord(sign) in NEAR]
            if first:
                at = self.rng.choice(first)
                return town[:at] + town[at].translate(NEAR) + town[at + 1 :]

    # Units and their papers
    def a_ophone(self) -> str:
        return str(self.rng.choice(self.known["phones"]))

    def a_oaddr(self) -> str:
        return str(self.rng.choice(self.known["addresses"]))

    def a_oemail(self) -> str:
        return str(self.rng.choice(self.known["emails"]))

    def a_host(self) -> str:
        return str(self.known["hosts"][0])

    def a_fakelink(self) -> str:
        """To a host like the county's own. Under gov.cn only organs get a name: there it may be a slip."""
        host = self.a_fakehost()
        optional = "?" if host.endswith(".gov.cn") else ""
        return f"⟦host{optional}={self.rng.choice(('https', 'http'))}://⦅{host}⦆/login⟧"

    def a_fakehost(self) -> str:
        """Like the county's own, and not it."""
        name, end = self.latin, self.rng.choice(("ltd", "top", "info", "net"))
        return self.rng.choice(
            (
                f"www.{name}-gov.cn",
                f"www.{name}.gov.cn.{end}",
                f"{name}gov.com",
                f"www.{name}.qov.cn",
                f"www.{name}.g0v.cn",
                f"www.{name[:-1]}{name[-1] * 2}.gov.cn",
                f"www.{name}.gov.com.cn",
                f"www.{name[0]}{name[2]}{name[1]}{name[3:]}.gov.cn",
                f"{name}.gov.cn-login.{end}",
            )
        )

    def a_unit(self) -> str:
        return self.county + str(self.rng.choice(lists()["units"])[0])

    def a_company(self) -> str:
        head = self.rng.choice((self.county, self.county[:-1], ""))
        return head + self.pick("companies") + self.pick("company_kinds")

    def a_docno(self) -> str:
        word = self.rng.choice(("政发", "政办发", "民发", "财社", "农发", "卫函", "教发", "建设"))
        return f"{self.county[0]}{word}〔{self.rng.randint(2019, 2025)}〕{self.rng.randint(1, 220)}号"

    def a_n(self) -> str:
        """The number of a row."""
        self.row += 1
        return str(self.row)

    # Days
    def a_year(self) -> str:
        return str(self.dated.year)

    def a_date(self) -> str:
        return _written(self.dated - timedelta(days=self.rng.randrange(1, 200)))

    def a_dated(self) -> str:
        return _written(self.dated)

    def a_weekday(self) -> str:
        """A day with its right day of the week."""
        day = self.dated + timedelta(days=self.rng.randrange(1, 60))
        return f"{_written(day)}（星期{WEEKDAYS[day.weekday()]}）"

    def a_wrongweekday(self) -> str:
        day = self.dated + timedelta(days=self.rng.randrange(1, 60))
        wrong = WEEKDAYS[(day.weekday() + self.rng.randrange(1, 7)) % 7]
        return f"⦅{_written(day)}⦆（⦅星期{wrong}⦆）"

    # Leaders
    def _leader(self, post: str, past: bool) -> dict[str, Any]:
        unit, title = POSTS[post]
        found: dict[str, Any] = next(
            leader
            for leader in self.known["leaders"]
            if (leader["unit"], leader["title"]) == (unit.format(self.county), title)
            and (leader["last_day"] is not None) == past
        )
        return found

    def an_leader(self, post: str) -> str:
        return str(self._leader(post, False)["name"])

    def an_past(self, post: str) -> str:
        return str(self._leader(post, True)["name"])

    def an_wrong(self, post: str) -> str:
        """The leader's name with one character of like sound or shape in place of another."""
        name = self.an_leader(post)
        at = next(place for place, sign in enumerate(name) if place and ord(sign) in NEAR_NAMES)
        return name[:at] + name[at].translate(NEAR_NAMES) + name[at + 1 :]


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
