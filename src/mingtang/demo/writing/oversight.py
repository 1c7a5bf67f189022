"""Work safety, disasters and market supervision."""

# Prose: a Chinese character counts as two columns, and a sentence is not broken.

from __future__ import annotations

from mingtang.demo.writing.base import TOWNS, Cell, Writer, family


@family(
    "safety-check",
    "yingji-ju",
    genre="circular",
    theme="09.05",
    area="work-safety",
    kw="安全生产 检查 隐患整改",
    numbered=True,
    weight=6,
)
def safety_check(w: Writer) -> str:
    """安全生产检查通报."""
    field, trade = w.rng.choice(
        [
            ("危险化学品", "化工"),
            ("非煤矿山", "矿业"),
            ("烟花爆竹", "烟花爆竹经营"),
            ("工贸行业", "机械制造"),
            ("有限空间作业", "食品"),
            ("粉尘涉爆", "竹木制品"),
        ]
    )
    rows: list[list[Cell]] = []
    for _ in range(w.num(5, 8)):
        found = w.num(2, 12)
        rows.append(
            [
                w.firm(trade),
                found,
                found - w.num(0, 2),
                w.pick("责令限期整改", "责令限期整改", "责令限期整改并立案调查"),
            ]
        )
    w.p("各乡镇人民政府、街道办事处，各有关企业：")
    w.p(f"{w.month}，县应急管理局组织对全县{field}领域开展安全生产专项检查。现将检查情况通报如下。")
    w.h("检查情况")
    sums = w.table(
        f"{field}领域安全检查情况",
        ["企业名称", "发现隐患（项）", "已整改（项）", "处理意见"],
        rows,
        total=[1, 2],
        numbered=True,
    )
    w.p(f"共检查企业{len(rows)}家，发现隐患{sums[0]}项，已整改{sums[1]}项。")
    w.h("存在的主要问题")
    w.ol(
        *w.ordered(
            [
                "安全生产责任制落实不到位，安全教育培训流于形式。",
                "特种作业人员持证上岗管理不严格。",
                "设备检维修不及时，安全警示标志缺失。",
                "应急预案针对性不强，演练记录不完整。",
                "劳动防护用品配备和佩戴不规范。",
            ],
            3,
        )
    )
    w.h("工作要求")
    w.p(
        f"各企业要举一反三，于{w.on(20)}前完成整改并报送整改报告。各乡镇（街道）要落实属地监管责任，对整改情况逐一复核，防止隐患反弹。"
    )
    return f"关于{w.month}{field}领域安全生产专项检查情况的通报"


@family(
    "emergency-plan",
    "yingji-ju",
    "zhengfu-bangongshi",
    genre="notice",
    theme="02.03",
    area="work-safety",
    kw="应急预案 突发事件",
    numbered=True,
    policy=True,
    weight=4,
)
def emergency_plan(w: Writer) -> str:
    """应急预案印发."""
    what = w.pick(
        "森林火灾",
        "突发地质灾害",
        "低温雨雪冰冻灾害",
        "自然灾害救助",
        "危险化学品事故",
        "城市内涝",
        "大面积停电事件",
        "干旱灾害",
    )
    w.effective = w.when
    w.expires = w.when.replace(year=w.year + 5, day=min(w.when.day, 28))
    w.p("各乡镇人民政府、街道办事处，县级各部门，各有关单位：")
    w.p(f"修订后的《明堂县{what}应急预案》已经县政府同意，现印发给你们，请认真组织实施。")
    w.h("总则")
    w.p(
        f"为健全{what}应对工作机制，最大限度减少人员伤亡和财产损失，依据《中华人民共和国突发事件应对法》等法律法规，制定本预案。本预案适用于本县行政区域内{what}的预防和应对工作。"
    )
    w.h("组织指挥体系")
    w.p(
        f"县政府设立{what}应急指挥机构，由分管副县长任指挥长，成员单位按照职责分工做好相关工作。办公室设在县应急管理局，承担日常工作。"
    )
    w.h("应急响应")
    w.table(
        "应急响应分级",
        ["级别", "启动条件", "启动权限"],
        [
            ["Ⅰ级", "发生特别重大灾害或者事件", "县指挥机构主要负责人"],
            ["Ⅱ级", "发生重大灾害或者事件", "县指挥机构指挥长"],
            ["Ⅲ级", "发生较大灾害或者事件", "县指挥机构副指挥长"],
            ["Ⅳ级", "发生一般灾害或者事件", "县指挥机构办公室"],
        ],
    )
    w.h("应急保障")
    w.ol(
        "队伍保障：组建县级综合应急救援队伍和乡镇应急分队。",
        "物资保障：建立应急物资储备和紧急调拨机制。",
        "资金保障：将应急工作经费纳入财政预算。",
        "培训演练：每年至少组织一次综合演练。",
    )
    w.p("本预案自印发之日起施行，原相关预案同时废止。")
    return f"关于印发《明堂县{what}应急预案（{w.year}年修订）》的通知"


@family(
    "relief-funds",
    "yingji-ju",
    genre="announcement",
    theme="17.01",
    area="disaster-relief",
    kw="救灾资金 冬春救助 公示",
    weight=5,
)
def relief_funds(w: Writer) -> str:
    """救灾资金公告."""
    winter = w.when.month in {1, 2, 3, 11, 12}
    kind = "冬春生活救助" if winter else w.pick("倒损住房恢复重建补助", "应急救助", "过渡期生活救助")
    season = f"{w.year - (w.when.month < 4)}—{w.year + (w.when.month > 4)}年度" if winter else f"{w.year}年"
    rows: list[list[Cell]] = []
    for town in w.rng.sample(list(TOWNS), 7):
        homes = w.num(12, 160) if kind != "倒损住房恢复重建补助" else w.num(1, 9)
        each = w.num(6, 14) * 50 if kind != "倒损住房恢复重建补助" else w.num(12, 30) * 1000
        rows.append([town.short_name, homes, homes * each])
    w.p(
        f"根据自然灾害救助有关规定，按照“户报、村评、乡审、县定”程序，{season}{kind}资金已下达到乡镇（街道），"
        "现将分配情况公告如下。"
    )
    sums = w.table(
        f"{season}{kind}资金分配情况", ["乡镇（街道）", "救助户数（户）", "金额（元）"], rows, total=[1, 2]
    )
    w.p(
        f"共救助受灾群众{sums[0]}户，分配资金{sums[1]}元。救助对象名单由各村（居）民委员会张榜公布，接受群众监督。"
    )
    w.contact("监督电话")
    return f"{season}{kind}资金分配公告（{w.when.month}月）"


@family(
    "food-sampling",
    "shichang-ju",
    genre="announcement",
    theme="09.04",
    area="food-drug",
    kw="食品抽检 不合格 食品安全",
    weight=7,
)
def food_sampling(w: Writer) -> str:
    """食品抽检通报."""
    samples = {
        "粮食加工品": ("自制馒头", "铝的残留量超标"),
        "食用油": ("菜籽油", "过氧化值不符合标准"),
        "糕点": ("桃酥", "过氧化值不符合标准"),
        "肉制品": ("卤牛肉", "菌落总数超标"),
        "蔬菜制品": ("酸菜", "防腐剂超限量使用"),
        "餐饮食品": ("复用餐饮具", "阴离子合成洗涤剂残留超标"),
        "食用农产品": ("韭菜", "农药残留超标"),
        "饮料": ("桶装饮用水", "铜绿假单胞菌不符合标准"),
    }
    rows: list[list[Cell]] = []
    fails: list[list[Cell]] = []
    for label, (sample, fault) in samples.items():
        total, bad = w.num(8, 62), w.rng.choice((0, 0, 0, 1, 1, 2))
        rows.append([label, total, total - bad, bad])
        kind = "餐馆" if label in {"餐饮食品", "肉制品", "粮食加工品"} else "超市"
        fails += [[sample, w.shop(kind), fault] for _ in range(bad)]
    w.p(
        f"{w.month}，县市场监管局组织开展食品安全监督抽检。根据食品安全国家标准检验和判定，现将抽检结果公告如下。"
    )
    sums = w.table(
        f"{w.month}食品安全监督抽检结果",
        ["食品类别", "抽检（批次）", "合格（批次）", "不合格（批次）"],
        rows,
        total=[1, 2, 3],
    )
    rate = int(sums[1]) * 100 / int(sums[0])
    w.p(f"共抽检{sums[0]}批次，合格{sums[1]}批次，不合格{sums[2]}批次，合格率{rate:.1f}%。")
    if fails:
        w.table("不合格样品信息", ["样品名称", "被抽样单位", "不合格项目"], fails, numbered=True)
        w.p("对不合格食品，已责令经营者立即停止销售、下架封存、分析原因并整改，依法立案调查。")
    w.p("消费者如发现所购食品存在质量安全问题，请拨打12315投诉举报。")
    return f"{w.month}食品安全监督抽检信息公告（{w.year}年第{w.issue}期）"


@family(
    "random-check",
    "shichang-ju",
    genre="announcement",
    theme="09.01",
    audience="enterprise",
    kw="双随机一公开 抽查结果",
    weight=6,
)
def random_check(w: Writer) -> str:
    """双随机抽查结果."""
    field = w.pick(
        "企业年报公示信息",
        "广告行为",
        "特种设备使用单位",
        "计量器具",
        "电动自行车销售",
        "药品零售企业",
        "价格行为",
    )
    rows: list[list[Cell]] = [
        [
            w.firm(),
            w.pick(*["未发现问题"] * 7, "发现问题已责令改正", "通过登记的住所无法联系"),
            w.last_month(),
        ]
        for _ in range(w.num(7, 12))
    ]
    good = sum(1 for row in rows if row[1] == "未发现问题")
    w.p(
        f"按照“双随机、一公开”监管要求，县市场监管局联合有关部门对{field}开展随机抽查，现将抽查结果公示如下。"
    )
    w.table(f"{field}抽查结果", ["检查对象", "检查结果", "检查日期"], rows, numbered=True)
    w.p(
        f"本次抽查{len(rows)}户，未发现问题{good}户，占{good * 100 / len(rows):.1f}%。对发现的问题依法处理，抽查结果通过国家企业信用信息公示系统公示。"
    )
    return f"{w.month}{field}“双随机、一公开”抽查结果公示"


@family(
    "equipment",
    "shichang-ju",
    genre="notice",
    theme="09.02",
    kw="特种设备 电梯 质量安全",
    numbered=True,
    weight=3,
)
def equipment(w: Writer) -> str:
    """特种设备安全通知."""
    what = w.pick("住宅电梯", "燃气压力容器", "游乐设施", "场内专用机动车辆", "锅炉")
    w.p("各特种设备使用单位、维护保养单位：")
    w.p(
        f"为防范和遏制{what}安全事故，保障人民群众生命财产安全，根据《中华人民共和国特种设备安全法》，决定开展{what}安全隐患排查整治。现将有关事项通知如下。"
    )
    w.h("排查重点")
    w.ol(
        "是否办理使用登记并在检验有效期内使用。",
        "是否配备安全总监、安全员并落实日管控、周排查、月调度制度。",
        "作业人员是否持证上岗，应急预案和演练是否落实。",
        "维护保养记录是否真实完整，安全附件是否有效。",
    )
    w.h("时间安排")
    w.p(f"自查自改阶段：{w.on(15)}前。监督检查阶段：{w.on(18)}至{w.on(60)}。总结阶段：{w.on(70)}前。")
    w.h("有关要求")
    w.p(
        f"各使用单位对排查出的隐患要建立台账，立行立改；不能立即整改的应当停止使用。安全隐患举报电话：12315、{w.unit.phone}。"
    )
    return f"关于开展{what}安全隐患排查整治的通知"
