"""The clock of duties walked through in the browser by those whom it concerns, with the worker between them."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from mingtang.foundation import clock
from mingtang.foundation.duties.actions.warning import warn
from mingtang.foundation.duties.models import Duty, Outcome
from mingtang.foundation.workdays.queries import calendar
from mingtang.openness.catalogue import actions as catalogue
from mingtang.openness.obligations import actions, checking
from mingtang.openness.obligations.models import Declaration, Fact
from tests.browser.conftest import Visitor
from tests.county import SHANGHAI, County, draft
from tests.openness import catalogue_house
from tests.openness.obligations.faces import house

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]

LATE, NEW = "关于提高城乡低保标准的通知", "关于冬季救助的通知"
AREA = "/desk/coverage/civil/social-assistance/"


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=SHANGHAI)


@pytest.fixture
def world(county: County) -> County:
    """Claimed seven months ago: a draft that should long be public, a document formed today, quarters that are over."""
    today = clock.today()
    with clock.at(noon(today - timedelta(days=210))):
        catalogue_house.catalogue(county, house.ROWS)
        office = county.authority_of("office")
        for name in (house.FILE, house.QUARTERLY, house.STANDING):
            catalogue.claim(office, house.entry(name).matter, county.units["civil"])
    house.grant(county)
    formed = today - timedelta(days=60)
    record = draft(county, title=LATE, formed_on=formed, doc_date=formed, doc_no="")
    catalogue.link(office, record, [house.matter(house.FILE)])
    line = actions.Line(house.matter(house.FILE), NEW, today)
    who, civil = county.authority_of("civil-drafter"), county.units["civil"]
    actions.register_facts(who, civil, [line], source=Fact.Source.ENTERED)
    checking.check_all()
    return county


def test_from_the_matrix_to_a_duty_and_the_warning_that_its_clerk_gets(
    world: County, visit: Any, worker: Any
) -> None:
    office: Visitor = visit()
    office.sign_in("office").follow("公开覆盖")
    cell = office.page.locator(f"a[href='{AREA}']").first
    assert "×" in cell.inner_text()
    cell.focus()
    with office.page.expect_navigation():
        office.page.keyboard.press("Enter")
    office.check().follow(LATE).at(375)
    assert "期限是怎么算的" in office.text
    assert "的第二天开始数 20 个工作日" in office.text
    assert "已逾期" in office.text
    office.follow("明堂县民政局").at(375)
    assert "明堂县民政局的任务" in office.text

    days = calendar()
    day = clock.today()
    while not days.working(day):  # nobody is told on a day of rest
        day -= timedelta(days=1)
    with clock.at(noon(day)):
        warn()
        worker()
    clerk: Visitor = visit(375)
    clerk.sign_in("civil-drafter").go("/desk/notices/")
    with clerk.page.expect_navigation():
        clerk.page.locator("main").get_by_role("link", name="项任务已逾期").first.click()
    clerk.check().follow(LATE).follow("起草或办理这条信息")
    assert LATE in clerk.text


def test_a_declaration_is_signed_disputed_overturned_and_owed_again(
    world: County, visit: Any, worker: Any
) -> None:
    duty = Duty.objects.filter(kind="period", due_on__lt=clock.today()).latest("period_last")
    due = duty.due_on
    clerk, leader, citizen, office = visit(375), visit(), visit(375), visit()

    # The clerk finds nothing to publish and reads who may sign; one of them does.
    clerk.sign_in("civil-drafter").follow(duty.title).follow("选信息完成，或签声明")
    assert "可以请：" in clerk.text
    leader.sign_in("civil-approver").go(f"/desk/duties/{duty.pk}/").follow("选信息完成，或签声明")
    leader.page.get_by_label("说明").fill("本季度没有资金变动。")
    leader.press("签署：本期无应公开信息")
    assert "还不能提交" in leader.text
    leader.page.get_by_label("我已核对").check()
    leader.press("签署：本期无应公开信息").at(375)
    duty.refresh_from_db()
    assert duty.outcome == Outcome.DECLARED

    # A citizen comes from the coverage, doubts it, and gets a code to follow it by.
    citizen.go("/coverage/civil/social-assistance/").follow(f"{duty.title}：声明本期无应公开信息")
    assert "本季度没有资金变动。" in citizen.text
    citizen.follow("提出异议")
    citizen.page.get_by_label("有什么应当公开").fill("九月发过一次临时救助金，名单没有公布。")
    citizen.press("提交异议")
    assert "您的查询码" in citizen.text
    citizen.follow("看办理情况")
    tracker = citizen.page.url
    citizen.go(f"/declarations/{Declaration.objects.get().pk}/")
    assert "有异议处理中" in citizen.text

    # The office looks into it and decides; the duty is open again with its old day.
    office.sign_in("office").follow("无公开信息声明").follow(duty.title)
    office.page.get_by_label("异议属实").check()
    office.page.get_by_label("判定依据").fill("查到发放名单，应当公开。")
    office.press("作出判定").at(375)
    duty.refresh_from_db()
    assert duty.is_open
    assert duty.due_on == due
    worker()
    clerk.go("/desk/").follow(duty.title)
    assert "已逾期" in clerk.text
    assert "查到发放名单，应当公开。" in clerk.text
    citizen.go(f"/declarations/{Declaration.objects.get().pk}/")
    assert "查到发放名单，应当公开。" in citizen.text
    citizen.page.goto(tracker)
    assert "核查" in citizen.check().text


def test_a_changed_calendar_moves_a_due_day_and_says_so(world: County, visit: Any, worker: Any) -> None:
    duty = Duty.objects.get(title=NEW)
    before, off = duty.due_on, calendar().next_working(clock.today() + timedelta(days=3))
    assert before
    office: Visitor = visit()
    office.sign_in("office").go("/desk/workdays/").aside("采用放假安排")
    page = office.page
    page.get_by_label("哪一年的安排").fill(str(off.year))
    page.get_by_label("通知标题").fill("关于开山节放假的通知")
    page.get_by_label("出处").fill("县政府办公室")
    page.get_by_label("这是全年的放假安排").uncheck()
    page.get_by_label("粘贴通知的文字").fill(f"{off.month}月{off.day}日 放假 开山节")
    office.press("核对").at(375)
    assert f"{off.year}年只调整这几天：" in office.text
    office.press("采用")
    worker()
    duty.refresh_from_db()
    assert duty.due_on == calendar().next_working(before + timedelta(days=1))
    clerk: Visitor = visit(375)
    clerk.sign_in("civil-drafter").follow(NEW)
    assert "工作日历变更" in clerk.text
    assert "采用了这份放假安排" in clerk.text
    assert "开山节放假 1 天" in clerk.text


def test_the_quarterly_report_is_read_and_downloaded(world: County, visit: Any) -> None:
    office: Visitor = visit()
    office.sign_in("office").follow("工作报告和迎检")
    page = office.page
    page.get_by_label("单位").select_option(label="明堂县民政局")
    quarter = page.get_by_label("期间").locator("option", has_text="季度").filter(has_not_text="到今天").first
    words = quarter.inner_text().strip()
    page.get_by_label("期间").select_option(label=words)
    office.press("看报告").at(375)
    assert f"政务公开工作报告（{words}）" in office.text
    assert "一、总体情况" in office.text
    for name, magic in (("下载 Word", b"PK"), ("下载 PDF", b"%PDF"), ("下载 Excel", b"PK")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.path().read_bytes().startswith(magic)
        assert words in download.value.suggested_filename
