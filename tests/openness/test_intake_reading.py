"""Documents handed in: read, recognised, arranged; what cannot be read is a finding on that file alone."""

from typing import Any

import pytest

from mingtang.foundation import clock
from mingtang.foundation.events.models import Event
from mingtang.foundation.files.models import StoredFile
from mingtang.kernel.refusals import Forbidden, Invalid
from mingtang.openness.intake import actions, queries
from mingtang.openness.intake.drafting import content_of_paper, parts_of
from mingtang.openness.intake.models import Batch, Paper
from tests.county import NOON, County, pdf
from tests.openness.intake_files import HEADS, OLD_TEXT, TITLE, letter, packed, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Any:
    with clock.at(NOON):
        yield


def hand_in(
    county: County, *documents: Any, beside: Any = (), pasted: str = "", old: bool = False
) -> actions.Handed:
    who = county.authority_of("office" if old else "civil-drafter")
    purpose = Batch.Purpose.OLD if old else Batch.Purpose.DRAFT
    return actions.hand_in(who, county.units["civil"], purpose, documents, beside, pasted)


def only(batch: Batch) -> Paper:
    (paper,) = batch.papers.all()
    return paper


class TestOneDocument:
    def test_it_is_read_at_once_with_all_its_parts(self, county: County) -> None:
        paper = only(hand_in(county, upload(letter(), "通知.docx")).batch)
        content = content_of_paper(paper)
        assert paper.state == Paper.State.READ
        assert content["title"] == TITLE
        assert content["doc_no"] == "明民发〔2026〕18号"
        assert content["issuer"] == content["signature"] == "明堂县民政局"
        assert content["addressees"] == "各乡镇人民政府"
        assert content["doc_date"].isoformat() == content["formed_on"].isoformat() == "2026-02-20"
        assert content["annotation"] == "此件公开发布"
        assert content["open_attr"] == "active"
        assert content["genre"] == "notice"
        body = content["body"]
        assert body.startswith("<p>为做好冬季救助工作")
        assert "<h2>一、救助标准</h2>" in body
        assert 'colspan="2"' in body
        assert 'rowspan="2"' in body
        for outside in (TITLE, "明民发", "各乡镇人民政府", "附件：", "2026年2月20日", "此件公开发布"):
            assert outside not in body

    @pytest.mark.once
    def test_its_attachments_get_the_names_that_the_text_gives_them(self, county: County) -> None:
        batch = hand_in(
            county,
            upload(letter(), "通知.docx"),
            beside=[upload(pdf(), "走访登记表（定稿）.pdf"), upload(b"a,b,c\n1,2,3\n4,5,6\n", "x.csv")],
        ).batch
        assert [beside.title for beside in queries.attachments_of(only(batch))] == ["走访登记表", "x"]

    def test_pictures_of_the_text_are_kept_and_stand_in_the_body(self, county: County) -> None:
        paper = only(hand_in(county, upload(letter(picture_in_text=True), "通知.docx")).batch)
        (picture,) = queries.pictures_of(paper)
        body = content_of_paper(paper)["body"]
        assert f"/files/{picture.file_id}/" in body
        assert 'alt="新建的救助站"' in body
        assert "<figcaption>图1 新建的救助站</figcaption>" in body

    @pytest.mark.once
    def test_every_line_of_the_original_says_what_it_was_taken_for(self, county: County) -> None:
        parts = parts_of(only(hand_in(county, upload(letter(), "通知.docx")).batch))
        roles = {part.text.split("\n")[0]: str(part.role) for part in parts}
        assert roles["明堂县民政局文件"] == "发文机关"
        assert roles[TITLE] == "标题"
        assert roles["一、救助标准"] == "正文"
        assert roles["2026年2月20日"] == "成文日期"

    @pytest.mark.once
    @pytest.mark.parametrize(
        ("pasted", "name"),
        [
            (
                "<p align=center>关于低保的公告</p><table><tr><td>甲<td>乙<tr><td>丙<td>丁</table><p>特此公告。</p>",
                "html",
            ),
            ("关于低保的公告\n\n特此公告。", "text"),
        ],
    )
    def test_what_is_pasted_is_a_document_too(self, county: County, pasted: str, name: str) -> None:
        paper = only(hand_in(county, pasted=pasted).batch)
        assert (paper.kind, paper.title) == (name, "关于低保的公告")

    @pytest.mark.once
    def test_heads_of_an_old_text_are_sure(self, county: County) -> None:
        paper = only(hand_in(county, upload(OLD_TEXT.encode("gb18030"), "7.txt"), old=True).batch)
        content = content_of_paper(paper)
        assert paper.doubts == 0
        assert content["index_no"] == "990121000/2023-00007"
        assert content["theme"].startswith("17")
        assert (
            content["body"]
            == "<p>现将2023年低保标准公布如下。</p><h2>一、城市标准</h2><p>每人每月700元。</p>"
        )


class TestRefusals:
    @pytest.mark.once
    @pytest.mark.parametrize(
        ("data", "name", "says"),
        [
            (pdf(), "通知.pdf", "PDF"),
            (b"MZ\x90\x00" + b"\x00" * 80, "通知.docx", "程序"),
            (b"", "空.docx", "空文件"),
            (letter()[:2000], "半截.docx", "损坏"),
            (b"a,b,c\n1,2,3\n4,5,6\n", "表.csv", "索引"),
        ],
    )
    def test_what_is_no_document_is_refused_with_its_name_and_leaves_nothing(
        self, county: County, data: bytes, name: str, says: str
    ) -> None:
        with pytest.raises(Invalid) as refusal:
            hand_in(county, upload(data, name))
        words = " ".join(str(word) for word in refusal.value.fields["documents"])
        assert name in words
        assert says in words
        assert not Batch.objects.exists()
        assert not StoredFile.objects.exists()

    def test_a_secret_letter_is_not_kept_and_neither_are_its_attachments(
        self, county: County, django_capture_on_commit_callbacks: Any
    ) -> None:
        text = "机密★5年\n明堂县民政局文件\n明民发〔2026〕9号\n关于核查的通知\n各乡镇人民政府：\n请照办。\n明堂县民政局\n2026年2月3日\n"
        with django_capture_on_commit_callbacks(execute=True):
            batch = hand_in(county, upload(text.encode(), "核查.txt"), beside=[upload(pdf(), "表.pdf")]).batch
        paper = only(batch)
        assert paper.state == Paper.State.UNREADABLE
        assert "机密★5年" in paper.problem
        assert "保密员" in paper.problem
        assert (paper.blocks, paper.found, paper.file) == ([], {}, None)
        assert not StoredFile.objects.exists()
        event = Event.objects.get(kind="intake.secret_removed")
        assert event.detail.data["name"] == "核查.txt"

    def test_nothing_at_all_asks_for_something(self, county: County) -> None:
        with pytest.raises(Invalid) as refusal:
            hand_in(county)
        assert "粘贴" in str(refusal.value.fields["documents"][0])

    def test_a_bad_file_among_good_ones_does_not_hold_them_up(self, county: County) -> None:
        handed = hand_in(
            county,
            upload(letter(), "甲.docx"),
            upload(b"MZ\x90\x00" + b"\x00" * 80, "乙.docx"),
            upload(OLD_TEXT.encode(), "丙.txt"),
        )
        assert [paper.name for paper in handed.batch.papers.all()] == ["甲.docx", "丙.txt"]
        assert len(handed.refused) == 1
        assert "乙.docx" in str(handed.refused[0])

    def test_attachments_of_several_documents_are_not_guessed(self, county: County) -> None:
        with pytest.raises(Invalid) as refusal:
            hand_in(
                county,
                upload(letter(), "甲.docx"),
                upload(letter(), "乙.docx"),
                beside=[upload(pdf(), "表.pdf")],
            )
        assert "zip" in str(refusal.value.fields["attachments"][0])

    def test_only_those_who_may_draft_or_load_hand_in(self, county: County) -> None:
        for name, purpose in (
            ("civil-reviewer", "draft"),
            ("water-drafter", "draft"),
            ("civil-drafter", "old"),
        ):
            with pytest.raises(Forbidden):
                actions.hand_in(
                    county.authority_of(name), county.units["civil"], purpose, [upload(letter(), "通知.docx")]
                )
        assert not StoredFile.objects.exists()


class TestBatches:
    def read(self, batch: Batch) -> Batch:
        actions.read_batch(batch.pk)
        batch.refresh_from_db()
        return batch

    def test_a_zip_is_read_in_the_background_with_chinese_names(self, county: County) -> None:
        data = packed(
            ("甲/通知.docx", letter()), ("甲/名册.pdf", pdf()), ("乙/公布.txt", OLD_TEXT.encode()), gbk=True
        )
        batch = hand_in(county, upload(data, "一批.zip")).batch
        assert not batch.papers.exists()
        batch = self.read(batch)
        papers = list(batch.papers.all())
        assert sorted(paper.name for paper in papers) == ["乙/公布.txt", "甲/通知.docx"]
        assert {paper.state for paper in papers} == {Paper.State.READ}
        letter_paper = next(paper for paper in papers if paper.name.startswith("甲"))
        assert [beside.title for beside in queries.attachments_of(letter_paper)] == ["救助对象名册"]
        assert (batch.done, batch.total) == (2, 2)
        assert batch.case is not None
        assert batch.case.state == "checking"
        assert batch.archive is None
        assert not StoredFile.objects.filter(kind="zip").exists()

    def test_what_is_in_a_zip_is_checked_like_what_comes_alone(self, county: County) -> None:
        data = packed(
            ("通知.docx", letter()),
            ("坏.docx", letter()[:3000]),
            ("跑.exe", b"MZ\x90\x00" + b"\x00" * 80),
            ("../逃.txt", b"x"),
            ("套.zip", packed(("a.txt", b"a"))),
        )
        batch = self.read(hand_in(county, upload(data, "一批.zip")).batch)
        states = {paper.name: (paper.state, paper.problem) for paper in batch.papers.all()}
        assert states["通知.docx"][0] == Paper.State.READ
        assert states["坏.docx"][0] == Paper.State.UNREADABLE
        assert "损坏" in states["坏.docx"][1]
        notes = "\n".join(batch.notes)
        assert "跑.exe" in notes
        assert "逃.txt" in notes
        assert "套.zip" in notes

    @pytest.mark.once
    def test_a_word_file_that_calls_itself_an_attachment_is_one(self, county: County) -> None:
        files = (
            ("通知.docx", letter()),
            ("附件1 名册.docx", letter()),
            ("通知-附件2.docx", letter()),
            ("公告.docx", letter()),
        )
        data = packed(*((f"甲/{name}", content) for name, content in files[:3]), ("附件1.docx", letter()))
        batch = self.read(hand_in(county, upload(data, "一批.zip")).batch)
        found = {paper.name: len(queries.attachments_of(paper)) for paper in batch.papers.all()}
        assert found == {"甲/通知.docx": 2, "附件1.docx": 0}
        (paper,) = hand_in(county, *(upload(content, name) for name, content in files[:3])).batch.papers.all()
        assert (paper.name, len(queries.attachments_of(paper))) == ("通知.docx", 2)
        several = hand_in(county, *(upload(content, name) for name, content in files)).batch
        assert several.total == 4

    @pytest.mark.once
    def test_an_index_says_what_belongs_together(self, county: County) -> None:
        index = (
            "序号,标题,文号,发布日期,主题分类,文件名,附件\n"
            "1,关于低保标准的通知,明民发〔2022〕3号,2022-05-06,社会福利,003.txt,名册.pdf；没有.pdf\n"
            "2,关于养老的公告,,2022年13月1日,,004.txt,\n"
            "3,,,,,没有.txt,\n4,x,,,,,\n5,又一次,,,,003.txt,\n"
        )
        data = packed(
            ("旧文/index.csv", index.encode("gb18030")),
            ("旧文/003.txt", "正文一。".encode()),
            ("旧文/004.txt", "正文二。".encode()),
            ("旧文/名册.pdf", pdf()),
            ("旧文/多余.pdf", pdf("x")),
        )
        batch = self.read(hand_in(county, upload(data, "旧文.zip"), old=True).batch)
        first, second = batch.papers.order_by("position")
        content = content_of_paper(first)
        assert (content["title"], content["doc_no"]) == ("关于低保标准的通知", "明民发〔2022〕3号")
        assert first.given["published_on"] == "2022-05-06"
        assert [beside.title for beside in queries.attachments_of(first)] == ["名册"]
        assert second.title == "关于养老的公告"
        notes = "\n".join(batch.notes)
        for said in ("第 3 行", "2022年13月1日", "没有.txt", "没有.pdf", "第 5 行", "第 6 行", "多余.pdf"):
            assert said in notes, said

    def test_reading_again_changes_nothing(self, county: County) -> None:
        batch = self.read(hand_in(county, upload(packed(("a.txt", OLD_TEXT.encode())), "一批.zip")).batch)
        before = list(batch.papers.values_list("pk", "state", "title"))
        batch = self.read(batch)
        assert list(batch.papers.values_list("pk", "state", "title")) == before
        assert batch.done == 1

    def test_a_zip_that_is_none_is_refused_at_the_door(self, county: County) -> None:
        with pytest.raises(Invalid):
            hand_in(county, upload(packed(("a.txt", b"a"))[:-30], "坏.zip"))

    @pytest.mark.once
    def test_twenty_texts_with_heads_are_all_without_doubt(self, county: County) -> None:
        files = [(f"{n:03}.txt", OLD_TEXT.replace("00007", f"{n:05}").encode()) for n in range(20)]
        batch = self.read(hand_in(county, upload(packed(*files), "旧文.zip"), old=True).batch)
        assert list(batch.papers.filter(doubts=0, state=Paper.State.READ).values_list("name", flat=True)) == [
            name for name, _data in files
        ]
        assert HEADS
