"""Hard cells, column by column."""

import pytest

from mingtang.kernel.catalogue.cells import group_words, read_audience, read_levels, read_manner
from mingtang.kernel.catalogue.channel_cells import read_channels
from mingtang.kernel.catalogue.channels import CHANNELS, STANDARD, channel_of, label
from mingtang.kernel.catalogue.elements import read_elements
from mingtang.kernel.catalogue.laws import laws_of
from mingtang.kernel.catalogue.marks import is_ditto, is_formula_error, tick
from mingtang.kernel.catalogue.subjects import read_subject
from mingtang.kernel.catalogue.text import one_line, tidy


@pytest.mark.parametrize("text", ["√", "✓", "✔", "☑", "■", "◆", "▄", "●", "是", "有", "1", "Y", "V", "v", "✅", "对", "+", "＋", "þ", "R", "ü", "P", " √ ", "√√", "Ｖ", "\uf0fc"])  # fmt: skip
def test_a_tick_says_yes(text: str) -> None:
    assert tick(text).yes is True


@pytest.mark.parametrize("text", ["", "□", "☐", "口", "t", "○", "〇", "—", "-", "/", "×", "x", "否", "无", "0", "／", "□ □", "　", "\uf0a8"])  # fmt: skip
def test_an_empty_box_says_no(text: str) -> None:
    assert tick(text).yes is False


@pytest.mark.parametrize("text", ["申请人", "☒", "待定", "?", "州级"])
def test_other_words_are_neither(text: str) -> None:
    assert tick(text).yes is None
    assert tick(text).words


@pytest.mark.parametrize("text", ["同上", "同 上", "同前", "〃", '"', "同上。"])
def test_ditto_in_its_forms(text: str) -> None:
    assert is_ditto(text)


@pytest.mark.parametrize(
    ("text", "error"), [("#REF!", True), ("#N/A", True), ("#DIV/0!", True), ("#1", False), ("", False)]
)
def test_errors_of_formulas(text: str, error: bool) -> None:
    assert is_formula_error(text) is error


BOARD = "社区/企事业单位/村公示栏（电子屏）"


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("■政府网站口政府公报t两微一端", "website"),
        ("■政府网站 □政府公报 ■两微一端 □发布会/听证会 □其他", "website social-media"),
        (f"□政府网站■发布会/听证会□广播电视■{BOARD}□精准推送", "press-conference notice-board"),
        ("◆政府网站 ◆广播电视", "website broadcast"),
        ("▄政府网站▄公开查阅点", "website reading-point"),
        ("√政府网站\n√政务服务中心", "website service-centre"),
        ("☑政府网站 ☐政府公报", "website"),
        ("政府网站■ 政府公报□ 两微一端■", "website social-media"),
        ("□√政府网站 □政府公报", "website"),
        ("（√）政府网站 （ ）政府公报 （√）公开查阅点", "website reading-point"),
        ("[√]政府网站[ ]政府公报", "website"),
        ("R政府网站£政府公报R两微一端", "website social-media"),
        ("n政府网站 o政府公报", "website"),
        ("1.政府网站；2.政府公报", "website gazette"),
        ("1.政府网站 2.两微一端 3.12345热线", "website social-media hotline-12345"),
        ("■政府网站、政务服务中心 ■公示栏", "website service-centre notice-board"),
        ("政府网站、两微一端、发布会/听证会", "website social-media press-conference"),
        (f"政府网站、{BOARD}、精准推送", "website notice-board targeted"),
        ("政府网站；广播、电视；入户、现场", "website broadcast on-site"),
        ("政府网站两微一端政务服务中心", "website social-media service-centre"),
        ("政府 网站两微\n一端", "website social-media"),
        ("■社区 、企事业 单位、村公示栏（电子 屏）", "notice-board"),
        ("■单位/村委会公示栏（电子屏）", "notice-board"),
        ("■社区/村公示栏(电子屏)", "notice-board"),
        ("■入户/现场宣传 ■政府服务中心 ■一微一端", "on-site service-centre social-media"),
        ("政府网站 政务新媒体 便民服务站", "website social-media convenience-station"),
        ("■县人民政府门户网站", "website"),
        ("政务服务窗口政府公报", "service-centre gazette"),
        ("■其他：基层公共服务平台", "grassroots-platform"),
        ("■其他", "other"),
        ("■其他____", "other"),
        ("■其\n他：基层公共 服务平台", "grassroots-platform"),
        ("■其他（请注明）", "other"),
        ("■信用中国网站 ■国家企业信用信息公示系统 ■双公示系统", "credit-china enterprise-credit double-publicity"),
        ("12345政务服务热线、办税服务厅", "hotline-12345 tax-hall"),
        ("■政府网站（政务公开专栏）", "website"),
        ("政府网站等", "website"),
        ("—", ""),
        ("□政府网站 □政府公报", ""),
    ],
)  # fmt: skip
def test_channels(text: str, channels: str) -> None:
    cell = read_channels(text)
    assert cell.channels == tuple(channels.split())
    assert not cell.new
    assert not cell.unsure


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("■政府网站 ■管理部门网站", ("website", "管理部门网站")),
        ("■政府网站■综合性文化服务\n中心公示栏", ("website", "综合性文化服务中心公示栏")),
        ("■其他：法律服务网", ("法律服务网",)),
        ("政府网站、其他（法律服务网、明堂通）", ("website", "法律服务网", "明堂通")),
        ("■政务服务网", ("政务服务网",)),
    ],
)
def test_unknown_channels_keep_their_names(text: str, channels: tuple[str, ...]) -> None:
    cell = read_channels(text)
    assert cell.channels == channels
    assert cell.new == tuple(each for each in channels if each not in CHANNELS)


@pytest.mark.parametrize(
    "text",
    [
        "√政府网站 政府公报 √两微一端",
        "政府网站√ 政府公报 两微一端√",
        "政府网站 综合性文化服务中心 公示栏",
        "政务服务中心 ■政府网站",
        "■政府网站和两微一端及某某平台",
    ],
)
def test_what_may_be_several_channels_is_unsure(text: str) -> None:
    assert read_channels(text).unsure


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        (
            "t政府网站□政府公报\n□两微一端□发布会/听证会\nt社区/企事业单位/村公示栏（电子屏）\n□其他",
            "website notice-board",
        ),
        ("t政府网站 t广播电视", "website broadcast"),
    ],
)
def test_a_t_where_nothing_else_says_yes_is_likely_a_diamond(text: str, channels: str) -> None:
    cell = read_channels(text)
    assert cell.channels == tuple(channels.split())
    assert len(cell.unsure) == 2


def test_a_note_in_a_cell_of_channels_is_left_out_and_told() -> None:
    cell = read_channels("■政府网站■其他法律服务网注:有关信息可归集至省级法律服务网。")
    assert cell.channels == ("website", "法律服务网")
    assert cell.short == ("有关信息可归集至省级法律服务网。",)


def test_every_channel_is_found_by_its_label() -> None:
    assert len(STANDARD) == 13
    for code, name in CHANNELS.items():
        assert channel_of(name) == code
        assert read_channels(name).channels == (code,)
        assert label(code) == name
    assert label("某某平台") == "某某平台"


@pytest.mark.parametrize(
    ("text", "levels", "unknown"),
    [
        ("县级、乡级", "county township", ""),
        ("县、乡、村", "county township village", ""),
        ("县乡村三级", "county township village", ""),
        ("县级/乡镇级", "county township", ""),
        ("√县级 □乡级", "county", ""),
        ("■县级口乡级", "county", ""),
        ("县级■乡级□村级■", "county village", ""),
        ("县（市、区）级、乡（镇、街道）级、村（社区）级", "county township village", ""),
        ("旗县级", "county", ""),
        ("州级", "prefecture", ""),
        ("市、县级", "city county", ""),
        ("乡、村级", "township village", ""),
        ("区级、街道、社区", "county township village", ""),
        ("县 级\n乡 级", "county township", ""),
        ("县级以上", "county", "以上"),
        ("省级", "", "省"),
        ("√", "", "√"),
        ("—", "", ""),
    ],
)  # fmt: skip
def test_levels_in_words(text: str, levels: str, unknown: str) -> None:
    cell = read_levels(text)
    assert cell.levels == frozenset(levels.split())
    assert cell.unknown == unknown


@pytest.mark.parametrize(
    ("text", "everyone", "specific", "unknown"),
    [
        ("全社会", True, "", ""),
        ("面向全社会公开", True, "", ""),
        ("社会公众", True, "", ""),
        ("全 社\n会", True, "", ""),
        ("特定群体：申请人", False, "申请人", ""),
        ("全社会、特定群体（申请人）", True, "申请人", ""),
        ("■全社会 □特定群体（请写明）", True, "", ""),
        ("□全社会 ■特定群体：项目单位", False, "项目单位", ""),
        ("特定群体", False, "特定群体", ""),
        ("面向拟征收土地所在地的村集体成员", False, "面向拟征收土地所在地的村集体成员", ""),
        ("√", False, "", "√"),
        ("", False, "", ""),
    ],
)
def test_audience_in_words(text: str, everyone: bool, specific: str, unknown: str) -> None:
    cell = read_audience(text)
    assert (cell.everyone, cell.specific, cell.unknown) == (everyone, specific, unknown)


@pytest.mark.parametrize(("text", "words"), [("特定群众（请写明）：申请人", "申请人"), ("申请人", "申请人"), ("特定群体", "特定群体"), ("特定公众（老年人）", "老年人")])  # fmt: skip
def test_the_words_for_a_group(text: str, words: str) -> None:
    assert group_words(text) == words


@pytest.mark.parametrize(
    ("text", "active", "on_request", "unknown"),
    [
        ("主动公开", True, False, ""),
        ("主动", True, False, ""),
        ("主 动\n公开", True, False, ""),
        ("依申请公开", False, True, ""),
        ("主动公开/依申请公开", True, True, ""),
        ("■主动 □依申请", True, False, ""),
        ("主动公开□ 依申请公开■", False, True, ""),
        ("不予公开", False, False, "不予公开"),
        ("/", False, False, ""),
    ],
)
def test_manner_in_words(text: str, active: bool, on_request: bool, unknown: str) -> None:
    cell = read_manner(text)
    assert (cell.active, cell.on_request, cell.unknown) == (active, on_request, unknown)


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("办理事项；办理条件;申请材料。", "办理事项|办理条件|申请材料"),
        ("●文件名称；●文号；●发文部门", "文件名称|文号|发文部门"),
        ("●文件名称●文号〇发文部门", "文件名称|文号|〇发文部门"),
        ("1.文件名称 2.文号 3.有效期1.5年", "文件名称|文号|有效期1.5年"),
        ("1、文件名称；2、文号", "文件名称|文号"),
        ("①受理②审核③决定", "受理|审核|决定"),
        ("（一）目标（二）任务", "目标|任务"),
        ("申请指南（补贴对象；范围；\n标准）；补贴\n结果", "申请指南（补贴对象；范围；标准）|补贴结果"),
        ("办理事项；办理条件；\n最低生活保障标\n准；申请材料", "办理事项|办理条件|最低生活保障标准|申请材料"),
        ("文件名称\n文号\n发文部门", "文件名称|文号|发文部门"),
        ("补贴名称\n申请条件\n补贴标准\n咨询电话", "补贴名称|申请条件|补贴标准|咨询电话"),
        ("与安全生产有关的法律、\n法规", "与安全生产有关的法律、法规"),
        ("初审\n对象名单及相关信息", "初审对象名单及相关信息"),
        ("行政许可的事项、依据、条件、数\n量、程序、期限及需要提交的全部\n材料目录", "行政许可的事项、依据、条件、数量、程序、期限及需要提交的全部材料目录"),
        ("二〇二六年度计划；完成情况", "二〇二六年度计划|完成情况"),
        ("结果信息——许可证信息", "结果信息——许可证信息"),
        ("", ""),
    ],
)  # fmt: skip
def test_elements(text: str, elements: str) -> None:
    assert read_elements(text).text == elements.replace("|", "\n")


def test_line_ends_alone_are_told_to_be_a_guess() -> None:
    assert read_elements("文件名称\n文号").guessed
    assert read_elements("文件名称\n文号").clear
    assert not read_elements("初审\n对象名单").clear
    assert not read_elements("文件名称；\n文号").guessed
    assert read_elements("文件名\n称；文号").joined


@pytest.mark.parametrize(
    ("basis", "laws"),
    [
        ("《A》《B》（国办发〔2016〕80号）、C等", "《A》|《B》（国办发〔2016〕80号）|C等"),
        ("《A》、《B》；《C》，《D》", "《A》|《B》|《C》|《D》"),
        ("《A》及其实施细则《B》等", "《A》及其实施细则|《B》"),
        (
            "《国务院关于进一步加强工作的意见》、各地相关政策法规文件",
            "《国务院关于进一步加强工作的意见》|各地相关政策法规文件",
        ),
        ("《A》第十条、第十一条，《B》", "《A》第十条、第十一条|《B》"),
        ("1.《A》；2.《B》（试行）", "《A》|《B》（试行）"),
        ("《A》\n《B》\n（中办发〔2016〕8号）", "《A》|《B》（中办发〔2016〕8号）"),
        ("《地方政府债务信息公开办法（试行）》《A》", "《地方政府债务信息公开办法（试行）》|《A》"),
        ("信息公开规定", "信息公开规定"),
        (
            "【法律】《A法》（主席令第41号，2015年12月27日修正）【规章】《B办法》",
            "《A法》（主席令第41号，2015年12月27日修正）|《B办法》",
        ),
        ("", ""),
    ],
)
def test_laws(basis: str, laws: str) -> None:
    assert "|".join(laws_of(basis)) == laws


def test_a_dozen_laws_in_one_cell() -> None:
    assert len(laws_of("".join(f"《第{n}号法》" for n in range(12)))) == 12


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("县民政局\n各乡镇人民政府", "县民政局、各乡镇人民政府"),
        ("县民 政局、各乡镇\n人民政府", "县民政局、各乡镇人民政府"),
        ("国家税务总局 明堂县税务局", "国家税务总局明堂县税务局"),
        ("人民政府 住房保障行政主管部门", "人民政府住房保障行政主管部门"),
        ("县民政局,各乡(镇)人民政府(街道办事处)", "县民政局，各乡（镇）人民政府（街道办事处）"),
    ],
)
def test_subjects(text: str, subject: str) -> None:
    assert read_subject(text).text == subject


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("最低 生活\n保障(含特困)", "最低生活保障（含特困）"),
        ("Ａ级纳税人；２０２６年", "A级纳税人；2026年"),
        ("第10:30条 (a) x  y", "第10:30条（a）x y"),
        ("国发〔2 01 6〕1 4号", "国发〔2016〕14号"),
        ("标准（G B/T 3 7276-20 18）", "标准（GB/T37276-2018）"),
        ("  \u200b\ufeff ", ""),
    ],
)
def test_one_form_of_text(text: str, plain: str) -> None:
    assert tidy(text) == plain


def test_joined_words_are_told_and_trivial_spaces_are_not() -> None:
    assert one_line("最低 生活")[1]
    assert not one_line(" 最低生活 ； 保障 ")[1]
