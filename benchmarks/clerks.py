"""Clerks who work over HTTP with cookies and forms, and write down every act the server confirmed."""

import http.client
import random
import re
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from benchmarks.servers import HOST

PASSWORD = "mingtang-demo"
TIMEOUT = 30
HIDDEN = re.compile(r'<input[^>]*\bname="(lock_version|based_on)"[^>]*>')
VALUE = re.compile(r'\bvalue="(\d+)"')
ITEMS = re.compile(r'name="conclusion-(\d+)"')
RECORD = re.compile(r"^/desk/records/([0-9a-f-]{36})/")
BROKEN = (OSError, http.client.HTTPException)


@dataclass
class Answer:
    """A page that arrived whole."""

    status: int
    location: str
    text: str

    def hidden(self) -> dict[str, str]:
        """The version numbers that the form carries."""
        found = {}
        for match in HIDDEN.finditer(self.text):
            value = VALUE.search(match.group(0))
            if value:
                found[match.group(1)] = value.group(1)
        return found


class Browser:
    """One signed-in person. The session is in the database, so it survives the server."""

    def __init__(self, port: int, username: str) -> None:
        self.port, self.username = port, username
        self.cookies: dict[str, str] = {}
        self.connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, **fields: str) -> Answer:
        return self._ask("POST", path, urlencode(fields))

    def sign_in(self) -> None:
        """Raises RuntimeError when the desk does not open."""
        self.get("/desk/sign-in/")
        if self.post("/desk/sign-in/", username=self.username, password=PASSWORD).status != 302:
            raise RuntimeError(f"{self.username} cannot sign in")

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        if self.connection is None:
            self.connection = http.client.HTTPConnection(HOST, self.port, timeout=TIMEOUT)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["X-CSRFToken"] = self.cookies.get("csrftoken", "")
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            text = answer.read().decode(errors="replace")
        except BROKEN:
            self.connection.close()
            self.connection = None
            raise
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name.strip()] = value
        return Answer(answer.status, answer.headers.get("Location") or "", text)


@dataclass(frozen=True)
class Acknowledged:
    """An act that the server confirmed: the event it must have left, and for texts the word typed into them."""

    record: str
    kind: str
    word: str = ""


@dataclass
class Journal:
    """What all clerks saw, told to nobody else."""

    acts: list[Acknowledged] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    cut_off: int = 0


# State of a publication → who acts next (by the part of the user name), under which address, and what it leads to.
STEPS = {
    "initial_review": ("guzhang", "pass-review", "publication.pass_review", "secrecy"),
    "audit": ("fenguan", "approve", "publication.approve", "release"),
    "release": ("fenguan", "publish", "publication.publish", "feedback"),
    "feedback": ("fenguan", "file", "publication.file", ""),
}
PARTS = ("zhuanyuan", "guzhang", "baomi", "fenguan")
EXTRA = {"approve": {"manner": "full", "timing": "now"}}


class Clerk:
    """The people of one office at one desk: starts records and leads them through the steps.

    `records` maps each record in hand to its state; None: unknown, because an act was cut off.
    """

    def __init__(self, name: str, office: str, port: int, seed: str, journal: Journal) -> None:
        self.name, self.journal = name, journal
        self.rng = random.Random(seed)
        self.browsers = {part: Browser(port, f"{office}.{part}") for part in PARTS}
        self.records: dict[str, str | None] = {}
        self.serial = 0

    def work(self, stop: threading.Event) -> None:
        """One act after the other until told to stop; waits a moment where the server does not answer."""
        while not stop.is_set():
            try:
                self._act()
            except BROKEN:
                self.journal.cut_off += 1
                time.sleep(0.05)

    def _act(self) -> None:
        known = [pk for pk, state in self.records.items() if state]
        if not known or self.rng.random() < 0.25:
            self._create()
            return
        pk = self.rng.choice(known)
        state = self.records[pk]
        self.records[pk] = None
        if state == "draft" and self.rng.random() < 0.4:
            self._save(pk)
        elif state == "draft":
            self._step(pk, "zhuanyuan", "submit", "publication.submit", "initial_review")
        elif state == "secrecy":
            self._secrecy(pk)
        elif state == "initial_review" and self.rng.random() < 0.2:
            reason = {"reason": "请核对第一段的金额。", "reason_code": ""}
            self._step(pk, "guzhang", "send-back", "publication.return_review", "draft", **reason)
        else:
            part, act, kind, after = STEPS[str(state)]
            self._step(pk, part, act, kind, after, **EXTRA.get(act, {}))

    def _create(self) -> None:
        word = self._word()
        browser = self.browsers["zhuanyuan"]
        form = browser.get("/desk/records/new/")
        unit = re.search(r'<option value="(\d+)"[^>]*selected', form.text)
        answer = browser.post("/desk/records/new/", **self._text(word), unit=unit.group(1) if unit else "")
        found = RECORD.match(answer.location)
        if answer.status == 302 and found:
            self._done(found.group(1), "publication.propose", "draft", word)
        else:
            self._refused("create", answer)

    def _save(self, pk: str) -> None:
        word = self._word()
        browser, path = self.browsers["zhuanyuan"], f"/desk/records/{pk}/edit/"
        form = browser.get(path)
        answer = browser.post(path, **self._text(word), **form.hidden())
        if answer.status == 302 and answer.location == path:
            self._done(pk, "record.saved", "draft", word)
        else:
            self._refused("save", answer)

    def _secrecy(self, pk: str) -> None:
        browser, path = self.browsers["baomi"], f"/desk/records/{pk}/secrecy/"
        form = browser.get(path)
        clear = {f"conclusion-{item}": "clear" for item in ITEMS.findall(form.text)}
        answer = browser.post(path, **form.hidden(), **clear)
        if answer.status == 302:
            self._done(pk, "publication.pass_secrecy", "audit")
        else:
            self._refused("secrecy", answer)

    def _step(self, pk: str, part: str, act: str, kind: str, after: str, **fields: str) -> None:
        browser, path = self.browsers[part], f"/desk/records/{pk}/act/{act}/"
        form = browser.get(path)
        answer = browser.post(path, **form.hidden(), **fields)
        if answer.status == 302 and "?check" not in answer.location:
            self._done(pk, kind, after)
        else:
            self._refused(act, answer)

    def _done(self, pk: str, kind: str, after: str, word: str = "") -> None:
        self.journal.acts.append(Acknowledged(pk, kind, word))
        if after:
            self.records[pk] = after
        else:
            del self.records[pk]

    def _refused(self, act: str, answer: Answer) -> None:
        rule = " ".join(re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2]).split())[:200]
        self.journal.refused.append(f"{act}: {answer.status} {answer.location} {rule}")

    def _word(self) -> str:
        self.serial += 1
        return f"{self.name}-{self.serial:05d}"

    @staticmethod
    def _text(word: str) -> dict[str, str]:
        day = "2026-01-05"
        body = f"<p>根据有关规定，现将第{word}批低保对象和金额公布如下，接受监督。</p>"
        return {
            "title": f"关于公布{word}批次低保对象的公告", "body": body, "summary": "", "genre": "announcement",
            "theme": "17.03", "audience": "everyone", "formed_on": day, "doc_date": day, "validity": "in_force",
            "open_attr": "active", "area": "",
        }  # fmt: skip


def at_work(clerks: list[Clerk], stop: threading.Event) -> list[threading.Thread]:
    """Sets all clerks to work at once."""
    threads = [threading.Thread(target=clerk.work, args=(stop,), daemon=True) for clerk in clerks]
    for thread in threads:
        thread.start()
    return threads


def as_data(acts: list[Acknowledged]) -> list[list[Any]]:
    return [[act.record, act.kind, act.word] for act in acts]
