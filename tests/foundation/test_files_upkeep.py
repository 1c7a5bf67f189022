"""Space of units, what is swept away, the virus scanner, and what is read out of files in the background."""

import os
import socket
import struct
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mingtang.foundation.events.models import Event
from mingtang.foundation.files import cleaning, queries, tasks
from mingtang.foundation.files.actions import Owner, examine, keep, remove
from mingtang.foundation.files.checks import ATTACHMENT_KINDS, of_kinds
from mingtang.foundation.files.models import FileContents, FilePage, StoredFile
from mingtang.foundation.files.owners import FILE_OWNERS, FileOwner
from mingtang.foundation.files.reading import read_contents
from mingtang.foundation.organisations.queries import Actor
from mingtang.kernel.refusals import Invalid
from tests.county import County, make_county, pdf, picture

pytestmark = pytest.mark.django_db
OWNER = "test_owner"


@pytest.fixture
def county() -> County:
    return make_county()


def kept(unit: Any = None, data: bytes | None = None, name: str = "附件.pdf") -> StoredFile:
    upload = SimpleUploadedFile(name, pdf() if data is None else data)
    return keep(
        Actor(), examine(upload, of_kinds(ATTACHMENT_KINDS), field="file"), Owner(OWNER, uuid4(), unit)
    )


class TestSpace:
    def test_a_unit_without_space_is_told_how_much_it_has(self, county: County, settings: Any) -> None:
        unit = county.units["civil"].pk
        settings.OPTIONS = settings.OPTIONS.model_copy(update={"unit_space_mb": 1})
        StoredFile.objects.create(
            owner_kind=OWNER, owner_id=uuid4(), unit_id=unit, size=1024 * 1024 - 10, data="x"
        )
        with pytest.raises(Invalid) as refusal:
            kept(unit)
        words = str(refusal.value.fields["file"][0])
        assert "共 1 MB" in words
        assert "附件.pdf" in words
        assert kept(county.units["water"].pk), "another unit has its own space"
        assert queries.space_by_unit()[unit] == (1, 1024 * 1024 - 10)

    def test_zero_is_without_limit(self, county: County, settings: Any) -> None:
        settings.OPTIONS = settings.OPTIONS.model_copy(update={"unit_space_mb": 0})
        unit = county.units["civil"].pk
        StoredFile.objects.create(owner_kind=OWNER, owner_id=uuid4(), unit_id=unit, size=10**13, data="x")
        assert kept(unit)


class TestSweeping:
    @pytest.fixture(autouse=True)
    def owner(self, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
        says: dict[str, Any] = {"orphans": []}
        monkeypatch.setattr(FILE_OWNERS, "_entries", {})
        owner = FileOwner(lambda f: False, lambda f, p: False, lambda before: says["orphans"])
        FILE_OWNERS.register(OWNER, owner)
        return says

    def test_what_an_owner_gives_up_goes_with_its_bytes_and_leaves_an_event(
        self, owner: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        lost, used = kept(), kept()
        owner["orphans"] = [lost.pk, uuid4()]
        path = Path(lost.data.path)
        with django_capture_on_commit_callbacks(execute=True):
            assert cleaning.sweep_orphans() == 1
        assert list(StoredFile.objects.all()) == [used]
        assert not path.exists()
        assert Event.objects.get(kind="file.swept").detail.data["name"] == lost.name

    def test_bytes_whose_row_was_never_committed_go_after_a_day(self, private_files: Path) -> None:
        stored = kept()
        young, old = (private_files / "ab" / name for name in ("a" * 32, "b" * 32))
        old.parent.mkdir(parents=True, exist_ok=True)
        for path in (young, old):
            path.write_bytes(b"x")
        long_ago = time.time() - 2 * 24 * 3600
        os.utime(old, (long_ago, long_ago))
        os.utime(stored.data.path, (long_ago, long_ago))
        assert cleaning.sweep_storage() == 1
        assert young.exists()
        assert not old.exists()
        assert Path(stored.data.path).exists()

    def test_halves_of_uploads_go_after_a_day(self, settings: Any, tmp_path: Path) -> None:
        settings.FILE_UPLOAD_TEMP_DIR = tmp_path
        young, old = tmp_path / "young.upload", tmp_path / "old.upload"
        for path in (young, old):
            path.write_bytes(b"half")
        long_ago = time.time() - 2 * 24 * 3600
        os.utime(old, (long_ago, long_ago))
        assert cleaning.sweep_uploads() == 1
        assert [path.name for path in tmp_path.iterdir()] == ["young.upload"]


class TestReading:
    def test_words_pages_and_pictures_are_kept_once(self, private_files: Path) -> None:
        stored = kept(data=pdf("low income list"))
        contents = read_contents(stored.pk)
        assert contents is not None
        assert contents.page_count == 1
        assert [(page.number, page.text) for page in FilePage.objects.all()] == [(1, "low income list")]
        assert contents.picture.size > 0
        assert contents.thumbnail.size > 0
        assert read_contents(stored.pk) is None, "read already"
        assert FileContents.objects.count() == 1

    def test_a_picture_knows_its_size(self, private_files: Path) -> None:
        contents = read_contents(kept(data=picture("PNG", (640, 20)), name="图.png").pk)
        assert contents is not None
        assert (contents.width, contents.height) == (640, 20)

    def test_a_file_that_no_reader_can_take_is_noted_and_not_tried_for_ever(self) -> None:
        stored = kept()
        Path(stored.data.path).write_bytes(b"%PDF-1.4 broken since")
        contents = read_contents(stored.pk)
        assert contents is not None
        assert contents.problem == "damaged"
        assert read_contents(stored.pk) is None

    def test_what_was_not_read_when_it_came_is_read_later(self) -> None:
        young, old = kept(), kept()
        StoredFile.objects.filter(pk=old.pk).update(uploaded_at=timezone.now() - timedelta(minutes=10))
        assert tasks.catch_up() == 1
        assert list(FileContents.objects.values_list("pk", flat=True)) == [old.pk]
        assert young.pk != old.pk

    def test_a_removed_file_takes_its_pictures_along(
        self, private_files: Path, django_capture_on_commit_callbacks: Any
    ) -> None:
        stored = kept()
        read_contents(stored.pk)
        assert len([path for path in private_files.rglob("*") if path.is_file()]) == 3
        with django_capture_on_commit_callbacks(execute=True):
            remove(stored)
        assert [path for path in private_files.rglob("*") if path.is_file()] == []


class Daemon(threading.Thread):
    """Answers like clamd: reads the stream to its end, then says what it was told to say."""

    def __init__(self, answer: bytes) -> None:
        super().__init__(daemon=True)
        self.answer, self.received = answer, b""
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.socket.getsockname()[1]}"

    def run(self) -> None:
        connection, _peer = self.socket.accept()
        with connection:
            stream = connection.makefile("rb")
            assert stream.read(10) == b"zINSTREAM\x00"
            while length := struct.unpack("!I", stream.read(4))[0]:
                self.received += stream.read(length)
            connection.sendall(self.answer)


class TestVirusScanner:
    @pytest.fixture
    def daemon(self, settings: Any, request: pytest.FixtureRequest) -> Iterator[Daemon]:
        found = Daemon(request.param)
        found.start()
        settings.OPTIONS = settings.OPTIONS.model_copy(update={"clamav_socket": found.address})
        yield found
        found.socket.close()

    @pytest.mark.parametrize("daemon", [b"stream: OK\x00"], indirect=True)
    def test_a_clean_file_is_kept_after_all_of_it_was_scanned(self, daemon: Daemon) -> None:
        assert kept()
        assert daemon.received == pdf()

    @pytest.mark.parametrize("daemon", [b"stream: Eicar-Signature FOUND\x00"], indirect=True)
    def test_an_infected_file_is_refused_with_the_name_of_the_virus(self, daemon: Daemon) -> None:
        with pytest.raises(Invalid) as refusal:
            kept()
        assert "Eicar-Signature" in str(refusal.value.fields["file"][0])

    @pytest.mark.parametrize("daemon", [b"INSTREAM size limit exceeded. ERROR\x00", b""], indirect=True)
    def test_a_scanner_that_does_not_answer_lets_nothing_through(self, daemon: Daemon) -> None:
        with pytest.raises(Invalid) as refusal:
            kept()
        assert "病毒扫描" in str(refusal.value.fields["file"][0])

    def test_a_scanner_that_is_not_there_lets_nothing_through(self, settings: Any, tmp_path: Path) -> None:
        settings.OPTIONS = settings.OPTIONS.model_copy(update={"clamav_socket": str(tmp_path / "none.sock")})
        with pytest.raises(Invalid) as refusal:
            kept()
        assert "病毒扫描" in str(refusal.value.fields["file"][0])
