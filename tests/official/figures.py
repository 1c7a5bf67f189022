"""Scans, documents in which tables and figures do most of the saying, and one held in place by indents."""

from __future__ import annotations

from tests.official.laying import flat, gb, laid, office, spaced
from tests.official.shapes import Cell, Document, Figure, Par, Table, document

FIGURES: list[Document] = [
    document(
        "scan-with-caption",
        Par("明堂县人民政府办公室关于2026年春节放假的通知（扫描件）", "center", 16, "宋体"),
        Figure("第1页"),
        Figure("第2页"),
        first="",
        last="",
        title="明堂县人民政府办公室关于2026年春节放假的通知（扫描件） | 明堂县人民政府办公室关于2026年春节放假的通知",
        issuer="明堂县人民政府办公室",
        genre="notice",
        by_looks=True,
    ),
    document(
        "scan-alone",
        Figure("扫描件"),
        first="",
        last="",
        by_looks=True,
    ),
    document(
        "scan-and-caption-below",
        Figure(),
        Par("明堂县2026年空气质量状况图", "center", 12, "宋体"),
        first="",
        last="明堂县2026年空气质量状况图",
        by_looks=True,
    ),
    document(
        "table-only",
        laid(office, "T|明堂县2026年重点建设项目清单\n"),
        Table((
            (Cell("序号", rows=2), Cell("项目名称", rows=2), Cell("投资（万元）", cols=2), Cell("责任单位", rows=2)),
            ("总投资", "年度投资"),
            ("1", "城南小学新建工程", "8600", "3200", "县教育和体育局"),
            ("2", "云溪河综合治理", "12400", "5000", "县水利局"),
            (Cell("合计", cols=2), "21000", "8200", ""),
        )),
        first="序号项目名称",
        last="210008200",
        title="明堂县2026年重点建设项目清单",
    ),
    document(
        "notice-with-figure-inside",
        laid(gb, """
R|明堂县城市管理局文件
N|明城管〔2026〕16号
T|关于规范县城非机动车停放秩序的通知

A|各社区、沿街各单位：
为规范非机动车停放秩序，现就有关事项通知如下：
一、停放区域按附图划定的白色泊位线执行。
"""),
        Figure("泊位示意图"),
        laid(gb, """
二、自2026年5月1日起，对乱停乱放的非机动车依法拖移。
S|明堂县城市管理局
D|2026年4月15日
"""),
        first="为规范非机动车停放秩序",
        last="对乱停乱放的非机动车依法拖移。",
        title="关于规范县城非机动车停放秩序的通知",
        doc_no="明城管〔2026〕16号",
        issuer="明堂县城市管理局",
        addressees="各社区、沿街各单位",
        doc_date="2026-04-15",
        signature="明堂县城市管理局",
        genre="notice",
    ),
    document(
        "fees-table-in-text",
        laid(gb, """
R|明堂县发展和改革局文件
N|明发改价格〔2026〕27号
T|明堂县发展和改革局
T|关于调整居民生活用水价格的通知

A|明堂县自来水公司：
经县政府同意，现将县城居民生活用水价格调整如下：
"""),
        Table((
            (Cell("类别", rows=2), Cell("年用水量（立方米/户）", rows=2), Cell("价格（元/立方米）", cols=3)),
            ("水价", "污水处理费", "合计"),
            ("第一级", "180以下", "2.10", "0.85", "2.95"),
            ("第二级", "181—260", "3.15", "0.85", "4.00"),
        )),
        laid(gb, """
以上价格自2026年12月1日起执行。原《关于县城供水价格的通知》（明发改价格〔2019〕8号）同时废止。
S|明堂县发展和改革局
D|2026年11月3日
X|（此件公开发布）
"""),
        first="经县政府同意",
        last="（明发改价格〔2019〕8号）同时废止。",
        title="明堂县发展和改革局关于调整居民生活用水价格的通知",
        doc_no="明发改价格〔2026〕27号",
        issuer="明堂县发展和改革局",
        addressees="明堂县自来水公司",
        doc_date="2026-11-03",
        signature="明堂县发展和改革局",
        annotation="此件公开发布",
        open_attr="active",
        effective_on="2026-12-01",
        genre="notice",
    ),
    document(
        "telegram",
        laid(spaced, """
Y|特提
T|关于做好第6号台风外围影响防御工作的通知
N|明政办明电〔2026〕4号
A|各乡镇人民政府、街道办事处，县防汛抗旱指挥部各成员单位：
受第6号台风外围云系影响，预计7月18日夜间至20日我县有大到暴雨，局地大暴雨。请各地各单位立即启动防御响应，转移危险区域人员，确保不发生人员伤亡。
S|明堂县人民政府办公室
D|2026年7月17日
"""),
        first="受第6号台风外围云系影响",
        last="确保不发生人员伤亡。",
        title="关于做好第6号台风外围影响防御工作的通知",
        doc_no="明政办明电〔2026〕4号",
        urgency="特提",
        issuer="明堂县人民政府办公室",
        addressees="各乡镇人民政府、街道办事处，县防汛抗旱指挥部各成员单位",
        doc_date="2026-07-17",
        signature="明堂县人民政府办公室",
        genre="notice",
    ),
    document(
        "subsidy-list",
        laid(flat, """
青石镇2026年耕地地力保护补贴发放公示
根据明财农〔2026〕14号文件要求，现将我镇2026年耕地地力保护补贴发放情况予以公示，公示期7天。
"""),
        Table((
            ("村名", "户数", "面积（亩）", "金额（元）"),
            ("石桥村", "212", "1638.5", "163850"),
            ("双泉村", "187", "1422.0", "142200"),
            (Cell("合计", cols=2), "3060.5", "306050"),
        )),
        laid(flat, """
监督电话：0000-6233001
青石镇人民政府
2026年6月11日
"""),
        first="根据明财农〔2026〕14号文件要求",
        last="监督电话：0000-6233001",
        title="青石镇2026年耕地地力保护补贴发放公示",
        issuer="青石镇人民政府",
        doc_date="2026-06-11",
        signature="青石镇人民政府",
    ),
    document(
        "signature-by-indent",
        [
            Par("关于临时调整婚姻登记服务窗口的通告", "center", 20, "黑体", bold=True),
            Par("因办公区域维修，自2026年5月6日起，婚姻登记窗口临时迁至县政务服务中心二楼B12号。", size=15, font="宋体", indent=2),
            Par("维修结束后另行通知。", size=15, font="宋体", indent=2),
            Par("明堂县民政局", size=15, font="宋体", indent=20),
            Par("2026年4月30日", size=15, font="宋体", indent=20),
        ],
        first="因办公区域维修",
        last="维修结束后另行通知。",
        title="关于临时调整婚姻登记服务窗口的通告",
        issuer="明堂县民政局",
        doc_date="2026-04-30",
        signature="明堂县民政局",
        genre="public_notice",
    ),
]  # fmt: skip
