"""The cookie of the reading settings takes anything and gives only what the pages know."""

import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from mingtang.foundation.web.forms import ReadingForm
from mingtang.foundation.web.reading import FIELD_OF, LONGEST, WORDS, Reading, parse, write
from mingtang.foundation.web.views import way_back
from tests.county import County, lead_to, make_county

READINGS = st.builds(Reading, **{name: st.sampled_from(("", *words)) for name, words in WORDS.items()})


@given(READINGS)
def test_what_is_written_is_read_again(reading: Reading) -> None:
    text = write(reading)
    assert parse(text) == reading
    assert len(text) <= LONGEST
    assert re.fullmatch(r"[a-z0-9.-]*", text), "needs no quoting in a cookie"


@given(
    st.text()
    | st.lists(st.sampled_from([*FIELD_OF, "", "ELDER", "200 ", '"><script>']), max_size=30).map(".".join)
)
def test_whatever_comes_only_known_words_come_out(text: str) -> None:
    reading = parse(text)
    assert all(value in WORDS[name] for name, value in reading.attributes)
    assert parse(write(reading)) == reading


def test_unknown_words_leave_the_others_and_the_first_of_a_field_counts() -> None:
    assert parse("elder.sepia.150.200") == Reading(mode="elder", size="150")
    assert parse("elder." + "x" * LONGEST) == Reading()
    assert len(FIELD_OF) == sum(map(len, WORDS.values())), "a word in two fields"


def test_the_form_offers_what_the_cookie_knows() -> None:
    for name, field in ReadingForm().fields.items():
        assert {value for value, _ in field.choices} == {"", *WORDS[name]}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "",
        "evil",
        "/a\r\nX: y",
        "/" * 3,
        "/" + "a" * 3000,
        "/\x00",
    ],
)
def test_nobody_is_led_elsewhere(address: str) -> None:
    assert way_back(address) == "/"


@pytest.fixture
def county(db: None) -> County:
    return make_county()


def page(client: Client, path: str = "/reading/") -> str:
    return client.get(path).content.decode()


def test_settings_are_kept_shown_and_forgotten(county: County, client: Client) -> None:
    answer = client.post("/reading/", {"contrast": "yellow-on-black", "size": "150", "next": "/records/?q=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/records/?q=1")
    cookie = answer.cookies["reading"]
    assert (cookie.value, cookie["samesite"], cookie["max-age"]) == ("150.yellow-on-black", "Lax", 31536000)
    assert cookie["httponly"]
    assert '<html lang="zh-hans" data-size="150" data-contrast="yellow-on-black">' in page(
        client, "/records/"
    )
    assert '<html lang="zh-hans" data-size="150" data-contrast="yellow-on-black">' in page(
        client, "/desk/sign-in/"
    )
    client.post("/reading/", {"set_mode": "elder"})
    assert client.cookies["reading"].value == "elder.150.yellow-on-black", (
        "one press leaves the other settings"
    )
    assert 'data-mode="elder"' in page(client, "/nothing-here/")
    client.post("/reading/", {"set_mode": "standard"})
    assert "data-mode" not in page(client)
    client.post("/reading/", {"reset": "1", "size": "200"})
    assert '<html lang="zh-hans">' in page(client)


def test_wrong_values_get_a_page_that_helps_and_keep_the_right_ones(county: County, client: Client) -> None:
    answer = client.post("/reading/", {"size": "9000", "mode": "elder", "next": "//evil.example"})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert 'name="mode" value="elder" id="id_mode_1" checked' in " ".join(text.split())
    assert "evil" not in text
    assert "reading" not in answer.cookies
    assert (
        client.post("/reading/", {"mode": "elder"}, headers={"sec-fetch-site": "cross-site"}).status_code
        == 403
    )
    assert client.put("/reading/").status_code == 405


def test_a_hostile_cookie_writes_nothing_into_the_page(county: County, client: Client) -> None:
    client.cookies["reading"] = 'elder"><script>alert(1)</script>.150'
    text = page(client, "/")
    assert "alert(1)" not in text
    assert '<html lang="zh-hans" data-size="150">' in text


def test_no_shared_cache_hands_one_readers_page_to_another(county: County, client: Client) -> None:
    walk = lead_to(county, "feedback")
    gone = lead_to(county, "feedback", doc_no="").withdraw()
    for path in (
        "/",
        "/records/",
        f"/records/{walk.pk}/",
        f"/records/{gone.pk}/",
        "/units/",
        "/reading/",
        "/nothing/",
        "/error-reports/",
    ):
        answer: Any = client.get(path)
        assert "Cookie" in answer.get("Vary", ""), path
        assert "public" not in answer.get("Cache-Control", ""), path
    assert "Cookie" not in client.get(f"/records/{walk.pk}/paper.docx").get("Vary", "")
