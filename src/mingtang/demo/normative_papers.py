"""Normative documents in every state: in force, about to begin, nearly over, over without a mark, amended, repealed."""

from datetime import date, timedelta
from typing import Any

from mingtang.demo.county import ROOT, UNITS
from mingtang.demo.days import working
from mingtang.demo.openness_papers import OpennessPaper

# Unit, title, theme, the articles; days since it was made, days from today to its first and last day, its mark.
_ROWS: tuple[tuple[str, str, str, tuple[str, ...], int, int, int | None, str], ...] = (
    (ROOT, "明堂县农村集体资产管理办法", "06.01", (
        "本办法所称农村集体资产，是指村、组集体所有的土地、房屋、设施和资金等。",
        "集体资产应当登记造册，每年清查一次，结果在村务公开栏公布。",
        "出租、发包集体资产，应当经村民会议或者村民代表会议同意，并公开竞价。"), 520, -490, 1335, "in_force"),
    (ROOT, "明堂县户外广告设置管理规定", "10.02", (
        "设置大型户外广告，应当向城市管理部门申请，材料齐全的五个工作日内答复。",
        "广告设施由设置人负责维护，每半年检查一次安全。",
        "不得遮挡交通信号、路灯和消防设施。"), 1500, -1470, 21, "in_force"),
    (ROOT, "明堂县城区犬只管理办法", "16.01", (
        "城区养犬实行登记和免疫，登记不收费。",
        "携犬外出应当使用牵引绳，及时清理粪便。",
        "犬只伤人的，养犬人应当立即将伤者送医并垫付费用。"), 40, 25, 1850, "in_force"),
    ("zhujian-ju", "明堂县物业服务企业信用管理办法", "10.02", (
        "信用信息每季度归集一次，结果分为四等。",
        "业主可以通过12345热线对评定提出异议，十个工作日内复核。",
        "连续两次评为末等的，不得参加政府项目的物业招标。"), 900, -870, -30, "in_force"),
    ("minzheng-ju", "明堂县临时救助实施细则", "17.03", (
        "遭遇突发事件、意外伤害、重大疾病导致生活陷入困境的家庭和个人，可以申请临时救助。",
        "情况紧急的，可以先行救助、后补手续，单次不超过三个月低保标准。",
        "救助名单在村（社区）公示七日。"), 700, -670, 1155, "amended"),
    ("nongye-ju", "明堂县农机购置补贴资金监管办法", "06.01", (
        "补贴对象为从事农业生产的个人和组织，先购后补、缺口自理。",
        "享受补贴的农机两年内不得转让，抽查比例不低于百分之五。",
        "骗取补贴的，追回资金并列入失信名单。"), 1300, -1270, None, "repealed"),
    ("jiaoyu-ju", "明堂县义务教育学校学区划分管理规定", "11.02", (
        "学区按街道、社区和道路划分，每年四月听取意见，五月底前公布。",
        "房屋地址和户籍地址一致的优先安排，租住的按居住时间排序。",
        "调整学区应当提前一年公布过渡办法。"), 610, -580, 1245, "in_force"),
    ("yingji-ju", "明堂县烟花爆竹燃放管理规定", "09.04", (
        "城区、加油站、学校、医院和山林周边一百米内禁止燃放。",
        "红白喜事需要燃放的，应当在指定时间和地点。",
        "举报违规燃放属实的，给予奖励。"), 1900, -1870, None, "expired"),
    ("shuili-ju", "明堂县农村饮水工程运行管理办法", "06.03", (
        "千人以上工程由县水利局确定专业单位管理，千人以下的由村集体管理。",
        "水质每季度检测一次，结果在取水点和网站公布。",
        "停水应当提前二十四小时告知用户。"), 330, -300, 1525, "in_force"),
)  # fmt: skip


def normative_papers(today: date) -> list[OpennessPaper]:
    units = {unit.slug: unit for unit in UNITS}
    found = []
    for number, (slug, title, theme, articles, ago, first, last, mark) in enumerate(_ROWS, start=1):
        unit, day = units[slug], working(today - timedelta(days=ago))
        begins, ends = today + timedelta(days=first), today + timedelta(days=last) if last else None
        body = (
            f"<p>第一条　为了规范管理，保障公众权益，根据有关法律法规，结合本县实际，制定本{title[-2:]}。</p>"
        )
        for place, article in zip("二三四", articles, strict=True):
            body += f"<p>第{place}条　{article}</p>"
        until = f"，有效期至{ends.year}年{ends.month}月{ends.day}日" if ends else ""
        body += f"<p>第五条　本{title[-2:]}自{begins.year}年{begins.month}月{begins.day}日起施行{until}。</p>"
        fields: dict[str, Any] = {
            "title": title,
            "doc_no": f"{unit.doc_mark[:-1]}规〔{day.year}〕{number}号" if unit.doc_mark else "",
            "issuer": unit.name,
            "theme": theme,
            "genre": "regulation",
            "audience": "everyone",
            "keywords": "规范性文件",
            "summary": articles[0],
            "body": body,
            "formed_on": day,
            "doc_date": day,
            "effective_on": begins,
            "expires_on": ends,
            "validity": mark,
            "is_policy": True,
            "is_normative": True,
            "open_attr": "active",
        }
        found.append(OpennessPaper(slug, working(day + timedelta(days=4)), fields))
    return found
