"""Signing in: a name is locked after too many wrong passwords and no other; nobody is led away from the site."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.events.models import Event
from tests.county import PASSWORD, County

pytestmark = pytest.mark.django_db
URL = "/desk/sign-in/"
LIMIT = settings.OPTIONS.lockout_failures


@pytest.fixture
def county(county: County) -> County:
    for name in ("civil-drafter", "water-drafter"):
        person = county.person(name)
        person.set_password(PASSWORD)
        person.save()
    return county


def attempt(username: str, password: str = PASSWORD, client: Client | None = None, **more: Any) -> Any:
    return (client or Client()).post(URL, {"username": username, "password": password, **more})


def fail(username: str, times: int = LIMIT) -> Any:
    answer = None
    for _n in range(times):
        answer = attempt(username, "wrong")
    return answer


class TestSignIn:
    def test_the_right_password_opens_the_desk_and_is_told_once(self, county: County) -> None:
        client = Client()
        answer = attempt("civil-drafter", client=client)
        assert answer.headers["Location"] == reverse("workbench:home")
        assert client.get("/desk/").status_code == 200
        assert (
            Event.objects.filter(kind="person.signed_in", actor=county.person("civil-drafter")).count() == 1
        )

    def test_a_wrong_password_says_so_keeps_the_name_and_not_the_password(self, county: County) -> None:
        answer = attempt("civil-drafter", "wrong-secret-word")
        text = answer.content.decode()
        assert answer.status_code == 422
        assert "登录名或密码不对" in text
        assert 'value="civil-drafter"' in text
        assert "wrong-secret-word" not in text

    def test_an_unknown_name_gets_the_same_answer_as_a_wrong_password(self, county: County) -> None:
        def words(answer: Any) -> str:
            return re.sub(r'value="[^"]*"|nonce="[^"]*"', "", answer.content.decode())

        assert words(attempt("civil-drafter", "wrong")) == words(attempt("no-such-person", "wrong"))

    def test_an_account_out_of_use_does_not_open(self, county: County) -> None:
        client = Client()
        attempt("civil-drafter", client=client)
        Person.objects.filter(username="civil-drafter").update(is_active=False)
        assert client.get("/desk/").status_code == 302, "an open session ends"
        assert attempt("civil-drafter").status_code == 422

    def test_missing_fields_are_named(self, county: County) -> None:
        answer = attempt("", "")
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {"username", "password"}

    def test_the_session_gets_a_new_key(self, county: County) -> None:
        client = Client()
        client.get("/desk/")
        before = client.session.session_key
        attempt("civil-drafter", client=client)
        assert client.session.session_key != before


class TestLockout:
    def test_after_too_many_failures_even_the_right_password_is_refused_with_a_message(
        self, county: County
    ) -> None:
        assert fail("civil-drafter", LIMIT - 1).status_code == 422
        answer = fail("civil-drafter", 1)
        assert answer.status_code == 429
        answer = attempt("civil-drafter")
        assert answer.status_code == 429
        text = answer.content.decode()
        assert str(settings.OPTIONS.lockout_minutes) in text
        assert "锁定" in text

    def test_only_that_name_is_locked(self, county: County) -> None:
        fail("civil-drafter", LIMIT + 1)
        assert attempt("water-drafter").status_code == 302

    def test_an_open_session_goes_on(self, county: County) -> None:
        client = county.client("civil-drafter")
        fail("civil-drafter", LIMIT + 1)
        assert client.get("/desk/").status_code == 200

    def test_success_before_the_limit_starts_the_count_anew(self, county: County) -> None:
        fail("civil-drafter", LIMIT - 1)
        assert attempt("civil-drafter").status_code == 302
        fail("civil-drafter", LIMIT - 1)
        assert attempt("civil-drafter").status_code == 302

    def test_the_lock_is_told_in_the_log(self, county: County) -> None:
        fail("civil-drafter", LIMIT + 3)
        events = Event.objects.filter(
            kind="person.locked_out", subject_id=str(county.person("civil-drafter").pk)
        )
        assert events.count() >= 1

    @pytest.mark.parametrize("variant", [" civil-drafter", "civil-drafter ", "ｃivil-drafter"])
    def test_another_spelling_of_the_name_does_not_go_round_the_lock(
        self, county: County, variant: str
    ) -> None:
        fail("civil-drafter", LIMIT + 1)
        assert attempt(variant).status_code != 302

    def test_spellings_count_together(self, county: County) -> None:
        for n in range(LIMIT + 1):
            attempt(("ｃivil-drafter", "civil-drafter", "civil-drafter ")[n % 3], "wrong")
        assert attempt("civil-drafter").status_code == 429


class TestLeadingAway:
    @pytest.mark.parametrize(
        "target",
        ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)", "https:evil.example",
         "\thttps://evil.example", "///evil.example", "http:///evil.example", "@evil.example"],
    )  # fmt: skip
    def test_an_address_outside_is_not_followed(self, county: County, target: str) -> None:
        for answer in (
            attempt("civil-drafter", next=target),
            Client().post(f"{URL}?next={target}", {"username": "civil-drafter", "password": PASSWORD}),
        ):
            assert answer.status_code == 302
            assert answer.headers["Location"] in (
                reverse("workbench:home"),
                "/desk/@evil.example",
                "@evil.example",
            )
            assert "://" not in answer.headers["Location"]

    def test_who_is_signed_in_already_is_not_led_away_either(self, county: County) -> None:
        client = county.client("civil-drafter")
        answer = client.get(f"{URL}?next=https://evil.example/")
        assert answer.headers["Location"] == reverse("workbench:home")

    def test_the_page_that_was_asked_for_comes_after_the_sign_in(self, county: County) -> None:
        client = Client()
        asked = "/desk/records/?q=%E4%BD%8E%E4%BF%9D"
        answer = client.get(asked)
        assert answer.status_code == 302
        page = client.get(answer.headers["Location"])
        kept = page.context["next"]
        assert attempt("civil-drafter", client=client, next=kept).headers["Location"] == asked


class TestSignOut:
    def test_only_a_form_signs_out(self, county: County) -> None:
        client = county.client("civil-drafter")
        assert client.get("/desk/sign-out/").status_code == 405
        assert client.get("/desk/").status_code == 200
        assert client.post("/desk/sign-out/").headers["Location"] == "/"
        assert client.get("/desk/").status_code == 302

    def test_forms_need_their_token(self, county: County) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(
            county.person("civil-drafter"), backend="django.contrib.auth.backends.ModelBackend"
        )
        for url in ("/desk/sign-out/", "/desk/records/new/", "/desk/absences/"):
            assert client.post(url, {"title": "x"}).status_code == 403
        assert client.get("/desk/").status_code == 200

    def test_desk_pages_go_into_no_cache(self, county: County) -> None:
        for url in ("/desk/", "/desk/records/", "/desk/units/"):
            assert "no-store" in county.client("civil-drafter").get(url)["Cache-Control"]
