"""Texts of villages and communities."""

# Prose: a Chinese character counts as two columns, and a sentence is not broken.

from __future__ import annotations

from mingtang.demo.writing.base import NUMERALS, Cell, Writer, family, wan

_TOWN = ("@township", "@street")
_VILLAGE = ("@village",)
_BOTH = ("@village", "@community")


@family("village-finance", *_VILLAGE, genre="other", theme="17.07", kw="村务公开 财务收支", weight=10)
def village_finance(w: Writer) -> str:
    """村级财务季度公开."""
    income: list[list[Cell]] = [
        ["上级转移支付", w.num(8600, 26000, 10)],
        ["资产资源发包收入", w.num(6000, 42000, 10)],
        [f"{w.unit.speciality}项目分红", w.num(5200, 36000, 10)],
        ["利息及其他收入", w.num(80, 1600)],
    ]
    spend: list[list[Cell]] = [
        ["办公和水电费", w.num(900, 3800)],
        ["村组干部误工补贴", w.num(6000, 16000, 10)],
        ["环境卫生保洁", w.num(3600, 12000, 10)],
        ["公益设施维护", w.num(2000, 18000, 10)],
        ["困难群众慰问", w.num(1000, 4800, 100)],
    ]
    w.p(
        f"根据村务公开有关规定，经村务监督委员会审核，现将{w.unit.short_name}{w.quarter}村级财务收支情况公布如下。"
    )
    w.h("收入情况")
    ins = w.table(f"{w.quarter}收入", ["项目", "金额（元）"], income, total=[1])
    w.h("支出情况")
    outs = w.table(f"{w.quarter}支出", ["项目", "金额（元）"], spend, total=[1])
    w.h("结余情况")
    before = w.num(36000, 186000, 10)
    rest = before + int(ins[0]) - int(outs[0])
    w.p(
        f"上期结余{before}元，本期收入{ins[0]}元，本期支出{outs[0]}元，期末结余{rest}元，其中银行存款{rest - 860}元、库存现金860元。"
    )
    w.p(
        "村民对上述收支有疑问的，可在公布之日起10日内向村民委员会或者村务监督委员会查询，有关人员将当面解释说明。"
    )
    w.contact("村务监督电话")
    return f"{w.unit.short_name}{w.quarter}村级财务收支公开"


@family("village-affairs", *_BOTH, genre="other", theme="17.07", kw="村务公开 居务公开 工作情况", weight=6)
def village_affairs(w: Writer) -> str:
    """村务、居务公开."""
    village = w.unit.kind == "village"
    word = "村务" if village else "居务"
    w.p(f"现将{w.unit.short_name}{w.quarter}{word}工作情况公开如下，请{'村民' if village else '居民'}监督。")
    w.h("议事决策情况")
    w.p(
        f"召开{'村民代表会议' if village else '居民代表会议'}{w.num(1, 3)}次，讨论决定{w.unit.speciality}、环境整治等事项{w.num(2, 6)}项，决议已在公示栏公布。"
    )
    w.h("重点工作进展")
    if village:
        w.ol(
            f"推进{w.unit.speciality}，带动务工{w.num(12, 96)}人次。",
            f"整治房前屋后环境{w.num(18, 120)}处，清运垃圾{w.num(6, 48)}吨。",
            f"调解邻里纠纷{w.num(2, 12)}件，均已化解。",
            f"走访独居老人、留守儿童{w.num(16, 88)}人次。",
        )
    else:
        w.ol(
            f"推进{w.unit.speciality}，收集居民意见{w.num(26, 160)}条。",
            f"协调维修路灯、井盖、单元门禁{w.num(8, 46)}处。",
            f"组织文体和志愿服务活动{w.num(3, 12)}场。",
            f"为老年人提供助餐、助浴等服务{w.num(60, 460)}人次。",
        )
    w.h("民生服务")
    rows: list[list[Cell]] = [
        ["低保和特困申请代办", w.num(1, 9)],
        ["城乡居民医保参保登记", w.num(6, 80)],
        ["养老保险待遇资格认证", w.num(12, 96)],
        ["老年证、残疾人证代办", w.num(1, 14)],
    ]
    w.table(f"{w.quarter}代办事项", ["事项", "件数（件）"], rows, total=[1])
    return f"{w.unit.short_name}{w.quarter}{word}公开"


@family(
    "village-subsidy",
    *_VILLAGE,
    genre="announcement",
    theme="06.01",
    area="farm-subsidies",
    kw="惠农补贴 公示",
    display=7,
    weight=6,
)
def village_subsidy(w: Writer) -> str:
    """村级补贴公示."""
    kind, price = w.rng.choice(
        [
            ("耕地地力保护补贴", 98),
            ("公益林生态效益补偿", 16),
            ("油菜种植补贴", 120),
            ("实际种粮农民补贴", 22),
        ]
    )
    rows: list[list[Cell]] = []
    for _ in range(w.num(9, 14)):
        area = w.num(12, 96)
        rows.append([w.name(), w.group(), wan(area * 10), wan(area * 10 * price)])
    w.p(
        f"经农户申报、村民小组核实、村民委员会审核，现将{w.unit.short_name}{w.year}年{kind}（部分农户）面积和金额公示如下，补贴标准为每亩{price}元。"
    )
    sums = w.table(
        f"{w.year}年{kind}分户情况",
        ["户主", "组别", "面积（亩）", "金额（元）"],
        rows,
        total=[2, 3],
        numbered=True,
    )
    w.p(
        f"本表共{len(rows)}户，面积{sums[0]}亩，金额{sums[1]}元。全村分户明细在公示栏张贴，资金由县财政通过“一卡通”直接发放。"
    )
    w.objection(7)
    return f"{w.unit.short_name}{w.year}年{kind}公示（{w.when.month}月）"


@family(
    "village-relief",
    *_BOTH,
    genre="announcement",
    theme="17.03",
    area="social-assistance",
    kw="低保 民主评议 公示",
    display=7,
    weight=5,
)
def village_relief(w: Writer) -> str:
    """村级低保名单."""
    rows: list[list[Cell]] = [
        [w.name(), people, people * w.num(280, 540, 10), w.pick("继续保障", "继续保障", "新增", "调增")]
        for people in [w.num(1, 4) for _ in range(w.num(6, 11))]
    ]
    w.p(f"根据社会救助有关规定，现将{w.unit.short_name}{w.month}享受最低生活保障待遇的家庭情况公示如下。")
    sums = w.table(
        f"{w.month}最低生活保障家庭",
        ["户主", "保障人口（人）", "月保障金（元）", "类别"],
        rows,
        total=[1, 2],
        numbered=True,
    )
    w.p(f"共{len(rows)}户{sums[0]}人，月保障金{sums[1]}元。保障家庭收入、人口发生变化的，应当及时报告。")
    w.objection(7)
    return f"{w.unit.short_name}{w.month}最低生活保障家庭公示"


@family("four-two", *_VILLAGE, genre="resolution", theme="17.07", kw="四议两公开 村民代表会议 决议", weight=6)
def four_two(w: Writer) -> str:
    """四议两公开决议."""
    what = w.pick(
        "灌溉渠道清淤",
        "村内道路硬化",
        "文化活动广场维修",
        "集体冷库改造",
        "自来水管网改造",
        "太阳能路灯安装",
        f"{w.unit.speciality}配套设施建设",
        "村级卫生室维修",
    )
    total = w.num(32, 58)
    came = total - w.num(2, 7)
    yes = came - w.num(0, 3)
    w.p(
        f"{w.on(-3)}，{w.unit.short_name}按照“四议两公开”程序召开村民代表会议，就{what}事项进行表决。现将决议公布如下。"
    )
    w.h("会议情况")
    w.p(
        f"应到村民代表{total}人，实到{came}人，符合法定人数。经表决，同意{yes}人，不同意或者弃权{came - yes}人，决议通过。"
    )
    w.h("决议内容")
    w.ol(
        f"同意实施{what}，由村民委员会组织实施，村务监督委员会全程监督。",
        f"所需资金{w.num(26, 260)}000元，从{w.pick('村集体经营收益', '上级补助和村集体自筹', '一事一议资金')}中列支。",
        f"{what}的合同、验收和支出情况在办结后10日内向村民公布。",
    )
    w.h("公示和异议")
    w.p("村民对决议有不同意见的，可在公示期内向村民委员会书面提出。公示期不少于7日。")
    w.contact()
    return f"{w.unit.short_name}关于{what}的决议公示（{w.when.year}年{w.when.month}月）"


@family(
    "village-land-money",
    *_VILLAGE,
    genre="announcement",
    theme="05.01",
    area="land-expropriation",
    kw="征地补偿费 分配",
    weight=3,
)
def village_land_money(w: Writer) -> str:
    """征地补偿费分配."""
    rows: list[list[Cell]] = []
    for i in w.rng.sample(range(8), 4):
        people = w.num(38, 120)
        rows.append([f"{NUMERALS[i]}组", people, people * w.num(1200, 4600, 100)])
    w.p(f"根据村民代表会议决议，现将{w.unit.short_name}征地补偿费收支和分配情况公布如下。")
    sums = w.table("征地补偿费分配情况", ["组别", "分配人口（人）", "分配金额（元）"], rows, total=[1, 2])
    kept = w.num(12000, 60000, 1000)
    w.p(
        f"本次到账征地补偿费{int(sums[1]) + kept}元，其中分配到户{sums[1]}元、村集体留存{kept}元，留存资金用于村内公益事业，实行专账管理。"
    )
    w.p("分户明细表存村民委员会备查，村民可以查阅本户分配情况。")
    w.contact()
    return f"{w.unit.short_name}征地补偿费分配情况公示（{w.year}年{w.when.month}月）"


@family(
    "village-tender",
    *_VILLAGE,
    genre="announcement",
    theme="17.07",
    kw="村级工程 小型项目 询价结果",
    weight=4,
)
def village_tender(w: Writer) -> str:
    """村级小型工程结果."""
    what = w.pick("巷道硬化", "灌溉渠修复", "活动室屋面维修", "太阳能路灯安装", "公厕改造", "护坡修建")
    base = w.num(420, 3200)
    rows: list[list[Cell]] = [[w.firm("建筑工程"), wan(base + w.num(6, 90) * i)] for i in range(3)]
    w.p(
        f"{w.unit.short_name}{what}工程经村民代表会议决议实施，采取公开询价方式选择施工单位。现将结果公示如下。"
    )
    w.table("报价情况", ["报价单位", "报价（万元）"], rows, numbered=True)
    w.p(
        f"经评审，拟确定{rows[0][0]}为施工单位，合同金额{rows[0][1]}万元，工期{w.num(20, 60)}天。村务监督委员会对评审过程进行了监督。"
    )
    w.p("公示期5天。如有异议，请向村务监督委员会反映。")
    w.contact()
    return f"{w.unit.short_name}{what}工程询价结果公示（{w.year}年{w.when.month}月）"


@family("village-notice", *_BOTH, genre="notice", theme="17.07", kw="通知 村民 居民", weight=5)
def village_notice(w: Writer) -> str:
    """村居通知."""
    people = "村民" if w.unit.kind == "village" else "居民"
    what, lines = w.rng.choice(
        [
            ("城乡居民医保缴费", ("集中缴费期内可通过手机自助缴费，也可到便民服务站办理。", "低保对象、特困人员等按政策享受资助。", "代办人员不得收取任何手续费。")),
            ("65岁以上老年人免费体检", ("携带居民身份证，空腹参加。", "行动不便的老人可预约上门。", "体检结果由家庭医生当面讲解。")),
            ("环境卫生集中清扫", ("清理房前屋后杂物，垃圾分类投放。", "不在公共通道堆放柴草和建筑材料。", "志愿者请在服务站集合。")),
            ("养老保险待遇资格认证", ("可通过手机刷脸认证，也可到服务站由工作人员协助。", "高龄、行动不便人员提供上门认证服务。", "认证不收取费用，谨防诈骗。")),
            ("预防电信网络诈骗宣传", ("不轻信陌生来电，不点击不明链接。", "涉及转账的，先与家人或者民警核实。", "发现被骗立即拨打110。")),
        ]
    )  # fmt: skip
    w.p(f"各位{people}：现将{what}有关事项通知如下，请互相转告。")
    w.ol(f"时间：{w.on(3)}至{w.on(w.num(6, 20))}。地点：{w.unit.short_name}便民服务站。", *lines)
    w.p(f"不清楚的请电话咨询：{w.unit.phone}。")
    return f"{w.unit.short_name}关于{what}的通知（{w.today}）"


@family(
    "community-fund", "@community", genre="announcement", theme="10.02", kw="小区改造 维修资金 物业", weight=7
)
def community_fund(w: Writer) -> str:
    """社区改造资金."""
    what = w.pick(
        "老旧小区改造",
        "小区电动自行车充电棚建设",
        "楼道照明改造",
        "小区监控改造",
        "无障碍坡道建设",
        "下水管道疏通改造",
    )
    rows: list[list[Cell]] = [
        ["上级补助资金", wan(w.num(1800, 9800))],
        ["产权单位出资", wan(w.num(300, 1200))],
        ["居民自筹", wan(w.num(120, 800))],
    ]
    raised = sum(int(row[1] * 100) for row in rows if not isinstance(row[1], str))
    spend: list[list[Cell]] = [
        ["材料购置", wan(raised * w.num(36, 48) // 100)],
        ["人工和施工", wan(raised * w.num(30, 42) // 100)],
        ["监理检测", wan(raised * w.num(2, 5) // 100)],
    ]
    w.p(f"{w.unit.short_name}{what}项目经居民代表会议表决同意后实施，现将资金筹集和使用情况公布如下。")
    w.h("资金筹集")
    sums = w.table("资金筹集情况", ["来源", "金额（万元）"], rows, total=[1])
    w.h("资金使用")
    used = w.table("资金使用情况", ["用途", "金额（万元）"], spend, total=[1])
    w.p(f"项目筹集资金{sums[0]}万元，截至{w.month}末已使用{used[0]}万元，剩余部分待竣工结算后公布。")
    w.contact()
    return f"{w.unit.short_name}{what}资金收支公示（{w.year}年{w.when.month}月）"


@family(
    "community-care",
    "@community",
    genre="announcement",
    theme="17.03",
    area="elderly-care",
    kw="长者食堂 社区养老 托育",
    weight=6,
)
def community_care(w: Writer) -> str:
    """社区养老托育服务."""
    rows: list[list[Cell]] = []
    for label, price in (("早餐", 5), ("午餐", 12), ("晚餐", 10)):
        meals = w.num(180, 1260)
        rows.append([label, price, meals, meals * price])
    w.p(
        f"{w.unit.short_name}长者食堂为辖区60周岁及以上老年人提供就餐和送餐服务，现将{w.month}运营情况公布如下。"
    )
    sums = w.table(
        f"{w.month}长者食堂运营情况",
        ["餐次", "价格（元／份）", "供餐（份）", "营业额（元）"],
        rows,
        total=[2, 3],
    )
    w.p(f"{w.month}共供餐{sums[0]}份。80周岁及以上老年人每餐补贴2元，特困、低保老年人每餐补贴4元。")
    w.p("食堂食材采购、留样和卫生检查记录可随时查阅，欢迎老年人和家属监督评价。")
    w.contact("订餐电话")
    return f"{w.unit.short_name}{w.month}长者食堂运营情况公开"
