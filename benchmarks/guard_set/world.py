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
    phones = sorted({f"{area}-{rng.choice('678')}{chance.digits(rng, 6)}" for _ in range(14)})
    towns, villages = (
        all_of["towns"][number * 5 : number * 5 + 5],
        all_of["villages"][number * 5 : number * 5 + 5],
    )
    units = [
        {"name": name + long, "short": "县" + short, "now": "", "until": None}
        for long, short in all_of["units"]
    ]
    units += [{"name": f"{name}人民政府", "short": "县政府", "now": "", "until": None}]
    units += [
        {"name": f"{town}人民政府" if town[-1] in "镇乡" else town, "short": "", "now": "", "until": None}
        for town in towns
    ]
    units += [
        {"name": f"{name}{old}", "short": short, "now": name + now, "until": "2019-02-28"}
        for old, short, now in (
            ("卫生和计划生育委员会", "县卫计委", "卫生健康委员会"),
            ("国土资源局", "县国土局", "自然资源局"),
            ("农业委员会", "县农委", "农业农村局"),
            ("环境保护局", "县环保局", "生态环境局"),
        )
    ]
    names = rng.sample(all_of["officials"], len(all_of["officials"]))
    leaders = []
    for place, post in enumerate(all_of["posts"]):
        unit = (name + post[1:-2]) if post.endswith("局局长") else f"{name}人民政府"
        title = "局长" if post.endswith("局局长") else post
        now = {"name": rng.choice(all_of["surnames"][:100]) + names[place], "title": title, "unit": unit,
               "first_day": "2023-07-10", "last_day": None}  # fmt: skip
        leaders.append(now)
        if place in (1, 3, 7):
            past = rng.choice(all_of["surnames"][:100]) + names[-1 - place]
            leaders.append({**now, "name": past, "first_day": "2018-11-02", "last_day": "2023-06-30"})
    return {
        "units": units,
        "leaders": leaders,
        "phones": phones,
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


class World:
    """One paper's share of chance: `word(name)` is a fresh word of that sort, without labels."""

    def __init__(self, rng: Random, county: str) -> None:
        self.rng = rng
        self.county = county
        self.known = county_knowledge()[county]
        self.dated = date(2025, 1, 6) + timedelta(days=rng.randrange(240))
        entry = next(entry for entry in lists()["counties"] if entry[0] == county)
        self.latin, self.province, self.city = entry[1], entry[2], entry[3]
        self.towns = [name for name in self.known["divisions"] if name[-1] in "镇乡"]
        self.villages = [name for name in self.known["divisions"] if name[-1] == "村"]
        self.row = 0

    def pick(self, name: str) -> str:
        return str(self.rng.choice(lists()[name]))

    def word(self, name: str) -> str:
        """Raises AttributeError for an unknown sort."""
        first, _, rest = name.partition("_")
        if name in lists() and not isinstance(lists()[name][0], list):
            return self.pick(name)
        return str(
            getattr(self, f"a_{name}")()
            if not rest or hasattr(self, f"a_{name}")
            else getattr(self, f"an_{first}")(rest)
        )

    # People
    def a_name(self) -> str:
        return self.pick("surnames") + self.pick("given")

    def a_kid(self) -> str:
        return self.pick("surnames") + self.pick("kids")

    def a_masked(self) -> str:
        return self.pick("surnames") + self.rng.choice(("*", "**", "某", "某某"))

    def a_id(self) -> str:
        return chance.id_number(self.rng)

    def a_idx(self) -> str:
        """One that ends in X."""
        while True:
            found = self.a_id()
            if found[-1] == "X":
                return found

    def a_idkid(self) -> str:
        return chance.id_number(self.rng, 2010, 2018)

    def a_id15(self) -> str:
        return chance.id_number_15(self.rng)

    def a_idbad(self) -> str:
        return chance.id_number_wrong(self.rng)

    def a_idmasked(self) -> str:
        found = self.a_id()
        return self.rng.choice((f"{found[:3]}***********{found[-4:]}", f"{found[:6]}********{found[-4:]}", f"{found[:1]}{'*' * 16}{found[-1]}", f"{found[:6]}××××××××{found[-4:]}"))  # fmt: skip

    def a_mobile(self) -> str:
        return chance.mobile(self.rng)

    def a_mobilemasked(self) -> str:
        found = self.a_mobile()
        return f"{found[:3]}{self.rng.choice(('****', 'XXXX', '××××'))}{found[-4:]}"

    def a_landline(self) -> str:
        return chance.landline(self.rng)

    def a_bank(self) -> str:
        return chance.bank_card(self.rng)

    def a_bankmasked(self) -> str:
        return f"{self.rng.choice(('6217', '6228'))} **** **** {chance.digits(self.rng, 4)}"

    def a_social(self) -> str:
        return self.rng.choice("ABCDEF") + chance.digits(self.rng, 8)

    def a_passport(self) -> str:
        return chance.passport(self.rng)

    def a_hkmacau(self) -> str:
        return self.rng.choice("HMC") + chance.digits(self.rng, 8)

    def a_taiwan(self) -> str:
        return chance.digits(self.rng, 8)

    def a_officer(self) -> str:
        return f"{self.rng.choice('军南北空海')}字第{self.rng.randint(1000000, 9999999)}号"

    def a_plate(self) -> str:
        return chance.plate(self.rng)

    def a_platemasked(self) -> str:
        found = self.a_plate().replace("·", "")
        return f"{found[:2]}·**{found[-3:]}"

    def a_email(self) -> str:
        return f"{self.pick('handles')}{self.rng.randint(3, 1990)}@{self.pick('mailboxes')}"

    def a_qq(self) -> str:
        return self.rng.choice("123456789") + chance.digits(self.rng, self.rng.randint(6, 9))

    def a_wechat(self) -> str:
        tail = self.rng.choice(("_", "", "-")) + str(self.rng.randint(10, 99999))
        return self.rng.choice(
            (f"wxid_{self.pick('handles')}{chance.digits(self.rng, 4)}", self.pick("handles") + tail)
        )

    # Places
    def a_county(self) -> str:
        return self.county

    def a_city(self) -> str:
        return self.city

    def a_province(self) -> str:
        return self.province

    def a_latin(self) -> str:
        return self.latin

    def a_town(self) -> str:
        return str(self.rng.choice(self.towns))

    def a_village(self) -> str:
        return str(self.rng.choice(self.villages))

    def a_vaddr(self) -> str:
        return self.a_town() + self.a_village()

    def a_addr(self) -> str:
        """A house in a village or in the county town."""
        r = self.rng
        head = r.choice(
            ("", "", self.county, self.city + self.county, self.province + self.city + self.county)
        )
        if r.random() < 0.55:
            group = r.choice((f"{r.choice('一二三四五六七八九')}组", f"第{r.choice('一二三四五')}村民组", f"{r.randint(1, 12)}组", ""))  # fmt: skip
            return f"{head}{self.a_town()}{self.a_village()}{group}{r.randint(2, 188)}号"
        head = head or self.county
        road = f"{self.pick('roads')}{r.randint(2, 300)}号"
        flat = f"{self.pick('estates')}{r.randint(1, 22)}{r.choice(('栋', '幢', '号楼'))}{r.choice(('', '1单元', '二单元'))}{r.randint(1, 17)}0{r.randint(1, 4)}室"  # fmt: skip
        return head + r.choice((road + flat, flat, road))

    # Units, numbers of papers
    def a_ophone(self) -> str:
        return str(self.rng.choice(self.known["phones"]))

    def a_oaddr(self) -> str:
        return str(self.rng.choice(self.known["addresses"]))

    def a_oemail(self) -> str:
        return str(self.rng.choice(self.known["emails"]))

    def a_host(self) -> str:
        return str(self.known["hosts"][0])

    def a_unit(self) -> str:
        return self.county + str(self.rng.choice(lists()["units"])[0])

    def a_company(self) -> str:
        return (
            self.rng.choice((self.county, self.county[:-1], ""))
            + self.pick("companies")
            + self.pick("company_kinds")
        )

    def a_credit(self) -> str:
        return chance.credit_code(self.rng)

    def a_n(self) -> str:
        self.row += 1
        return str(self.row)

    def a_year(self) -> str:
        return str(self.dated.year)

    def a_docno(self) -> str:
        word = self.rng.choice(("政发", "政办发", "民发", "财社", "农发", "卫函", "教发", "建设"))
        return f"{self.county[0]}{word}〔{self.rng.randint(2019, 2025)}〕{self.rng.randint(1, 220)}号"

    def a_case(self) -> str:
        return f"（{self.rng.randint(2019, 2025)}）{self.rng.choice(chance.PLATES)}{chance.digits(self.rng, 4)}{self.rng.choice(('民初', '行终', '刑初', '执'))}{self.rng.randint(2, 9000)}号"  # fmt: skip

    def a_project(self) -> str:
        """A number of 18 digits that is no identity number."""
        r = self.rng
        while True:
            code = f"{r.choice(chance.PROVINCES)}{chance.digits(r, 4)}{r.choice((2024, 2025))}{chance.digits(r, 8)}"
            if code[-1] != chance.id_check(code[:17]):
                return code

    def a_investment(self) -> str:
        """The code of 全国投资项目在线审批监管平台."""
        return f"{self.rng.randint(2301, 2509)}-{chance.digits(self.rng, 6)}-04-{self.rng.choice(('01', '05'))}-{chance.digits(self.rng, 6)}"

    def a_long(self) -> str:
        return chance.not_luhn(self.rng, self.rng.choice((16, 19, 20)))

    def a_isbn(self) -> str:
        return chance.isbn(self.rng)

    def a_subject(self) -> str:
        return f"2{chance.digits(self.rng, 2)}{self.rng.choice(('01', '02', '08'))}{self.rng.choice(('01', '02', '99'))}"

    def a_coords(self) -> str:
        return f"东经{self.rng.randint(103, 119)}°{self.rng.randint(10, 59)}′{self.rng.randint(10, 59)}.{chance.digits(self.rng, 2)}″，北纬{self.rng.randint(24, 35)}°{self.rng.randint(10, 59)}′{self.rng.randint(10, 59)}″"  # fmt: skip

    def a_decimal(self) -> str:
        return f"{self.rng.randint(103, 119)}.{chance.digits(self.rng, 6)}，{self.rng.randint(24, 35)}.{chance.digits(self.rng, 6)}"

    def a_amount(self) -> str:
        return self.rng.choice((f"{self.rng.randint(200, 9800)}", f"{self.rng.randint(1, 80)},{chance.digits(self.rng, 3)}.{chance.digits(self.rng, 2)}"))  # fmt: skip

    def a_bigamount(self) -> str:
        """Eleven digits like a mobile phone, but money."""
        return f"{chance.mobile(self.rng)}.{chance.digits(self.rng, 2)}元"

    def a_small(self) -> str:
        return str(self.rng.randint(2, 96))

    def a_share(self) -> str:
        return f"{self.rng.randint(1, 99)}.{self.rng.randint(1, 9)}%"

    def a_date(self) -> str:
        day = self.dated - timedelta(days=self.rng.randrange(1, 200))
        return f"{day.year}年{day.month}月{day.day}日"

    def a_dated(self) -> str:
        return f"{self.dated.year}年{self.dated.month}月{self.dated.day}日"

    def a_born(self) -> str:
        return f"{self.rng.randint(1950, 1999)}年{self.rng.randint(1, 12)}月{self.rng.randint(1, 28)}日"

    def a_weekday(self) -> str:
        """A day with its right day of the week."""
        day = self.dated + timedelta(days=self.rng.randrange(1, 60))
        return f"{day.year}年{day.month}月{day.day}日（星期{WEEKDAYS[day.weekday()]}）"

    def a_wrongweekday(self) -> str:
        day = self.dated + timedelta(days=self.rng.randrange(1, 60))
        wrong = WEEKDAYS[(day.weekday() + self.rng.randrange(1, 7)) % 7]
        return f"⦅{day.year}年{day.month}月{day.day}日⦆（⦅星期{wrong}⦆）"

    # Injected
    def a_badhost(self) -> str:
        r = self.rng
        stem = (
            r.choice(("vip", "bet", "yule", "hg", "xpj", "caipiao", "qipai", "www", "m"))
            + r.choice(("", "-", ""))
            + chance.digits(r, r.randint(2, 5))
        )
        return f"{r.choice(('', 'www.', 'a1.', 'm.'))}{stem}.{r.choice(('com', 'cc', 'top', 'xyz', 'vip', 'net', 'icu', 'ltd'))}"

    def a_fakehost(self) -> str:
        """Like the county's own, and not it."""
        name = self.latin
        return self.rng.choice(
            (
                f"www.{name}-gov.cn", f"www.{name}.gov.cn.{self.rng.choice(('ltd', 'top', 'info'))}", f"{name}gov.com",
                f"www.{name}.qov.cn", f"www.{name}.g0v.cn", f"www.{name[:-1]}{name[-1] * 2}.gov.cn", f"www.{name}.gov.com.cn",
                f"www.{name[0]}{name[2]}{name[1]}{name[3:]}.gov.cn", f"{name}.gov.cn-login.{self.rng.choice(('com', 'net'))}",
            )
        )  # fmt: skip

    # Names a little wrong
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

    # Leaders
    def _leader(self, post: str, past: bool) -> dict[str, Any]:
        title = {
            "shuji": "书记",
            "xianzhang": "长",
            "fu": "副",
            "renda": "人大",
            "zhengxie": "政协",
            "ban": "办公室主任",
        }
        for leader in self.known["leaders"]:
            right = (
                leader["title"].endswith("委书记") if post == "shuji"
                else leader["title"] == "县长" if post == "xianzhang"
                else leader["title"] == "副县长" if post == "fu"
                else leader["title"] == "局长" and leader["unit"].endswith("民政局") if post == "minzheng"
                else leader["title"] == "局长" and leader["unit"].endswith("财政局") if post == "caizheng"
                else title[post] in leader["title"]
            )  # fmt: skip
            if right and (leader["last_day"] is not None) == past:
                found: dict[str, Any] = leader
                return found
        raise KeyError(post)

    def an_leader(self, post: str) -> str:
        return str(self._leader(post, False)["name"])

    def an_past(self, post: str) -> str:
        return str(self._leader(post, True)["name"])

    def an_wrong(self, post: str) -> str:
        """The leader's name with one character of like sound or shape in place of another."""
        name = self.an_leader(post)
        for right, wrong in zip("晏秋瑾行笛白漪舒仪亭桢庸川平年鸣轩闻慕清望景令敬维叙伯仲季松鹤稼承砚怀知", "宴邱谨形迪百猗抒宜停祯墉州评念鸿宣文暮青忘境玲静唯序柏众记嵩贺嫁诚彦淮智", strict=True):  # fmt: skip
            if right in name[1:]:
                at = name.index(right, 1)
                return name[:at] + wrong + name[at + 1 :]
        raise KeyError(name)
