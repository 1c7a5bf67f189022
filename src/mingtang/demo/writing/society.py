"""Education, public security and justice."""

# Prose: a Chinese character counts as two columns, and a sentence is not broken.

from __future__ import annotations

from mingtang.demo.writing.base import COMMUNITIES, TOWNS, Cell, Writer, day, family


@family("enrolment", "jiaoyu-ju", genre="notice", theme="11.02", area="compulsory-education", numbered=True, audience="natural_person",
        kw="义务教育 招生入学", months=(3, 4, 5, 6, 7), weight=8)  # fmt: skip
def enrolment(w: Writer) -> str:
    """义务教育招生通知."""
    stage = w.pick("小学一年级", "初中一年级", "义务教育学校", "随迁子女")
    w.p("各中小学校：")
    w.p(
        f"为规范义务教育招生秩序，保障适龄儿童少年依法接受义务教育，根据《中华人民共和国义务教育法》和上级招生入学工作要求，现就{w.year}年{stage}招生入学工作通知如下。"
    )
    w.h("招生对象")
    child = f"{w.year}年8月31日前年满6周岁的适龄儿童"
    who = {
        "小学一年级": child,
        "初中一年级": "小学应届毕业生",
        "随迁子女": f"在我县居住的随迁子女中，{child}和小学应届毕业生",
    }
    w.p(
        f"{who.get(stage, child + '，以及小学应届毕业生')}。因身体状况需要延缓入学的，由监护人提出申请，报县教育局批准。"
    )
    w.h("招生原则")
    w.ol(
        "坚持免试就近入学，不得以考试、竞赛、培训成绩或者证书作为招生依据。",
        "公办、民办学校同步招生，民办学校报名人数超过招生计划的实行电脑随机录取。",
        "按照“两为主、两纳入、以居住证为主要依据”的要求，保障随迁子女平等接受义务教育。",
        "落实烈士子女、现役军人子女等优待政策。",
    )
    w.h("时间安排")
    first = w.ahead(25)
    w.table(
        "招生工作日程",
        ["环节", "时间"],
        [
            ["信息采集", f"{day(first)}至{w.on(32)}"],
            ["资料审核", w.on(40)],
            ["录取公布", w.on(55)],
            ["入学通知", w.on(62)],
        ],
    )
    w.h("所需材料")
    w.ul(
        "适龄儿童户口簿、监护人居民身份证。", "房屋产权证明或者租赁备案证明。", "随迁子女需提供监护人居住证。"
    )
    w.h("工作纪律")
    w.p("严禁提前招生、掐尖招生、违规跨区域招生，严禁收取与入学挂钩的任何费用。")
    w.contact("招生咨询和监督电话")
    return f"关于做好{w.year}年{stage}招生入学工作的通知"


@family(
    "school-zones",
    "jiaoyu-ju",
    genre="announcement",
    theme="11.02",
    area="compulsory-education",
    kw="学区划分 招生范围",
    months=(4, 5, 6, 7),
    weight=6,
)
def school_zones(w: Writer) -> str:
    """学区划分."""
    street = w.rng.choice([town for town in TOWNS if town.kind == "street"])
    stage = w.pick("小学", "初中")
    schools = w.some(["实验学校", "学宫路学校", "柳堤路学校", "方田路学校", "明德学校"], 3)
    rows: list[list[Cell]] = []
    own = [unit for unit in COMMUNITIES if unit.parent == street.slug]
    for label, unit in zip(schools, own, strict=True):
        classes = w.num(3, 8)
        bounds = (
            f"{unit.short_name}全部区域" if w.rng.random() < 0.6 else f"{unit.short_name}及周边新建住宅小区"
        )
        rows.append(
            [f"明堂县{label}（{stage}部）", bounds, classes, classes * (45 if stage == "小学" else 50)]
        )
    w.p(
        "根据适龄儿童少年人数、学校分布和规模、交通状况等因素，经实地调研、专家论证和征求意见，"
        f"确定{w.year}年{street.short_name}片区公办{stage}招生范围，现予公布。"
    )
    sums = w.table(
        f"{w.year}年公办{stage}招生范围和计划",
        ["学校", "招生范围", "班数（个）", "计划人数（人）"],
        rows,
        total=[2, 3],
    )
    w.p(
        f"计划招生班级{sums[0]}个、学生{sums[1]}人。学位不足的学校，按照“房户一致优先”的顺序录取，"
        "未录取学生统筹安排到相对就近的公办学校就读。"
    )
    w.contact()
    return f"{w.year}年{street.short_name}片区公办{stage}学区划分和招生计划公告"


@family(
    "student-aid",
    "jiaoyu-ju",
    genre="announcement",
    theme="11.02",
    area="compulsory-education",
    kw="学生资助 生活补助",
    weight=5,
)
def student_aid(w: Writer) -> str:
    """学生资助."""
    term = f"{w.year}年春季学期" if w.when.month < 8 else f"{w.year}年秋季学期"
    rows: list[list[Cell]] = []
    for label, each in (
        ("学前教育保教费资助", 500),
        ("小学家庭经济困难学生生活补助", 625),
        ("初中家庭经济困难学生生活补助", 750),
        ("普通高中国家助学金", 1000),
    ):
        people = w.num(160, 1600)
        rows.append([label, people, each, people * each])
    w.p(
        f"{term}家庭经济困难学生资助资金已通过社会保障卡发放到位。现将有关情况公布如下，受助学生个人信息依法予以保护。"
    )
    sums = w.table(
        f"{term}学生资助资金发放情况",
        ["资助项目", "受助学生（人）", "平均标准（元／生·学期）", "金额（元）"],
        rows,
        total=[1, 3],
    )
    w.p(f"共资助学生{sums[0]}人次，发放资金{sums[1]}元。应助未助的学生，监护人可向就读学校提出申请。")
    w.contact("资助热线")
    return f"{term}家庭经济困难学生资助情况公告（{w.when.month}月）"


@family(
    "tutoring",
    "jiaoyu-ju",
    genre="announcement",
    theme="11.02",
    area="compulsory-education",
    kw="校外培训 白名单 校园安全",
    weight=4,
)
def tutoring(w: Writer) -> str:
    """校外培训机构名单."""
    rows: list[list[Cell]] = []
    for _ in range(w.num(5, 9)):
        kind = w.pick("艺术", "体育", "科技")
        label = w.pick("青禾", "小荷", "晨光", "启萌", "乐知", "尚艺", "知新") + kind + "培训中心"
        result = w.pick("合格", "合格", "限期整改")
        rows.append([label, w.rng.choice(COMMUNITIES).short_name, kind + "类", result])
    w.p(f"为规范校外培训行为，县教育局会同有关部门对校外培训机构开展{w.quarter}检查，现将检查结果公布如下。")
    w.table(
        f"{w.quarter}非学科类校外培训机构检查结果",
        ["机构名称", "所在社区", "类别", "检查结果"],
        rows,
        numbered=True,
    )
    w.p(
        "请家长选择证照齐全的培训机构，通过全国校外教育培训监管与服务综合平台选课缴费，一次性缴费不超过3个月或者60课时，且不超过5000元。"
    )
    w.contact("举报电话")
    return f"{w.quarter}校外培训机构检查结果公告"


@family(
    "household",
    "gongan-ju",
    genre="guide",
    theme="16.01",
    area="household-registration",
    audience="natural_person",
    kw="户籍 户口登记 办事指南",
    weight=5,
)
def household(w: Writer) -> str:
    """户籍办理指南."""
    what, papers, limit = w.rng.choice(
        [
            (
                "出生登记",
                ["出生医学证明。", "父母居民户口簿、居民身份证。", "父母结婚证（非婚生育的除外）。"],
                "当场办结",
            ),
            ("夫妻投靠户口迁移", ["书面申请。", "双方居民户口簿、居民身份证。", "结婚证。"], "3个工作日"),
            (
                "居民身份证换领补领",
                ["居民户口簿或者原居民身份证。", "本人到场采集人像和指纹信息。"],
                "20个工作日内发证",
            ),
            (
                "姓名变更登记",
                ["书面申请和变更理由说明。", "居民户口簿、居民身份证。", "未成年人需提供监护人意见。"],
                "10个工作日",
            ),
            (
                "居住证申领",
                ["居民身份证。", "房屋租赁合同、房屋产权证明等居住证明，或者就业、就读证明。"],
                "15日内制发",
            ),
        ]
    )
    place = w.town()
    w.p(f"为方便群众办理户籍业务，现将{what}办理事项公布如下，{place}等派出所户籍窗口均可受理。")
    w.h("办理对象")
    w.p(f"户籍在本县或者符合在本县办理{what}条件的公民。")
    w.h("申请材料")
    w.ol(*papers)
    w.h("办理流程")
    w.ol(
        "申请人到窗口或者通过政务服务平台提交材料。",
        "民警审核，材料齐全的当场受理，不齐全的一次性告知。",
        "审批办结，领取证件或者通过邮政寄递送达。",
    )
    w.h("办理时限和收费")
    w.p(f"办理时限：{limit}。除居民身份证工本费外，不收取其他费用。")
    w.h("办理地点和时间")
    w.p(f"各派出所户籍窗口、县政务服务大厅公安窗口，{w.unit.office_hours}。咨询电话：{w.unit.phone}。")
    return f"{what}办理指南（{place}户籍窗口，{w.year}年{w.when.month}月更新）"


@family(
    "police-notice", "gongan-ju", genre="public_notice", theme="16.01", kw="通告 社会治安 烟花爆竹", weight=5
)
def police_notice(w: Writer) -> str:
    """公安通告."""
    what, items = w.rng.choice(
        [
            ("禁止燃放烟花爆竹", ("县城规划区内全年禁止燃放烟花爆竹。", "国家机关、文物保护单位、车站、加油站、医疗机构、学校、山林等重点防火区禁止燃放。", "未经许可，任何单位和个人不得生产、经营、运输烟花爆竹。")),
            ("加强电动自行车通行管理", ("驾驶、乘坐电动自行车应当佩戴安全头盔。", "不得闯红灯、逆行、在机动车道内行驶。", "不得在建筑物的门厅、楼道、安全出口停放或者充电。")),
            ("收缴非法枪爆物品", ("非法持有枪支弹药、爆炸物品和管制器具的，应当主动上交公安机关。", "在规定期限内主动上交的，依法从轻、减轻或者免除处罚。", "举报违法线索经查实的，按规定给予奖励，并为举报人保密。")),
            ("整治机动车噪声扰民", ("禁止驾驶拆除或者损坏消声器、加装排气管等擅自改装的机动车。", "城区禁鸣路段全天禁止鸣喇叭。", "对查获的非法改装车辆，依法责令恢复原状并处罚。")),
        ]
    )  # fmt: skip
    w.p(
        f"为维护社会治安和公共秩序，保障人民群众生命财产安全，根据有关法律法规规定，现就{what}有关事项通告如下。"
    )
    w.ol(*items)
    w.p("违反本通告规定的，由公安机关依法予以处罚；构成犯罪的，依法追究刑事责任。")
    w.p(f"欢迎广大群众监督举报，举报电话：110、{w.unit.phone}。本通告自{w.on(3)}起施行。")
    w.effective = w.ahead(3)
    return f"关于{what}的通告"


@family(
    "legal-aid",
    "sifa-ju",
    genre="guide",
    theme="16.03",
    area="legal-services",
    audience="natural_person",
    kw="法律援助 办事指南",
    weight=5,
)
def legal_aid(w: Writer) -> str:
    """法律援助指南."""
    group = w.pick("农民工", "老年人", "未成年人", "残疾人", "军人军属", "妇女")
    w.p(f"为方便{group}依法维护自身权益，根据《中华人民共和国法律援助法》，编制本指南。")
    w.h("援助范围")
    w.ul(
        "请求支付劳动报酬，请求认定劳动关系。",
        "请求给付赡养费、抚养费、扶养费。",
        "请求给予最低生活保障、社会保险待遇。",
        "请求工伤、交通事故、食品药品安全事故、医疗事故人身损害赔偿。",
        "刑事案件中符合条件的犯罪嫌疑人、被告人、被害人申请法律援助。",
    )
    w.h("经济困难标准")
    w.p(
        "申请人家庭人均收入符合本地法律援助经济困难标准。低保对象、特困人员、请求支付劳动报酬的进城务工人员等，依法免予核查经济困难状况。"
    )
    w.h("申请材料")
    w.ol(
        "法律援助申请表（窗口免费提供）。",
        "居民身份证或者其他有效身份证明。",
        "与所申请事项有关的材料。",
        "经济困难状况说明表，免予核查的提供相应证明。",
    )
    w.h("办理流程")
    w.p(
        "申请—受理—审查—指派—办理—回访。法律援助机构自收到申请之日起7日内作出决定，情况紧急的先行提供援助。法律援助不收取任何费用。"
    )
    w.h("办理地点")
    w.p(
        f"县公共法律服务中心（{w.unit.address}），各乡镇司法所均可代收材料。咨询电话：12348、{w.unit.phone}。"
    )
    return f"{group}法律援助申请指南（{w.year}年{w.when.month}月更新）"


@family(
    "legal-stats",
    "sifa-ju",
    genre="report",
    theme="16.03",
    area="legal-services",
    kw="公共法律服务 人民调解",
    weight=6,
)
def legal_stats(w: Writer) -> str:
    """公共法律服务情况."""
    rows: list[list[Cell]] = [[t.short_name, w.num(18, 92), w.num(9, 48), w.num(1, 12)] for t in TOWNS]
    w.p(f"现将{w.quarter}全县公共法律服务开展情况公布如下。")
    sums = w.table(
        f"{w.quarter}公共法律服务情况",
        ["乡镇（街道）", "法律咨询（人次）", "调解纠纷（件）", "法律援助（件）"],
        rows,
        total=[1, 2, 3],
    )
    w.p(f"{w.quarter}全县共提供法律咨询{sums[0]}人次，调解矛盾纠纷{sums[1]}件，办理法律援助案件{sums[2]}件。")
    w.p(
        w.pick(
            "纠纷类型以婚姻家庭、邻里、土地和劳动争议为主，基本实现小事不出村、大事不出镇。",
            "法律援助以请求支付劳动报酬案件居多，为务工人员挽回经济损失。",
        )
    )
    return f"{w.quarter}明堂县公共法律服务工作情况"


@family(
    "rules-review",
    "sifa-ju",
    "zhengfu-bangongshi",
    genre="notice",
    theme="16.03",
    kw="规范性文件 清理 合法性审核",
    numbered=True,
    weight=4,
)
def rules_review(w: Writer) -> str:
    """规范性文件清理."""
    topic = w.pick("涉及营商环境", "涉及生态环境保护", "涉及行政处罚", "涉及公平竞争", "有效期届满")
    w.p("各乡镇人民政府、街道办事处，县级各部门：")
    w.p(
        f"为维护法制统一，根据上级有关工作要求，决定对{topic}的行政规范性文件开展专项清理。现将有关事项通知如下。"
    )
    w.h("清理范围")
    w.p(
        "以县政府、县政府办公室名义印发的现行有效行政规范性文件，以及各乡镇人民政府、街道办事处和县级部门印发的现行有效行政规范性文件。"
    )
    w.h("清理标准")
    w.ol(
        "主要内容与上位法相抵触或者已被新规定代替的，予以废止。",
        "适用期已过或者调整对象已消失的，宣布失效。",
        "个别条款需要完善的，予以修改。",
        "继续适用的，予以保留并向社会公布目录。",
    )
    w.h("工作安排")
    w.p(
        f"各单位于{w.on(20)}前完成自查，提出清理意见报县司法局；县司法局于{w.on(45)}前完成审核汇总，报县政府审定后公布清理结果。"
    )
    return f"关于开展{topic}行政规范性文件专项清理的通知"
