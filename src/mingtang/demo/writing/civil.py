"""Civil affairs and veterans."""

# Prose: a Chinese character counts as two columns, and a sentence is not broken.

from __future__ import annotations

from mingtang.demo.writing.base import COMMUNITIES, NUMERALS, TOWNS, Cell, Writer, day, family


@family("dibao-list", "minzheng-ju", genre="announcement", theme="17.03", area="social-assistance",
        kw="最低生活保障 低保 公示", display=7, weight=10)  # fmt: skip
def dibao_list(w: Writer) -> str:
    """低保对象名单公示."""
    urban = w.rng.random() < 0.4
    kind = "城市" if urban else "农村"
    change = w.pick("新增", "新增", "调整", "停发")
    w.p(
        f"根据《社会救助暂行办法》和最低生活保障审核确认有关规定，经本人申请、乡镇（街道）初审、入户调查、信息核对和民主评议，"
        f"县民政局审核确认{w.month}{change}{kind}最低生活保障对象如下，现予公示。"
    )
    reasons = {
        "新增": ("审核确认", "审核确认", "由低保边缘家庭转入"),
        "调整": ("家庭人口增加", "家庭收入变化", "年度复核调整"),
        "停发": ("家庭收入超过标准", "保障对象死亡", "子女就业增收", "主动申请退出"),
    }
    rows: list[list[Cell]] = []
    for _ in range(w.num(7, 14)):
        place = w.rng.choice(COMMUNITIES).short_name if urban else w.village()
        people = w.num(1, 4)
        paid = 0 if change == "停发" else people * w.num(310, 560, 5)
        why = w.pick(*reasons[change])
        rows.append([w.name(), place, people, paid, why])
    sums = w.table(
        f"{w.month}{kind}最低生活保障{change}对象名单",
        ["户主姓名", "所在村（社区）", "保障人口（人）", "月保障金额（元）", "备注"],
        rows,
        total=[2, 3],
        numbered=True,
    )
    w.p(
        f"以上共{len(rows)}户{sums[0]}人"
        + (f"，月保障金额{sums[1]}元。" if sums[1] else "，从次月起停发保障金。")
    )
    w.objection(7)
    return f"{w.month}{kind}最低生活保障{change}对象名单公示（{w.pick('第一批', '第二批', '第三批')}）"


@family("dibao-standard", "minzheng-ju", genre="notice", theme="17.03", numbered=True,
        area="social-assistance", kw="低保标准 特困供养 社会救助", policy=True, months=(5, 6, 7, 8, 12, 1))  # fmt: skip
def dibao_standard(w: Writer) -> str:
    """低保标准调整通知."""
    year = w.year
    urban, rural = 680 + (year - 2020) * 26, 500 + (year - 2020) * 30
    share = w.pick("1.3", "1.3", "1.4")
    start = w.ahead(25).replace(day=1)
    w.effective = start
    w.p("各乡镇人民政府、街道办事处，县级各有关部门：")
    w.p(
        f"为切实保障困难群众基本生活，根据上级有关要求，结合我县经济社会发展水平和居民消费支出情况，经县政府研究同意，"
        f"决定从{day(start)}起调整全县城乡最低生活保障和特困人员救助供养标准。现将有关事项通知如下。"
    )
    w.h("调整后的标准")
    support = [int(base * float(share)) for base in (urban, rural)]
    rows: list[list[Cell]] = [
        ["城市最低生活保障", urban - 26, urban, 26],
        ["农村最低生活保障", rural - 30, rural, 30],
        [
            "城市特困人员基本生活",
            int((urban - 26) * float(share)),
            support[0],
            support[0] - int((urban - 26) * float(share)),
        ],
        [
            "农村特困人员基本生活",
            int((rural - 30) * float(share)),
            support[1],
            support[1] - int((rural - 30) * float(share)),
        ],
    ]
    w.table("明堂县城乡社会救助标准", ["项目", "调整前", "调整后", "提高"], rows, unit="元／人·月")
    w.h("组织实施")
    w.ol(
        "各乡镇（街道）要对在册低保对象逐户核算补差金额，确保不漏一户、不错一人。",
        "县财政局要将提标所需资金足额列入预算，保证按时发放。",
        f"县民政局要会同有关部门做好政策衔接，于{w.on(30)}前完成系统数据调整。",
        "村（居）民委员会要在公示栏公布新标准和保障对象名单，接受群众监督。",
    )
    w.h("工作要求")
    w.p(
        w.pick(
            "各有关单位要加强政策宣传，主动向群众讲清标准调整的依据和计算办法。对符合条件的困难群众，要做到应保尽保、应救尽救。",
            "各有关单位要提高思想认识，严格资金管理，任何单位和个人不得截留、挤占、挪用社会救助资金。",
        ),
        f"本通知自{day(start)}起执行。",
    )
    return f"关于调整{start.year}年城乡最低生活保障和特困人员救助供养标准的通知"


@family("temporary-aid", "minzheng-ju", genre="announcement", theme="17.03", area="social-assistance",
        kw="临时救助 救助资金", weight=6)  # fmt: skip
def temporary_aid(w: Writer) -> str:
    """临时救助资金发放情况."""
    rows: list[list[Cell]] = []
    for town in TOWNS:
        homes = w.num(3, 22)
        rows.append(
            [
                town.short_name,
                homes,
                homes + w.num(0, homes),
                sum(w.num(800, 3600, 100) for _ in range(homes)),
            ]
        )
    w.p(
        f"为帮助遭遇突发事件、意外伤害、重大疾病等原因导致基本生活暂时出现严重困难的家庭和个人渡过难关，"
        f"{w.month}全县按规定程序实施临时救助。现将资金发放情况公布如下。"
    )
    sums = w.table(
        f"{w.month}临时救助资金发放情况", ["乡镇（街道）", "救助户数（户）", "救助人次（人次）", "发放金额（元）"],
        rows, total=[1, 2, 3],
    )  # fmt: skip
    w.p(
        f"{w.month}全县共实施临时救助{sums[0]}户{sums[1]}人次，发放临时救助金{sums[2]}元，资金均通过社会化方式发放到户。"
    )
    w.p(
        f"群众遇到急难情况，可向户籍地或者急难发生地乡镇人民政府、街道办事处提出申请。救助服务热线：{w.unit.phone}。"
    )
    return f"{w.month}临时救助资金发放情况公告"


@family("elder-allowance", "minzheng-ju", genre="announcement", theme="17.03", area="elderly-care",
        kw="高龄津贴 老年人 养老服务", weight=5)  # fmt: skip
def elder_allowance(w: Writer) -> str:
    """高龄津贴发放情况."""
    rows: list[list[Cell]] = []
    for town in TOWNS:
        young, old, oldest = w.num(260, 640), w.num(40, 110), w.num(0, 5)
        rows.append([town.short_name, young, old, oldest, young * 50 + old * 100 + oldest * 300])
    w.p(
        f"按照我县高龄津贴发放办法，80至89周岁老年人每人每月50元、90至99周岁老年人每人每月100元、"
        f"100周岁及以上老年人每人每月300元。{w.month}高龄津贴已发放到位，现将发放情况公布如下。"
    )
    sums = w.table(
        f"{w.month}高龄津贴发放情况",
        ["乡镇（街道）", "80至89周岁（人）", "90至99周岁（人）", "100周岁及以上（人）", "金额（元）"],
        rows, total=[1, 2, 3, 4],
    )  # fmt: skip
    w.p(f"{w.month}全县共向{sums[0] + sums[1] + sums[2]}名高龄老年人发放津贴{sums[3]}元。")
    w.p(
        "新满80周岁的老年人，可由本人或者家属向户籍所在地村（居）民委员会提出申请，也可通过政务服务平台在线办理。"
    )
    w.contact()
    return f"{w.month}高龄津贴发放情况公告"


@family("elder-homes", "minzheng-ju", genre="announcement", theme="17.03", area="elderly-care",
        kw="养老机构 备案 养老服务", weight=3)  # fmt: skip
def elder_homes(w: Writer) -> str:
    """养老机构名录."""
    w.p(
        f"为方便老年人及其家属选择养老服务，现将截至{w.month}末已在县民政局备案并正常运营的养老机构情况公布如下。"
        "机构服务内容和收费标准以机构公示及服务合同为准。"
    )
    rows: list[list[Cell]] = []
    for town in w.rng.sample(list(TOWNS), 7):
        beds = w.num(40, 180, 10)
        kind = w.pick("公办", "公建民营", "民办")
        label = w.pick("颐和养老院", "幸福养老服务中心", "夕照康养中心", "敬老院")
        rows.append(
            [
                town.short_name + label,
                kind,
                beds,
                beds * w.num(35, 80) // 100,
                w.pick("二级", "三级", "一级", "未评"),
            ]
        )
    sums = w.table(
        "备案养老机构名录",
        ["机构名称", "性质", "床位（张）", "在住老人（人）", "等级"],
        rows,
        total=[2, 3],
        numbered=True,
    )
    w.p(f"目前全县备案养老机构{len(rows)}家，床位{sums[0]}张，在住老年人{sums[1]}人。")
    w.h("温馨提示")
    w.ul(
        "入住前请实地了解机构环境、护理服务和餐饮条件，认真阅读服务合同。",
        "凡以“高额返利”“预存消费”等名义收取大额资金的，请提高警惕，谨防养老诈骗。",
        f"发现机构存在安全隐患或者服务问题，请拨打监督电话{w.unit.phone}。",
    )
    return f"明堂县备案养老机构名录（{w.year}年{w.when.month}月更新）"


@family("place-names", "minzheng-ju", genre="announcement", theme="17.04", kw="地名 命名 道路", weight=3)
def place_names(w: Writer) -> str:
    """地名命名公告."""
    town = w.town()
    rows: list[list[Cell]] = [
        [
            stem + w.pick("路", "街", "巷"),
            w.pick("东西走向", "南北走向"),
            w.num(320, 2600, 10),
            w.num(8, 36, 2),
        ]
        for stem in w.some(
            ["青萍", "听泉", "望岳", "秋实", "问津", "素履", "嘉禾", "抱朴", "清晏", "归园", "含章", "时雨"],
            w.num(3, 5),
        )
    ]
    w.p(
        f"根据《地名管理条例》规定，经专家论证、社会公示和征求意见，并报县政府批准，决定对{town}{len(rows)}条新建道路予以命名，现公告如下。"
    )
    w.table(f"{town}新命名道路", ["标准名称", "走向", "长度（米）", "宽度（米）"], rows, numbered=True)
    w.p("上述名称自公告发布之日起使用，各单位和个人在公文、证照、地图、标牌等场合应当使用标准地名。")
    w.effective = w.when
    w.contact()
    return f"关于命名{town}{rows[0][0]}等{len(rows)}条道路的公告"


@family("veterans", "tuiyi-ju", genre="notice", theme="17.02", kw="优抚对象 抚恤补助 退役军人", numbered=True)
def veterans(w: Writer) -> str:
    """优抚补助发放或培训通知."""
    w.p("各乡镇人民政府、街道办事处：")
    kind = w.rng.randint(0, 2)
    if kind == 0:
        w.p(
            f"根据抚恤补助有关规定，现将我县{w.year}年第{NUMERALS[w.num(0, 3)]}批优抚对象抚恤补助资金分配和发放工作通知如下。"
        )
        w.h("资金分配")
        rows: list[list[Cell]] = []
        for town in TOWNS:
            people = w.num(38, 180)
            rows.append([town.short_name, people, people * w.num(620, 890, 10)])
        sums = w.table(
            "优抚对象抚恤补助资金分配表", ["乡镇（街道）", "人数（人）", "金额（元）"], rows, total=[1, 2]
        )
        w.p(f"本批资金共惠及优抚对象{sums[0]}人，金额{sums[1]}元。")
        w.h("工作要求")
        w.ol(
            "认真核对优抚对象身份信息和银行账户，确保精准发放。",
            "对去世、迁出等情形及时停发，防止冒领。",
            f"发放工作于{w.on(15)}前完成。",
        )
        return f"关于做好{w.quarter}优抚对象抚恤补助资金发放工作的通知"
    if kind == 1:
        seats = w.num(40, 90, 5)
        trade = w.pick("电工", "无人机驾驶", "汽车维修", "电子商务", "叉车操作", "中式烹饪")
        w.p(
            f"为提升退役军人就业创业能力，县退役军人局定于近期举办{w.year}年退役军人{trade}技能培训班。现将有关事项通知如下。"
        )
        w.h("培训对象")
        w.p("户籍在本县、有就业创业意愿的自主就业退役士兵和其他退役军人。")
        w.h("培训时间和地点")
        w.p(
            f"{w.on(20)}至{w.on(34)}，在县职业技术学校举办，计划招收学员{seats}人，按报名先后录取，额满为止。"
        )
        w.h("报名办法")
        w.p(
            f"有意参加的退役军人请于{w.on(12)}前，凭退役证件到所在乡镇（街道）退役军人服务站报名。培训不收取任何费用，并统一购买意外伤害保险。"
        )
        w.contact()
        return f"关于举办{w.year}年退役军人{trade}技能培训班的通知"
    w.p(
        f"为营造尊崇军人职业、关爱退役军人的浓厚氛围，决定在全县开展{w.year}年“老兵有约·服务到家”走访活动。现将有关事项通知如下。"
    )
    w.h("走访对象")
    w.p("生活困难退役军人、年满80周岁的退役军人、烈士遗属、因公牺牲军人遗属和现役军人家庭。")
    w.h("主要内容")
    w.ol(
        "宣讲抚恤优待、就业创业、医疗保障等政策。",
        "了解走访对象生活状况和实际困难，逐户建立台账。",
        "对能够当场解决的问题立即办理，不能当场解决的明确责任单位和办理期限。",
    )
    w.h("时间安排")
    w.p(f"走访活动于{w.on(5)}启动，{w.on(30)}前结束。各乡镇（街道）请于{w.on(37)}前报送走访情况总结。")
    return f"关于开展{w.year}年第{NUMERALS[(w.when.month - 1) // 3]}季度退役军人走访活动的通知"
