"""Papers that must name people: in those, names are no hits. Full identity numbers are, everywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.pieces import Part
from mingtang.kernel.lawdata import LawRow

OPENING = 600
"""Characters from the beginning of a paper that tell what it is."""


@dataclass(frozen=True)
class Naming:
    """`titles` in a title, or `openings` in the first lines, tell of a paper that by its rule names people."""

    code: str
    titles: str
    openings: str


_FIRST = date(2008, 5, 1)


def _row(
    code: str, titles: str, openings: str, source: str, article: str, since: date, verified: bool
) -> LawRow[Naming]:
    return LawRow(Naming(code, titles, openings), source, article, since, None, verified)


ROWS = (
    _row(
        "penalty",
        "行政处罚|处罚决定|处罚信息|处罚公示|处罚结果|处罚案件|处罚告知|强制执行决定|催告书|吊销|注销.{0,6}驾驶证",
        "行政处罚决定书|[罚处]字?〔|处罚决定如下|现将.{0,20}处罚.{0,20}(?:公示|公开|公布)",
        "《行政处罚法》（2021年修订）",
        "第四十八条",
        date(2021, 7, 15),
        True,
    ),
    _row(
        "licence",
        "行政许可|准予许可|许可决定|许可信息|许可结果|许可公示|资格认定|证书.{0,6}名单",
        "准予行政许可决定书|行政许可决定书|(?:许可|资格).{0,20}(?:公示|公布)如下",
        "《行政许可法》",
        "第四十条",
        date(2004, 7, 1),
        True,
    ),
    _row(
        "debtors",
        "失信|黑名单|限制消费|限制高消费|欠税公告|重大税收违法|拖欠农民工工资",
        "失信被执行人名单|限制消费人员名单|严重失信主体名单|欠税公告",
        "《关于公布失信被执行人名单信息的若干规定》",
        "",
        date(2013, 10, 1),
        False,
    ),
    _row(
        "hiring",
        "拟录用|拟聘|录用|聘用公示|拟录取|考察对象|考察人员|体检人员|面试人员|入围|成绩|招录|公开招聘|遴选|选调|拟调",
        "(?:拟录用|拟聘用?|拟录取|入围|考察|体检|总成绩|面试).{0,30}(?:公示|公布|公告|名单)",
        "《公务员录用规定》",
        "",
        _FIRST,
        False,
    ),
    _row(
        "appointment",
        "任前公示|任职公示|任免|拟任|干部.{0,6}公示|拟提拔|换届|当选|候选人|选举结果|职称|评审|拟推荐|表彰|先进个人|拟发展|道德模范|好人榜",
        "(?:拟任|拟提拔|拟推荐|拟表彰|候选人|评审通过).{0,40}(?:公示|公布|公告|名单)",
        "《党政领导干部选拔任用工作条例》",
        "",
        _FIRST,
        False,
    ),
    _row(
        "assistance",
        "公示|名单|花名册|发放表|发放明细",
        "(?:低保|最低生活保障|特困|临时救助|救助|补贴|补助|津贴|住房保障|公租房|危房改造).{0,40}(?:公示|名单公布|公布如下)",
        "《社会救助暂行办法》",
        "第十一条",
        date(2014, 5, 1),
        True,
    ),
    _row(
        "courts",
        "判决书|裁定书|复议决定|仲裁裁决|开庭公告|送达公告|公告送达|拍卖公告|悬赏|通缉|认领|寻人|寻亲|遗失|继承公告|不动产.{0,12}公告|登记公告|补偿|确权|宅基地|工伤认定",
        "判决书|裁定书|行政复议决定书|公告送达|寻人启事|遗失声明|悬赏通告|登报",
        "《民事诉讼法》",
        "第九十五条",
        _FIRST,
        False,
    ),
    _row(
        "posting",
        "公示",
        "公示如下|予以公示|公示期|现公示|进行公示|公示时间|现予公示|公开如下名单",
        "《政府信息公开条例》",
        "第二十条",
        date(2019, 5, 15),
        False,
    ),
)
"""Which papers name people. Titles and openings are from memory of such papers; `verified` is about the duty."""


class Paper:
    """What a paper is, told by its title and its first lines."""

    def __init__(self, about: About) -> None:
        rows = [row.value for row in ROWS if row.covers(about.today)]
        self._titles = re.compile("|".join(row.titles for row in rows))
        self._openings = re.compile("|".join(row.openings for row in rows))
        self._left = OPENING
        self.names_people = bool(self._titles.search(about.title))

    def read(self, passage: Passage) -> None:
        if self._left <= 0 or self.names_people:
            return
        if passage.piece.place.part == Part.TITLE or _is_title(passage.text, self._left):
            self.names_people = bool(self._titles.search(passage.text))
        self.names_people = self.names_people or bool(self._openings.search(passage.text, 0, self._left))
        self._left -= len(passage.text)


def _is_title(text: str, left: int) -> bool:
    """Whether a piece is the title of a file: the first short line, without a stop."""
    return left == OPENING and len(text) <= 60 and not re.search("[。；，：]", text)
