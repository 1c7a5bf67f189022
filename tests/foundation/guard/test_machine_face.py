"""The same measure for machines: as JSON over the interface, and as text, JSON or SARIF on the command line."""

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingtang.config import cli
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.guard import api, outside
from mingtang.foundation.guard.models import Check, FileCheck
from mingtang.foundation.organisations import actions as organisations
from mingtang.foundation.organisations.queries import SYSTEM
from mingtang.kernel.guard.engine import Report
from tests.county import County
from tests.foundation.guard.house import UNWANTED, phrase
from tests.foundation.guard.lists import MASKED, NUMBER, roster

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unthrottled() -> None:
    cache.clear()


@pytest.fixture
def key(county: County) -> str:
    return organisations.add_machine_key(SYSTEM, name="协同办公系统", post=county.posts["civil-drafter"])[1]


def send(key: str, body: Any) -> tuple[int, dict[str, Any]]:
    headers: Any = {"HTTP_AUTHORIZATION": f"Bearer {key}"} if key else {}
    answer = Client().post("/api/guard/text", json.dumps(body), content_type="application/json", **headers)
    return answer.status_code, answer.json()


def test_a_text_comes_back_with_hits_places_and_what_to_do(county: County, key: str) -> None:
    status, said = send(key, {"text": f"<p>通知</p><p>证号{NUMBER}</p>", "html": True, "title": "标题"})
    assert status == 200
    assert said["counts"] == {"block": 1, "warn": 0, "inform": 0}
    assert said["complete"]
    (hit,) = said["hits"]
    assert (hit["kind"], hit["severity"], hit["part"], hit["block"], hit["start"], hit["end"]) == (
        "personal.id_number", "block", "body", 1, 2, 20,
    )  # fmt: skip
    assert hit["excerpt"] == MASKED
    assert hit["why"]
    assert hit["todo"]
    assert NUMBER not in json.dumps(said)


def test_a_file_comes_back_alike_and_nothing_is_kept(county: County, key: str) -> None:
    given = {"file": SimpleUploadedFile("名单.xlsx", roster())}
    answer = Client().post("/api/guard/file", given, HTTP_AUTHORIZATION=f"Bearer {key}")
    assert answer.status_code == 200
    (hit,) = [hit for hit in answer.json()["hits"] if hit["severity"] == "block"]
    assert (hit["cell"], hit["excerpt"]) == ("C2", MASKED)
    assert not any(model.objects.exists() for model in (StoredFile, FileCheck, Check))


@pytest.mark.parametrize("wrong", ["", "no-key"])
def test_without_a_key_nothing_is_looked_at(county: County, wrong: str) -> None:
    assert send(wrong, {"text": "一段话"})[0] == 401
    assert Client().post("/api/guard/file", {}).status_code == 401


def test_limits_are_refused_in_words(county: County, key: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(api, "TEXT_MOST", 5)
    status, said = send(key, {"text": "六个字的一段话"})
    assert status == 422
    assert "文字太长" in json.dumps(said, ensure_ascii=False)
    assert send(key, {"title": "没有文字"})[0] == 422


def test_a_key_may_send_so_many_files_a_minute(county: County, key: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(outside, "report_on_file", lambda data, name: Report((), {}, 0))

    def check() -> int:
        given = {"file": SimpleUploadedFile("空.txt", b"")}
        return Client().post("/api/guard/file", given, HTTP_AUTHORIZATION=f"Bearer {key}").status_code

    codes = [check() for _n in range(21)]
    assert codes[-1] == 429
    assert set(codes[:20]) == {200}


# The command


@pytest.fixture
def folder(county: County, tmp_path: Path) -> Path:
    phrase(county, "warn")
    made = tmp_path / "papers"
    (made / "more").mkdir(parents=True)
    (made / "名单.xlsx").write_bytes(roster())
    (made / "more" / "好.txt").write_text("今天天气很好。", "utf-8")
    (made / "more" / "词.txt").write_text(f"这里有{UNWANTED}。", "utf-8")
    return made


def run(capsys: Any, *arguments: str) -> tuple[int, str, str]:
    code = cli.guard(list(arguments))
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_clean_file_is_nought(folder: Path, capsys: Any) -> None:
    code, out, _err = run(capsys, str(folder / "more" / "好.txt"))
    assert code == 0
    assert "block 0, warn 0" in out


def test_the_exit_code_tells_from_which_level_on_something_was_found(folder: Path, capsys: Any) -> None:
    warned = str(folder / "more" / "词.txt")
    assert run(capsys, warned)[0] == 0
    assert run(capsys, "--level", "warn", warned)[0] == 1


def test_a_folder_stands_for_its_files(folder: Path, capsys: Any) -> None:
    code, out, _err = run(capsys, str(folder))
    assert code == 1
    assert MASKED in out
    assert NUMBER not in out
    assert [line.rpartition("/")[2].partition(":")[0] for line in out.splitlines() if line[0] != " "] == [
        "好.txt", "词.txt", "名单.xlsx",
    ]  # fmt: skip


def test_json_holds_what_the_interface_answers(folder: Path, capsys: Any) -> None:
    _code, out, _err = run(capsys, "--format", "json", str(folder / "名单.xlsx"))
    (said,) = json.loads(out)
    assert said["counts"]["block"] == 1
    assert {"kind", "excerpt", "place", "why", "todo"} <= said["hits"][0].keys()


def test_sarif_names_rules_files_and_levels(folder: Path, capsys: Any) -> None:
    code, out, err = run(capsys, "--format", "sarif", str(folder), str(folder / "没有.txt"))
    assert code == 2
    assert "没有.txt" in err
    said = json.loads(out)
    assert said["version"] == "2.1.0"
    (one,) = said["runs"]
    assert {row["ruleId"] for row in one["results"]} <= {
        rule["id"] for rule in one["tool"]["driver"]["rules"]
    }
    assert {row["level"] for row in one["results"]} >= {"error", "warning"}
    assert not one["invocations"][0]["executionSuccessful"]
    for row in one["results"]:
        address = row["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert address.isascii()


def test_a_missing_file_is_said_and_the_others_are_looked_at(folder: Path, capsys: Any) -> None:
    code, out, err = run(capsys, str(folder / "没有.txt"), str(folder / "名单.xlsx"))
    assert code == 2
    assert "没有.txt" in err
    assert MASKED in out


@pytest.fixture
def served(folder: Path) -> Iterator[str]:
    (folder / "page").write_bytes(f"<!doctype html><p>证号{NUMBER}</p>".encode())

    class Handler(SimpleHTTPRequestHandler):
        def guess_type(self, path: Any) -> str:
            return "text/html; charset=utf-8" if str(path).endswith("page") else super().guess_type(path)

        def log_message(self, *_args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_address_is_fetched_and_one_that_is_not_there_is_said(served: str, capsys: Any) -> None:
    code, out, err = run(capsys, f"{served}/page", f"{served}/nothing")
    assert code == 2
    assert f"{served}/page: block 1" in out
    assert f"{served}/nothing: " in err
