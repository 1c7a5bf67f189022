"""Agriculture and rural revitalisation."""

# Prose: a Chinese character counts as two columns, and a sentence is not broken.

from __future__ import annotations

from mingtang.demo.writing.base import NUMERALS, RURAL_TOWNS, Cell, Writer, family, wan


@family(
    "grain-subsidy",
    "nongye-ju",
    "@township",
    genre="announcement",
    theme="06.01",
    area="farm-subsidies",
    kw="耕地地力保护补贴 涉农补贴 公示",
    display=7,
    weight=7,
)
def grain_subsidy(w: Writer) -> str:
    """耕地地力保护补贴公示."""
    town = w.unit.kind == "township"
    price = 9680 + (w.year - 2020) * 35
    kind = w.pick("耕地地力保护补贴", "耕地地力保护补贴", "实际种粮农民补贴", "大豆玉米带状复合种植补贴")
    if kind != "耕地地力保护补贴":
        price = w.num(1600, 15000, 10)
    rows: list[list[Cell]] = []
    for label in w.own_villages() if town else [t.short_name for t in RURAL_TOWNS]:
        area = w.num(92000, 268000) if town else w.num(620000, 1980000)
        rows.append(
            [label, w.num(210, 720) if town else w.num(2100, 6300), wan(area), wan(area * price // 100)]
        )
    w.p(
        f"根据强农惠农政策要求，经农户申报、村级核实公示、乡镇审核、县级汇总，{w.year}年{kind}面积和资金已核定，"
        f"补贴标准为每亩{wan(price):.2f}元。现将有关情况公示如下。"
    )
    sums = w.table(
        f"{w.year}年{kind}发放情况",
        ["村" if town else "乡镇", "农户数（户）", "补贴面积（亩）", "补贴金额（元）"],
        rows,
        total=[1, 2, 3],
    )
    w.p(
        f"共涉及农户{sums[0]}户，补贴面积{sums[1]}亩，补贴金额{sums[2]}元，分户明细在各村公示栏公布，资金通过“一卡通”直接发放。"
    )
    w.objection(7)
    return f"{w.unit.short_name if town else '明堂县'}{w.year}年{kind}公示（第{NUMERALS[w.num(0, 3)]}批）"


@family(
    "machinery",
    "nongye-ju",
    genre="announcement",
    theme="06.01",
    area="farm-subsidies",
    kw="农机购置 补贴 公示",
    weight=5,
)
def machinery(w: Writer) -> str:
    """农机购置与应用补贴公示."""
    rows: list[list[Cell]] = []
    for _ in range(w.num(7, 12)):
        goods, price = w.rng.choice(
            [
                ("微耕机", 900),
                ("谷物联合收割机", 28000),
                ("轮式拖拉机", 19500),
                ("水稻插秧机", 11200),
                ("植保无人机", 8800),
                ("茶叶揉捻机", 1500),
                ("粮食烘干机", 36000),
            ]
        )
        count = w.num(1, 2)
        rows.append([w.name(), w.village(), goods, count, price * count])
    w.p(
        f"根据农机购置与应用补贴实施方案，经购机者申请、机具核验和资料审核，现将{w.month}拟兑付补贴资金的购机者信息公示如下。"
    )
    sums = w.table(
        f"{w.month}农机购置与应用补贴拟兑付情况",
        ["购机者", "所在村", "机具品目", "数量（台）", "补贴额（元）"],
        rows,
        total=[3, 4],
        numbered=True,
    )
    w.p(f"本期拟补贴机具{sums[0]}台，补贴资金{sums[1]}元。")
    w.objection(5)
    return f"{w.month}农机购置与应用补贴资金兑付公示"


@family(
    "link-funds",
    "nongye-ju",
    genre="announcement",
    theme="17.06",
    area="poverty-alleviation",
    kw="衔接资金 项目计划 乡村振兴",
    weight=6,
)
def link_funds(w: Writer) -> str:
    """衔接资金项目公告."""
    rows: list[list[Cell]] = [
        [
            w.village(),
            w.pick(
                "冷藏保鲜库建设",
                "产业路硬化",
                "灌溉渠道改造",
                "茶叶加工车间改造",
                "生活污水治理",
                "饮水管网延伸",
                "大棚设施建设",
            ),
            w.num(18, 160),
            w.num(60, 860),
        ]
        for _ in range(w.num(6, 9))
    ]
    stage = w.pick("项目计划", "项目计划", "项目完成情况")
    year = w.year - (stage == "项目完成情况" and w.when.month < 6)
    w.p(
        f"按照衔接推进乡村振兴补助资金公告公示制度，经村级申报、乡镇审核、行业部门论证和县级审定，现将{year}年第{NUMERALS[w.num(0, 5)]}批衔接资金{stage}公告如下。"
    )
    sums = w.table(
        f"衔接推进乡村振兴补助资金{stage}",
        ["实施地点", "项目名称", "资金（万元）", "受益群众（户）"],
        rows,
        total=[2, 3],
        numbered=True,
    )
    w.p(
        f"本批共{len(rows)}个项目，资金{sums[0]}万元，受益群众{sums[1]}户。项目实施单位为所在乡镇人民政府，项目公告牌在项目村设立。"
    )
    w.h("绩效目标和带动机制")
    w.p(
        w.pick(
            "项目建成后形成的资产确权到村集体，通过土地流转、就近务工、收益分红等方式带动农户增收。",
            "通过完善基础设施补齐短板，优先吸纳脱贫户和监测对象务工就业。",
        )
    )
    w.p(f"监督电话：12317、{w.unit.phone}。公告期10天。")
    return f"明堂县{year}年衔接推进乡村振兴补助资金{stage}公告（{w.when.month}月）"


@family(
    "crop-forecast",
    "nongye-ju",
    genre="notice",
    theme="06.01",
    kw="病虫害 农技 防治 情报",
    months=(3, 4, 5, 6, 7, 8, 9),
    weight=5,
)
def crop_forecast(w: Writer) -> str:
    """病虫害防治."""
    crop, pest = w.rng.choice(
        [
            ("水稻", "稻飞虱"),
            ("水稻", "二化螟"),
            ("小麦", "赤霉病"),
            ("玉米", "草地贪夜蛾"),
            ("茶树", "茶小绿叶蝉"),
            ("油菜", "菌核病"),
        ]
    )
    w.p("各乡镇农业服务中心：")
    w.p(
        f"据县植保站监测，近期我县{crop}{pest}发生程度为{w.pick('中等', '中等偏重', '偏轻')}，预计发生面积{w.num(6, 58) / 10:.1f}万亩。为保障农业生产安全，现就做好防治工作通知如下。"
    )
    w.h("防治适期")
    w.p(f"{w.on(4)}至{w.on(11)}，重点区域为{w.rural_town()}、{w.rural_town()}等地的连片种植区。")
    w.h("防治措施")
    w.ol(
        "优先采用灯光诱杀、性诱剂、释放天敌等绿色防控技术。",
        "达到防治指标的田块，选用高效低毒低残留农药，按照标签规定用量使用。",
        "轮换使用不同作用机理的药剂，严格执行安全间隔期。",
        "施药人员做好防护，农药包装废弃物送到回收点。",
    )
    w.h("服务保障")
    w.p(
        f"县植保站和各乡镇农技人员将下沉田间开展指导，统防统治作业可联系所在乡镇农业服务中心。咨询电话：{w.unit.phone}。"
    )
    return f"关于做好{crop}{pest}防治工作的通知（{w.year}年第{w.issue}期病虫情报）"


@family(
    "farm-products",
    "nongye-ju",
    genre="report",
    theme="06.01",
    area="food-drug",
    kw="农产品质量安全 例行监测",
    weight=4,
)
def farm_products(w: Writer) -> str:
    """农产品例行监测."""
    rows: list[list[Cell]] = []
    for label in ("叶菜类", "茄果类", "食用菌", "水果", "茶叶", "畜禽产品", "水产品"):
        total, bad = w.num(18, 96), w.num(0, 1)
        rows.append([label, total, total - bad])
    w.p(
        f"{w.quarter}，县农业农村局对生产基地、农民合作社和批发市场的农产品开展质量安全例行监测。现将结果公布如下。"
    )
    sums = w.table(
        f"{w.quarter}农产品质量安全例行监测结果",
        ["产品类别", "抽样（批次）", "合格（批次）"],
        rows,
        total=[1, 2],
    )
    w.p(
        f"共抽检{sums[0]}批次，合格{sums[1]}批次，总体合格率{int(sums[1]) * 100 / int(sums[0]):.1f}%。对不合格产品已依法追溯处置。"
    )
    return f"{w.quarter}明堂县农产品质量安全例行监测结果"
