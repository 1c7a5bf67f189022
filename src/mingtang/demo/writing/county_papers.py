"""Papers of the county government and its office."""

# Prose: a Chinese character counts as two columns, and a sentence is not broken.

from __future__ import annotations

from mingtang.demo.writing.base import Cell, Writer, family

_OFFICES = ("@department", "@park", "@township", "@street")


@family(
    "county-opinion",
    "xian-zhengfu",
    "zhengfu-bangongshi",
    genre="opinion",
    theme="03.01",
    numbered=True,
    policy=True,
    kw="实施意见 政策措施",
    weight=6,
)
def county_opinion(w: Writer) -> str:
    """县政府实施意见."""
    what = w.pick(
        "促进民营经济发展壮大",
        "加快发展养老服务",
        "推进农村生活垃圾分类",
        "支持高校毕业生返乡就业创业",
        "发展壮大村级集体经济",
        "加强耕地保护",
        "促进夜间消费",
        "加快茶产业高质量发展",
        "推进城乡供水一体化",
        "加强预制菜产业食品安全管理",
    )
    w.effective = w.ahead(30)
    w.expires = w.effective.replace(year=w.effective.year + 5, day=min(w.effective.day, 28))
    w.p("各乡镇人民政府、街道办事处，县级各部门：")
    w.p(f"为深入贯彻落实上级决策部署，{what}，结合我县实际，提出如下实施意见。")
    w.h("总体要求")
    w.p(
        f"坚持以人民为中心的发展思想，坚持问题导向、改革创新、分类推进，力争到{w.year + 3}年，相关工作机制基本健全，服务保障能力明显提升，群众获得感和满意度持续提高。"
    )
    w.h("重点任务")
    for title, text in w.rng.sample(
        [
            (
                "强化规划引领",
                "编制专项规划和年度实施计划，明确目标任务、责任单位和完成时限，做到项目化、清单化推进。",
            ),
            ("完善设施布局", "加大财政投入，统筹用好上级资金和社会资本，补齐基础设施和公共服务短板。"),
            ("培育市场主体", "落实税费优惠、融资担保、用地保障等政策，支持企业、合作社和个体工商户发展。"),
            ("优化服务供给", "推进服务事项进驻乡镇便民服务中心，推广告知承诺、帮办代办和网上办理。"),
            ("加强监督管理", "建立部门协同监管机制，依法查处违法违规行为，维护公平竞争秩序。"),
            ("健全人才支撑", "引进和培养一批专业人才，开展技能培训，落实人才补贴政策。"),
        ],
        4,
    ):
        w.h3(title)
        w.p(text)
    w.h("保障措施")
    w.ol(
        "加强组织领导，建立县政府分管领导牵头的协调机制。",
        "加强资金保障，严格资金使用绩效管理。",
        "加强宣传解读，及时回应社会关切。",
    )
    w.p(f"本意见自{w.effective.year}年{w.effective.month}月{w.effective.day}日起施行，有效期5年。")
    return f"关于{what}的实施意见"


@family(
    "livelihood",
    "xian-zhengfu",
    "zhengfu-bangongshi",
    genre="report",
    theme="02.02",
    kw="民生实事 进展",
    weight=6,
)
def livelihood(w: Writer) -> str:
    """民生实事进展."""
    tasks = (
        ("新增城镇就业", 1200, 2600, 100, "人"),
        ("改造农村危房", 80, 260, 10, "户"),
        ("新建改建农村公路", 20, 90, 5, "公里"),
        ("改造老旧小区", 4, 16, 1, "个"),
        ("新增普惠托位", 60, 240, 10, "个"),
        ("为老年人免费体检", 12000, 24000, 1000, "人次"),
        ("新建口袋公园", 2, 6, 1, "个"),
        ("改造农村户厕", 300, 1200, 50, "户"),
        ("特殊困难老年人家庭适老化改造", 60, 220, 10, "户"),
        ("新增公共停车位", 200, 900, 50, "个"),
    )
    # expected progress at the end of the last month
    due = int(w.month[5:-1]) * 100 // 12
    rows: list[list[Cell]] = []
    for i in sorted(w.rng.sample(range(len(tasks)), 8)):
        label, low, high, step, unit = tasks[i]
        done = min(100, max(3, due + w.num(-9, 12)))
        word = (
            "已完成"
            if done == 100
            else "正在加快"
            if done < due - 4
            else "提前推进"
            if done > due + 6
            else "按计划推进"
        )
        rows.append([label, f"{w.num(low, high, step)}{unit}", f"{done}%", word])
    w.p(f"现将{w.month[:5]}县政府民生实事项目截至{w.month[5:]}末的进展情况公布如下。")
    w.table("民生实事项目进展情况", ["项目", "年度目标", "完成进度", "进展评价"], rows, numbered=True)
    w.p("县政府督查室将持续跟踪推进，对进度滞后的项目进行督办。群众可通过县政府网站提出意见建议。")
    return f"截至{w.month}末县政府民生实事项目进展情况"


@family(
    "executive-meeting",
    "xian-zhengfu",
    "zhengfu-bangongshi",
    genre="other",
    theme="02.05",
    kw="县政府常务会议 议定事项",
    weight=7,
)
def executive_meeting(w: Writer) -> str:
    """常务会议公开."""
    number = (w.year - 2022) * 26 + w.issue
    items = w.ordered(
        [
            "审议并原则通过高标准农田建设年度实施方案，要求严格工程质量，健全管护机制。",
            "研究安全生产和防汛备汛工作，要求压实责任、加强隐患排查。",
            "听取财政预算执行情况汇报，要求兜牢“三保”底线、严控一般性支出。",
            "审议城区停车收费管理有关事项，要求充分听取群众意见。",
            "研究困难群众救助提标工作，要求做到应保尽保、精准发放。",
            "听取重大建设项目进展汇报，要求加快征迁和要素保障。",
            "审议政府投资项目计划，要求严格履行基本建设程序。",
        ],
        4,
    )
    w.p(
        f"{w.today}，县长主持召开县政府常务会议，研究部署有关工作。县政府常务会议组成人员参加会议，县级有关部门主要负责同志列席会议，邀请利害关系人和群众代表列席有关议题。"
    )
    w.h("会议议定事项")
    w.ol(*items)
    w.p("会议强调，各级各部门要提高执行力，对议定事项逐项明确责任人和时间表，办理情况按规定向社会公开。")
    return f"县政府第{number}次常务会议（{w.today}）"


@family(
    "openness-plan",
    "zhengfu-bangongshi",
    genre="notice",
    theme="02.01",
    kw="政务公开 工作要点 培训",
    numbered=True,
    weight=6,
)
def openness_plan(w: Writer) -> str:
    """政务公开工作通知."""
    what = w.pick(
        "政务公开重点任务落实",
        "基层政务公开标准目录动态调整",
        "政策解读质量提升",
        "政府信息公开专栏规范建设",
        "政务公开业务培训",
        "政府信息主动公开内容核查",
        "政府开放日活动",
    )
    rows: list[list[Cell]] = [
        ["各单位", "对照标准目录逐项自查", w.on(15)],
        ["县政府办公室", "抽查核验、反馈问题清单", w.on(30)],
        ["各单位", "完成整改并报送报告", w.on(45)],
    ]
    w.p("各乡镇人民政府、街道办事处，县级各部门：")
    w.p(
        f"为进一步提升政务公开质效，保障人民群众知情权、参与权、表达权、监督权，现就做好{w.year}年{what}有关工作通知如下。"
    )
    w.h("主要任务")
    w.ol(
        *w.ordered(
            [
                "聚焦重点领域，及时公开预算决算、社会救助、征地补偿、食品药品安全等信息。",
                "健全先审查、后公开制度，逐件落实公开属性源头认定。",
                "推行标准目录与日常工作结合，形成信息及时转化为公开内容。",
                "加强个人信息保护，公示类信息期满后按规定撤下。",
                "规范依申请公开办理，提高答复质量。",
            ],
            4,
        )
    )
    w.h("时间安排")
    w.table("工作安排", ["责任单位", "任务", "完成时间"], rows)
    w.h("工作要求")
    w.p("各单位要落实专人负责，公开专员实行A、B岗，不得出现工作断档。工作开展情况纳入政务公开年度评估。")
    w.contact("联系电话")
    return f"关于做好{w.year}年{what}有关工作的通知"
