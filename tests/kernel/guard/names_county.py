"""An invented county as the guard knows it: 150 units, 300 leaders."""

from datetime import date

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.hits import Hit
from mingtang.kernel.guard.knowledge import Knowledge, Leader, UnitName
from mingtang.kernel.guard.pieces import Cell, Part, Piece, Place
from mingtang.kernel.guard.ready import check

TODAY = date(2026, 3, 2)
RENAMED = date(2019, 3, 20)

_ORGANS = [
    "人民政府办公室",
    "发展和改革局",
    "教育局",
    "科学技术局",
    "工业和信息化局",
    "公安局",
    "民政局",
    "司法局",
    "财政局",
    "人力资源和社会保障局",
    "自然资源局",
    "住房和城乡建设局",
    "交通运输局",
    "水利局",
    "农业农村局",
    "商务局",
    "文化和旅游局",
    "卫生健康委员会",
    "退役军人事务局",
    "应急管理局",
    "审计局",
    "市场监督管理局",
    "统计局",
    "医疗保障局",
    "信访局",
    "林业局",
    "机关事务管理局",
    "城市管理局",
    "第一中学",
    "第二中学",
]
_TOWNS = [
    "石桥镇",
    "城关镇",
    "东河乡",
    "青龙山镇",
    "白沙乡",
    "松林镇",
    "柏树街道",
    "云溪镇",
    "大坪乡",
    "双泉镇",
]
_VILLAGES = [
    "柳树村",
    "枣园村",
    "杨家湾村",
    "上河村",
    "下河村",
    "新民村",
    "桃花村",
    "前进村",
    "石门村",
    "红旗村",
    "清水村",
]
_SURNAMES = "赵钱孙李周吴郑冯陈褚卫蒋沈韩杨"
_GIVEN = [
    "志远",
    "晓梅",
    "文博",
    "海燕",
    "永康",
    "丽华",
    "思源",
    "建业",
    "春生",
    "雨晴",
    "国栋",
    "秀兰",
    "学文",
    "明辉",
    "玉珍",
    "长河",
    "立新",
    "少华",
    "培林",
    "向东",
]

UNITS = (
    UnitName("明堂县人民政府", "县政府"),
    *(UnitName(f"明堂县{organ}", organ) for organ in _ORGANS),
    *(UnitName(f"明堂县{town}" + ("办事处" if "街道" in town else "人民政府"), town) for town in _TOWNS),
    *(UnitName(f"明堂县{town}{village}村民委员会", village) for town in _TOWNS for village in _VILLAGES),
    UnitName("明堂县农业局", "农业局", "明堂县农业农村局", RENAMED),
)
LEADERS = (
    Leader("王建国", "县委副书记、县长", "明堂县人民政府", date(2021, 1, 1)),
    Leader("李明华", "副县长", "明堂县人民政府", date(2021, 1, 1)),
    Leader("方志平", "县长", "明堂县人民政府", date(2016, 1, 1), date(2020, 12, 31)),
    Leader("许伟", "党组书记、局长", "明堂县民政局", date(2022, 1, 1)),
    Leader("何小楠", "局长", "明堂县教育局", date(2022, 1, 1)),
    *(
        Leader(
            _SURNAMES[at // 20] + _GIVEN[at % 20],
            ("主任", "副主任", "局长", "副局长", "书记")[at % 5],
            UNITS[10 + at % 100].name,
            date(2022, 1, 1),
        )
        for at in range(295)
    ),
)
COUNTY = Knowledge(
    units=UNITS,
    leaders=LEADERS,
    divisions=frozenset({"明堂县", *_TOWNS, *_VILLAGES}),
    parents=("某某省", "清河市"),
)
OFFICIAL = About(today=TODAY)
TEXT = Place()


def dated(year: int, title: str = "", unit: str = "") -> About:
    return About(today=TODAY, dated=date(year, 6, 1), title=title, unit=unit)


def hits(text: str, about: About = OFFICIAL, place: Place = TEXT, *, group: str = "names") -> list[Hit]:
    found = check([Piece(text, place)], about, COUNTY).hits
    return [hit for hit in found if hit.group == group]


def found(
    text: str, about: About = OFFICIAL, place: Place = TEXT, *, group: str = "names"
) -> list[tuple[str, str]]:
    """Kind without its group, and what stands there."""
    return [(hit.kind.partition(".")[2], hit.text) for hit in hits(text, about, place, group=group)]


def row(*cells: str, number: int = 1) -> list[Piece]:
    """A row of a table."""
    return [Piece(text, Place(Part.CELL), Cell(0, number, column)) for column, text in enumerate(cells)]
