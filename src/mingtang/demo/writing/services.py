"""Government services, transactions, hotline and petitions."""

# Prose: a Chinese character counts as two columns, and a sentence is not broken.

from __future__ import annotations

from mingtang.demo.writing.base import Cell, Writer, family, wan


@family(
    "tender-result",
    "zhengwu-fuwu-ju",
    genre="announcement",
    theme="04.01",
    area="public-resources",
    kw="公共资源交易 中标结果",
    weight=7,
)
def tender_result(w: Writer) -> str:
    """公共资源交易结果."""
    rows: list[list[Cell]] = []
    works = (
        ("灌溉渠道改造工程", "建设工程", 6000, 48000),
        ("便民服务中心改造", "建设工程", 3600, 18000),
        ("农村公路养护工程", "路桥工程", 8000, 62000),
        ("校舍维修工程", "建设工程", 4000, 26000),
        ("办公设备采购", "科技服务", 800, 9600),
        ("污水管网工程", "环境工程", 12000, 96000),
        ("环卫作业服务", "环境服务", 6000, 38000),
    )
    for _ in range(w.num(4, 8)):
        label, trade, low, high = w.rng.choice(works)
        budget = w.num(low, high)
        place = w.town() if label == "环卫作业服务" else w.rural_town()
        rows.append([place + label, w.firm(trade), wan(budget), wan(budget * w.num(88, 99) // 100)])
    w.p("按照公共资源交易信息公开有关规定，现将近期在县公共资源交易平台完成交易的项目结果汇总公布如下。")
    sums = w.table(
        "公共资源交易结果",
        ["项目名称", "中标（成交）单位", "预算金额（万元）", "成交金额（万元）"],
        rows,
        total=[2, 3],
        numbered=True,
    )
    saved = sums[0] - sums[1]
    w.p(f"本期完成交易项目{len(rows)}个，预算金额{sums[0]}万元，成交金额{sums[1]}万元，节约资金{saved}万元。")
    w.p(f"供应商、投标人对交易活动有异议的，可依法向招标人、采购人提出；交易服务监督电话：{w.unit.phone}。")
    return f"公共资源交易结果汇总公告（{w.year}年第{w.issue}期）"


@family(
    "hotline",
    "zhengwu-fuwu-ju",
    genre="report",
    theme="02.07",
    area="municipal-services",
    kw="12345热线 诉求办理",
    weight=6,
)
def hotline(w: Writer) -> str:
    """热线月报."""
    rows: list[list[Cell]] = []
    for label in ("城乡建设", "交通出行", "市场监管", "社会保障", "教育医疗", "农业农村", "生态环境", "其他"):
        cases = w.num(40, 420)
        rows.append([label, cases, cases - w.num(0, 9)])
    w.p(f"{w.month}，明堂县12345政务服务便民热线运行平稳。现将诉求受理和办理情况公布如下。")
    sums = w.table(
        f"{w.month}热线诉求分类办理情况", ["类别", "受理（件）", "按期办结（件）"], rows, total=[1, 2]
    )
    w.p(
        f"{w.month}共受理群众诉求{sums[0]}件，按期办结{sums[1]}件，按期办结率{int(sums[1]) * 100 / int(sums[0]):.1f}%，回访满意率{w.num(930, 988) / 10:.1f}%。"
    )
    w.h("群众关注的热点问题")
    w.ol(
        *w.ordered(
            [
                "老旧小区停车难、物业服务质量问题。",
                "部分路段路灯不亮、路面坑洼问题。",
                "部分高层住宅供水水压不足问题。",
                "预付卡退费、网络购物纠纷问题。",
                "社保缴费、待遇领取政策咨询。",
            ],
            3,
        )
    )
    w.h("典型事例")
    w.p(
        w.pick(
            f"{w.town()}居民反映小区门前人行道破损，城管部门现场核实后5个工作日内修复完毕，来电人表示满意。",
            f"{w.town()}群众咨询高龄津贴办理，民政部门当日回复并上门协助老人提交申请。",
        )
    )
    return f"{w.month}12345政务服务便民热线运行情况"


@family(
    "one-matter",
    "zhengwu-fuwu-ju",
    genre="notice",
    theme="02.04",
    kw="高效办成一件事 政务服务",
    numbered=True,
    weight=4,
)
def one_matter(w: Writer) -> str:
    """一件事."""
    what = w.pick(
        "新生儿出生", "企业开办", "教育入学", "退休", "身后事", "开办餐饮店", "灵活就业", "企业注销登记"
    )
    old, new = w.num(5, 9), w.num(1, 3)
    rows: list[list[Cell]] = [
        ["办理环节（个）", old, new],
        ["申请材料（份）", old * 3, old + 2],
        ["跑动次数（次）", old - 1, 1],
        ["办理时间（工作日）", old * 5, new * 3],
    ]
    w.p("县级各有关部门，各乡镇（街道）便民服务中心：")
    w.p(f"为进一步优化政务服务、提升行政效能，现就推进“{what}一件事”集成办理有关事项通知如下。")
    w.h("办理方式")
    w.p(
        f"将“{what}”涉及的多个事项整合为一个主题，实行一次告知、一表申请、一套材料、一窗受理、一网办理、统一出件。申请人可以在政务服务平台“高效办成一件事”专区申请，也可以到大厅综合窗口办理。"
    )
    w.h("优化成效")
    w.table(f"“{what}一件事”优化前后对比", ["项目", "优化前", "优化后"], rows)
    w.h("工作要求")
    w.ol(
        "牵头部门负责编制办事指南，明确受理条件和材料标准。",
        "责任部门按照时限完成并联审批，不得要求申请人重复提交材料。",
        "县政务服务局定期开展评估，群众评价结果按月公布。",
    )
    return f"关于推进“{what}一件事”集成办理的通知"


@family("reception", "xinfang-ju", genre="announcement", theme="02.07", kw="领导接访 信访", weight=8)
def reception(w: Writer) -> str:
    """领导接访安排."""
    rows: list[list[Cell]] = [
        [w.on(7 + i * 7), post, field]
        for i, (post, field) in enumerate(
            [
                ("县长", "综合"),
                ("常务副县长", "发展改革、应急管理"),
                ("副县长", "农业农村、自然资源"),
                ("副县长", "教育、民政、人社、卫健"),
                ("副县长", "城建、交通、市场监管"),
            ]
        )
    ]
    target = w.ahead(7)
    w.p(
        f"为畅通和规范群众诉求表达、利益协调、权益保障通道，现将{target.year}年{target.month}月起县政府领导接待群众来访安排公布如下。"
    )
    w.table("县政府领导接访安排", ["日期", "接访领导", "接访重点领域"], rows)
    w.p("接访时间：9:00—12:00。接访地点：县群众来访接待中心。")
    w.h("注意事项")
    w.ol(
        "请如实填写登记信息，按照顺序依次反映诉求。",
        "多人反映共同诉求的，请推选代表，人数不超过5人。",
        "正在诉讼、仲裁、行政复议程序中的事项，请依照法定途径提出。",
        "因公务需要调整接访安排的，将及时另行公布。",
    )
    w.contact("预约电话")
    return f"县政府领导接待群众来访安排（{w.on(7)}起）"


@family("petition-stats", "xinfang-ju", genre="report", theme="02.07", kw="信访 办理情况", weight=6)
def petition_stats(w: Writer) -> str:
    """信访办理情况."""
    rows: list[list[Cell]] = []
    for label in ("来信", "来访", "网上信访", "来电"):
        cases = w.num(18, 160)
        rows.append([label, cases, cases - w.num(0, 4)])
    w.p(f"现将{w.month}全县信访事项受理办理情况公布如下。")
    sums = w.table(
        f"{w.month}信访事项受理办理情况", ["渠道", "登记（件）", "按期受理（件）"], rows, total=[1, 2]
    )
    w.p(
        f"{w.month}共登记信访事项{sums[0]}件，按期受理{sums[1]}件，按期受理率{int(sums[1]) * 100 / int(sums[0]):.1f}%。反映较集中的问题涉及{w.pick('农村土地、劳动社保和城乡建设', '物业管理、征地拆迁和涉农补贴')}。"
    )
    w.p("群众可通过国家信访局网上平台、来信来访等渠道反映诉求，并可凭查询码查询办理进度。")
    return f"{w.month}明堂县信访事项受理办理情况"
