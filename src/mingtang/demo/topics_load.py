"""The demo's topic pages, composed and published by the people whose posts it takes."""

from datetime import date, timedelta
from typing import Any

from mingtang.demo.county import ROOT
from mingtang.demo.records_load import at
from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority, authority, people_for
from mingtang.openness.columns.models import Column
from mingtang.openness.records import queries as records
from mingtang.openness.topics import actions
from mingtang.openness.topics.models import Block
from mingtang.openness.topics.process import MANAGE, PUBLISH

Blocks = tuple[tuple[str, dict[str, Any]], ...]
# Unit, code, title, introduction, open until (days from today; None: no end), published (days ago), blocks.
TOPICS: tuple[tuple[str, str, str, str, int | None, int, Blocks], ...] = (
    (
        "nongye-ju", "spring-ploughing", "春耕备耕", "种子、化肥、补贴、农技和灌溉，种地要用的都在这里。", 60, 40,
        (
            ("text", {"heading": "今年要注意的", "body": (
                "<p>早稻育秧期间昼夜温差大，注意盖膜保温。买种子、化肥请到有证的门店，留好票据。</p>"
                "<ul><li>耕地地力保护补贴通过“一卡通”发放，不用代办，不收费。</li>"
                "<li>农机具有故障，可以打农业农村局电话预约上门检修。</li></ul>")}),
            ("list", {"heading": "补贴和政策", "themes": "06.01", "number": 6}),
            ("list", {"heading": "水利和灌溉", "themes": "06.03", "number": 6}),
            ("links", {"heading": "办事和咨询", "links": [
                ["农业农村局", "/units/nongye-ju/"], ["水利局", "/units/shuili-ju/"],
                ["国家政务服务平台", "https://gjzwfw.www.gov.cn/"]]}),
        ),
    ),
    (
        "jiaoyu-ju", "student-aid", "学生资助", "从幼儿园到大学，家里有困难的孩子能申请什么、找谁申请。", None, 90,
        (
            ("text", {"heading": "先看这里", "body": (
                "<p>资助不用托关系，也不收任何费用。学校会在每学期开学后统一收申请，错过的可以随时补报。</p>"
                "<table><tbody><tr><th>阶段</th><th>向谁申请</th></tr><tr><td>幼儿园、中小学</td><td>就读学校</td></tr>"
                "<tr><td>大学生生源地贷款</td><td>县学生资助中心</td></tr></tbody></table>")}),
            ("list", {"heading": "最新信息", "column": "education", "number": 8}),
            ("picks", {"heading": "困难家庭还可以看", "words": "救助"}),
        ),
    ),
    (
        "yingji-ju", "flood-season", "防汛", "汛期值守、预警、转移和救灾。险情请先打电话，再看网页。", -30, 200,
        (
            ("text", {"heading": "遇到险情", "body": (
                "<p>发现堤坝渗水、山体开裂，请立即打应急管理局电话或者告诉村干部，不要自己查看。</p>")}),
            ("list", {"heading": "预警和救灾", "themes": "06.03 17.01", "number": 8}),
            ("list", {"heading": "应急信息", "column": "emergencies", "number": 6}),
        ),
    ),
)  # fmt: skip
ARCHIVED = ("flood-season",)


def load_topics(today: date) -> None:
    """Two open topics and one that was put away after its season."""
    units = {unit.slug: unit for unit in Unit.objects.filter(ended_on=None)}
    columns = {column.code: column for column in Column.objects.filter(unit=units[ROOT])}
    for slug, code, title, introduction, until, ago, blocks in TOPICS:
        unit = units[slug]
        with at(today - timedelta(days=ago), 14):
            clerk, head = _somebody(MANAGE, unit), _somebody(PUBLISH, unit)
            values = {"unit": unit, "code": code, "title": title, "introduction": introduction}
            values["from_day"] = today - timedelta(days=ago)
            values["until_day"] = None if until is None else today + timedelta(days=until)
            topic = actions.create_topic(clerk, values)
            for kind, given in blocks:
                content = {key: value for key, value in given.items() if kind != "picks" or key != "words"}
                if "column" in content:
                    content["column"] = columns[content["column"]]
                block = actions.add_block(clerk, topic, kind, content)
                if kind == Block.Kind.PICKS:
                    for record in records.public().filter(title__contains=given["words"])[:4]:
                        actions.pick(clerk, block, record)
            actions.act(head, topic, "publish")
        if code in ARCHIVED and until is not None:
            with at(today + timedelta(days=until + 1), 9):
                actions.act(_somebody(PUBLISH, unit), topic, "archive")


def _somebody(action: str, unit: Unit) -> Authority:
    return authority(people_for(action, Place(unit.pk, None), clock.today())[0], clock.today())
