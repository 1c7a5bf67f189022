"""A real browser on a real server. Every page a test opens must be free of axe findings and console errors."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.events.outbox import drain
from tests.browser.axe import findings
from tests.county import PASSWORD, County, make_county

# Playwright runs an event loop in this thread, which makes Django see async code where there is none.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
]
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# What the server answers on purpose to wrong input is no fault of the page.
EXPECTED = ("status of 4",)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def chromium() -> str:
    from tests.conftest import CHROMIUM

    assert CHROMIUM, "mark the test with `browser`"
    return CHROMIUM


class Visitor:
    """One person at one screen."""

    def __init__(self, browser: Browser, base: str, width: int = 1280) -> None:
        self.base, self.width = base, width
        self.context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
        self.faults: list[str] = []
        self.page: Page = self.open_page()

    def open_page(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: self._heard(message.type, message.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        return page

    def _heard(self, kind: str, text: str) -> None:
        if kind == "error" and not any(part in text for part in EXPECTED):
            self.faults.append(text)

    def go(self, path: str) -> "Visitor":
        self.page.goto(self.base + path)
        return self.check()

    def sign_in(self, username: str) -> "Visitor":
        """Opens the desk with a session of the person, as after the form of `type_in`."""
        client = Client()
        person = Person.objects.get(username=username)
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.clear_cookies()
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.base}])
        self.go("/desk/")
        assert "/sign-in/" not in self.page.url, self.text
        return self

    def type_in(self, username: str) -> "Visitor":
        """Signs in with name and password."""
        self.context.clear_cookies()
        self.page.goto(self.base + "/desk/sign-in/")
        self.page.get_by_label("登录名").fill(username)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.press("登录")
        assert "/sign-in/" not in self.page.url, self.text
        return self

    def press(self, name: str) -> "Visitor":
        """Presses the button of this name in the main part and checks the page that answers."""
        with self.page.expect_navigation():
            self.page.locator("main, aside").get_by_role("button", name=name, exact=True).click()
        return self.check()

    def follow(self, name: str) -> "Visitor":
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=True).first.click()
        return self.check()

    def aside(self, name: str) -> "Visitor":
        """Follows a button of the case."""
        with self.page.expect_navigation():
            self.page.locator("aside").get_by_role("link", name=name, exact=True).click()
        return self.check()

    def act(self, verb: str) -> "Visitor":
        """Opens an act by its button in the case and confirms it."""
        return self.aside(verb).press(verb)

    @property
    def text(self) -> str:
        return self.page.locator("body").inner_text()

    def check(self) -> "Visitor":
        """No axe findings, nothing wider than the screen, no errors in the console."""
        # The narrow and the wide page have all that the one between them has; there only the layout is looked at.
        if self.width != 768:
            found = findings(self.page)
            assert not found, f"{self.page.url}\n" + "\n".join(found)
        # An editor may need a moment to fold its buttons.
        for _try in range(30):
            if not self.page.evaluate(WIDER):
                break
            self.page.wait_for_timeout(100)
        else:
            raise AssertionError(f"{self.page.url} is wider than the screen")
        assert not self.faults, f"{self.page.url}: {self.faults}"
        return self

    def at(self, *widths: int) -> "Visitor":
        """Checks the same page on other screens; no script of ours looks at the width, so it need not load again."""
        own = self.width
        for width in widths:
            self._resize(width)
            self.check()
        self._resize(own)
        return self

    def _resize(self, width: int) -> None:
        self.width = width
        self.page.set_viewport_size({"width": width, "height": 900})


@pytest.fixture
def county(transactional_db: None, private_files: Any) -> County:
    made = make_county()
    Person.objects.update(password=make_password(PASSWORD))
    return made


@pytest.fixture
def visit(browser: Browser, live_server: Any) -> Iterator[Any]:
    opened: list[Visitor] = []

    def new(width: int = 1280) -> Visitor:
        visitor = Visitor(browser, live_server.url, width)
        opened.append(visitor)
        return visitor

    yield new
    for visitor in opened:
        visitor.context.close()


@pytest.fixture
def worker() -> Any:
    """What the background worker would do now."""
    return drain
