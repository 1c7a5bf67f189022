"""Files are taken for what they contain, kept under a harmless name, and handed out only as their owner says."""

import hashlib
import io
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.files.actions import Owner, examine, keep
from mingtang.foundation.files.checks import ATTACHMENT_KINDS, FIGURE_KINDS, of_kinds
from mingtang.foundation.files.models import FileDownloads, StoredFile
from mingtang.foundation.files.owners import FILE_OWNERS, FileOwner
from mingtang.foundation.inspection import look_job
from mingtang.foundation.organisations.queries import Actor
from mingtang.kernel.refusals import Invalid
from tests.county import County, make_county, pdf, picture
from tests.settings import DATA_DIR

OWNER = "test_owner"
WHO = Actor()


def upload(data: bytes, name: str = "附件.pdf", kinds: Any = ATTACHMENT_KINDS) -> StoredFile:
    given = SimpleUploadedFile("x", data, "application/pdf")
    given._name = name  # type: ignore[attr-defined]  # as an odd client would send it, past Django's own cleaning
    examined = examine(given, of_kinds(kinds), field="file", media=True)
    return keep(WHO, examined, Owner(OWNER, uuid4(), None))


def refused(data: bytes, name: str = "附件.pdf", kinds: Any = ATTACHMENT_KINDS) -> str:
    """The words of the refusal; nothing may have been kept."""
    with pytest.raises(Invalid) as refusal:
        upload(data, name, kinds)
    assert not StoredFile.objects.exists()
    assert list(refusal.value.fields) == ["file"]
    (words,) = refusal.value.fields["file"]
    return str(words)


@pytest.mark.once
@pytest.mark.django_db
class TestContent:
    @pytest.mark.parametrize("name", ["附件.pdf", "附件.exe", "附件", "附件.html", "photo.jpg"])
    def test_a_pdf_is_taken_for_its_content_under_whatever_name(self, name: str) -> None:
        stored = upload(pdf(), name)
        assert stored.content_type == "application/pdf"
        assert stored.name.endswith(".pdf")
        assert not re.search(r"\.(exe|html|jpg)\.pdf$", stored.name)

    def test_what_is_kept_is_what_was_sent(self) -> None:
        data = pdf("same bytes")
        stored = upload(data)
        assert (stored.size, stored.sha256) == (len(data), hashlib.sha256(data).hexdigest())
        assert stored.data.read() == data

    @pytest.mark.parametrize(
        ("data", "says"),
        [
            pytest.param(b"<!doctype html><script>alert(1)</script>", "网页", id="html"),
            pytest.param(b"MZ\x90\x00" + b"\x00" * 200, "程序", id="exe"),
            pytest.param(b"PK\x03\x04" + b"\x00" * 200, "损坏", id="docx"),
            pytest.param(b"GIF89a%PDF-1.4 %%EOF", "打不开", id="gif-polyglot"),
            pytest.param(b"<html>%PDF-1.4\n%%EOF", "另一个文件", id="html-before-pdf"),
            pytest.param(b"\x00" * 10 + pdf(), "另一个文件", id="zeros-before"),
            pytest.param(pdf()[:-7], "不完整", id="truncated-end"),
            pytest.param(pdf()[:60], "不完整", id="truncated-middle"),
            pytest.param(pdf(extra=b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >> "), "脚本", id="javascript"),
            pytest.param(pdf(extra=b"/AA << /O << /S /Launch /F (cmd.exe) >> >> "), "脚本", id="launch"),
            pytest.param(pdf(extra=b"/Names << /EmbeddedFiles << /Names [(a) << /Type /EmbeddedFile >>] >> >> "),
                         "嵌着", id="embedded"),
            pytest.param(pdf(extra=b"/OpenAction << /S /J#61vaScript /J#53 (app.alert(1)) >> "), "脚本",
                         id="javascript-in-hex"),
            pytest.param(b"", "空", id="empty"),
        ],
    )  # fmt: skip
    def test_what_cannot_go_out_is_refused_with_its_name_and_reason(self, data: bytes, says: str) -> None:
        words = refused(data, "名单.pdf")
        assert "名单.pdf" in words
        assert says in words

    def test_a_file_that_is_too_large_is_refused_before_it_is_read(self, settings: Any) -> None:
        class Unread(SimpleUploadedFile):
            read = property(lambda self: pytest.fail("it was read"))

        limit = settings.OPTIONS.upload_max_mb
        big = Unread("大.pdf", b"%PDF-")
        big.size = limit * 1024 * 1024 + 1
        with pytest.raises(Invalid) as refusal:
            examine(big, of_kinds(ATTACHMENT_KINDS), field="file")
        assert f"{limit} MB" in str(refusal.value.fields["file"])

    def test_what_is_taken_is_named_to_whoever_brings_something_else(self) -> None:
        assert "PNG" in refused(pdf(), "图.png", FIGURE_KINDS)
        assert "PDF" in refused(picture("PNG"), "图.pdf", {"pdf"})


@pytest.mark.once
@pytest.mark.django_db
class TestPictures:
    def kept(self, data: bytes) -> Image.Image:
        return Image.open(io.BytesIO(upload(data, "照片.jpg", FIGURE_KINDS).data.read()))

    def test_where_it_was_taken_does_not_go_out(self) -> None:
        exif = Image.Exif()
        exif[0x010E] = "secret place"
        exif[0x8825] = {1: "N", 2: (30.0, 15.0, 20.0)}
        for kind in ("JPEG", "PNG"):
            data = picture(kind, exif=exif)
            assert b"secret place" in data
            stored = upload(data, "照片.jpg", FIGURE_KINDS).data.read()
            assert b"secret place" not in stored
            assert b"Exif" not in stored
            assert b"eXIf" not in stored

    def test_comments_and_texts_do_not_go_out(self) -> None:
        info = PngInfo()
        info.add_text("Comment", "secret comment")
        info.add_itxt("XML:com.adobe.xmp", "<x>secret xmp</x>")
        jpeg = io.BytesIO()
        Image.new("RGB", (8, 8)).save(jpeg, "JPEG", comment=b"secret comment", xmp=b"<x>secret xmp</x>")
        for data in (jpeg.getvalue(), picture("PNG", pnginfo=info)):
            assert b"secret" in data
            assert b"secret" not in upload(data, "照片.jpg", FIGURE_KINDS).data.read()

    def test_what_hides_behind_the_picture_does_not_go_out(self) -> None:
        for kind in ("JPEG", "PNG"):
            stored = upload(picture(kind) + b"PK\x03\x04 secret", "照片.jpg", FIGURE_KINDS)
            assert b"secret" not in stored.data.read()

    def test_a_photo_taken_upright_stays_upright(self) -> None:
        exif = Image.Exif()
        exif[0x0112] = 6  # turn by 90 degrees to show
        assert self.kept(picture("JPEG", (40, 20), exif=exif)).size == (20, 40)

    def test_a_photo_of_a_phone_with_several_pictures_in_one_file_is_taken(self) -> None:
        out = io.BytesIO()
        frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "blue")]
        frames[0].save(out, "MPO", save_all=True, append_images=frames[1:])
        kept = self.kept(out.getvalue())
        assert (kept.format, kept.size) == ("JPEG", (16, 16))

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
    def test_png_of_every_mode_is_taken(self, mode: str) -> None:
        out = io.BytesIO()
        Image.new(mode, (8, 8)).save(out, "PNG")
        assert self.kept(out.getvalue()).size == (8, 8)

    @pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
    def test_jpeg_of_every_mode_is_taken(self, mode: str) -> None:
        out = io.BytesIO()
        Image.new(mode, (8, 8)).save(out, "JPEG")
        kept = self.kept(out.getvalue())
        assert (kept.format, kept.mode) == ("JPEG", "RGB")

    def test_a_picture_beyond_all_measure_is_refused(self) -> None:
        out = io.BytesIO()
        Image.new("1", (15000, 15000)).save(out, "PNG")
        assert "尺寸太大" in refused(out.getvalue(), "图.png", FIGURE_KINDS)

    @pytest.mark.parametrize("kind", ["PNG", "JPEG"])
    def test_a_broken_picture_is_refused(self, kind: str) -> None:
        data = picture(kind)
        assert "打不开" in refused(data[: len(data) // 2], "图.png", FIGURE_KINDS)


@pytest.mark.once
@pytest.mark.parametrize("kind", ["png", "jpg"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_damaged_picture_breaks_anything_but_itself(kind: str, data: st.DataObject) -> None:
    raw = bytearray(picture("PNG" if kind == "png" else "JPEG"))
    for _n in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(4, len(raw) - 1))] = data.draw(st.integers(0, 255))
    raw = raw[: data.draw(st.integers(12, len(raw)))]
    try:
        told = look_job.examine(bytes(raw), "图", set(FIGURE_KINDS), Limits())
    except Refused:
        return
    assert told.content is not None
    with Image.open(io.BytesIO(told.content)) as drawn:
        assert drawn.format == ("PNG" if kind == "png" else "JPEG")


@pytest.mark.django_db
class TestNames:
    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("../../etc/passwd.pdf", "passwd.pdf"),
            ("..\\..\\windows\\win.ini.pdf", "win.ini.pdf"),
            ("C:\\文件\\名单.pdf", "名单.pdf"),
            ("a\x00b\r\nSet-Cookie: x.pdf", "abSet-Cookie: x.pdf"),
            ("名单\u202efdp.exe", "名单fdp.pdf"),
            ("...", "file.pdf"),
            ("", "file.pdf"),
            ("/", "file.pdf"),
            (".htaccess", "htaccess.pdf"),
            ("附件1：《名单》（2026年）.PDF", "附件1：《名单》（2026年）.pdf"),
            ("a" * 300 + ".pdf", None),
            ("名" * 300, None),
            ("\ud800.pdf", None),
        ],
    )
    def test_odd_names_become_harmless(self, given: str, kept: str | None) -> None:
        stored = upload(pdf(), given)
        assert kept is None or stored.name == kept
        assert len(stored.name) <= 200
        assert stored.name.endswith(".pdf")
        assert not set("/\\\0\r\n") & set(stored.name)
        path = Path(stored.data.path)
        assert path.is_relative_to(DATA_DIR / "private")
        assert path.name == stored.pk.hex, "the path on disk says nothing"

    def test_only_the_owner_of_the_process_may_read_the_folder(self) -> None:
        path = Path(upload(pdf()).data.path)
        assert path.stat().st_mode & 0o077 == 0
        assert path.parent.stat().st_mode & 0o077 == 0


@pytest.mark.django_db
class TestDownload:
    @pytest.fixture
    def county(self) -> County:
        return make_county()

    @pytest.fixture(autouse=True)
    def owner(self, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
        says: dict[str, Any] = {"public": False, "people": set()}
        monkeypatch.setattr(FILE_OWNERS, "_entries", dict(FILE_OWNERS.items()))
        FILE_OWNERS.register(
            OWNER, FileOwner(lambda f: says["public"], lambda f, person: person.username in says["people"])
        )
        return says

    def test_the_public_gets_a_public_file_with_headers_that_disarm_it(
        self, county: County, owner: Any
    ) -> None:
        owner["public"] = True
        stored = upload(pdf(), "名单.pdf")
        response = county.client().get(f"/files/{stored.pk}/")
        assert response.status_code == 200
        assert b"".join(response) == pdf()
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response["Content-Security-Policy"]
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert response["Content-Disposition"].startswith("attachment")
        assert response["Content-Type"] == "application/pdf"
        assert "public" in response["Cache-Control"]

    def test_a_draft_file_goes_to_whom_the_owner_says_and_into_no_cache(
        self, county: County, owner: Any
    ) -> None:
        stored = upload(pdf())
        owner["people"] = {"civil-drafter"}
        url = f"/files/{stored.pk}/x.pdf"
        assert county.client().get(url).status_code == 404
        assert county.client("water-drafter").get(url).status_code == 404
        response = county.client("civil-drafter").get(url)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"

    def test_the_name_in_the_address_changes_nothing(self, county: County, owner: Any) -> None:
        owner["public"] = True
        stored = upload(pdf(), "名单.pdf")
        response = county.client().get(f"/files/{stored.pk}/evil.html")
        assert "evil" not in response["Content-Disposition"]
        assert response["Content-Type"] == "application/pdf"

    def test_a_picture_is_shown_in_place(self, county: County, owner: Any) -> None:
        owner["public"] = True
        stored = upload(picture(), "图.png", FIGURE_KINDS)
        response = county.client().get(f"/files/{stored.pk}/")
        assert response["Content-Type"] == "image/png"
        assert "attachment" not in response.get("Content-Disposition", "")
        assert response["X-Content-Type-Options"] == "nosniff"

    def test_asking_for_the_head_alone_is_allowed_changing_methods_are_not(
        self, county: County, owner: Any
    ) -> None:
        owner["public"] = True
        url = f"/files/{upload(pdf()).pk}/"
        client = county.client()
        assert client.head(url).status_code == 200
        for method in ("post", "put", "patch", "delete", "options", "trace"):
            assert getattr(client, method)(url).status_code == 405

    def test_a_file_nobody_owns_or_that_is_gone_does_not_exist(self, county: County, owner: Any) -> None:
        owner["public"] = True
        lost = upload(pdf())
        Path(lost.data.path).unlink()
        stray = upload(pdf())
        StoredFile.objects.filter(pk=stray.pk).update(owner_kind="unknown")
        for pk in (lost.pk, stray.pk, uuid4()):
            assert county.client("office").get(f"/files/{pk}/").status_code == 404

    def test_odd_characters_in_the_name_do_not_break_the_header(self, county: County, owner: Any) -> None:
        owner["public"] = True
        stored = upload(pdf(), '名"单;\u2028 a%0d.pdf')
        response = county.client().get(f"/files/{stored.pk}/")
        assert response.status_code == 200
        assert "\n" not in response["Content-Disposition"]

    def test_a_player_gets_the_part_it_asks_for(self, county: County, owner: Any) -> None:
        owner["public"] = True
        data = pdf()
        url = f"/files/{upload(data).pk}/"
        client = county.client()
        for header, first, last in (
            ("bytes=0-9", 0, 9),
            ("bytes=10-", 10, len(data) - 1),
            ("bytes=-5", len(data) - 5, len(data) - 1),
        ):
            answer = client.get(url, headers={"range": header})
            assert answer.status_code == 206
            assert answer["Content-Range"] == f"bytes {first}-{last}/{len(data)}"
            assert b"".join(answer) == data[first : last + 1]
            assert answer["X-Content-Type-Options"] == "nosniff"
        assert client.get(url)["Accept-Ranges"] == "bytes"

    @pytest.mark.parametrize("header", ["bytes=999999-", "bytes=-0"])
    def test_a_part_outside_the_file_is_answered_as_such(
        self, county: County, owner: Any, header: str
    ) -> None:
        owner["public"] = True
        answer = county.client().get(f"/files/{upload(pdf()).pk}/", headers={"range": header})
        assert answer.status_code == 416
        assert answer["Content-Range"] == f"bytes */{len(pdf())}"

    @pytest.mark.parametrize("header", ["bytes=0-1,5-6", "bytes=5-2", "lines=0-1", "bytes=a-b", "bytes=-"])
    def test_a_range_of_another_form_gets_the_whole_file(
        self, county: County, owner: Any, header: str
    ) -> None:
        owner["public"] = True
        answer = county.client().get(f"/files/{upload(pdf()).pk}/", headers={"range": header})
        assert answer.status_code == 200
        assert b"".join(answer) == pdf()

    def test_what_a_browser_has_already_is_not_sent_again_but_asked_for_each_time(
        self, county: County, owner: Any
    ) -> None:
        owner["public"] = True
        url = f"/files/{upload(pdf()).pk}/"
        client = county.client()
        etag = client.get(url)["ETag"]
        assert client.get(url, headers={"if-none-match": etag}).status_code == 304
        owner["public"] = False
        assert client.get(url, headers={"if-none-match": etag}).status_code == 404, "hidden since"

    def test_downloads_of_the_public_are_counted_by_day_others_are_not(
        self, county: County, owner: Any
    ) -> None:
        stored = upload(pdf())
        url = f"/files/{stored.pk}/"
        owner["people"] = {"civil-drafter"}
        county.client("civil-drafter").get(url)
        owner["public"] = True
        client = county.client()
        client.get(url)
        client.get(url)
        client.head(url)
        client.get(url, headers={"range": "bytes=5-9"})
        assert [row.number for row in FileDownloads.objects.filter(file=stored)] == [2]
