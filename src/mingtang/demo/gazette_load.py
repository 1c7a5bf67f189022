"""Three issues of the gazette with what was public then, one being edited, and the reading points of the county."""

from datetime import date, timedelta

from django.db.models import Q

from mingtang.demo.records_load import at
from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority, authority, people_for
from mingtang.openness.gazette import actions, queries
from mingtang.openness.gazette.models import ReadingPoint
from mingtang.openness.gazette.process import EDIT, PUBLISH
from mingtang.openness.records import queries as records

ROOT = "xian-zhengfu"
ISSUE_DAYS_AGO = (200, 80, 14)
IN_ONE = 8
FIRST_SERIAL = 57
KIND = ReadingPoint.Kind
HALL_HOURS = "周一至周五 8:30—17:30"
BOUND = "政府公报合订本\n公开目录和办事指南"

POINTS: tuple[tuple[str, str, str, str, str, str, str], ...] = (
    ("zhengwu-fuwu-ju", "县政务服务中心政府信息查阅点", KIND.SERVICE_CENTRE, "辟雍街道明德大道36号一楼大厅东侧",
     "0999-5551201", HALL_HOURS, f"{BOUND}\n自助查询机两台，可以打印"),
    ("zhengfu-bangongshi", "县档案馆政府信息查阅室", KIND.ARCHIVE, "辟雍街道文光路8号二楼",
     "0999-5551310", "周一至周五 9:00—12:00、14:30—17:00", "政府公报全套\n已公开的现行文件\n县志和年鉴"),
    ("wenlv-ju", "县图书馆政府信息查阅点", KIND.LIBRARY, "圜水街道柳堤路15号一楼",
     "0999-5551422", "周二至周日 9:00—20:00，周一闭馆", f"{BOUND}\n电子阅览室可以上网查"),
    ("kaifaqu-guanweihui", "县经开区企业服务大厅查阅点", KIND.SERVICE_CENTRE, "总章街道创业大道99号一楼",
     "0999-5553811", HALL_HOURS, "惠企政策汇编\n政府公报"),
    ("xuantang", "玄堂镇便民服务中心查阅点", KIND.STATION, "玄堂镇玄堂街1号", "0999-5554311", HALL_HOURS, BOUND),
    ("jiujie", "九阶镇便民服务中心查阅点", KIND.STATION, "九阶镇九阶大街18号", "0999-5554412", HALL_HOURS, BOUND),
    ("bachuang", "八窗镇便民服务中心查阅点", KIND.STATION, "八窗镇迎曦路26号", "0999-5554513", HALL_HOURS, BOUND),
    ("qingling", "青棂镇文化站阅览室", KIND.LIBRARY, "青棂镇青棂正街9号", "0999-5554620",
     "周三至周日 9:00—17:00", "政府公报\n惠农政策明白纸"),
    ("yueling", "月令乡便民服务中心查阅点", KIND.STATION, "月令乡岁时路2号", "0999-5554816", HALL_HOURS, BOUND),
    ("shimo", "石磨村村务公开栏", KIND.BOARD, "玄堂镇石磨村老槐坪村委会门口", "", "全天",
     "补贴发放名单、村务财务，每月更新"),
    ("houyan", "候雁村村务公开栏", KIND.BOARD, "时训乡候雁村文化广场", "", "全天", "补贴发放名单、村务财务，每月更新"),
    ("panqiao", "泮桥社区党群服务中心查阅角", KIND.OTHER, "辟雍街道泮桥路17号", "0999-5574012",
     "每天 8:30—18:00", "政府公报\n社区公开事项"),
)  # fmt: skip


def load_gazette(today: date) -> None:
    units = {unit.slug: unit for unit in Unit.objects.all()}
    county = units[ROOT]
    with at(today - timedelta(days=300), 10):
        office = _somebody(EDIT, county)
        for n, (unit, name, kind, address, phone, hours, holdings) in enumerate(POINTS):
            actions.save_point(
                office,
                ReadingPoint(),
                unit=units[unit],
                name=name,
                kind=kind,
                address=f"明堂县{address}",
                phone=phone,
                hours=hours,
                holdings=holdings,
                position=n,
            )
    begin = date(2000, 1, 1)
    for n, ago in enumerate(ISSUE_DAYS_AGO):
        day = today - timedelta(days=ago)
        _issue(county, begin, day, serial=FIRST_SERIAL + n, publish=True)
        begin = day
    _issue(county, begin, today - timedelta(days=1), serial=FIRST_SERIAL + len(ISSUE_DAYS_AGO), publish=False)


def _issue(county: Unit, begin: date, day: date, *, serial: int, publish: bool) -> None:
    """An issue with the newest documents that went public since the last one."""
    of_gazette = Q(unit__kind=Unit.Kind.GOVERNMENT) | (Q(unit__kind=Unit.Kind.DEPARTMENT) & ~Q(doc_no=""))
    found = records.public().filter(
        of_gazette, published_at__date__gt=begin, published_at__date__lt=day, display_until=None
    )
    chosen = list(found.select_related("unit").order_by("-published_at", "-pk")[:IN_ONE])
    if publish and not chosen:
        return
    with at(day, 16):
        editor = _somebody(EDIT, county)
        number = queries.next_numbers(day.year)["number"]
        issue = actions.create_issue(editor, county, year=day.year, number=number, serial=serial)
        for record in reversed(chosen):
            actions.add_entry(editor, issue, record.pk, queries.usual_section(record))
    if publish:
        with at(day, 17):
            actions.publish_issue(_somebody(PUBLISH, county), issue)


def _somebody(action: str, unit: Unit) -> Authority:
    person = people_for(action, Place(unit.pk, None), clock.today())[0]
    return authority(person, clock.today())
