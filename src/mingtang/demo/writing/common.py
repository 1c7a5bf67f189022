"""Texts that every office writes: functions, leaders, budgets, meetings, staff."""

# Prose: a Chinese character counts as two columns, and a sentence is not broken.

from __future__ import annotations

from mingtang.demo.county import LEADERS
from mingtang.demo.writing.base import NUMERALS, Cell, Writer, family, wan

_OFFICES = ("@department", "@park", "@township", "@street")


@family("functions", *_OFFICES, genre="other", theme="02.01", kw="机构职能 机构设置 联系方式", weight=2)
def functions(w: Writer) -> str:
    """机构职能."""
    u = w.unit
    w.signed = False
    w.p(f"根据机构改革方案和有关规定，现将{u.name}主要职责、办公地址、办公时间和联系方式公布如下。")
    w.h("主要职责")
    w.ol(*u.functions)
    w.h("内设机构")
    offices = (
        ("党政办公室", "公共服务办公室", "平安建设办公室", "综合行政执法队")
        if u.kind in {"township", "street"}
        else ("办公室", "政策法规股", "业务综合股", "财务审计股")
    )
    w.ul(*offices)
    w.h("联系方式")
    w.table(
        "基本信息",
        ["项目", "内容"],
        [
            ["负责人", _leaders(w)[0][0]],
            ["办公地址", u.address],
            ["办公时间", u.office_hours],
            ["联系电话", u.phone],
            ["传真", u.fax],
            ["邮政编码", u.postcode],
            ["电子邮箱", u.email],
        ],
    )
    return f"{u.name}机构职能（{w.year}年{w.when.month}月更新）"


def _leaders(w: Writer) -> list[tuple[str, str, str]]:
    return [(x.name, x.title, x.functions) for x in LEADERS if x.unit == w.unit.slug and x.order < 90]


@family("leaders", *_OFFICES, "xian-zhengfu", genre="notice", theme="02.01", kw="领导分工 领导信息", weight=2)
def leaders(w: Writer) -> str:
    """领导分工."""
    rows: list[list[Cell]] = [[name, title, work] for name, title, work in _leaders(w)]
    w.p(f"因工作需要，经研究，对{w.unit.short_name}领导同志工作分工作如下安排，现予公布。")
    w.table("领导同志工作分工", ["姓名", "职务", "工作分工"], rows)
    w.p("领导同志外出期间，由分管相近工作的领导同志代为处理有关工作。")
    return f"关于{w.unit.short_name}领导同志工作分工的通知（{w.year}年{w.when.month}月）"


@family(
    "budget",
    *_OFFICES,
    genre="report",
    theme="04.01",
    area="budget",
    kw="部门预算 预算公开 三公经费",
    months=(1, 2, 3),
    weight=12,
)
def budget(w: Writer) -> str:
    """部门预算."""
    u = w.unit
    rows: list[list[Cell]] = [
        [label, wan(w.num(low * 80, low * 140))]
        for label, low in (
            ("一般公共服务支出", 620),
            ("社会保障和就业支出", 118),
            ("卫生健康支出", 46),
            ("农林水支出", 210),
            ("住房保障支出", 68),
        )
    ]
    total = sum(row[1] for row in rows if not isinstance(row[1], str))
    w.p(
        f"根据《中华人民共和国预算法》和预算公开有关规定，现将{u.short_name}{w.year}年{'政府' if u.kind == 'township' else '部门'}预算说明如下。"
    )
    w.h("预算收支总体情况")
    w.p(f"{w.year}年收入预算{total}万元，支出预算{total}万元，收支平衡。")
    w.table(f"{w.year}年支出预算", ["功能分类", "预算数"], rows, total=[1], unit="万元")
    w.h("“三公”经费预算情况")
    _three_public(w, "预算数")
    w.h("政府采购和绩效目标")
    w.p(f"{w.year}年安排政府采购预算{wan(w.num(1800, 26000))}万元。纳入绩效目标管理的项目{w.num(3, 12)}个。")
    w.h("名词解释")
    w.p("“三公”经费：指用一般公共预算拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。")
    w.attach(
        f"{u.short_name}{w.year}年预算公开表",
        "xlsx",
        "功能分类\t预算数（万元）",
        *[f"{a}\t{b:.2f}" for a, b in rows],
        f"合计\t{total:.2f}",
    )
    return f"{u.name}{w.year}年{'政府' if u.kind == 'township' else '部门'}预算公开说明"


def _three_public(w: Writer, label: str) -> None:
    abroad, cars, guests = 0, w.num(120, 860), w.num(40, 420)
    rows: list[list[Cell]] = [
        ["因公出国（境）费", wan(abroad), wan(0)],
        ["公务用车购置及运行维护费", wan(cars + w.num(10, 90)), wan(cars)],
        ["公务接待费", wan(guests + w.num(5, 60)), wan(guests)],
    ]
    sums = w.table("“三公”经费", ["项目", "上年" + label, "本年" + label], rows, total=[1, 2], unit="万元")
    w.p(
        f"“三公”经费本年{label}{sums[1]}万元，比上年减少{sums[0] - sums[1]}万元，主要是落实过紧日子要求，压减一般性支出。"
    )


@family(
    "accounts",
    *_OFFICES,
    genre="report",
    theme="04.01",
    area="budget",
    kw="部门决算 决算公开 三公经费",
    months=(8, 9, 10),
    weight=12,
)
def accounts(w: Writer) -> str:
    """部门决算."""
    u, year = w.unit, w.year - 1
    rows: list[list[Cell]] = [
        ["基本支出—人员经费", wan(w.num(42000, 88000))],
        ["基本支出—公用经费", wan(w.num(5600, 12600))],
        ["项目支出", wan(w.num(18000, 96000))],
    ]
    total = sum(row[1] for row in rows if not isinstance(row[1], str))
    w.p(f"经批复，现将{u.short_name}{year}年度决算公开如下。")
    w.h("收入支出决算总体情况")
    w.p(f"{year}年度支出总计{total}万元，与收入总计持平。")
    w.table(f"{year}年度支出决算", ["项目", "决算数"], rows, total=[1], unit="万元")
    w.h("“三公”经费支出决算情况")
    _three_public(w, "决算数")
    w.h("机关运行和国有资产占用情况")
    w.p(
        f"{year}年度机关运行经费支出{rows[1][1]}万元。截至{year}年12月31日，共有车辆{w.num(1, 6)}辆，无单价100万元以上的设备。"
    )
    return f"{u.name}{year}年度决算公开说明"


@family(
    "procurement",
    *_OFFICES,
    genre="announcement",
    theme="04.01",
    area="public-resources",
    kw="政府采购 采购意向",
    weight=3,
)
def procurement(w: Writer) -> str:
    """政府采购意向."""
    rows: list[list[Cell]] = []
    for label in w.some(
        [
            "办公设备购置",
            "信息系统运行维护",
            "物业服务",
            "印刷服务",
            "会计和审计服务",
            "专用设备购置",
            "宣传服务",
            "档案数字化服务",
        ],
        w.num(2, 4),
    ):
        when = w.ahead(w.num(35, 80))
        rows.append(
            [
                label,
                wan(w.num(600, 9600)),
                f"{when.year}年{when.month}月",
                w.pick("专门面向中小企业", "按规定落实扶持政策"),
            ]
        )
    w.p(
        f"为便于供应商及时了解政府采购信息，根据采购意向公开有关规定，现将{w.unit.short_name}近期政府采购意向公开如下。"
    )
    sums = w.table(
        "政府采购意向",
        ["采购项目", "预算金额（万元）", "预计采购时间", "备注"],
        rows,
        total=[1],
        numbered=True,
    )
    w.p(
        f"本次公开采购项目{len(rows)}个，预算金额{sums[0]}万元。本次公开的采购意向是初步安排，具体以采购公告和采购文件为准。"
    )
    w.contact("联系电话")
    return f"{w.unit.short_name}{w.year}年{w.when.month}月政府采购意向（{rows[0][0]}等）"


@family("minutes", *_OFFICES, genre="minutes", theme="02.05", kw="会议纪要", open_attr="closed", weight=2,
        reason=("E16b", "会议讨论记录和过程性意见，属于行政机关在履行行政管理职能过程中形成的过程性信息，法律、法规、规章未规定应当公开。"))  # fmt: skip
def minutes(w: Writer) -> str:
    """会议纪要."""
    what = w.pick(
        "项目资金安排", "信访积案化解", "年度重点工作推进", "专项整治行动", "存量资产处置", "服务外包方案"
    )
    w.p(
        f"{w.today}，{w.unit.short_name}主要负责同志主持召开专题会议，研究{what}有关问题。现将会议议定事项纪要如下。"
    )
    w.ol(
        f"会议听取了相关股室关于{what}的情况汇报，对初步方案进行了讨论，原则同意继续完善后按程序报批。",
        f"由办公室牵头，于{w.on(15)}前汇总各方意见，修改形成送审稿。",
        "涉及资金安排的，由财务部门会同业务股室进一步测算，待上级资金文件下达后再行研究。",
        "各责任股室要加强沟通，工作进展每周报送一次。",
    )
    w.p("参加会议人员名单略。会议意见尚属讨论过程内容，不对外提供。")
    return f"关于{what}有关问题的会议纪要（{w.today}）"


@family("staffing", *_OFFICES, genre="notice", theme="15.03", kw="人事管理 考核", open_attr="closed", weight=2, numbered=True,
        reason=("E16a", "内部人事管理信息，属于行政机关内部事务信息，不对外产生直接影响。"))  # fmt: skip
def staffing(w: Writer) -> str:
    """内部人事."""
    what = w.pick("年度考核工作安排", "工作人员岗位调整", "请假和考勤管理", "干部值班安排", "办公用房调整")
    meeting = {"township": "党委会议", "street": "党工委会议"}.get(w.unit.kind, "党组会议")
    w.p("机关各股室、各直属单位：")
    w.p(f"经{w.unit.short_name}{meeting}研究，现就{what}有关事项通知如下。")
    w.ol(
        "各股室负责人对照职责抓好落实，确保工作衔接有序。",
        f"各股室于{w.on(7)}前将有关材料报办公室汇总登记。",
        "有关材料由办公室统一归档，不得擅自复制、传播。",
    )
    w.p("本通知仅限机关内部执行。")
    return f"关于{w.unit.short_name}{what}的通知（{w.year}年{w.when.month}月）"


@family("case-file", "shichang-ju", "chengguan-ju", "shengtai-fenju", "yingji-ju", "jiaotong-ju", "gongan-ju", genre="report", theme="16.03",
        kw="执法案卷 调查", open_attr="closed", weight=2, reason=("E16c", "行政执法案卷信息，案件尚在办理中，处罚决定作出后按规定公示结果。"))  # fmt: skip
def case_file(w: Writer) -> str:
    """执法案卷."""
    firm = w.firm()
    w.p(
        f"{w.on(-12)}，我单位执法人员对{firm}进行现场检查，发现其涉嫌违法行为，经批准予以立案调查。现将案件调查进展报告如下。"
    )
    w.ol(
        "已制作现场检查笔录1份、询问笔录2份，调取有关台账和票据。",
        "现有证据尚需补充，拟委托有资质的机构进行检测鉴定。",
        "对当事人陈述的情况正在核实，调查终结后按程序进行法制审核和集体讨论。",
    )
    w.p("案件在作出行政处罚决定前，案卷材料由承办机构专人保管。")
    return f"关于{firm}涉嫌违法案调查进展情况的报告"


@family("on-request", "ziran-ziyuan-ju", "zhujian-ju", "jiaotong-ju", "shuili-ju", "minzheng-ju", "@township", genre="other", theme="02.01",
        kw="依申请公开 档案资料", open_attr="on_request", audience="natural_person", weight=2)  # fmt: skip
def on_request(w: Writer) -> str:
    """依申请公开的资料."""
    place = w.rng.choice(w.own_villages()) if w.unit.kind == "township" else w.village()
    what = w.pick(
        "宅基地审批档案",
        "土地承包合同台账",
        "道路工程竣工资料",
        "供水管网竣工图",
        "房屋安全鉴定资料",
        "区划界线勘定资料",
    )
    years = f"{w.year - w.num(6, 12)}—{w.year - w.num(1, 5)}年"
    groups = w.rng.sample(NUMERALS[:8], 4)
    rows: list[list[Cell]] = [
        [f"第{NUMERALS[i]}册", f"{place}{g}组", w.num(8, 40)] for i, g in enumerate(groups)
    ]
    pieces = sum(int(row[2]) for row in rows)
    w.p(
        f"{place}{years}{what}已整理完毕，共{len(rows)}册{pieces}件，按件编号保存。"
        "本资料涉及特定当事人的权利和信息，公开属性确定为依申请公开。"
    )
    w.h("资料目录")
    w.table(f"{what}目录", ["册号", "范围", "件数（件）"], rows, total=[2])
    w.h("查阅方式")
    w.p(f"当事人和利害关系人可以向{w.unit.name}提出申请。涉及第三方个人信息的内容，依法作区分处理后提供。")
    w.contact()
    return f"{place}{years}{what}目录"


@family(
    "openness-report",
    *_OFFICES,
    genre="report",
    theme="02.01",
    kw="政府信息公开 年度报告",
    months=(1,),
    weight=10,
)
def openness_report(w: Writer) -> str:
    """信息公开年度报告."""
    year = w.year - 1
    asked = w.num(2, 26)
    public, partial = asked * 6 // 10, asked // 10
    rows: list[list[Cell]] = [
        ["予以公开", public],
        ["部分公开", partial],
        ["不予公开", asked // 12],
        ["无法提供", asked - public - partial - asked // 12],
    ]
    w.p(
        f"根据《中华人民共和国政府信息公开条例》规定，编制{w.unit.short_name}{year}年政府信息公开工作年度报告。本报告所列数据统计期限为{year}年1月1日至12月31日。"
    )
    w.h("总体情况")
    w.p(f"{year}年，主动公开政府信息{w.num(96, 460)}条，收到政府信息公开申请{asked}件，均在法定期限内答复。")
    w.h("收到和处理政府信息公开申请情况")
    w.table("申请处理结果", ["处理结果", "件数（件）"], rows, total=[1])
    w.h("行政复议和行政诉讼情况")
    w.p(f"{year}年，未发生因政府信息公开引起的行政复议和行政诉讼。")
    w.h("存在的主要问题及改进情况")
    w.p(
        w.pick(
            "主要问题是部分信息更新不够及时，政策解读形式较为单一。下一步将完善审核流程，丰富图表、问答等解读形式。",
            "主要问题是工作人员业务能力有待提高，公开内容与群众期盼还有差距。下一步将加强业务培训，围绕群众关切拓展公开内容。",
        )
    )
    return f"{w.unit.short_name}{year}年政府信息公开工作年度报告"
