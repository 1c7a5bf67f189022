"""Marks of papers that are not for the public."""

import pytest

from mingtang.kernel.guard.engine import check
from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.pieces import Cell, Part, Piece, Place
from tests.kernel.guard.names_county import COUNTY, OFFICIAL, TEXT, dated, hits

BLOCK, WARN = Severity.BLOCK, Severity.WARN
TITLE, FILE, HEADER = Place(Part.TITLE), Place(Part.FILE_NAME), Place(Part.HEADER)


def marks(text: str, place: Place = TEXT, title: str = "") -> list[tuple[str, str, Severity]]:
    about = dated(2025, title=title)
    return [(hit.kind[6:], hit.text, hit.severity) for hit in hits(text, about, place, group="marks")]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("机密★10年", "机密★10年"),
        ("特急　秘密★1年", "秘密★1年"),
        ("绝密★长期", "绝密★长期"),
        ("机密☆三年", "机密☆三年"),
        ("绝密", "绝密"),
        ("密级：机密", "机密"),
        ("秘 密★10年", "秘 密★10年"),
        ("机密*3年", "机密*3年"),
        ("本文件密级为秘密", "秘密"),
        ("【机密】关于有关事项的报告", "机密"),
    ],
)
def test_a_level_of_secrecy_blocks(text: str, mark: str) -> None:
    assert marks(text) == [("secret", mark, BLOCK)]
    assert marks(text, HEADER) == [("secret", mark, BLOCK)]


@pytest.mark.parametrize(
    "text",
    [
        "涉及国家秘密、商业秘密、个人隐私的，不予公开。",
        "保守秘密是公职人员的义务",
        "国家秘密的密级分为绝密、机密、秘密三级",
        "应当标注“机密★3年”字样",
        "绝密级国家秘密是最重要的国家秘密",
        "商业秘密",
        "商业秘密★★",
        "本次考试试题属机密级国家秘密",
        "密级：□绝密 □机密",
    ],
)
def test_speaking_of_secrecy_is_no_mark(text: str) -> None:
    assert marks(text) == []


@pytest.mark.parametrize(
    ("name", "mark"),
    [("秘密-名单.xlsx", "秘密"), ("名单（机密级）.pdf", "机密级"), ("绝密_方案.doc", "绝密")],
)
def test_a_level_in_the_name_of_a_file_blocks(name: str, mark: str) -> None:
    assert marks(name, FILE) == [("secret", mark, BLOCK)]
    assert marks("商业秘密保护指南.pdf", FILE) == marks("商业秘密-指南.pdf", FILE) == []


def test_in_a_table_the_level_stands_behind_its_name() -> None:
    cells = [
        Piece(text, Place(Part.CELL), Cell(0, 9, at)) for at, text in enumerate(("密级", "秘密", "秘密"))
    ]
    other = [Piece(text, Place(Part.CELL), Cell(0, 10, at)) for at, text in enumerate(("类型", "秘密"))]
    found = check([*cells, *other], OFFICIAL, COUNTY).hits
    assert [(hit.kind, hit.text) for hit in found] == [("marks.secret", "秘密")]


def test_a_word_alone_deep_in_a_paper_is_no_head_mark() -> None:
    pieces = [Piece(f"第{number}段，内容。", Place(block=number)) for number in range(20)]
    assert check([*pieces, Piece("秘密", Place(block=20))], OFFICIAL, COUNTY).hits == ()
    assert check([Piece("秘密", Place(Part.CELL), Cell(0, 3, 1))], OFFICIAL, COUNTY).hits == ()


@pytest.mark.parametrize(
    ("text", "mark", "severity"),
    [
        ("内部资料　注意保存", "内部资料　注意保存", BLOCK),
        ("（内部文件，不得外传）", "内部文件，不得外传", BLOCK),
        ("【内部】", "内部", WARN),
        ("内 部 材 料", "内 部 材 料", BLOCK),
        ("仅限本单位内部传阅，严禁拍照", "仅限本单位内部传阅，严禁拍照", BLOCK),
        ("阅后即焚", "阅后即焚", BLOCK),
        ("附件供参考（内部资料）。", "内部资料", WARN),
        ("各单位：本资料仅供内部使用，请按要求落实。", "仅供内部使用", WARN),
    ],
)
def test_internal_papers(text: str, mark: str, severity: Severity) -> None:
    assert marks(text) == [("internal", mark, severity)]


@pytest.mark.parametrize(
    "text",
    [
        "加强内部资料管理，防止泄露。",
        "《内部资料性出版物管理办法》",
        "考生个人信息不得外传。",
        "将受赠财产登记造册，妥善保管。",
        "请注意保存好票据",
        "版权所有，禁止复制",
        "不信谣、不传谣，严禁转发不实信息",
        "审计机关内部文件管理制度",
    ],
)
def test_rules_about_internal_papers(text: str) -> None:
    assert marks(text) == []


def test_drafts_in_titles_and_file_names() -> None:
    text = "明堂县养犬管理办法（征求意见稿）"
    assert marks(text, TITLE, text) == [("draft", "征求意见稿", WARN)]
    assert marks(f"{text}.docx", FILE, "明堂县养犬管理办法") == [("draft", "征求意见稿", WARN)]
    assert marks("实施方案（送审稿）.pdf", FILE) == [("draft", "送审稿", WARN)]
    assert marks("方案讨论稿2.docx", FILE) == [("draft", "讨论稿", WARN)]


def test_drafts_in_margins_and_at_the_head_of_the_text() -> None:
    assert marks("初稿，请领导审定", HEADER) == [("draft", "初稿", WARN)]
    assert marks("（送审稿）") == [("draft", "送审稿", WARN)]
    assert marks("方案_三稿.docx", FILE) == [("draft", "三稿", WARN)]
    assert marks("本办法草稿由民政局起草", HEADER) == marks("起草稿件.docx", FILE) == []


@pytest.mark.parametrize(
    "title",
    [
        "关于《明堂县养犬管理办法（征求意见稿）》公开征求意见的公告",
        "《明堂县养犬管理办法（征求意见稿）》意见采纳情况",
        "关于2025年预算（草案）的报告",
        "《明堂县养犬管理办法（草案）》听证会公告",
    ],
)
def test_consultations_bear_drafts(title: str) -> None:
    assert marks(title, TITLE, title) == []
    assert marks("明堂县养犬管理办法（征求意见稿）.docx", FILE, title) == []


@pytest.mark.parametrize(
    ("text", "mark", "severity"),
    [
        ("（此件不予公开）", "不予公开", BLOCK),
        ("此件依申请公开", "依申请公开", WARN),
        ("公开属性：不予公开", "不予公开", BLOCK),
        ("公开方式：☑依申请公开", "依申请公开", WARN),
        ("（不予公开）", "不予公开", BLOCK),
    ],
)
def test_papers_marked_as_not_open(text: str, mark: str, severity: Severity) -> None:
    assert marks(text) == [("not_open", mark, severity)]


def test_the_attribute_of_a_record() -> None:
    field = Place(Part.FIELD, label="公开属性")
    assert marks("不予公开", field) == [("not_open", "不予公开", BLOCK)]
    assert marks("主动公开", field) == []


@pytest.mark.parametrize(
    "text",
    [
        "（此件公开发布）",
        "公开方式：主动公开□ 依申请公开□ 不予公开□",
        "不予公开的信息包括国家秘密",
        "公民可以依申请公开渠道获取",
        "三、不予公开 12件",
        "不予公开",
    ],
)
def test_speaking_of_openness_is_no_mark(text: str) -> None:
    assert marks(text) == []
