"""Employment, social insurance and medical insurance."""

# Prose: a Chinese character counts as two columns, and a sentence is not broken.

from __future__ import annotations

from mingtang.demo.writing.base import Cell, Writer, day, family, wan


@family("recruit", "renshe-ju", genre="announcement", theme="15.03", area="employment", kw="事业单位 公开招聘",
        audience="natural_person", weight=5, months=(3, 4, 5, 6, 9, 10, 11))  # fmt: skip
def recruit(w: Writer) -> str:
    """事业单位公开招聘公告."""
    field = w.pick("教育系统", "卫生健康系统", "农业服务系统", "乡镇", "文化旅游系统")
    rows: list[list[Cell]] = []
    posts = {
        "教育系统": [
            "小学语文教师",
            "小学数学教师",
            "初中物理教师",
            "初中英语教师",
            "幼儿园教师",
            "特殊教育教师",
        ],
        "卫生健康系统": ["临床医师", "护理", "医学检验", "影像技术", "公共卫生管理"],
        "农业服务系统": ["农业技术推广", "动物防疫", "农产品检测", "水利工程管理"],
        "乡镇": ["便民服务", "综合文秘", "财务管理", "安全生产监管", "村镇建设"],
        "文化旅游系统": ["讲解员", "图书管理", "文物保护", "群众文化辅导"],
    }[field]
    for post in w.ordered(posts, 4):
        rows.append(
            [post, w.num(1, 6), w.pick("本科及以上", "大专及以上"), w.pick("35周岁及以下", "30周岁及以下")]
        )
    w.p(
        f"根据《事业单位人事管理条例》和事业单位公开招聘有关规定，经研究，决定面向社会公开招聘{field}事业单位工作人员。现将有关事项公告如下。"
    )
    w.h("招聘岗位和人数")
    sums = w.table("公开招聘岗位一览表", ["岗位", "人数（人）", "学历要求", "年龄要求"], rows, total=[1])
    w.p(f"本次共招聘{sums[0]}人。岗位具体条件见岗位表。")
    w.h("报名条件")
    w.ol(
        "具有中华人民共和国国籍，遵守宪法和法律，具有良好的品行。",
        "具备岗位所需的专业、学历、年龄和技能条件。",
        "具有正常履行职责的身体条件。",
        "法律法规规定不得报考的情形除外。",
    )
    w.h("招聘程序")
    w.ol(
        f"报名：{w.on(8)}9:00至{w.on(13)}17:00，网上报名，免收报名费。",
        f"笔试：{day(w.weekend(30))}，地点以准考证为准。",
        "资格复审和面试：按岗位招聘人数1:3的比例确定面试人选。",
        "体检和考察：按笔试、面试综合成绩从高到低等额确定人选。",
        "公示和聘用：拟聘人员名单公示7个工作日，无异议的办理聘用手续。",
    )
    w.h("纪律与监督")
    w.p(
        f"招聘工作坚持公开、平等、竞争、择优原则，全程接受监督。咨询电话：{w.unit.phone}。本次考试不指定辅导用书，不举办也不委托任何机构举办培训班。"
    )
    return f"明堂县{w.year}年{'上半年' if w.when.month < 7 else '下半年'}{field}事业单位公开招聘工作人员公告"


@family("job-fair", "renshe-ju", genre="announcement", theme="15.01", area="employment", kw="招聘会 就业服务",
        audience="natural_person", weight=5)  # fmt: skip
def job_fair(w: Writer) -> str:
    """招聘会公告."""
    theme = w.pick("民营企业服务专场", "就业援助专场", "返乡人员专场", "高校毕业生专场", "女性就业专场")
    town = w.town()
    held = w.ahead(w.num(7, 15))
    rows: list[list[Cell]] = []
    for _ in range(6):
        low = w.num(3000, 4500, 100)
        job = w.pick("生产操作工", "质检员", "仓储管理员", "电工", "销售代表", "会计", "机修工")
        rows.append(
            [
                w.firm(),
                job,
                w.num(1, 3) if job == "会计" else w.num(3, 40),
                f"{low}—{low + w.num(800, 2500, 100)}",
            ]
        )
    w.p(
        f"为搭建用工供需对接平台，促进城乡劳动者就业，县人社局定于{day(held)}在{town}举办现场招聘会（{theme}），同步开展直播带岗。现将有关事项公告如下。"
    )
    w.h("时间和地点")
    w.p(f"时间：{day(held)}9:00—12:00。地点：{town}文化广场。")
    w.h("部分招聘岗位")
    sums = w.table("部分企业招聘岗位", ["单位", "岗位", "人数（人）", "月薪（元）"], rows, total=[2])
    w.p(f"参会企业共{w.num(22, 48)}家，上表所列企业提供岗位{sums[0]}个，更多岗位以现场公布为准。")
    w.h("现场服务")
    w.ul(
        "就业失业登记、职业指导和技能培训报名。",
        "劳动权益保护法律咨询。",
        "创业担保贷款、一次性创业补贴等政策解答。",
    )
    w.contact()
    return f"关于举办{town}现场招聘会（{theme}）的公告（{held.year}年{held.month}月）"


@family("internship", "renshe-ju", genre="announcement", theme="15.01", area="employment", kw="就业见习 补贴 公示",
        display=5, weight=4)  # fmt: skip
def internship(w: Writer) -> str:
    """就业见习补贴公示."""
    rows: list[list[Cell]] = []
    for _ in range(w.num(5, 9)):
        people, months = w.num(1, 8), w.num(3, 6)
        rows.append([w.firm(), people, months, people * months * 1200])
    w.p(
        f"根据就业见习管理有关规定，经单位申报、资料审核和实地核查，下列单位符合{w.quarter}就业见习补贴申领条件，现予公示。"
    )
    sums = w.table(
        "就业见习补贴拟发放情况",
        ["见习单位", "见习人数（人）", "见习月数（月）", "补贴金额（元）"],
        rows,
        total=[1, 3],
        numbered=True,
    )
    w.p(
        f"本次拟向{len(rows)}家见习单位发放补贴{sums[1]}元，补贴标准为每人每月1200元，用于见习人员基本生活费补助。"
    )
    w.objection(5)
    return f"{w.quarter}就业见习补贴发放公示"


@family("pension", "renshe-ju", genre="notice", theme="15.02", area="social-insurance", numbered=True,
        kw="城乡居民基本养老保险 参保缴费", audience="natural_person", months=(1, 2, 3, 9, 10, 11, 12))  # fmt: skip
def pension(w: Writer) -> str:
    """居民养老保险缴费通知."""
    year = w.year + (1 if w.when.month >= 9 else 0)
    w.p("各乡镇人民政府、街道办事处：")
    w.p(
        f"为做好我县{year}年度城乡居民基本养老保险参保缴费工作，持续扩大覆盖面、提高保障水平，现将有关事项通知如下。"
    )
    w.h("参保范围")
    w.p(
        "具有本县户籍，年满16周岁（不含在校学生），非国家机关和事业单位工作人员及不属于职工基本养老保险制度覆盖范围的城乡居民。"
    )
    w.h("缴费档次和补贴标准")
    rows: list[list[Cell]] = [
        [f"第{n}档", pay, 30 + pay // 50]
        for n, pay in zip("一二三四五六", (200, 500, 1000, 2000, 3000, 5000), strict=True)
    ]
    w.table("城乡居民基本养老保险缴费档次与政府补贴", ["档次", "年缴费额", "政府补贴"], rows, unit="元／年")
    w.p("对低保对象、特困人员、重度残疾人等缴费困难群体，由财政按规定代缴最低标准养老保险费。")
    w.h("缴费方式")
    w.ul(
        "通过政务服务平台、税务部门手机应用自助缴费。",
        "到乡镇（街道）便民服务中心、村（社区）便民服务站办理。",
        "委托银行代扣，扣款前请确保账户余额充足。",
    )
    w.h("工作要求")
    w.p(
        f"集中缴费期自{w.on(10)}起至{w.on(90)}止。各乡镇（街道）要坚持自愿原则，加强政策宣传，不得强制参保，不得搭车收费。"
    )
    return f"关于做好{year}年度城乡居民基本养老保险参保缴费工作的通知"


@family("medical-insurance", "yibao-ju", genre="notice", theme="15.02", area="social-insurance", numbered=True,
        kw="城乡居民基本医疗保险 参保缴费", months=(9, 10, 11, 12))  # fmt: skip
def medical_insurance(w: Writer) -> str:
    """居民医保参保缴费通知."""
    year = w.year + 1
    w.p("各乡镇人民政府、街道办事处，各定点医疗机构：")
    w.p(f"为做好{year}年度城乡居民基本医疗保险参保缴费工作，保障参保群众医疗待遇，现将有关事项通知如下。")
    w.h("参保对象和缴费期限")
    w.p(
        f"未参加职工基本医疗保险的本县城乡居民，在本县就读的各类学生，以及取得居住证的常住人口。集中缴费期为{w.on(5)}至{w.year}年12月31日。"
    )
    w.h("资助政策")
    w.ol(
        "特困人员参保个人缴费部分全额资助。",
        "低保对象、防止返贫监测对象参保个人缴费部分按规定定额资助。",
        "资助对象由民政、农业农村等部门提供名单，不需要本人提出申请。",
    )
    w.h("待遇享受")
    w.p(
        f"在集中缴费期内缴费的，自{year}年1月1日至12月31日享受待遇。新生儿自出生之日起90日内参保缴费的，自出生之日起享受待遇。"
    )
    w.h("有关要求")
    w.p(
        w.pick(
            "各乡镇（街道）要逐村逐户宣传动员，对外出务工人员通过电话、微信等方式提醒到位，做到应参尽参。",
            "各定点医疗机构要在收费窗口、候诊区域张贴参保提示，引导群众及时缴费。",
        )
    )
    w.contact()
    return f"关于做好{year}年度城乡居民基本医疗保险参保缴费工作的通知"


@family("medical-aid", "yibao-ju", genre="announcement", theme="15.02", area="social-assistance",
        kw="医疗救助 医保基金", weight=5)  # fmt: skip
def medical_aid(w: Writer) -> str:
    """医疗救助情况."""
    rows: list[list[Cell]] = []
    for label in ("特困人员", "低保对象", "防止返贫监测对象", "因病致贫重病患者"):
        visits = w.num(60, 900)
        rows.append([label, visits, wan(visits * w.num(7000, 22000) // 1000)])
    w.p(
        f"{w.quarter}，县医保局认真落实医疗救助制度，实行基本医疗保险、大病保险和医疗救助“一站式”结算。现将医疗救助实施情况公布如下。"
    )
    sums = w.table(
        f"{w.quarter}医疗救助情况",
        ["救助对象类别", "救助人次（人次）", "救助金额（万元）"],
        rows,
        total=[1, 2],
    )
    w.p(f"{w.quarter}共实施医疗救助{sums[0]}人次，支出医疗救助资金{sums[1]}万元。")
    w.p(
        "符合条件的群众在县域内定点医疗机构住院，救助费用在出院时直接结算；在县外就医未能直接结算的，可到县政务服务大厅医保窗口申请。"
    )
    w.contact()
    return f"{w.quarter}医疗救助实施情况公告"


@family(
    "insurance-fund", "yibao-ju", genre="circular", theme="15.02", kw="医保基金监管 定点医药机构", weight=4
)
def insurance_fund(w: Writer) -> str:
    """医保基金监督检查通报."""
    total, cases = w.num(40, 120), w.num(4, 9)
    w.p(
        f"为维护医疗保障基金安全，{w.month}县医保局对定点医药机构开展监督检查，共检查机构{total}家，查处违规机构{cases}家。现将有关情况通报如下。"
    )
    rows: list[list[Cell]] = []
    for _ in range(cases):
        wrong = w.pick("重复收费", "超标准收费", "串换诊疗项目", "药品进销存不符", "分解住院")
        rows.append(
            [
                w.town() + w.pick("卫生院", "诊所", "大药房"),
                wrong,
                w.num(1200, 26000),
                w.pick("退回基金、约谈", "退回基金、暂停结算1个月", "退回基金、责令整改"),
            ]
        )
    sums = w.table(
        "违规机构处理情况", ["机构", "主要问题", "追回基金（元）", "处理结果"], rows, total=[2], numbered=True
    )
    w.p(
        f"上述违规问题共追回医保基金{sums[0]}元。各定点医药机构要引以为戒，认真开展自查自纠，规范诊疗和收费行为。"
    )
    w.p(f"欢迎社会各界监督，举报欺诈骗保行为经查实的，按规定给予奖励。举报电话：{w.unit.phone}。")
    return f"关于{w.month}定点医药机构监督检查情况的通报"
