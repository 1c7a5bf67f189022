"""Papers that must name people: in those, names are no hits. Full identity numbers are, everywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from mingtang.kernel.guard.about import About
from mingtang.kernel.lawdata import LawRow, in_force

OPENING = 600
"""Characters from the beginning of a paper that tell what it is."""


@dataclass(frozen=True)
class Naming:
    """`words` in the title or the opening of a paper that by its rule names people."""

    code: str
    words: str


_FIRST = date(2008, 5, 1)


def _row(code: str, words: str, source: str, article: str, since: date, verified: bool) -> LawRow[Naming]:
    return LawRow(Naming(code, words), source, article, since, None, verified)


ROWS = (
    _row("penalty", "行政处罚|处罚决定|处罚告知|处罚信息|罚决|罚字|责令改正|催告书|强制执行决定|注销驾驶证|吊销", "《行政处罚法》（2021年修订）", "第四十八条", date(2021, 7, 15), True),
    _row("licence", "行政许可|准予许可|许可决定|许可信息|许可结果|许可公示|资格认定|证书名单", "《行政许可法》", "第四十条", date(2004, 7, 1), True),
    _row("debtors", "失信被执行人|失信人员|失信名单|黑名单|限制消费|限制高消费|欠税公告|老赖|重大税收违法", "《关于公布失信被执行人名单信息的若干规定》", "", date(2013, 10, 1), False),
    _row("hiring", "拟录用|拟聘|拟聘用|录用公示|聘用公示|拟录取|考察对象|体检人员|面试人员|入围|成绩公示|成绩公告|总成绩|笔试成绩|面试成绩|招录|公开招聘|遴选|选调|拟调", "《公务员录用规定》", "", _FIRST, False),
    _row("appointment", "任前公示|任职公示|任免|拟任|干部公示|拟提拔|换届|当选|候选人|选举结果|职称|拟推荐|评审通过|评审结果|拟表彰|表彰|先进个人|拟发展|道德模范|好人榜", "《党政领导干部选拔任用工作条例》", "", _FIRST, False),
    _row("assistance", "低保|最低生活保障|特困|临时救助|社会救助|救助对象公示|救助公示|补贴公示|补助公示|发放公示|发放名单|名单公示|高龄津贴|残疾人两项补贴|两项补贴|农机购置补贴|耕地地力|危房改造|公租房|保障性住房|廉租|住房保障|惠农|补贴资金|公示名单|名单的公示|人员名单|农户名单|种粮", "《社会救助暂行办法》", "第十一条", date(2014, 5, 1), True),
    _row("courts", "民事判决书|刑事判决书|行政判决书|判决书|裁定书|行政复议决定|仲裁裁决|开庭公告|送达公告|公告送达|拍卖公告|悬赏|通缉|认领|寻人|寻亲|遗失声明|遗失公告|继承公告|不动产.{0,8}公告|登记公告|征收补偿公示|补偿公示|确权公示|宅基地.{0,8}公示|工伤认定.{0,8}公示", "《民事诉讼法》等", "", _FIRST, False),
    _row("posting", "公示期|公示如下|予以公示|现公示|进行公示|公示$|的公示", "portal.md §14.4 as of house practice: 公示 name people", "", _FIRST, False),
)  # fmt: skip


class Paper:
    """What a paper is, told by its title and its first passages."""

    def __init__(self, about: About) -> None:
        rows = [in_force([row], about.today) for row in ROWS if row.covers(about.today)]
        self._pattern = re.compile("|".join(row.value.words for row in rows))
        self._left = OPENING
        self.names_people = bool(self._pattern.search(about.title))

    def read(self, text: str) -> None:
        if self._left > 0:
            self.names_people = self.names_people or bool(self._pattern.search(text[: self._left]))
            self._left -= len(text)
