"""Machines send what nobody types: halves of characters, too much at once; the command line meets odd files."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingtang.config import cli
from mingtang.foundation.guard import outside
from mingtang.foundation.organisations import actions as organisations
from mingtang.foundation.organisations.queries import SYSTEM
from mingtang.kernel.guard.engine import Report
from tests.county import County
from tests.foundation.guard.lists import NUMBER

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unthrottled() -> None:
    cache.clear()


@pytest.fixture
def key(county: County) -> str:
    return organisations.add_machine_key(SYSTEM, name="协同办公系统", post=county.posts["civil-drafter"])[1]


@pytest.mark.parametrize("html", [True, False])
@pytest.mark.parametrize("text", ["\\ud83d", "\\u0000", "\\ud83d\\u4f60\\udc00", "\\ufffe\\u200b"])
def test_halves_of_characters_are_answered(county: County, key: str, text: str, html: bool) -> None:
    body = '{"text": "证号%s%s，%s", "html": %s}' % (NUMBER, text, text, json.dumps(html))  # noqa: UP031
    answer = Client().post(
        "/api/guard/text", body, content_type="application/json", HTTP_AUTHORIZATION=f"Bearer {key}"
    )
    assert answer.status_code in (200, 422), answer.content
    if answer.status_code == 200:
        assert answer.json()["counts"]["block"] == 1


def test_a_text_of_a_million_characters_is_taken_and_a_larger_body_refused_in_words(
    county: County, key: str, monkeypatch: Any
) -> None:
    monkeypatch.setattr(outside, "check", lambda *_rest: Report((), {}, 1))

    def send(n: int) -> Any:
        return Client().post(
            "/api/guard/text",
            json.dumps({"text": "字" * n}),
            content_type="application/json",
            HTTP_AUTHORIZATION=f"Bearer {key}",
        )

    assert send(1_000_000).status_code == 200
    large = send(1_500_000)
    assert large.status_code == 413
    assert "太大" in large.json()["message"]


def test_files_beyond_what_the_machine_can_look_into_at_once_are_put_off(
    county: County, key: str, monkeypatch: Any
) -> None:
    monkeypatch.setattr(outside, "WAIT", 0.01)
    for _n in range(outside.AT_ONCE):
        outside._room.acquire()
    try:
        upload = {"file": SimpleUploadedFile("一.txt", "字".encode())}
        answer = Client().post("/api/guard/file", upload, HTTP_AUTHORIZATION=f"Bearer {key}")
        page = Client().post("/check/", {"file": SimpleUploadedFile("一.txt", "字".encode())})
    finally:
        for _n in range(outside.AT_ONCE):
            outside._room.release()
    assert (answer.status_code, page.status_code) == (503, 503)
    assert "过一会儿" in answer.json()["message"]
    assert "过一会儿" in page.content.decode()


def test_the_command_goes_on_past_what_is_no_file(county: County, tmp_path: Path, capsys: Any) -> None:
    os.mkfifo(tmp_path / "a.pipe")
    (tmp_path / "b.txt").write_text("今天天气很好。", "utf-8")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/c\xff.txt")).write_text("今天天气很好。", "utf-8")
    code = cli.guard([str(tmp_path / "a.pipe"), str(tmp_path)])
    said = capsys.readouterr()
    assert code == 2
    assert "a.pipe" in said.err
    assert said.out.count("block 0") == 2
    assert cli.guard([str(tmp_path), "--format", "sarif"]) == 0


def test_a_server_that_answers_with_nonsense_is_a_sentence(county: County, capsys: Any) -> None:
    import socket
    import threading

    with socket.create_server(("127.0.0.1", 0)) as server:

        def nonsense() -> None:
            with server.accept()[0] as link:
                link.recv(1000)
                link.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: 100\r\n\r\nshort")

        thread = threading.Thread(target=nonsense, daemon=True)
        thread.start()
        code = cli.guard([f"http://127.0.0.1:{server.getsockname()[1]}/a.txt"])
        thread.join(5)
    assert code == 2
    assert "127.0.0.1" in capsys.readouterr().err
