"""The problem register of the demo county: a problem in every state, found, cured and accepted by those who would."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta

from mingtang.demo.days import working
from mingtang.demo.records_load import at
from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act, Place
from mingtang.foundation.findings import actions
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.findings.process import ACCEPT, CURE, RAISE
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority, authority, people_for
from mingtang.foundation.workdays.queries import workdays_after
from mingtang.openness.records.models import Record


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem, how many days ago it was found, and how far its unit has come (`until`): a state, or `late`,
    `returned`, `again`, `no_problem`.

    `pin` names the record it is about, where it is about one.
    """

    source: str
    unit: str
    title: str
    text: str
    measure: str
    until: str
    days_ago: int
    rule: str = ""
    pin: str = ""
    plan: str = ""
    done: str = ""


PROBLEMS: tuple[Problem, ...] = (
    Problem(
        "dispute", "shuili-ju", "本期声明“无应公开信息”，但汛期应有防汛调度信息",
        "三季度声明本期没有应当公开的信息。同期县里发过两次防汛预警，应有调度和水库蓄水情况，请核实。",
        "", "found", 2,
    ),
    Problem(
        "self_check", "wenlv-ju", "活动预告里的图片没有文字说明",
        "自查发现三条活动预告的海报图片没有文字说明，看不见图片的人不知道活动时间和地点。",
        "给图片补写文字说明，时间、地点要写进正文。", "assigned", 4, "无障碍要求（GB/T 37668—2019）", "pin-culture",
    ),
    Problem(
        "inspection", "minzheng-ju", "低保公示名单没有注明公示期",
        "抽查发现两份低保公示名单没有写公示起止日期，群众不知道到哪天为止可以提意见。",
        "补写公示起止日期；以后公示统一写明。", "in_hand", 5, "社会救助领域基层政务公开标准目录", "pin-dibao",
        "办公室核对近半年的公示名单，缺日期的逐份发起更正；在起草模板里加上“公示期”一栏。",
    ),
    Problem(
        "higher", "jiaotong-ju", "公交线路调整公告没有写投诉电话",
        "市里季度抽查通报：公交线路调整类公告没有写投诉电话。",
        "补上投诉电话，并检查今年的同类公告。", "time_asked", 8, "市政务公开季度抽查通报", "pin-bus-line",
        "与公交公司核对投诉电话后更正。",
    ),
    Problem(
        "citizen", "zhengwu-fuwu-ju", "热线表格在手机上显示不全",
        "群众反映用手机看热线电话表，最后一列被截掉。",
        "改成手机上能看全的版式。", "handed_in", 9, "", "pin-hotline",
        "把大表拆成按部门的小表。", "已拆成按部门的六张小表，在手机上逐张看过，最后一列能看全。",
    ),
    Problem(
        "inspection", "caizheng-ju", "预算执行表没有计量单位",
        "抽查发现预算执行情况表的表头没有写计量单位。",
        "补上计量单位，并检查近一年的同类表格。", "late", 26, "政府预算公开的一般要求", "pin-budget",
        "逐份核对近一年的表格，统一标“万元”。",
    ),
    Problem(
        "inspection", "sifa-ju", "法律援助指南的受理地址不完整",
        "指南里只写了街道名，没有门牌号和楼层，群众找不到。",
        "写明门牌号、楼层和窗口号。", "returned", 16, "办事指南编写要求", "pin-legal-aid",
        "现场核对后改写。", "已补上门牌号。",
    ),
    Problem(
        "self_check", "jiaoyu-ju", "招生公告的附件名称看不出内容",
        "附件名称是“附件1”“附件2”，下载后分不清。",
        "附件改用能看出内容的名称。", "closed", 40, "", "pin-school-zones",
        "三个附件重新命名。", "三个附件已改名为“学区划分表”“报名时间表”“所需材料”。",
    ),
    Problem(
        "inspection", "xuantang", "村级财务公开没有按组列出补贴",
        "抽查石磨村财务公开，误工补贴只有总数，群众看不出各组多少。",
        "按村民小组列出，并检查其他村。", "again", 45, "村务公开目录", "pin-village-finance",
        "指导石磨村按组列表，其他村一并检查。", "石磨村已按组列出，其他五个村检查过，都已改好。",
    ),
    Problem(
        "citizen", "ziran-ziyuan-ju", "征收公告没有写补偿标准",
        "来电反映征收公告里没有补偿标准。", "补上补偿标准。", "no_problem", 20, "", "pin-expropriation",
    ),
)  # fmt: skip


def load_problems(today: date, records: dict[str, Record]) -> None:
    units = {unit.slug: unit for unit in Unit.objects.all()}
    for problem in sorted(PROBLEMS, key=lambda p: -p.days_ago):
        _Passage(problem, units[problem.unit], today, records.get(problem.pin)).run()


class _Passage:
    """One problem on its way. A step falls on a working day, so many days after it was found."""

    def __init__(self, problem: Problem, unit: Unit, today: date, record: Record | None) -> None:
        self.problem, self.unit, self.today = problem, unit, today
        self.record = record if record and record.is_public else None
        self.finding: Finding

    def run(self) -> None:
        until = self.problem.until
        self._raise(assign=until != "found")
        if until in ("found", "assigned"):
            return
        if until == "no_problem":
            reason = "经核实，公告的附件二就是补偿标准，来电人没有看到。已电话说明。"
            with self._on(2):
                actions.dismiss_problem(self._who(ACCEPT), self.finding, Act(reason=reason))
            return
        with self._on(1):
            who = self._who(CURE)
            responsible = f"{who.person.name}（{who.actors[0].title}）"
            actions.take(who, self.finding, Act(), plan=self.problem.plan, responsible=responsible)
        if until == "time_asked":
            with self._on(6):
                reason = "公交公司正在更换投诉电话，新号码下周启用，请延期以便一次改好。"
                later = self._now().due_on + timedelta(days=7)
                actions.ask_time(self._who(CURE), self.finding, Act(reason=reason), until=later)
        if until in ("in_hand", "late", "time_asked"):
            return
        self._cure(5)
        if until == "handed_in":
            return
        if until == "returned":
            with self._on(7):
                reason = "只有门牌号，楼层和窗口号还没有写。"
                day = workdays_after(self.today, 3)
                actions.send_back(self._who(ACCEPT), self.finding, Act(reason=reason), due_on=day)
            return
        with self._on(7):
            actions.accept_cure(self._who(ACCEPT), self.finding, Act())
        if until == "again":
            with self._on(self.problem.days_ago - 3):
                reason = "上月新公开的村级财务又只有总数。"
                actions.reopen(self._who(RAISE), self._now(), Act(reason=reason))

    def _raise(self, *, assign: bool) -> None:
        problem = self.problem
        with self._on(0):
            self.finding = actions.raise_finding(
                self._who(RAISE),
                source=problem.source,
                unit=self.unit,
                subject_kind="record" if self.record else "",
                subject_id=self.record.pk if self.record else None,
                title=problem.title,
                url=f"/records/{self.record.pk}/" if self.record else "",
                text=problem.text,
                rule=problem.rule,
                measure=problem.measure,
                contact="王先生，电话已记在来电登记本" if problem.source == "citizen" else "",
                assign=assign,
            )

    def _cure(self, after: int) -> None:
        with self._on(after):
            links = [f"/records/{self.record.pk}/"] if self.record else []
            actions.hand_in(self._who(CURE), self.finding, Act(), text=self.problem.done, links=links)

    def _on(self, after: int) -> AbstractContextManager[None]:
        day = min(working(self.today - timedelta(days=self.problem.days_ago - after), 1), self.today)
        moment: AbstractContextManager[None] = at(day, 9 + after % 8, 30)
        return moment

    def _now(self) -> Finding:
        return Finding.objects.select_related("case", "unit").get(pk=self.finding.pk)

    def _who(self, action: str) -> Authority:
        """Somebody in post today: in the unit itself where one may."""
        people = people_for(action, Place(self.unit.pk, None), clock.today())
        found = [authority(person, clock.today()) for person in people]
        mine = [who for who in found if any(a.post and a.post.unit_id == self.unit.pk for a in who.actors)]
        return (mine or found)[0]
