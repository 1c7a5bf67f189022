"""Environment, penalties and city management."""

# Prose: a Chinese character counts as two columns, and a sentence is not broken.

from __future__ import annotations

from mingtang.demo.writing.base import (
    Cell,
    Writer,
    family,
    wan,
)

# Faults, parties (a trade of companies or a kind of shop), area and theme of each office that punishes.
_PENALTIES: dict[str, tuple[tuple[str, ...], tuple[str, ...], str, str]] = {
    "shengtai-fenju": (
        ("未按规定运行污染防治设施", "未落实扬尘防治措施", "未按规定建立危险废物管理台账"),
        ("建材", "机械制造"),
        "environment",
        "10.03",
    ),
    "shichang-ju": (
        ("经营超过保质期的食品", "未按规定明码标价", "使用未经检定的计量器具", "未按规定进行进货查验"),
        ("食品店", "超市", "餐饮店"),
        "food-drug",
        "09.04",
    ),
    "chengguan-ju": (
        ("擅自占用道路堆放物料", "擅自设置户外广告", "未及时清理门前垃圾"),
        ("建材店", "餐饮店", "水果店"),
        "urban-enforcement",
        "10.02",
    ),
    "yingji-ju": (
        ("未按规定开展安全培训", "未在危险场所设置警示标志", "未如实记录隐患排查情况"),
        ("机械制造", "建材", "食品"),
        "work-safety",
        "09.05",
    ),
    "jiaotong-ju": (
        ("违法超限运输", "未按规定维护和检测车辆", "车辆未采取措施防止货物脱落"),
        ("运输", "建材"),
        "",
        "07.07",
    ),
    "weijian-ju": (
        ("公共用品用具未按规定消毒", "安排未取得健康合格证明的人员从业", "未按规定公示卫生许可证"),
        ("宾馆", "理发店", "足浴店"),
        "health",
        "13.01",
    ),
}


@family(
    "eia",
    "shengtai-fenju",
    genre="announcement",
    theme="10.03",
    area="environment",
    kw="环境影响评价 审批 公示",
    display=5,
    weight=7,
)
def eia(w: Writer) -> str:
    """环评审批公示."""
    works = [
        ("年产3万吨新型建材", "建材"),
        ("竹木制品加工扩建", "竹木制品"),
        ("农产品深加工", "食品"),
        ("汽车维修喷漆房", "汽车服务"),
        ("再生资源回收", "环保科技"),
        ("规模养殖场提升", "农业科技"),
        ("农机配件生产线技术改造", "机械制造"),
    ]
    rows: list[list[Cell]] = [
        [label + "项目", w.firm(trade), w.town(), w.num(280, 9600, 10)]
        for label, trade in w.rng.sample(works, w.num(1, 3))
    ]
    stage = w.pick("受理情况", "拟批准", "审批决定")
    opening = {
        "受理情况": "根据建设项目环境影响评价信息公开有关规定，我局已受理下列建设项目环境影响报告表，现予公示。",
        "拟批准": "经审查，我局拟对下列建设项目环境影响报告表作出批准决定。为保证审查的严肃性和公正性，现将有关情况予以公示。",
        "审批决定": "根据《中华人民共和国环境影响评价法》，我局已对下列建设项目环境影响报告表作出审批决定，现予公示。",
    }[stage]
    w.p(opening)
    w.table("建设项目基本情况", ["项目名称", "建设单位", "建设地点", "总投资（万元）"], rows, numbered=True)
    w.h("主要环境影响和防治措施")
    w.ul(
        "废水：雨污分流，生活污水经预处理后排入市政污水管网，生产废水处理后回用。",
        "废气：设置集气罩和除尘装置，处理达标后经排气筒排放，加强无组织排放管理。",
        "噪声：选用低噪声设备，采取隔声、减振措施，合理安排作业时间。",
        "固体废物：分类收集贮存，一般固废综合利用，危险废物委托有资质的单位处置。",
    )
    if stage == "拟批准":
        w.p("依据《中华人民共和国行政许可法》，申请人、利害关系人可在公示期内申请听证。")
    w.objection(5)
    return f"关于{rows[0][1]}{rows[0][0]}环境影响评价文件{stage}的公示"


@family(
    "air-quality",
    "shengtai-fenju",
    genre="report",
    theme="10.03",
    area="environment",
    kw="空气质量 月报",
    weight=6,
)
def air_quality(w: Writer) -> str:
    """空气质量月报."""
    good, fine = w.num(11, 18), w.num(7, 10)
    light = w.num(0, 3)
    rows: list[list[Cell]] = [
        ["PM2.5", "微克／立方米", w.num(18, 46)],
        ["PM10", "微克／立方米", w.num(36, 84)],
        ["二氧化硫", "微克／立方米", w.num(5, 12)],
        ["二氧化氮", "微克／立方米", w.num(9, 26)],
        ["一氧化碳（日均值第95百分位数）", "毫克／立方米", wan(w.num(60, 130))],
        ["臭氧（日最大8小时第90百分位数）", "微克／立方米", w.num(86, 152)],
    ]
    total = good + fine + light
    w.p(
        f"{w.month}，县城环境空气有效监测天数{total}天，其中优{good}天、良{fine}天"
        + (f"、轻度污染{light}天" if light else "")
        + f"，优良天数比例{(good + fine) * 100 / total:.1f}%。"
    )
    w.table(f"{w.month}主要污染物浓度", ["项目", "单位", "平均浓度"], rows)
    w.p(
        w.pick(
            "本月首要污染物以细颗粒物为主，主要受不利气象条件和扬尘影响。",
            "本月首要污染物以臭氧为主，与气温偏高、日照较强有关。",
            "本月降雨较多，扩散条件有利，空气质量总体较好。",
        )
    )
    w.p("下一步，将继续加强工地扬尘、餐饮油烟、秸秆露天焚烧等重点污染源管控。")
    return f"{w.month}明堂县环境空气质量月报"


@family(
    "water-source",
    "shengtai-fenju",
    genre="report",
    theme="10.03",
    area="environment",
    kw="水源地 水质",
    weight=4,
)
def water_source(w: Writer) -> str:
    """水源水质."""
    rows: list[list[Cell]] = [
        [
            name,
            w.pick("Ⅱ类", "Ⅱ类", "Ⅲ类"),
            f"{w.num(72, 84) / 10:.1f}",
            f"{w.num(12, 38) / 10:.1f}",
            f"{w.num(3, 28) / 100:.2f}",
            "达标",
        ]
        for name in ("圜水水库", "松塘水库", "青棂河取水口", "白栌地下水源")
    ]
    w.p(
        f"{w.quarter}，对全县4个在用集中式饮用水水源开展了水质监测，监测项目达标率100%。现将监测结果公布如下。"
    )
    w.table(
        f"{w.quarter}集中式饮用水水源水质状况",
        ["水源名称", "水质类别", "pH值", "高锰酸盐指数（毫克／升）", "氨氮（毫克／升）", "评价"],
        rows,
    )
    w.p("请广大群众自觉保护饮用水水源，不在保护区内从事网箱养殖、旅游、游泳、垂钓等可能污染水体的活动。")
    w.contact("环境问题举报电话")
    return f"{w.quarter}明堂县集中式饮用水水源水质监测信息"


@family("penalties", "shengtai-fenju", "shichang-ju", "chengguan-ju", "yingji-ju", "jiaotong-ju", "weijian-ju", genre="announcement",
        theme="09.06", area="urban-enforcement", kw="行政处罚 双公示", weight=6)  # fmt: skip
def penalties(w: Writer) -> str:
    """行政处罚信息."""
    faults, parties, w.area, w.theme = _PENALTIES[w.unit.slug]
    rows: list[list[Cell]] = []
    for i in range(1, w.num(4, 8)):
        party = w.pick(*parties)
        who = w.firm(party) if party in {"建材", "运输", "建筑工程", "食品", "机械制造"} else w.shop(party)
        number = f"{w.unit.doc_mark[:-1]}罚〔{w.year}〕{w.serial * 3 + i}号"
        rows.append([number, who, w.rng.choice(faults), w.num(500, 20000, 500), w.on(-w.num(2, 6))])
    w.p("根据《中华人民共和国行政处罚法》和行政执法公示制度，现将近期作出的行政处罚决定信息公示如下。")
    sums = w.table(
        "行政处罚信息",
        ["决定书文号", "当事人", "违法行为", "罚款（元）", "决定日期"],
        rows,
        total=[3],
        numbered=True,
    )
    w.p(
        f"本期公示行政处罚决定{len(rows)}件，罚款金额合计{sums[0]}元。"
        "当事人对行政处罚决定不服的，可以依法申请行政复议或者提起行政诉讼。"
    )
    w.p("公示期限届满或者完成信用修复后，相关信息按规定撤下。")
    return f"{w.unit.short_name}行政处罚信息公示（{w.year}年第{w.issue}期）"


@family(
    "street-order",
    "chengguan-ju",
    genre="public_notice",
    theme="10.02",
    area="urban-enforcement",
    kw="市容整治 占道经营 户外广告",
    weight=5,
)
def street_order(w: Writer) -> str:
    """市容整治通告."""
    topics = {
        "占道经营": "占用人行道、盲道从事经营活动和堆放物品的行为。",
        "建筑垃圾运输": "运输车辆未密闭、沿途遗撒和随意倾倒建筑垃圾的行为。",
        "户外广告和招牌": "未经批准设置户外广告，招牌破损、污损不及时维修的行为。",
        "餐饮油烟": "未安装、不正常使用油烟净化设施，超标排放油烟的行为。",
        "流动摊点": "在疏导点以外区域摆摊设点、影响通行的行为。",
        "犬只管理": "携犬外出不束犬链、不清理犬只粪便的行为。",
    }
    topic = w.pick(*topics)
    road = w.pick("柳堤路", "学宫路", "通宝街", "观荷街", "钟楼巷", "方田路")
    w.p(
        f"为改善{road}及周边区域市容环境，营造整洁有序的城市面貌，决定自{w.on(5)}至{w.on(65)}开展{topic}专项整治。现通告如下。"
    )
    w.h("整治内容")
    w.ol(
        topics[topic],
        *w.ordered(
            [
                "损坏公共设施、影响通行安全的行为。",
                "乱贴乱画、乱扔垃圾的行为。",
                "拒绝、阻碍执法人员依法执行职务的行为。",
            ],
            2,
        ),
    )
    if topic in {"占道经营", "流动摊点"}:
        w.h("疏导措施")
        w.p(
            f"在{road}西侧设置便民疏导点，提供摊位{w.num(24, 80)}个，经营时间为6:00至9:30、17:00至22:00，"
            "优先安排本县困难群众和自产自销农户。"
        )
    w.h("处理办法")
    w.p(
        "整治期间坚持教育与处罚相结合，对首次违法、情节轻微并及时改正的，依法不予处罚；对拒不改正的，依法予以处罚。"
    )
    w.contact("举报投诉电话")
    return f"关于开展{road}区域{topic}专项整治的通告"


@family(
    "city-report",
    "chengguan-ju",
    genre="report",
    theme="10.02",
    area="urban-enforcement",
    kw="数字城管 案件办理",
    weight=4,
)
def city_report(w: Writer) -> str:
    """数字城管月报."""
    rows: list[list[Cell]] = []
    for label in ("市容环境", "宣传广告", "施工管理", "街面秩序", "公用设施", "园林绿化"):
        cases = w.num(26, 210)
        rows.append([label, cases, cases - w.num(0, 5)])
    w.p(f"{w.month}，县数字化城市管理平台运行正常。现将案件受理和处置情况公布如下。")
    sums = w.table(f"{w.month}数字城管案件办理情况", ["类别", "立案（件）", "结案（件）"], rows, total=[1, 2])
    w.p(
        f"{w.month}共立案{sums[0]}件，结案{sums[1]}件，结案率{int(sums[1]) * 100 / int(sums[0]):.1f}%。群众反映较多的是{w.pick('人行道地砖破损和井盖松动', '夜间施工噪声和渣土遗撒', '共享单车乱停放和流动摊点占道')}问题。"
    )
    return f"{w.month}数字化城市管理运行情况通报"
