"""What a clerk reads on the page of a duty: where it leads, why this day, what the calendar moved."""

import re
from datetime import date

from mingtang.foundation.events.outbox import drain
from mingtang.foundation.workdays import actions as workdays
from mingtang.foundation.workdays.actions import Facts
from mingtang.kernel.clock.arrangements import Line
from tests.county import County
from tests.foundation.duties import house

BOARD = "/desk/duties/units/civil/"


def page(county: County, username: str, duty: object) -> str:
    text = county.client(username).get(f"/desk/duties/{getattr(duty, 'pk', duty)}/").content.decode()
    return re.sub(r"\s+", " ", text)


def test_the_unit_leads_to_its_board_for_those_who_may_see_it(county: County) -> None:
    duty = house.owe(county, post_id=county.posts["water-drafter"].pk)
    assert BOARD in page(county, "office", duty)
    assert BOARD not in page(county, "water-drafter", duty)


def test_whoever_can_change_nothing_is_not_sent_to_where_it_is_done(county: County) -> None:
    duty = house.owe(county)
    assert "to-aside" in page(county, "office", duty)
    assert "to-aside" not in page(county, "civil-drafter", duty)


def test_the_last_day_of_a_period_is_called_so(county: County) -> None:
    first, last = date(2026, 1, 1), date(2026, 3, 31)
    duty = house.fixed(county, last, period_first=first, period_last=last)
    assert "这一期到2026年3月31日（星期二）结束，期限就是这一天。" in page(county, "civil-drafter", duty)
    other = house.fixed(county, last)
    assert "规定的日期是2026年3月31日（星期二）" in page(county, "civil-drafter", other)


def test_a_changed_calendar_is_told_once_with_its_notice_and_again_when_it_is_withdrawn(
    county: County,
) -> None:
    duty, office = house.owe(county), county.authority_of("office")
    about = Facts(2026, "关于三月九日放假的通知", "县政府办公室", announces_year=False)
    notice = workdays.adopt(office, about, [Line("第1行", "3月9日 放假 开山节")])
    drain()
    text = page(county, "civil-drafter", duty)
    assert "期限：2026年3月30日（星期一） → 2026年3月31日（星期二）" in text
    assert "原因：采用了这份放假安排" in text
    assert "依据：关于三月九日放假的通知" in text
    assert "周末 8 天、开山节放假 1 天不算。" in text
    workdays.withdraw(office, notice, "年份写错了")
    drain()
    text = page(county, "civil-drafter", duty)
    assert "最晚2026年3月30日（星期一）" in text
    assert "原因：这份放假安排停用了：年份写错了" in text
