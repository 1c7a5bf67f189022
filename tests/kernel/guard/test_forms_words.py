"""Doubled, lost and traditional characters, words of fixed form: what is a slip, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.knowledge import Knowledge, Leader
from mingtang.kernel.guard.pieces import Part
from tests.kernel.guard.looking import found, hits_in, mended, paragraphs

DOUBLED, MISSING, TERM, TRADITIONAL = "words.doubled", "words.missing", "words.term", "words.traditional"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("我们的的工作还不够", "的的"),
        ("各乡镇要进进行检查", "进进"),
        ("对全县道路进行进行排查", "进行进行"),
        ("加强和和改进作风", "和和"),
        ("领导导小组办公室设在县政府", "导导"),
        ("各有关关部门要配合", "关关"),
        ("由明堂县人民政府人民政府负责", "人民政府人民政府"),
    ],
)
def test_a_character_or_word_written_twice_is_found(text: str, wrong: str) -> None:
    assert found(DOUBLED, text) == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "委员会会议审议了议程",
        "不以营利为目的的社会组织",
        "保险标的的损失",
        "以及及时处理群众来信",
        "我国国家机关",
        "家家户户、层层落实、常常检查、一一核对",
        "请大家研究研究再定",
        "和谐社会，战争和和平",
        "市市场监督管理局",
        "二〇〇〇年、一九九九年",
        "申请人张瑶瑶、李娜娜",
        "新建建（构）筑物",
        "可以以自己的名义",
        "编号110022334455",
        "县中中医院的窑窑址",
        "开出一剂剂良方",
        "人民币伍伍元整",
        "应当对对外贸易给予协助",
    ],
)
def test_what_is_doubled_on_purpose_or_by_the_meeting_of_words_stays(text: str) -> None:
    assert found(DOUBLED, text) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("依照《中华人民和国治安管理处罚法》", "中华人民和国", "中华人民共和国"),
        ("报县人民政批准", "人民政", "人民政府"),
        ("成立工作领导组，下设办公室", "领导组", "领导小组"),
        ("依据《中华人民共和 国民法典》", "中华人民共和 国", "中华人民共和国"),
        ("公布统一社会信代码", "统一社会信代码", "统一社会信用代码"),
    ],
)
def test_a_character_lost_from_a_fixed_word_is_found(text: str, wrong: str, right: str) -> None:
    (hit,) = hits_in(paragraphs(text), MISSING)
    assert (hit.text, hit.suggestion) == (wrong, right)


@pytest.mark.parametrize(
    "text",
    [
        "人民政协和人民政治",
        "领导组织有力",
        "设立公安机构",
        "进行处罚",
        "中 华 人 民 共 和 国",
        "培养社会体育指导员",
    ],
)
def test_other_words_that_look_like_a_torso_stay(text: str) -> None:
    assert found(MISSING, text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2026年月日", "2026年月日"),
        ("2026年5月 日", "2026年5月 日"),
        ("根据第条的规定", "第条"),
        ("20××年×月×日召开会议", "20××年×月×日"),
        ("报送（此处填写单位名称）", "（此处填写单位名称）"),
        ("依据《》的规定", "《》"),
        ("下达资金共计万元，请专款专用", "共计万元"),
        ("明政发〔2026〕号", "〔2026〕号"),
    ],
)
def test_what_was_left_to_be_filled_in_is_found(text: str, wrong: str) -> None:
    (hit,) = hits_in(paragraphs(text), MISSING)
    assert (hit.text, hit.severity) == (wrong, Severity.WARN)


def test_a_pattern_of_a_document_only_informs_of_its_blanks() -> None:
    hits = hits_in(paragraphs("附件：行政处罚决定书（示范文本）", "20××年×月×日"), MISSING)
    assert [hit.severity for hit in hits] == [Severity.INFORM]


def test_names_that_are_hidden_on_purpose_do_not_warn() -> None:
    hits = hits_in(paragraphs("张××，住明堂县××镇××村"), MISSING)
    assert {hit.severity for hit in hits} <= {Severity.INFORM}


def test_only_verified_terms_warn() -> None:
    hits = {hit.text: hit for hit in hits_in(paragraphs("残废人、蒙族、100平米、政府信公息开"), TERM)}
    assert hits["残废人"].severity == Severity.WARN
    assert hits["蒙族"].severity == hits["平米"].severity == Severity.INFORM
    assert hits["政府信公息开"].fix == "政府信息公开"
    assert found(TERM, "办公分工") == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("慈禧皇後垂帘听政", "皇後", "皇后"),
        ("千裏之外的乡亲们", "千裏", "千里"),
        ("推动经济高质量發展", "發展", "发展"),
        ("各级乾部要下基层", "乾部", "干部"),
        ("我们对於这项工作", "对於", "对于"),
        ("随著时间推移，请徵求意见", "随著", "随着"),
    ],
)
def test_traditional_characters_in_simplified_text_are_found(text: str, wrong: str, right: str) -> None:
    hit = hits_in(paragraphs(text), TRADITIONAL)[0]
    assert (hit.text, hit.fix, hit.severity) == (wrong, right, Severity.WARN)


@pytest.mark.parametrize(
    "text",
    [
        "認真貫徹落實會議精神，加強組織領導",
        "参观了《臺灣通史》和《漢書》的展览",
        "乾隆年间修建，著名作家的专著",
        "曹鎔同志任组长，於某任副组长，朱喆参加",
        "二〇二六年",
    ],
)
def test_traditional_papers_quotations_and_names_are_left_alone(text: str) -> None:
    assert found(TRADITIONAL, text) == []


def test_names_we_know_keep_their_characters() -> None:
    knows = Knowledge(leaders=(Leader("陳广", "局长", "明堂县水务局"),))
    pieces = paragraphs("水务局局长陳广主持会议并讲话")
    assert hits_in(pieces, TRADITIONAL)
    assert not hits_in(pieces, TRADITIONAL, knowledge=knows)


def test_a_mended_text_has_nothing_left() -> None:
    text = "我们的的发展，各级乾部在中华人民和国的领導下"
    for kind in (DOUBLED, MISSING, TRADITIONAL):
        text = mended(kind, text)
        assert not hits_in(paragraphs(text), kind)
    assert text == "我们的发展，各级干部在中华人民共和国的领导下"


@given(st.text(alphabet="的和进行人民政府中华共國後乾部在领导小组 ，。《》", max_size=60))
def test_fixes_never_make_new_faults_of_their_kind(text: str) -> None:
    for kind in (DOUBLED, TRADITIONAL):
        hits = hits_in(paragraphs(text), kind)
        once = mended(kind, text)
        unfixed = sum(hit.fix is None for hit in hits)
        assert len(hits_in(paragraphs(once), kind)) <= max(unfixed, len(hits) - 1, 0)


def test_struck_out_words_and_addresses_are_not_looked_at() -> None:
    for part in (Part.DELETED, Part.LINK, Part.MARKUP):
        assert found(DOUBLED, "我们的的工作", part=part) == []
    assert found(DOUBLED, "关于我们的的工作.docx", part=Part.FILE_NAME) == ["的的"]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("做好环保护工作", "环保护", "环境保护"),
        ("完善农村基设施建设", "基设施", "基础设施"),
        ("组织专业术人员培训", "专业术人员", "专业技术人员"),
    ],
)
def test_a_character_lost_from_a_common_word_is_found(text: str, wrong: str, right: str) -> None:
    hits = [hit for hit in hits_in(paragraphs(text), MISSING) if hit.start <= text.index(wrong[0])]
    assert [hit.suggestion for hit in hits if hit.suggestion and hit.suggestion in right]


@pytest.mark.parametrize("text", ["本规定规定的职责", "每年年中和年末", "结建建设项目", "免交门诊诊查费"])
def test_where_two_words_may_meet_it_only_informs(text: str) -> None:
    assert [hit.severity for hit in hits_in(paragraphs(text), DOUBLED)] == [Severity.INFORM]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("全面彻落实会议精神", "全面彻落实", "全面贯彻落实"),
        ("要进一步强队伍建设", "进一步强", "进一步加强"),
        ("健全社保障体系", "社保障", "社会保障"),
        ("切保障群众利益", "切保障", "切实保障"),
        ("落实主责任", "主责任", "主体责任"),
        ("建立健全长机制", "长机制", "长效机制"),
    ],
)
def test_a_character_lost_from_a_phrase_of_offices_is_found(text: str, wrong: str, right: str) -> None:
    assert [(hit.text, hit.suggestion) for hit in hits_in(paragraphs(text), MISSING)] == [(wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "增技能、增本领、增收入",
        "发挥先发优势",
        "可研报告批复",
        "校（院）务委员会",
        "由主管部门商环境保护主管部门同意",
        "按照义\n务教育法的规定",
        "强监管、保安全、促发展、抓落实",
        "没有部门反映",
    ],
)
def test_short_phrases_and_broken_lines_lack_nothing(text: str) -> None:
    assert found(MISSING, text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("全面建设社会主意现代化国家", "社会主意现代化"),
        ("供给侧结构改革取得成效", "供给侧结构改革"),
        ("农村人居住环境整治", "农村人居住环境整治"),
        ("坚决做到“两个唯护”", "两个唯护"),
        ("落实“三会一刻”制度", "三会一刻"),
        ("推行双随机、二公开", "双随机、二公开"),
        ("编制“十四五五”规划", "十四五五"),
        ("全面推行林掌制", "林掌制"),
        ("贯彻新发展格局局面前的新发展隔局", "新发展隔局"),
        ("“六稳”“六报”工作", "“六稳”“六报”"),
    ],
)
def test_a_long_term_with_one_slip_is_found_by_its_half(text: str, wrong: str) -> None:
    assert any(wrong in hit.text or hit.text in wrong for hit in hits_in(paragraphs(text), TERM))


@pytest.mark.parametrize(
    "text",
    [
        "“四个方面”“四个层面”“五个全面”“三位一体”“六个一批”",
        "“12315”热线、“一肖一码”",
        "农民集体经济组织、国民经济与社会发展、城镇居民年人均可支配收入",
        "安全生产责任、全面推行规范性文件",
        "“两不愁、三保障”",
        "全面依法治县",
        "社会保险基金的预算",
        "供给侧结构性改革",
        "全面建设小康社会",
        "城镇居民基本医疗保险",
    ],
)
def test_terms_that_differ_by_right_stay(text: str) -> None:
    assert found(TERM, text) == []
