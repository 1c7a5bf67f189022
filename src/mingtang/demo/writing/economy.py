"""Statistics, taxation, industry and commerce."""

# Prose: a Chinese character counts as two columns, and a sentence is not broken.

from __future__ import annotations

from mingtang.demo.writing.base import NUMERALS, Cell, Writer, family, wan


@family("monthly-economy", "tongji-ju", genre="report", theme="03.03", kw="统计数据 经济运行", weight=6)
def monthly_economy(w: Writer) -> str:
    """月度经济运行."""
    months = w.when.month - 1 if w.when.month > 2 else 12
    year = w.year if w.when.month > 2 else w.year - 1
    span = "全年" if months == 12 else f"1—{months}月"
    head = f"{year}年" if months == 12 else f"{year}年{span}"
    w.p(f"{head}，全县经济运行总体平稳、稳中有进，主要指标保持在合理区间。现将主要统计数据公布如下。")
    rows: list[list[Cell]] = []
    for label, yearly in (
        ("规模以上工业总产值", 15600),
        ("固定资产投资", 6400),
        ("社会消费品零售总额", 6900),
        ("一般公共预算收入", 1260),
        ("农林牧渔业总产值", 5700),
    ):
        amount = yearly * months * w.num(96, 106) // 1200
        rows.append([label, wan(amount), f"{w.num(8, 86) / 10:.1f}"])
    w.table(f"{year}年{span}主要经济指标", ["指标", "累计（亿元）", "同比增长（%）"], rows)
    w.h("农业生产形势稳定")
    w.p(
        w.pick(
            "粮食播种面积稳中有增，蔬菜、水果、茶叶等特色产品供应充足。",
            "粮食生产形势较好，生猪产能保持基本稳定，蔬菜产量小幅增长。",
        )
    )
    w.h("工业和投资平稳运行")
    w.p(
        w.pick(
            "食品加工、新型建材、竹木制品等行业生产增势较好，工业投资保持增长。",
            "重点企业生产经营总体正常，基础设施投资对稳投资的支撑作用增强。",
        )
    )
    w.h("消费市场稳定增长")
    w.p(
        w.pick(
            "商品零售稳定增长，网上零售和乡村消费较为活跃。",
            "以旧换新政策带动家电、汽车类商品销售，住宿餐饮业营业额稳步增长。",
        )
    )
    w.p("注：部分数据为快报数，增长速度按可比口径计算，最终数据以统计公报和统计年鉴为准。")
    return f"{year}年{span}明堂县国民经济主要指标完成情况"


@family(
    "statistical-communique",
    "tongji-ju",
    genre="gazette",
    theme="03.03",
    kw="统计公报 国民经济",
    months=(3, 4),
    weight=5,
)
def statistical_communique(w: Writer) -> str:
    """年度统计公报."""
    year = w.year - 1
    first, second, third = w.num(3100, 3600), w.num(5200, 5900), w.num(7100, 7900)
    total = first + second + third
    w.p(
        f"{year}年，在县委、县政府坚强领导下，全县上下坚持稳中求进工作总基调，扎实推动高质量发展，国民经济和社会发展取得新成效。"
    )
    w.h("综合")
    w.p(
        f"初步核算，全年实现地区生产总值{wan(total)}亿元，比上年增长{w.num(42, 68) / 10:.1f}%。三次产业结构比为{first * 100 / total:.1f}:{second * 100 / total:.1f}:{100 - round(first * 100 / total, 1) - round(second * 100 / total, 1):.1f}。"
    )
    w.table(
        "地区生产总值构成",
        ["产业", "增加值"],
        [["第一产业", wan(first)], ["第二产业", wan(second)], ["第三产业", wan(third)]],
        total=[1],
        unit="亿元",
    )
    w.h("农业")
    w.p(
        f"全年粮食播种面积{w.num(288, 312) / 10:.1f}万亩，粮食产量{w.num(118, 131) / 10:.1f}万吨。年末生猪存栏{w.num(140, 166) / 10:.1f}万头。"
    )
    w.h("工业和建筑业")
    w.p(f"年末规模以上工业企业{w.num(86, 104)}家，规模以上工业增加值比上年增长{w.num(45, 82) / 10:.1f}%。")
    w.h("人口和人民生活")
    w.p(
        f"年末常住人口{w.num(3780, 3860) / 100:.2f}万人，城镇化率{w.num(482, 506) / 10:.1f}%。城镇居民人均可支配收入{w.num(38600, 41200)}元，农村居民人均可支配收入{w.num(20100, 22400)}元。"
    )
    w.p("注：本公报部分数据因四舍五入，存在分项与合计不等的情况。")
    return f"明堂县{year}年国民经济和社会发展统计公报"


@family("survey", "tongji-ju", genre="notice", theme="03.03", kw="统计调查 普查", numbered=True, weight=3)
def survey(w: Writer) -> str:
    """统计调查通知."""
    what = w.pick(
        "人口变动情况抽样调查",
        "住户收支与生活状况调查",
        "畜牧业监测调查",
        "服务业小微企业抽样调查",
        "劳动力调查",
        "农产量抽样调查",
    )
    w.p("各乡镇人民政府、街道办事处，有关调查对象：")
    w.p(
        f"根据《中华人民共和国统计法》和国家统计调查制度，我县将于近期开展{w.year}年{what}。现将有关事项通知如下。"
    )
    w.h("调查范围和时间")
    w.p(
        f"本次调查涉及全县{w.num(3, 9)}个乡镇（街道）的{w.num(12, 40)}个调查小区。入户登记时间为{w.on(10)}至{w.on(24)}。"
    )
    w.h("调查对象的权利和义务")
    w.p(
        "调查对象应当真实、准确、完整、及时地提供调查所需资料。统计机构和统计人员对在统计工作中知悉的个人信息予以保密，调查资料不作为行政处罚的依据。"
    )
    w.h("工作要求")
    w.ol(
        "加强调查员选聘和培训，入户时主动佩戴证件。",
        "坚持依法统计，严禁虚报、瞒报、伪造、篡改统计资料。",
        "做好宣传解释，争取群众理解和配合。",
    )
    w.contact()
    return f"关于开展{w.year}年{w.when.month}月{what}的通知"


@family(
    "tax-policy",
    "shuiwu-ju",
    genre="announcement",
    theme="04.02",
    area="taxation",
    audience="enterprise",
    kw="税收优惠 小微企业",
    weight=4,
)
def tax_policy(w: Writer) -> str:
    """税费优惠政策指引."""
    topic = w.pick("小型微利企业", "个体工商户", "重点群体创业就业", "涉农经营主体")
    w.p(
        f"为便于纳税人缴费人及时了解和享受税费优惠政策，县税务局对{topic}可以享受的主要税费优惠政策进行了梳理，现予发布。政策如有调整，以最新规定为准。"
    )
    w.h("主要优惠政策")
    items = {
        "小型微利企业": ("对小型微利企业减按25%计算应纳税所得额，按20%的税率缴纳企业所得税，执行至2027年12月31日。", "对小型微利企业减半征收资源税、城市维护建设税、房产税、城镇土地使用税、印花税（不含证券交易印花税）、耕地占用税和教育费附加、地方教育附加，执行至2027年12月31日。"),
        "个体工商户": ("对个体工商户年应纳税所得额不超过200万元的部分，减半征收个人所得税，执行至2027年12月31日。", "个体工商户已依法享受其他优惠政策的，可以叠加享受“六税两费”减半征收政策。"),
        "重点群体创业就业": ("脱贫人口、登记失业半年以上人员和毕业年度内高校毕业生从事个体经营的，在规定限额内依次扣减有关税费。", "企业招用重点群体人员，与其签订1年以上期限劳动合同并依法缴纳社会保险费的，按实际招用人数定额扣减有关税费。"),
        "涉农经营主体": ("农业生产者销售的自产农产品免征增值税。", "企业从事农、林、牧、渔业项目的所得，按规定免征或者减半征收企业所得税。"),
    }[topic]  # fmt: skip
    w.ol(*items)
    w.h("享受方式")
    w.p(
        "上述政策实行“自行判别、申报享受、相关资料留存备查”，纳税人通过电子税务局填报申报表即可享受，无需审批。"
    )
    w.h("服务渠道")
    w.p(f"纳税人可拨打咨询电话{w.unit.phone}，或者到办税服务厅咨询。办税服务厅地址：{w.unit.address}。")
    return f"{topic}税费优惠政策指引（{w.year}年{w.when.month}月）"


@family(
    "tax-notice",
    "shuiwu-ju",
    genre="public_notice",
    theme="04.02",
    area="taxation",
    kw="纳税申报 征期 欠税公告",
    weight=5,
)
def tax_notice(w: Writer) -> str:
    """征期提醒或欠税公告."""
    if w.rng.random() < 0.5:
        rows: list[list[Cell]] = [
            [w.firm(), w.pick("增值税", "企业所得税", "房产税", "城镇土地使用税"), w.num(12000, 460000)]
            for _ in range(w.num(4, 8))
        ]
        w.p(
            "根据《中华人民共和国税收征收管理法》及其实施细则和欠税公告有关规定，现将下列纳税人欠缴税款情况公告如下，请欠税人自公告之日起尽快缴清税款和滞纳金。"
        )
        sums = w.table(
            f"{w.quarter}欠税公告",
            ["纳税人名称", "欠税税种", "欠税余额（元）"],
            rows,
            total=[2],
            numbered=True,
        )
        w.p(f"本次公告欠税余额共计{sums[0]}元。逾期仍未缴纳的，税务机关将依法采取强制执行措施。")
        return f"国家税务总局明堂县税务局{w.quarter}欠税公告"
    w.p(f"现将{w.year}年{w.when.month}月纳税申报有关事项通告如下。")
    w.ol(
        "本月申报纳税期限以电子税务局公布的征期日历为准，遇节假日顺延。",
        "请纳税人提前核对税种认定信息，避免在征期最后几日集中申报。",
        "按期申报确有困难的，应当在规定期限内提出延期申请。",
    )
    w.p("未按规定期限办理纳税申报的，将影响纳税信用评价。")
    w.contact()
    return f"关于{w.year}年{w.when.month}月纳税申报有关事项的通告"


@family("enterprise-award", "kegongxin-ju", "kaifaqu-guanweihui", genre="announcement", theme="07.06", audience="enterprise",
        kw="企业奖补 专精特新 技术改造 公示", display=5, weight=6)  # fmt: skip
def enterprise_award(w: Writer) -> str:
    """企业奖补资金公示."""
    kind = w.pick(
        "企业技术改造", "专精特新中小企业培育", "高新技术企业认定", "企业数字化转型", "首次升规入库企业"
    )
    rows: list[list[Cell]] = [
        [w.firm(), w.pick("符合条件", "符合条件", "核减后通过"), w.num(5, 60)] for _ in range(w.num(5, 9))
    ]
    w.p(
        f"根据我县工业高质量发展扶持政策，经企业申报、部门联审、专家评审和现场核查，拟对下列企业给予{w.year}年度{kind}奖补，现予公示。"
    )
    sums = w.table(
        f"{kind}奖补资金拟安排情况",
        ["企业名称", "审核意见", "拟奖补金额（万元）"],
        rows,
        total=[2],
        numbered=True,
    )
    w.p(f"本批拟奖补企业{len(rows)}家，资金{sums[0]}万元。")
    w.objection(5)
    return f"{w.year}年度{kind}奖补资金公示（第{NUMERALS[w.num(0, 5)]}批）"


@family(
    "industry-report",
    "kegongxin-ju",
    "kaifaqu-guanweihui",
    genre="report",
    theme="03.01",
    kw="工业经济 园区运行",
    weight=5,
)
def industry_report(w: Writer) -> str:
    """工业运行."""
    place = "经开区" if w.unit.kind == "park" else "全县"
    rows: list[list[Cell]] = [
        [label, w.num(4, 26), w.num(3800, 52000)]
        for label in ("食品加工", "新型建材", "竹木制品", "纺织服装", "机械制造", "其他行业")
    ]
    w.p(f"{w.month}，{place}工业经济运行总体平稳。现将主要行业生产情况公布如下。")
    sums = w.table(
        f"{w.month}{place}主要行业产值", ["行业", "企业数（家）", "产值（万元）"], rows, total=[1, 2]
    )
    w.p(f"{w.month}，{place}纳入监测的{sums[0]}家企业完成工业总产值{sums[1]}万元。")
    w.h("服务企业情况")
    w.p(
        f"开展“入企走访”{w.num(18, 60)}家次，收集企业诉求{w.num(9, 30)}件，已协调解决{w.num(5, 9)}件，其余事项正在办理。"
    )
    w.h("下步安排")
    w.ol(
        "落实惠企政策免申即享，推动奖补资金尽快兑现。",
        "加强用工、用电、融资保障，帮助企业稳产增产。",
        "加快标准厂房和配套设施建设，做好新签约项目落地服务。",
    )
    return f"{w.month}{place}工业经济运行情况"


@family("trade-in", "shangwu-ju", genre="announcement", theme="08.02", kw="以旧换新 促消费 补贴", weight=5)
def trade_in(w: Writer) -> str:
    """以旧换新补贴公告."""
    goods = w.pick("家电", "数码产品", "电动自行车", "家装厨卫")
    top = w.pick("1500", "2000", "500")
    w.p(
        f"为激发消费活力，让消费者得实惠，根据上级消费品以旧换新工作安排，现就我县{goods}以旧换新补贴活动有关事项公告如下。"
    )
    w.h("活动时间")
    w.p(f"{w.on(6)}起，补贴资金用完即止。")
    w.h("补贴标准")
    w.p(
        f"个人消费者在参与活动的门店购买符合条件的{goods}，按照成交价格的15%给予一次性立减补贴，每人每类限补1件，单件最高不超过{top}元。"
    )
    w.h("参与流程")
    w.ol(
        "消费者通过活动平台实名领取补贴资格。",
        "到参与活动的门店选购商品，支付时直接抵扣。",
        "商家开具发票并按要求交付商品、回收旧件。",
    )
    w.h("注意事项")
    w.p("严禁先涨价后打折、虚假交易、套取补贴等行为，一经查实取消活动资格，并依法追究责任。")
    w.contact()
    return f"关于开展{w.year}年{w.when.month}月{goods}以旧换新补贴活动的公告"


@family(
    "market-watch",
    "shangwu-ju",
    "fagai-ju",
    genre="report",
    theme="03.04",
    kw="生活必需品 市场监测 价格",
    weight=6,
)
def market_watch(w: Writer) -> str:
    """生活必需品市场监测."""
    rows: list[list[Cell]] = []
    for label, low in (
        ("粳米", 560),
        ("面粉", 480),
        ("菜籽油", 1460),
        ("猪肉（后腿）", 2450),
        ("鸡蛋", 960),
        ("大白菜", 240),
        ("西红柿", 520),
        ("黄瓜", 460),
    ):
        old = w.num(low * 92 // 100, low * 108 // 100)
        new = old + w.num(-28, 30)
        rows.append([label, wan(old), wan(new), f"{(new - old) * 100 / old:+.1f}"])
    w.p(f"据对县城3家超市、2个农贸市场监测，本周（截至{w.today}）我县生活必需品市场供应充足，价格总体平稳。")
    w.table("主要生活必需品零售均价", ["品种", "上周（元／500克）", "本周（元／500克）", "涨跌幅（%）"], rows)
    w.p(
        w.pick(
            "预计下周粮油价格保持稳定，蔬菜价格随天气变化小幅波动。",
            "受本地蔬菜集中上市影响，预计下周蔬菜价格稳中略降，肉蛋价格平稳。",
        )
    )
    return f"明堂县生活必需品市场监测周报（{w.today}）"
