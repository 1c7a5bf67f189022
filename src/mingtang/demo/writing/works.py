"""Roads, buses, water supply, floods and rivers."""

# Prose: a Chinese character counts as two columns, and a sentence is not broken.

from __future__ import annotations

from mingtang.demo.writing.base import (
    COMMUNITIES,
    NUMERALS,
    RURAL_TOWNS,
    TOWNS,
    Cell,
    Writer,
    day,
    family,
    wan,
)


@family(
    "water-stop",
    "zhujian-ju",
    "shuili-ju",
    genre="public_notice",
    theme="10.02",
    area="municipal-services",
    kw="停水 通告 供水管网",
    weight=6,
)
def water_stop(w: Writer) -> str:
    """停水通告."""
    road = w.pick("柳堤路", "学宫路", "惠民路", "方田路", "通宝街", "平直巷", "通衢路")
    places = [u.short_name for u in w.rng.sample(list(COMMUNITIES), 2)]
    hour = w.num(20, 22)
    date_ = w.on(3)
    cause = w.pick("供水主管道接口改造", "老旧阀门更换", "二次供水设施检修", "道路施工管线迁改")
    w.p(f"因{road}{cause}，需对部分区域实施临时停水。现将有关事项通告如下。")
    w.ol(
        f"停水时间：{date_}{hour}:00至次日{w.num(5, 7)}:00。",
        f"停水范围：{road}沿线及{'、'.join(places)}部分居民和单位。",
        "请受影响的用户提前储备生活用水，停水期间关闭用水设备，以防水溢。",
        "恢复供水初期可能出现水质短时浑浊，请放水至清澈后使用。",
    )
    w.p(
        f"施工单位将全力抢抓进度，如提前完工即提前恢复供水。不便之处，敬请谅解。供水服务电话：{w.unit.phone}。"
    )
    return f"关于{date_}{road}沿线临时停水的通告"


@family(
    "road-works",
    "jiaotong-ju",
    "gongan-ju",
    genre="public_notice",
    theme="07.07",
    area="municipal-services",
    kw="道路施工 交通管制 绕行",
    weight=6,
)
def road_works(w: Writer) -> str:
    """道路施工封闭通告."""
    a, b = w.rng.sample([town.short_name for town in RURAL_TOWNS], 2)
    cause = w.pick("路面大修", "桥梁维修加固", "边坡治理", "安全防护工程", "排水管网改造")
    start, end = w.ahead(5), w.ahead(w.num(30, 120))
    w.effective, w.expires = start, end
    w.p(
        f"因{a}至{b}公路{cause}施工需要，为确保施工和通行安全，根据《中华人民共和国道路交通安全法》等有关规定，决定对该路段实施临时交通管制。现通告如下。"
    )
    w.h("管制时间和路段")
    w.p(
        f"管制时间：{day(start)}至{day(end)}。管制路段：{a}至{b}公路K{w.num(1, 9)}+{w.num(100, 900, 50)}至K{w.num(10, 18)}+{w.num(100, 900, 50)}。"
    )
    w.h("管制措施")
    w.ol(
        w.pick(
            "施工期间半幅封闭、半幅通行，车辆限速20公里／小时。",
            "施工期间分段单向通行，由现场人员指挥交替放行。",
        ),
        "禁止载重5吨以上货车通行，请提前选择绕行路线。",
        "请过往车辆和行人服从现场管理人员指挥，按交通标志通行。",
    )
    w.h("有关要求")
    w.p(f"施工单位应当设置齐全的安全警示标志和夜间照明设施，配备交通疏导人员。咨询电话：{w.unit.phone}。")
    return f"关于{a}至{b}公路{cause}施工期间交通管制的通告（{start.year}年{start.month}月）"


@family(
    "rural-roads",
    "jiaotong-ju",
    genre="notice",
    theme="07.07",
    area="major-projects",
    kw="农村公路 建设计划 养护",
    numbered=True,
    weight=4,
)
def rural_roads(w: Writer) -> str:
    """农村公路建设计划."""
    works = {
        "农村公路建设": ("通村路拓宽", "产业路新建", "联网路新建"),
        "农村公路养护": ("路面修复", "桥涵维修", "边沟清理和路肩整治"),
        "“四好农村路”提升": ("路面改善", "安防工程", "路域绿化"),
    }
    what = w.pick(*works)
    rows: list[list[Cell]] = []
    for town in w.rng.sample(list(RURAL_TOWNS), 6):
        length = w.num(120, 960)
        rows.append(
            [
                town.short_name,
                w.pick(*works[what]),
                wan(length),
                length * (w.num(8, 16) if "养护" in what else w.num(48, 82)) // 100,
            ]
        )
    batch = NUMERALS[w.num(0, 4)]
    w.p("各有关乡镇人民政府：")
    w.p(f"为改善群众出行条件，经县政府同意，现将{w.year}年第{batch}批{what}计划下达给你们，请认真组织实施。")
    sums = w.table(
        f"{what}计划表", ["乡镇", "建设内容", "里程（公里）", "计划投资（万元）"], rows, total=[2, 3]
    )
    w.p(f"本批计划建设里程{sums[0]}公里，计划投资{sums[1]}万元。")
    w.ol(
        "严格履行基本建设程序，不得擅自变更建设规模和标准。",
        "落实工程质量责任制，按规定开展质量检测。",
        "资金专款专用，项目信息在沿线村公示。",
        "优先吸纳当地群众务工，及时足额支付劳动报酬。",
    )
    return f"关于下达{w.year}年第{batch}批{what}计划的通知"


@family(
    "bus-line",
    "jiaotong-ju",
    genre="announcement",
    theme="07.07",
    area="municipal-services",
    kw="公交线路 调整",
    weight=4,
)
def bus_line(w: Writer) -> str:
    """公交线路调整."""
    line = w.num(1, 18)
    town = w.rural_town()
    start = w.ahead(7)
    w.effective = start
    w.p(
        f"为方便群众出行，优化城乡公交线网，经实地调研和征求意见，决定自{day(start)}起对{line}路公交线路进行调整。现公告如下。"
    )
    w.ol(
        f"起讫站由“县客运站—{town}”调整为“县人民医院—{town}便民服务中心”。",
        f"新增学宫路口、惠民路政务服务大厅等{w.num(2, 6)}个停靠站。",
        f"首班车时间6:{w.num(10, 50, 10)}，末班车时间18:{w.num(10, 50, 10)}，发车间隔{w.num(15, 40, 5)}分钟。",
        "票价和优惠乘车政策保持不变。",
    )
    w.p("请广大乘客合理安排出行时间，留意站牌信息。")
    w.contact()
    return f"关于调整{line}路（{town}方向）公交线路的公告（{start.year}年{start.month}月）"


@family(
    "flood-alert",
    "shuili-ju",
    "yingji-ju",
    genre="notice",
    theme="06.03",
    area="disaster-relief",
    kw="防汛 预警 应急响应",
    months=(4, 5, 6, 7, 8, 9),
    weight=8,
)
def flood_alert(w: Writer) -> str:
    """防汛预警."""
    level = w.pick("Ⅳ级", "Ⅳ级", "Ⅲ级")
    w.p("各乡镇人民政府、街道办事处，县防汛抗旱指挥部各成员单位：")
    w.p(
        f"据县气象台预报，{w.today}夜间至{w.on(2)}，我县将有一次明显降雨过程，过程雨量{w.num(50, 80)}—{w.num(100, 160)}毫米，局地伴有短时强降水和雷雨大风，山洪、内涝和地质灾害风险较高。根据县防汛抗旱应急预案，决定启动防汛{level}应急响应。现就有关要求通知如下。"
    )
    w.ol(
        "严格落实24小时值班和领导带班制度，确保信息畅通。",
        f"{w.town()}、{w.town()}等重点区域要加强山洪灾害危险区、低洼易涝点和在建工地巡查。",
        "按照“提前转移、应转尽转、不落一人”要求，做好受威胁群众转移避险准备，转移后未经批准不得擅自返回。",
        "水库、山塘严格按照批准的调度方案运行，严禁超汛限水位蓄水。",
        "出现险情灾情，在开展处置的同时按规定报告。",
    )
    w.p(f"防汛值班电话：{w.unit.phone}。")
    return f"关于启动防汛{level}应急响应的通知（{w.today}）"


@family(
    "drinking-water", "shuili-ju", genre="announcement", theme="06.03", kw="农村饮水安全 供水工程", weight=4
)
def drinking_water(w: Writer) -> str:
    """农村供水工程."""
    rows: list[list[Cell]] = []
    for town in w.rng.sample(list(RURAL_TOWNS), 6):
        people = w.num(600, 4200, 10)
        rows.append(
            [
                town.short_name,
                w.pick("管网延伸", "水厂改造", "水源更新", "消毒设备更新"),
                people,
                w.num(36, 280),
            ]
        )
    w.p(
        f"为提升农村供水保障水平，县水利局组织实施农村饮水安全巩固提升工程。现将{w.quarter}工程建设情况公布如下。"
    )
    sums = w.table(
        f"{w.quarter}农村供水工程建设情况",
        ["乡镇", "建设内容", "受益人口（人）", "完成投资（万元）"],
        rows,
        total=[2, 3],
    )
    w.p(
        f"{w.quarter}共完成投资{sums[1]}万元，受益人口{sums[0]}人。水质检测结果显示，出厂水和末梢水主要指标均符合生活饮用水卫生标准。"
    )
    w.p(f"群众对农村供水有意见建议的，可拨打服务监督电话{w.unit.phone}。")
    return f"{w.quarter}农村饮水安全工程建设和运行情况"


@family("river-chiefs", "shuili-ju", genre="announcement", theme="06.03", kw="河湖长制 巡河", weight=4)
def river_chiefs(w: Writer) -> str:
    """河湖长制工作."""
    rows: list[list[Cell]] = [
        [t.short_name, w.num(40, 130), w.num(3, 18), w.num(1, 3)] for t in w.rng.sample(list(TOWNS), 7)
    ]
    w.p(f"现将{w.month}全县河湖长巡河及问题整改情况公布如下。")
    sums = w.table(
        f"{w.month}河湖长巡河情况",
        ["乡镇（街道）", "巡河次数（次）", "发现问题（个）", "未整改（个）"],
        rows,
        total=[1, 2, 3],
    )
    w.p(
        f"上述乡镇（街道）共巡河{sums[0]}次，发现问题{sums[1]}个，除{sums[2]}个问题正在整改外，其余均已整改到位。发现的问题主要是{w.pick('岸线垃圾、漂浮物和零星种植', '畜禽散养污染、建筑垃圾堆放和非法捕捞')}。"
    )
    w.p(f"欢迎广大群众参与河湖保护监督，监督电话：{w.unit.phone}。")
    return f"{w.month}河湖长巡河及问题整改情况"
