"""Finance, development and reform, audit."""

# Prose: a Chinese character counts as two columns, and a sentence is not broken.

from __future__ import annotations

from mingtang.demo.writing.base import Cell, Writer, day, family, wan


@family(
    "budget-execution",
    "caizheng-ju",
    genre="report",
    theme="04.01",
    area="budget",
    kw="预算执行 财政收支",
    weight=6,
)
def budget_execution(w: Writer) -> str:
    """月度财政收支."""
    rows: list[list[Cell]] = [
        [label, w.num(low, low * 3 // 2)]
        for label, low in (
            ("增值税", 3200),
            ("企业所得税", 900),
            ("个人所得税", 260),
            ("城市维护建设税", 240),
            ("其他各项税收", 2100),
            ("专项收入", 380),
            ("国有资源（资产）有偿使用收入", 860),
            ("其他非税收入", 420),
        )
    ]
    w.p(f"按照预算公开有关规定，现将{w.month}明堂县一般公共预算收支执行情况公布如下。")
    w.h("一般公共预算收入")
    sums = w.table(f"{w.month}一般公共预算收入", ["项目", "当月完成"], rows, total=[1], unit="万元")
    tax = sum(int(row[1]) for row in rows[:5])
    w.p(
        f"{w.month}，全县一般公共预算收入完成{sums[0]}万元，其中税收收入{tax}万元，占一般公共预算收入的{tax * 100 / int(sums[0]):.1f}%。"
    )
    w.h("一般公共预算支出")
    spending: list[list[Cell]] = []
    for label, low in (
        ("一般公共服务", 2600), ("公共安全", 1300), ("教育", 5800), ("社会保障和就业", 4600),
        ("卫生健康", 2900), ("农林水", 3800), ("城乡社区", 1700), ("其他支出", 2200),
    ):  # fmt: skip
        spending.append([label, w.num(low, low * 3 // 2)])
    paid = w.table(f"{w.month}一般公共预算支出", ["项目", "当月完成"], spending, total=[1], unit="万元")
    people = sum(
        int(row[1]) for row in spending if row[0] in {"教育", "社会保障和就业", "卫生健康", "农林水"}
    )
    w.p(
        f"{w.month}，全县一般公共预算支出完成{paid[0]}万元，其中教育、社会保障和就业、卫生健康、农林水支出合计{people}万元，重点民生支出得到较好保障。"
    )
    return f"{w.month}明堂县一般公共预算收支执行情况"


@family("one-card", "caizheng-ju", genre="announcement", theme="04.01", area="farm-subsidies", weight=6,
        kw="惠民惠农补贴 一卡通 资金发放")  # fmt: skip
def one_card(w: Writer) -> str:
    """惠民惠农补贴一卡通发放."""
    rows: list[list[Cell]] = []
    for label, each in (
        ("耕地地力保护补贴", 640), ("农村最低生活保障金", 1150), ("残疾人两项补贴", 160),
        ("农村部分计划生育家庭奖励扶助金", 960), ("公益林生态效益补偿", 330), ("高龄津贴", 75),
    ):  # fmt: skip
        homes = w.num(420, 6800)
        rows.append([label, homes, wan(homes * w.num(each * 9 // 10, each * 11 // 10) // 100)])
    w.p(
        f"{w.month}，县财政局会同有关部门通过惠民惠农财政补贴资金“一卡通”系统，将下列补贴资金直接发放到群众社会保障卡。现将发放情况公布如下。"
    )
    sums = w.table(
        f"{w.month}“一卡通”资金发放情况", ["补贴项目", "发放笔数（笔）", "金额（万元）"], rows, total=[1, 2]
    )
    w.p(
        f"{w.month}共发放补贴资金{sums[0]}笔、{sums[1]}万元。发放明细可凭社会保障卡到银行网点或者通过“一卡通”服务平台查询，村级明细在各村公示栏公布。"
    )
    w.p(f"任何单位和个人不得截留、抵扣、代领补贴资金。监督电话：{w.unit.phone}。")
    return f"{w.month}惠民惠农补贴资金“一卡通”发放情况公告"


@family(
    "fees",
    "caizheng-ju",
    "fagai-ju",
    genre="announcement",
    theme="04.01",
    area="budget",
    kw="收费目录 行政事业性收费",
    weight=2,
)
def fees(w: Writer) -> str:
    """收费目录清单."""
    w.p(
        "为规范收费行为，减轻企业和群众负担，现将明堂县行政事业性收费目录清单公布如下。清单之外的行政事业性收费，企业和群众有权拒绝缴纳。"
    )
    rows = [
        ["公安", "居民身份证工本费（首次申领除外）", "缴入地方国库", "换领每证20元，补领每证40元"],
        ["自然资源", "不动产登记费", "缴入地方国库", "住宅类每件80元，非住宅类每件550元"],
        ["水利", "水土保持补偿费", "缴入中央和地方国库", "按规定标准"],
        ["教育", "普通高中学费", "缴入地方财政专户", "按学校类别"],
        ["人防", "防空地下室易地建设费", "缴入地方国库", "按规定标准"],
    ]
    w.table(
        "行政事业性收费目录清单（摘要）",
        ["部门", "项目名称", "资金管理方式", "收费标准"],
        w.rng.sample(rows, 4),
        numbered=True,
    )
    w.p(
        "符合减免政策的，按国家和省有关减免规定执行。收费单位应当在收费场所显著位置公示收费项目、标准、依据和监督电话。"
    )
    w.contact("监督电话")
    return f"明堂县行政事业性收费目录清单（{w.year}年{w.when.month}月版）"


@family(
    "bonds",
    "caizheng-ju",
    genre="announcement",
    theme="04.01",
    area="budget",
    kw="政府债务 专项债券",
    weight=3,
)
def bonds(w: Writer) -> str:
    """政府债券资金使用."""
    rows: list[list[Cell]] = []
    for label in w.some(
        [
            "城乡供水一体化工程",
            "县人民医院门诊楼",
            "经开区标准厂房",
            "老旧小区配套改造",
            "污水处理厂扩建",
            "城乡冷链物流中心",
            "职业教育实训基地",
        ],
        5,
    ):
        money = w.num(1200, 9800, 100)
        rows.append([label, money, money * w.num(35, 96) // 100])
    w.p(
        f"根据政府债务信息公开有关规定，现将截至{w.month}末明堂县新增政府专项债券资金安排和使用情况公开如下。"
    )
    sums = w.table(
        "新增专项债券资金使用情况",
        ["项目名称", "安排额度", "累计支出"],
        rows,
        total=[1, 2],
        unit="万元",
        numbered=True,
    )
    w.p(
        f"上述项目共安排专项债券资金{sums[0]}万元，已支出{sums[1]}万元，支出进度{int(sums[1]) * 100 / int(sums[0]):.1f}%。"
    )
    w.p("县财政局将督促项目单位加快形成实物工作量，严格资金使用监管，严禁挪用债券资金。")
    return f"关于截至{w.month}末新增专项债券资金使用情况的公告"


@family(
    "major-projects",
    "fagai-ju",
    genre="announcement",
    theme="03.06",
    area="major-projects",
    kw="重大项目 项目进展",
    weight=6,
)
def major_projects(w: Writer) -> str:
    """重大项目进展."""
    rows: list[list[Cell]] = []
    works = [
        "城乡供水一体化工程",
        "经开区标准厂房二期",
        "县人民医院门诊综合楼",
        "柳堤路改造工程",
        "数字粮库",
        "农产品冷链物流园",
        "九阶镇污水处理站",
        "学宫路小学扩建",
        "玄堂至时训公路改建",
    ]
    for label in w.some(works, 7):
        money, share = w.num(1800, 26000, 100), w.num(12, 96)
        stages = ((25, "基础施工"), (70, "主体施工"), (85, "设备安装和附属工程施工"), (101, "竣工验收准备"))
        stage = next(text for limit, text in stages if share < limit)
        rows.append([label, money, money * share // 100, stage])
    w.p(f"现将截至{w.month}末部分县级重大建设项目进展情况公布如下。")
    sums = w.table(
        "重大建设项目进展情况",
        ["项目名称", "总投资（万元）", "累计完成投资（万元）", "形象进度"],
        rows,
        total=[1, 2],
        numbered=True,
    )
    w.p(f"上述{len(rows)}个项目总投资{sums[0]}万元，累计完成投资{sums[1]}万元。")
    w.h("存在问题")
    w.p(
        w.pick(
            "个别项目受征地拆迁和管线迁改影响，进度略慢于计划。",
            "部分项目受连续降雨影响，室外工程有效施工时间减少。",
        )
    )
    w.h("下一步措施")
    w.ol(
        "落实县级领导联系和专班推进机制，逐项目倒排工期。",
        "加强要素保障，协调解决用地、用电、用工等问题。",
        "严格质量安全管理，按月公布项目进展。",
    )
    return f"明堂县重大建设项目进展情况（截至{w.month}末）"


@family(
    "project-approval",
    "fagai-ju",
    genre="reply",
    theme="03.06",
    area="major-projects",
    kw="可行性研究报告 批复",
    numbered=True,
    weight=5,
)
def project_approval(w: Writer) -> str:
    """可行性研究报告批复."""
    town = w.town()
    work = town + w.pick(
        "敬老院提升改造",
        "道路拓宽改造",
        "供水管网更新",
        "中心幼儿园新建",
        "便民服务中心改扩建",
        "社区公园改造",
        "雨污分流改造",
    )
    rows: list[list[Cell]] = [
        ["工程费用", w.num(620, 1900)],
        ["工程建设其他费用", w.num(80, 240)],
        ["预备费", w.num(30, 90)],
    ]
    w.p(f"{town}{'办事处' if town.endswith('街道') else '人民政府'}：")
    w.p(
        f"你单位报来的《关于审批{work}项目可行性研究报告的请示》及有关材料收悉。经委托咨询机构评估，现批复如下。"
    )
    total = sum(int(r[1]) for r in rows)
    w.p(f"一、为改善{town}公共服务条件，原则同意{work}项目可行性研究报告。")
    w.p(f"二、项目建设地点为{town}，建设工期{w.num(8, 18)}个月。")
    w.p(
        f"三、项目估算总投资{total}万元，资金来源为{w.pick('县级财政资金和上级补助资金', '上级专项资金', '地方政府专项债券和县级财政资金')}。"
    )
    w.table("项目投资估算", ["费用名称", "金额"], rows, total=[1], unit="万元")
    w.p(
        "四、请按照批复要求抓紧编制初步设计，依法履行招标投标程序，落实安全生产和农民工工资支付各项制度，争取项目早日建成投用。"
    )
    w.p("本批复有效期为2年，自批准之日起计算。")
    w.effective, w.expires = w.when, w.when.replace(year=w.year + 2, day=min(w.when.day, 28))
    return f"关于{work}项目可行性研究报告的批复"


@family(
    "price",
    "fagai-ju",
    genre="notice",
    theme="03.04",
    kw="价格 收费标准",
    numbered=True,
    policy=True,
    weight=3,
)
def price(w: Writer) -> str:
    """价格调整通知."""
    start = w.ahead(30).replace(day=1)
    w.effective = start
    w.expires = start.replace(year=start.year + 5)
    what, rows = w.rng.choice(
        [
            ("城区机动车停放服务收费", [["一类区域", "3元／小时", "每日最高24元"], ["二类区域", "2元／小时", "每日最高16元"], ["三类区域", "1元／小时", "每日最高8元"]]),
            ("城镇供水价格", [["居民第一级", "2.35元／立方米", "年用水180立方米以内"], ["居民第二级", "3.10元／立方米", "年用水181至240立方米"], ["非居民用水", "3.40元／立方米", "特种行业除外"]]),
            ("公办幼儿园保教费", [["一级园", "480元／生·月", "全日制"], ["二级园", "390元／生·月", "全日制"], ["三级园", "300元／生·月", "全日制"]]),
        ]
    )  # fmt: skip
    w.p("各有关单位：")
    w.p(
        f"为进一步规范{what}管理，维护消费者和经营者合法权益，经成本监审、公开征求意见、集体审议并报县政府同意，现就有关事项通知如下。"
    )
    w.h("收费标准")
    w.table(f"{what}标准", ["类别", "标准", "说明"], rows)
    w.h("减免政策")
    if "停放" in what:
        w.p("军车、警车、消防车、救护车和残疾人专用车辆免费停放，新能源汽车按规定享受优惠。")
    else:
        w.p("对低保对象、特困人员凭有效证件给予优惠，具体由经营单位负责落实。")
    w.h("有关要求")
    w.ol(
        "经营单位应当在服务场所显著位置公示项目、标准、依据和投诉电话。",
        "不得自立项目、擅自提高标准或者变相收费。",
        "市场监督管理部门依法查处价格违法行为。",
    )
    w.p(f"本通知自{day(start)}起施行，有效期5年。")
    return f"关于规范{what}的通知"


@family("audit-result", "shenji-ju", genre="announcement", theme="04.08", kw="审计结果 整改", weight=6)
def audit_result(w: Writer) -> str:
    """审计结果公告."""
    town = w.town()
    what = w.pick(
        f"{town}{w.year - 1}年度财政收支情况",
        f"{town}高标准农田建设项目",
        "就业补助资金管理使用情况",
        "义务教育经费保障情况",
        "农村饮水安全工程资金使用情况",
        "惠民惠农补贴资金发放情况",
    )
    money = w.num(820, 6800)
    w.p(
        f"根据《中华人民共和国审计法》规定，{w.on(-120)}至{w.on(-60)}，县审计局对{what}进行了审计。现将审计结果公告如下。"
    )
    w.h("基本情况")
    w.p(
        f"本次审计涉及资金{money}万元，抽查单位{w.num(4, 12)}个，走访群众{w.num(40, 160)}户。审计结果表明，被审计单位总体上能够执行国家财经法规，较好完成了相关任务，但也存在一些需要改进的问题。"
    )
    w.h("审计发现的主要问题")
    rows: list[list[Cell]] = [
        [label, wan(w.num(160, 8800)), w.pick("已整改", "已整改", "正在整改")]
        for label in w.some(
            [
                "资金拨付不及时",
                "会计核算不规范",
                "固定资产未及时入账",
                "项目结余资金未收回",
                "合同签订不规范",
                "往来款项长期未清理",
            ],
            4,
        )
    ]
    sums = w.table("审计发现问题和整改情况", ["问题", "涉及金额（万元）", "整改情况"], rows, total=[1])
    w.p(f"上述问题涉及金额{sums[0]}万元。")
    w.h("审计处理和整改情况")
    w.p(
        "对审计发现的问题，县审计局已依法出具审计报告，提出处理意见和审计建议。被审计单位高度重视，制定整改方案，逐项落实整改责任，整改结果将按规定向社会公布。"
    )
    return f"关于{what}的审计结果公告（{w.year}年第{w.issue}号）"
