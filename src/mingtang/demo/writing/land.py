"""Land and housing: expropriation, planning, lists of housing aid."""

# Prose: a Chinese character counts as two columns, and a sentence is not broken.

from __future__ import annotations

from mingtang.demo.writing.base import (
    COMMUNITIES,
    NUMERALS,
    Cell,
    Writer,
    family,
    wan,
)


@family("expropriation", "ziran-ziyuan-ju", "xian-zhengfu", genre="announcement", theme="05.01", area="land-expropriation",
        kw="征地补偿 安置方案 公告", weight=7)  # fmt: skip
def expropriation(w: Writer) -> str:
    """征地补偿安置公告."""
    place = w.village()
    use = w.pick(
        "柳堤路改造工程",
        "城乡供水一体化工程",
        "敬老院扩建工程",
        "中心小学扩建工程",
        "污水处理设施建设",
        "玄堂至时训公路改建",
    )
    rows: list[list[Cell]] = []
    for label, price in (("水田", 5200), ("旱地", 4600), ("园地", 4300), ("集体建设用地", 4600)):
        area = w.num(120, 1850)
        rows.append([label, wan(area), price * 10, wan(area * price * 10 // 10000)])
    w.p(
        f"因{use}建设需要，拟征收{place}农民集体所有土地。根据《中华人民共和国土地管理法》及其实施条例规定，"
        "依据土地现状调查和社会稳定风险评估结果，拟订了征地补偿安置方案，现予公告。"
    )
    groups = w.rng.sample(NUMERALS[:8], 2)
    purpose = "公共事业" if "扩建" in use else "基础设施"
    w.h("征收范围和土地现状")
    w.p(
        f"拟征收土地位于{place}{groups[0]}组、{groups[1]}组，具体四至以勘测定界图为准。征收目的为政府组织实施的{purpose}建设。"
    )
    w.h("补偿标准和金额")
    sums = w.table(
        "征收土地面积和补偿费",
        ["地类", "面积（亩）", "区片综合地价（元／亩）", "补偿费（万元）"],
        rows,
        total=[1, 3],
    )
    w.p(
        f"拟征收土地总面积{sums[0]}亩，土地补偿费和安置补助费合计{sums[1]}万元。青苗和地上附着物补偿按我县现行标准据实计算。"
    )
    w.h("安置方式和社会保障")
    w.p(
        "采取货币安置和社会保障相结合的方式。对符合条件的被征地农民，按规定落实养老保险缴费补贴，社会保障费用单独列支、专款专用。"
    )
    w.h("补偿登记")
    w.p(
        f"土地所有权人、使用权人请于{w.on(45)}前，持不动产权属证明等材料到所在村民委员会或者乡镇人民政府办理补偿登记。"
    )
    w.h("异议反馈")
    w.p(
        f"本公告期限30日，自{w.today}至{w.on(30)}。对方案有意见的，可在公告期内书面提出；多数被征地的农村集体经济组织成员"
        "认为方案不符合法律、法规规定的，将依法组织听证。"
    )
    w.contact("联系电话")
    w.keywords.append(place)
    return f"关于{use}拟征收{place}集体土地的补偿安置公告（{w.year}年第{w.issue}号）"


@family(
    "planning-notice",
    "ziran-ziyuan-ju",
    genre="announcement",
    theme="10.01",
    area="planning",
    kw="规划许可 批前公示",
    display=7,
    weight=6,
)
def planning_notice(w: Writer) -> str:
    """规划批前公示."""
    road = w.pick("柳堤路", "方田路", "学宫路", "通衢路", "清源路", "创业大道")
    use = w.pick("商住小区", "社区卫生服务站", "商务楼", "标准厂房", "幼儿园", "农贸市场")
    land = w.num(4200, 38000, 10)
    floor = land * w.num(11, 24) // 10
    w.p(
        f"位于{w.pick('总章', '圜水', '辟雍')}街道{road}的{use}项目规划设计方案已经专家评审，拟核发建设工程规划许可。为听取利害关系人和社会公众意见，现将主要内容公示如下。"
    )
    w.table(
        "主要规划指标",
        ["指标", "数值"],
        [
            ["用地面积", f"{land}平方米"],
            ["总建筑面积", f"{floor}平方米"],
            ["容积率", f"{floor / land:.2f}"],
            ["建筑密度", f"{w.num(22, 38)}%"],
            ["绿地率", f"{w.num(25, 38)}%"],
            ["机动车停车位", f"{w.num(36, 320)}个"],
        ],
    )
    w.p(
        "利害关系人享有申请听证的权利，可在公示期内向县自然资源局提出书面申请，并提供与项目利害关系的证明材料。"
    )
    w.objection(7)
    return f"{road}{use}项目（{w.firm('置业')}）规划设计方案批前公示"


@family(
    "land-auction",
    "ziran-ziyuan-ju",
    genre="announcement",
    theme="05.01",
    area="public-resources",
    kw="土地出让 拍卖 国有建设用地",
    weight=4,
)
def land_auction(w: Writer) -> str:
    """土地出让公告."""
    rows: list[list[Cell]] = []
    uses = (("工业用地", 16, 26), ("商服用地", 110, 190), ("城镇住宅用地", 140, 290))
    for i in range(w.num(2, 4)):
        area = w.num(8000, 42000, 10)
        use, low, high = w.rng.choice(uses)
        price = area * w.num(low, high) // 1000
        rows.append(
            [
                f"MT{w.year}-{w.serial + i:02d}",
                use,
                area,
                price,
                price // 5,
            ]
        )
    w.p("经县政府批准，县自然资源局决定以挂牌方式出让下列国有建设用地使用权，现将有关事项公告如下。")
    w.table(
        "拟出让地块情况", ["地块编号", "用途", "面积（平方米）", "起始价（万元）", "竞买保证金（万元）"], rows
    )
    w.p("中华人民共和国境内外的法人、自然人和其他组织，除法律另有规定外，均可参加竞买。")
    w.ol(
        f"公告时间：{w.span(20)}。",
        f"报名和保证金缴纳截止时间：{w.on(28)}17:00。",
        f"挂牌时间：{w.on(21)}9:00至{w.on(31)}10:00。",
        "成交方式：按照价高者得的原则确定竞得人。",
    )
    w.contact()
    return f"明堂县国有建设用地使用权挂牌出让公告（{rows[0][0]}等{len(rows)}宗）"


@family(
    "geohazard",
    "ziran-ziyuan-ju",
    genre="notice",
    theme="10.05",
    area="disaster-relief",
    kw="地质灾害 隐患点 防灾",
    numbered=True,
    months=(3, 4, 5, 6, 7, 8),
)
def geohazard(w: Writer) -> str:
    """地质灾害防治."""
    rows: list[list[Cell]] = [
        [w.village(), w.group(), w.pick("滑坡", "崩塌", "泥石流", "不稳定斜坡"), w.num(2, 18), w.num(6, 60)]
        for _ in range(7)
    ]
    w.p("各乡镇人民政府、街道办事处，各有关单位：")
    w.p(f"经汛前排查和专家会商，确定下列地质灾害隐患点为{w.year}年度重点防范对象。现就做好防灾工作通知如下。")
    sums = w.table(
        "重点地质灾害隐患点",
        ["村", "位置", "类型", "威胁户数（户）", "威胁人数（人）"],
        rows,
        total=[3, 4],
        numbered=True,
    )
    w.p(f"上述隐患点共威胁{sums[0]}户{sums[1]}人。")
    w.ol(
        "逐点落实监测责任人和防灾责任人，发放防灾工作明白卡和避险明白卡。",
        "强降雨期间加密巡查频次，发现险情立即组织群众转移，并按规定报告。",
        "落实临灾避险场所，组织一次以上应急演练。",
        "切坡建房户要做好截排水，禁止在隐患点周边擅自切坡。",
    )
    w.p(f"地质灾害险情报告电话：{w.unit.phone}。")
    return f"关于做好{w.year}年{w.when.month}月重点地质灾害隐患点防范工作的通知"


@family("house-expropriation", "zhujian-ju", "xian-zhengfu", genre="announcement", theme="10.02", area="house-expropriation",
        kw="房屋征收 补偿方案 征求意见", weight=5)  # fmt: skip
def house_expropriation(w: Writer) -> str:
    """房屋征收补偿方案征求意见."""
    area = w.rng.choice(COMMUNITIES).short_name
    work = w.pick("片区改造", "危旧住房改造", "道路拓宽", "内涝治理配套", "公共服务设施建设")
    homes = w.num(46, 260)
    w.p(
        f"因{area}{work}项目建设需要，拟对项目范围内国有土地上房屋实施征收。根据《国有土地上房屋征收与补偿条例》规定，"
        f"县房屋征收部门拟定了征收补偿方案，经有关部门论证，现予公布并征求公众意见，期限为30日，自{w.today}至{w.on(30)}。"
    )
    w.h("征收范围")
    w.p(
        f"{area}规划红线范围内的房屋及附属物，涉及被征收人{homes}户，建筑面积约{homes * w.num(78, 116)}平方米。"
    )
    w.h("补偿方式")
    w.p(
        "被征收人可以选择货币补偿，也可以选择房屋产权调换。被征收房屋的价值由具有相应资质的房地产价格评估机构评估确定，评估机构由被征收人协商选定。"
    )
    w.h("补助和奖励")
    w.table(
        "补助和奖励标准",
        ["项目", "标准", "说明"],
        [
            ["搬迁费", f"{w.num(1200, 2400, 100)}元／户", "选择产权调换的按两次计发"],
            ["临时安置费", f"{w.num(8, 14)}元／平方米·月", "自搬迁之月起计算"],
            ["签约奖励", f"{w.num(5000, 12000, 1000)}元／户", "在签约期限内签订协议"],
            ["停产停业损失补偿", "按评估结果", "适用于经营性用房"],
        ],
    )
    w.h("意见反馈")
    w.p(
        f"公众可以书面、电子邮件或者现场方式提出意见。地址：{w.unit.address}；邮箱：{w.unit.email}；电话：{w.unit.phone}。征求意见情况和根据公众意见修改的情况将及时公布。"
    )
    return f"关于{area}{work}项目房屋征收补偿方案公开征求意见的公告"


@family(
    "dilapidated",
    "zhujian-ju",
    "@township",
    genre="announcement",
    theme="10.02",
    area="dilapidated-housing",
    kw="农村危房改造 公示",
    display=7,
    weight=6,
)
def dilapidated(w: Writer) -> str:
    """危房改造名单公示."""
    town = w.unit.kind == "township"
    rows: list[list[Cell]] = []
    for _ in range(w.num(6, 11)):
        place = w.rng.choice(w.own_villages()) if town else w.village()
        rebuilt = w.rng.random() < 0.5
        rows.append(
            [
                w.name(),
                place,
                w.pick("低保对象", "特困人员", "防止返贫监测对象", "低保边缘家庭"),
                "D级" if rebuilt else "C级",
                "拆除重建" if rebuilt else "修缮加固",
                w.num(24000, 32000, 500) if rebuilt else w.num(6000, 12000, 500),
            ]
        )
    batch = NUMERALS[w.num(0, 4)]
    w.p(
        f"根据农村危房改造有关政策，经农户自愿申请、村级评议、乡镇审核、房屋危险性鉴定和县级审批，拟将下列农户纳入{w.year}年第{batch}批农村危房改造范围，现予公示。"
    )
    sums = w.table(
        f"{w.year}年第{batch}批农村危房改造对象",
        ["户主", "所在村", "对象类别", "危房等级", "改造方式", "补助金额（元）"],
        rows,
        total=[5],
        numbered=True,
    )
    w.p(f"本批共{len(rows)}户，补助资金{sums[0]}元，竣工验收合格后直接拨付到农户账户。")
    w.objection(7)
    return f"{w.unit.short_name if town else '明堂县'}{w.year}年第{batch}批农村危房改造对象公示（{w.when.month}月）"


@family(
    "public-rental",
    "zhujian-ju",
    genre="announcement",
    theme="10.02",
    area="affordable-housing",
    kw="公租房 保障性住房 公示",
    display=7,
    weight=5,
)
def public_rental(w: Writer) -> str:
    """公租房名单公示."""
    rows: list[list[Cell]] = [
        [
            f"BZ{w.year}{w.serial:03d}{i:02d}",
            w.name(),
            w.rng.choice(COMMUNITIES).short_name,
            w.num(1, 4),
            w.pick("实物配租", "实物配租", "租赁补贴"),
        ]
        for i in range(1, w.num(9, 14))
    ]
    w.p(
        "根据公共租赁住房保障有关规定，经社区受理、街道初审、部门联合审核，下列申请家庭符合公共租赁住房保障条件，现予公示。"
    )
    sums = w.table(
        "符合公租房保障条件的家庭",
        ["受理编号", "申请人", "所在社区", "家庭人口（人）", "拟保障方式"],
        rows,
        total=[3],
    )
    w.p(
        f"本次公示{len(rows)}户{sums[0]}人。公示期满无异议的，列入轮候名册，按照申请先后和住房困难程度依次配租。"
    )
    w.objection(7)
    return f"{w.month}公共租赁住房保障资格审核结果公示（第{NUMERALS[w.num(0, 4)]}批）"
