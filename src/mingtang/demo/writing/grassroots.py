"""Texts of townships and streets."""

# Prose: a Chinese character counts as two columns, and a sentence is not broken.

from __future__ import annotations

from mingtang.demo.writing.base import NUMERALS, Cell, Writer, family, wan

_TOWN = ("@township", "@street")
_VILLAGE = ("@village",)
_BOTH = ("@village", "@community")


@family(
    "homestead", "@township", genre="announcement", theme="05.01", kw="宅基地 审批 公示", display=7, weight=6
)
def homestead(w: Writer) -> str:
    """宅基地审批公示."""
    rows: list[list[Cell]] = [
        [
            w.name(),
            w.rng.choice(w.own_villages()),
            w.num(2, 6),
            w.num(80, 120),
            w.pick("原址翻建", "新建", "分户新建"),
        ]
        for _ in range(w.num(5, 9))
    ]
    w.p(
        "根据农村宅基地审批管理有关规定，经农户申请、村民小组和村级组织审查、部门联合实地核查，拟批准下列农户使用宅基地建房，现予公示。"
    )
    w.table(
        "拟批准宅基地情况",
        ["申请人", "所在村", "家庭人口（人）", "批准面积（平方米）", "建房类型"],
        rows,
        total=[3],
        numbered=True,
    )
    w.p(
        "请建房农户严格按照批准的位置、面积和层数建设，落实“一户一宅”规定，开工前申请丈量放线，竣工后申请验收。"
    )
    w.objection(7)
    return f"{w.unit.short_name}{w.month}农村宅基地审批公示（第{NUMERALS[w.num(0, 4)]}批）"


@family(
    "town-relief",
    *_TOWN,
    genre="announcement",
    theme="17.03",
    area="social-assistance",
    kw="低保 特困 初审公示",
    display=7,
    weight=6,
)
def town_relief(w: Writer) -> str:
    """乡镇社会救助初审公示."""
    kind = w.pick("最低生活保障", "特困人员救助供养", "最低生活保障边缘家庭", "临时救助")
    rows: list[list[Cell]] = [
        [
            w.name(),
            w.rng.choice(w.own_villages()),
            w.num(1, 4),
            w.pick("拟同意", "拟同意", "拟同意", "不符合条件"),
        ]
        for _ in range(w.num(5, 10))
    ]
    yes = sum(1 for row in rows if row[3] == "拟同意")
    w.p(
        f"经本人申请、入户调查、家庭经济状况核对和民主评议，{w.unit.short_name}对下列{kind}申请提出初审意见，现予公示。"
    )
    sums = w.table(
        f"{kind}初审情况",
        ["申请人", "所在村（社区）", "家庭人口（人）", "初审意见"],
        rows,
        total=[2],
        numbered=True,
    )
    w.p(
        f"本次初审申请{len(rows)}户{sums[0]}人，拟同意{yes}户。公示无异议的，报县民政部门审核确认；不符合条件的，已书面告知申请人并说明理由。"
    )
    w.objection(7)
    return f"{w.unit.short_name}{w.month}{kind}初审公示"


@family("town-environment", *_TOWN, genre="circular", theme="10.03", kw="人居环境 检查评比", weight=5)
def town_environment(w: Writer) -> str:
    """人居环境评比."""
    scored = sorted(((w.num(780, 985), name) for name in w.own_villages()), reverse=True)
    rows: list[list[Cell]] = [
        [name, f"{score / 10:.1f}", NUMERALS[i]] for i, (score, name) in enumerate(scored)
    ]
    street = w.unit.kind == "street"
    places = "各社区" if street else "各村（社区）"
    w.p(
        f"{w.last_month(20, 28)}，{w.unit.short_name}组织检查组，对{places}环境卫生、垃圾清运、公共设施维护等情况进行了检查评比。"
        "现将结果通报如下。"
    )
    w.table(f"{w.month}人居环境检查评比结果", ["社区" if street else "村（社区）", "得分", "名次"], rows)
    w.h("存在的主要问题")
    faults = (
        (
            "楼道内堆放杂物，个别消防通道被占用。",
            "部分垃圾分类投放点地面有污渍。",
            "背街小巷停车秩序较乱。",
            "个别公厕日常保洁不到位。",
        )
        if street
        else (
            "部分道路沿线仍有零星垃圾和建筑材料堆放。",
            "少数农户房前屋后柴草堆放杂乱。",
            "个别公厕日常保洁不到位。",
            "河道局部有漂浮物。",
        )
    )
    w.ol(*w.ordered(faults, 2))
    w.h("整改要求")
    w.p(
        f"{places}要于{w.on(10)}前完成整改，健全保洁员日常巡查和“门前三包”制度。{w.unit.short_name}将适时开展“回头看”。"
    )
    return f"{w.unit.short_name}{w.month}人居环境整治检查评比通报"


@family("town-projects", *_TOWN, genre="announcement", theme="06.04", kw="项目建设 村级项目 公示", weight=5)
def town_projects(w: Writer) -> str:
    """乡镇项目进展."""
    rows: list[list[Cell]] = []
    works = [
        place + what
        for place in w.own_villages()
        for what in ("巷道硬化", "路灯安装", "活动室维修", "排水沟整治", "停车场建设", "绿化提升")
    ]
    for label in w.some(works, w.num(3, 6)):
        money = w.num(280, 4800)
        rows.append([label, w.firm("建筑工程"), wan(money), w.pick("已竣工", "在建", "在建", "待验收")])
    w.p(f"为接受群众监督，现将{w.unit.short_name}{w.quarter}小型建设项目实施情况公布如下。")
    sums = w.table(
        f"{w.quarter}小型建设项目实施情况",
        ["项目", "施工单位", "合同金额（万元）", "状态"],
        rows,
        total=[2],
        numbered=True,
    )
    w.p(
        f"以上{len(rows)}个项目合同金额共{sums[0]}万元，资金来源为{w.pick('上级专项补助和村集体自筹', '财政衔接资金', '一事一议财政奖补资金')}。群众对工程质量有疑问的，请向{w.unit.short_name}反映。"
    )
    w.contact("监督电话")
    return f"{w.unit.short_name}{w.quarter}小型建设项目实施情况公示"


@family(
    "town-flood",
    *_TOWN,
    genre="notice",
    theme="06.03",
    area="disaster-relief",
    kw="防汛 防火 值班值守",
    numbered=True,
    weight=5,
)
def town_flood(w: Writer) -> str:
    """乡镇应急通知."""
    season = "森林防火" if w.when.month in {10, 11, 12, 1, 2, 3} else "防汛备汛"
    w.p("各村（居）民委员会，辖区各有关单位：")
    w.p(f"为做好{w.year}年{w.when.month}月{season}工作，保障人民群众生命财产安全，现就有关事项通知如下。")
    crew = "领导包片、干部包社区" if w.unit.kind == "street" else "领导包片、干部包村、党员包户"
    w.h("落实责任")
    w.p(f"{w.unit.short_name}{crew}，逐级签订责任书，落实24小时值班制度。")
    w.h("重点工作")
    if season == "森林防火":
        w.ol(
            "禁止在林区和林缘野外用火，祭祀提倡鲜花换纸钱。",
            "护林员每天巡山不少于2次，发现火情立即报告。",
            "清理林缘、坟边、电力线路下的可燃物。",
            "应急分队保持待命，扑火物资清点到位。",
        )
    else:
        w.ol(
            "组织排查山塘、河堤、低洼院落和切坡建房点。",
            "更新危险区群众转移名册，明确转移路线和安置点。",
            "储备编织袋、应急照明、食品药品等物资。",
            "汛情紧急时，果断组织群众转移避险。",
        )
    w.h("信息报送")
    w.p(f"各村（社区）发现险情、火情，应当立即报告。值班电话：{w.unit.phone}。")
    return f"{w.unit.short_name}关于做好{w.year}年{w.when.month}月{season}工作的通知"


@family("land-transfer", "@township", genre="announcement", theme="06.01", kw="土地流转 承包经营权", weight=4)
def land_transfer(w: Writer) -> str:
    """土地流转情况."""
    rows: list[list[Cell]] = []
    for name in w.own_villages():
        area = w.num(8600, 68000)
        rows.append(
            [
                name,
                w.num(26, 210),
                wan(area),
                w.num(380, 720, 10),
                w.pick("粮食种植", "蔬菜种植", "中药材种植", "水果种植"),
            ]
        )
    w.p(f"现将{w.quarter}{w.unit.short_name}农村土地承包经营权流转情况公布如下。")
    sums = w.table(
        f"{w.quarter}土地经营权流转情况",
        ["村", "流转农户（户）", "流转面积（亩）", "平均价格（元／亩·年）", "主要用途"],
        rows,
        total=[1, 2],
    )
    w.p(
        f"{w.quarter}共流转土地{sums[1]}亩，涉及农户{sums[0]}户，流转合同均经{w.unit.short_name}农业服务中心备案。"
    )
    w.p("流转双方应当遵循依法、自愿、有偿原则，不得改变土地所有权性质和农业用途。")
    return f"{w.unit.short_name}{w.quarter}农村土地经营权流转情况"


@family("town-service", *_TOWN, genre="announcement", theme="02.04", kw="便民服务 帮办代办", weight=4)
def town_service(w: Writer) -> str:
    """便民服务情况."""
    rows: list[list[Cell]] = []
    for label in ("社会保障", "民政救助", "医疗保障", "退役军人", "建房审批", "其他事项"):
        done = w.num(18, 240)
        rows.append([label, done, w.num(2, done // 3)])
    w.p(f"{w.month}，{w.unit.short_name}便民服务中心认真受理群众办事申请，现将办理情况公布如下。")
    sums = w.table(
        f"{w.month}便民服务事项办理情况", ["窗口", "办理（件）", "其中帮办代办（件）"], rows, total=[1, 2]
    )
    w.p(
        f"{w.month}共办理各类事项{sums[0]}件，其中为老年人、残疾人等提供帮办代办{sums[1]}件。行动不便的群众，可电话预约上门服务。"
    )
    w.contact("预约电话")
    return f"{w.unit.short_name}{w.month}便民服务中心办件情况"
