"""Culture, tourism and health."""

# Prose: a Chinese character counts as two columns, and a sentence is not broken.

from __future__ import annotations

from mingtang.demo.writing.base import NUMERALS, TOWNS, Cell, Writer, day, family


@family(
    "heritage",
    "wenlv-ju",
    genre="announcement",
    theme="12.02",
    area="public-culture",
    kw="文物保护 非物质文化遗产 公示",
    display=10,
    weight=5,
)
def heritage(w: Writer) -> str:
    """文物、非遗公示."""
    if w.rng.random() < 0.5:
        rows: list[list[Cell]] = [
            [
                w.village(),
                w.pick("古桥", "古井", "宗祠", "古窑址", "古驿道", "石刻"),
                w.pick("清代", "明代", "清代", "民国"),
            ]
            for _ in range(w.num(4, 7))
        ]
        for row in rows:
            row[0], row[1] = f"{str(row[0])[-4:].removeprefix('镇').removeprefix('乡')}{row[1]}", row[0]
        w.p(
            f"根据《中华人民共和国文物保护法》规定，经实地勘查和专家评审，拟将下列不可移动文物公布为{w.year}年县级文物保护单位，现予公示。"
        )
        w.table("拟公布的县级文物保护单位", ["名称", "地址", "年代"], rows, numbered=True)
        w.objection(10)
        return f"{w.year}年拟公布{rows[0][0]}等{len(rows)}处县级文物保护单位的公示"
    craft = w.pick(
        "窑陶制作技艺", "竹编技艺", "石磨豆腐制作技艺", "青棂茶制作技艺", "时训山歌", "月令农谚", "蚕桑习俗"
    )
    rows = [
        [w.rng.choice("陈林吴谢宋唐许邓冯") + "某某", craft, w.village(), w.num(12, 46)]
        for _ in range(w.num(2, 5))
    ]
    w.p(
        f"根据《中华人民共和国非物质文化遗产法》和县级代表性传承人认定管理有关规定，经个人申请、乡镇推荐、专家评审，拟认定下列人员为{craft}县级代表性传承人，现予公示。"
    )
    w.table("拟认定的县级代表性传承人", ["姓名", "项目名称", "所在村", "从艺年限（年）"], rows, numbered=True)
    w.objection(10)
    return f"{w.year}年{craft}县级代表性传承人推荐名单公示"


@family(
    "culture-calendar",
    "wenlv-ju",
    genre="announcement",
    theme="12.01",
    area="public-culture",
    kw="公共文化 活动预告 免费开放",
    weight=7,
)
def culture_calendar(w: Writer) -> str:
    """公共文化活动预告."""
    venue = w.pick("县图书馆", "县文化馆", "县博物馆", "乡镇综合文化站")
    acts = {
        "县图书馆": ["明堂读书会", "少儿绘本故事会", "古籍修复体验", "数字阅读推广讲座", "家庭教育公益讲座"],
        "县文化馆": ["成人声乐公益课", "中老年舞蹈班", "少儿书法公益课", "广场舞展演", "民乐欣赏会"],
        "县博物馆": ["窑陶文化专题展", "小小讲解员培训", "文物里的节气讲座", "拓片制作体验", "馆藏文物鉴赏"],
        "乡镇综合文化站": ["公益电影放映", "送戏下乡", "乡村村晚排练", "农家书屋阅读活动", "非遗进校园"],
    }[venue]
    nxt = w.weekend(6)
    rows: list[list[Cell]] = [
        [
            day(w.weekend(6 + i * 7)),
            label,
            w.pick("14:30", "9:30", "19:00", "15:00"),
            f"{w.num(20, 120, 10)}人",
        ]
        for i, label in enumerate(w.ordered(acts, 5))
    ]
    w.p(f"{venue}将于{nxt.year}年{nxt.month}月起举办系列公共文化活动，全部免费向公众开放，欢迎广大群众参加。")
    w.table(f"{venue}活动安排", ["日期", "活动名称", "时间", "名额"], rows)
    w.h("报名方式")
    w.p(
        "请提前3天通过明堂文旅微信公众号或者现场服务台报名，未成年人参加活动需由监护人陪同。如遇特殊情况调整，将另行通知。"
    )
    w.h("免费开放时间")
    w.p("周二至周日9:00—17:00，周一闭馆（法定节假日除外）。")
    w.contact()
    return f"{venue}{nxt.year}年{nxt.month}月公共文化活动预告"


@family(
    "tourism-check", "wenlv-ju", genre="announcement", theme="08.05", kw="旅游市场 双随机 检查结果", weight=4
)
def tourism_check(w: Writer) -> str:
    """文化旅游市场检查."""
    rows: list[list[Cell]] = []
    for _ in range(w.num(5, 8)):
        good = w.rng.random() < 0.7
        rows.append(
            [
                w.pick("栖云", "山居", "听雨", "陶然", "归田", "问茶")
                + w.pick("民宿", "旅行社", "歌舞娱乐厅", "景区"),
                w.town(),
                "未发现问题" if good else w.pick("消防器材过期", "未公示投诉电话", "合同文本不规范"),
                "—" if good else "责令限期整改",
            ]
        )
    w.p(
        f"{w.month}，县文旅广电局按照“双随机、一公开”要求，随机抽取检查对象和执法人员，对文化旅游市场经营单位进行了检查。现将结果公布如下。"
    )
    w.table(
        f"{w.month}文化旅游市场随机抽查结果",
        ["检查对象", "所在地", "检查情况", "处理意见"],
        rows,
        numbered=True,
    )
    w.p("请广大游客选择合法经营单位，理性消费、安全出游。")
    w.contact("旅游投诉电话")
    return f"{w.month}文化旅游市场“双随机、一公开”抽查结果公告"


@family(
    "health-inspection",
    "weijian-ju",
    genre="announcement",
    theme="13.01",
    area="health",
    kw="卫生监督 抽检 饮用水",
    weight=6,
)
def health_inspection(w: Writer) -> str:
    """卫生监督抽检."""
    rows: list[list[Cell]] = []
    for label in ("住宿场所", "沐浴场所", "美容美发场所", "游泳场所", "集中式供水单位", "学校（托幼机构）"):
        total = w.num(6, 48)
        bad = w.num(0, 3)
        rows.append([label, total, total - bad, bad])
    w.p(f"{w.quarter}，县卫健局对公共场所、饮用水和学校卫生开展监督抽检，现将结果公布如下。")
    sums = w.table(
        f"{w.quarter}卫生监督抽检结果",
        ["类别", "抽检（户）", "合格（户）", "不合格（户）"],
        rows,
        total=[1, 2, 3],
    )
    w.p(
        f"共抽检{sums[0]}户，合格{sums[1]}户，合格率{int(sums[1]) * 100 / int(sums[0]):.1f}%。不合格项目主要是{w.pick('公共用品用具细菌总数超标', '游泳池水余氯不达标', '从业人员健康合格证明过期')}。"
    )
    w.p(
        "对不合格单位，已责令限期改正并依法处理。请各经营单位落实主体责任，做好消毒、通风和从业人员健康管理。"
    )
    w.contact("卫生监督投诉电话")
    return f"{w.quarter}公共场所和饮用水卫生监督抽检结果公告"


@family(
    "health-tips",
    "weijian-ju",
    genre="announcement",
    theme="13.01",
    area="health",
    kw="疾病预防 健康提示",
    weight=6,
)
def health_tips(w: Writer) -> str:
    """健康提示."""
    season = (w.when.month % 12) // 3
    what, tips = (
        ("流行性感冒", ("每年接种流感疫苗，老年人、儿童、慢性病患者优先接种。", "保持良好卫生习惯，勤洗手，咳嗽、打喷嚏时用纸巾遮掩口鼻。", "出现发热、咳嗽等症状时，佩戴口罩及时就医，不带病上班、上学。")),
        ("手足口病", ("勤洗手、吃熟食、喝开水，玩具和餐具经常清洗消毒。", "流行期间少带婴幼儿到人群聚集的场所。", "托幼机构和学校落实晨午检，发现病例及时报告。")),
        ("高温中暑和肠道传染病", ("避免高温时段户外作业，及时补充水分和盐分。", "食物烧熟煮透，生熟分开，不食用变质食品。", "出现头晕、恶心、高热等症状，立即转移到阴凉处并就医。")),
        ("诺如病毒感染", ("饭前便后用肥皂和流动水洗手，含酒精的免洗消毒液不能代替洗手。", "蔬菜瓜果彻底清洗，贝类海鲜彻底煮熟。", "呕吐物应当由成人按规范处置并消毒，患者痊愈3天后再返校返岗。")),
    )[season]  # fmt: skip
    who = w.pick("致广大家长", "致学校师生", "致老年朋友", "致返乡人员", "致广大居民")
    w.p(
        f"当前正值{what}高发时期，县疾病预防控制机构监测显示，近期我县疫情总体平稳，但不排除出现局部聚集的可能。为保护群众身体健康，特作如下提示。"
    )
    w.ol(*tips)
    w.h("就诊和接种服务")
    w.p(
        f"全县设有{w.num(14, 22)}个预防接种门诊，工作日提供接种服务，接种前请通过电话或者微信预约。县人民医院、县中医医院和各乡镇卫生院均可诊疗。"
    )
    w.contact("健康咨询电话")
    return f"{what}防控健康提示（{who}，{w.year}年{w.when.month}月）"


@family(
    "screening",
    "weijian-ju",
    genre="notice",
    theme="14.02",
    area="health",
    kw="妇幼健康 免费筛查 基本公共卫生",
    numbered=True,
    weight=4,
)
def screening(w: Writer) -> str:
    """免费筛查通知."""
    what, who = w.rng.choice(
        [
            ("农村适龄妇女“两癌”免费筛查", "35至64周岁农村妇女"),
            ("65周岁及以上老年人免费健康体检", "年满65周岁的常住老年人"),
            ("免费孕前优生健康检查", "计划怀孕的夫妇"),
            ("儿童眼保健和视力检查", "0至6岁儿童"),
        ]
    )
    rows: list[list[Cell]] = []
    offset = 12
    for town in w.rng.sample(list(TOWNS), 6):
        rows.append([town.short_name, f"{w.on(offset)}至{w.on(offset + 3)}", w.num(120, 560, 10)])
        offset += 7
    batch = NUMERALS[w.num(0, 5)]
    w.p("各乡镇卫生院、社区卫生服务中心：")
    w.p(f"为落实基本公共卫生服务和妇幼健康服务项目，经研究，决定在全县开展{what}。现将有关事项通知如下。")
    w.h("服务对象")
    w.p(f"本县{who}，凭居民身份证或者户口簿参加，不收取任何费用。")
    w.h("时间安排")
    sums = w.table(f"{what}安排", ["乡镇（街道）", "时间", "计划人数（人）"], rows, total=[2])
    w.p(f"第{batch}批计划服务{sums[0]}人，其他乡镇（街道）时间另行通知。")
    w.h("工作要求")
    w.ol(
        "加强组织动员，方便群众就近参加。",
        "严格技术规范，保证检查质量，及时反馈结果。",
        "保护受检者隐私，检查结果只告知本人或者监护人。",
        "对筛查异常者做好登记、随访和转诊。",
    )
    return f"关于开展{w.year}年{what}的通知（第{batch}批）"
