"""Facts sent by another system: who is let in, the same fact once, every fault by its item, limits, foreign units."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from mingtang.config.cli import COMMANDS
from mingtang.foundation import clock
from mingtang.foundation.events.models import Event
from mingtang.foundation.organisations import actions as organisations
from mingtang.foundation.organisations.api import RATE
from mingtang.foundation.organisations.models import Grant, MachineKey
from mingtang.foundation.organisations.queries import SYSTEM, machine_by_key
from mingtang.openness.obligations.models import Fact
from tests.county import County
from tests.openness.obligations.faces import house
from tests.openness.obligations.faces.house import FILE

pytestmark = pytest.mark.django_db

GOOD = {
    "matter": "最低生活保障 / 政策文件",
    "unit": "civil",
    "title": "关于甲的通知",
    "doc_no": "明民发〔2026〕30号",
    "occurred_on": "2026-07-27",
    "external_id": "OA-1",
}


@pytest.fixture(autouse=True)
def unthrottled() -> None:
    cache.clear()


@pytest.fixture
def key(county: County) -> str:
    return organisations.add_machine_key(SYSTEM, name="协同办公系统", post=county.posts["civil-drafter"])[1]


def send(key: str, body: Any, **headers: str) -> tuple[int, dict[str, Any]]:
    data = body if isinstance(body, str) else json.dumps(body)
    if key:
        headers["HTTP_AUTHORIZATION"] = f"Bearer {key}"
    answer = Client().post("/api/facts", data, content_type="application/json", **headers)  # type: ignore[arg-type]
    return answer.status_code, answer.json()


def test_a_fact_that_is_sent_is_registered_in_the_rights_of_the_post(county: County, key: str) -> None:
    status, said = send(key, [GOOD])
    assert status == 200
    fact = Fact.objects.get()
    assert said["facts"] == [
        {
            "index": 0,
            "id": str(fact.pk),
            "external_id": "OA-1",
            "status": "registered",
            "url": said["facts"][0]["url"],
        }
    ]
    assert said["facts"][0]["url"].endswith(f"/desk/facts/{fact.pk}/")
    assert (fact.matter_id, fact.sender, fact.source) == (house.matter(FILE), "协同办公系统", "api")
    event = Event.objects.get(kind="fact.registered")
    assert (event.actor_id, event.post_id) == (None, county.posts["civil-drafter"].pk)


def test_sending_again_changes_nothing_or_what_differs(county: County, key: str) -> None:
    send(key, [GOOD])
    assert send(key, [GOOD])[1]["facts"][0]["status"] == "unchanged"
    assert send(key, [GOOD | {"occurred_on": "2026年7月28日"}])[1]["facts"][0]["status"] == "changed"
    assert Fact.objects.count() == 1
    _made, second = organisations.add_machine_key(
        SYSTEM, name="协同办公系统", post=county.posts["civil-drafter"]
    )
    assert send(second, [GOOD])[1]["facts"][0]["status"] == "changed", "a new key of the same system"
    assert Fact.objects.count() == 1


@pytest.mark.parametrize("given", ["", "mt_wrong", "mt_" + "x" * 44, "中文", "a" * 5000])
def test_without_a_living_key_nothing_is_let_in(county: County, key: str, given: str) -> None:
    status, said = (
        send(given, [GOOD]) if given != "中文" else send("", [GOOD], HTTP_AUTHORIZATION="Bearer 中文")
    )
    assert status == 401
    assert "machine-key" in said["message"]
    assert not Fact.objects.exists()


def test_a_key_with_the_right_beginning_alone_opens_nothing(county: County, key: str) -> None:
    assert send(key[:12] + "x" * (len(key) - 12), [GOOD])[0] == 401
    assert send(key[:-1], [GOOD])[0] == 401


def test_an_ended_key_or_post_opens_nothing(county: County, key: str) -> None:
    made = MachineKey.objects.get()
    county.posts["civil-drafter"].__class__.objects.filter(pk=made.post_id).update(ended_on=clock.today())
    assert send(key, [GOOD])[0] == 403
    organisations.end_machine_key(SYSTEM, made, "换系统")
    assert send(key, [GOOD])[0] == 401
    assert not Fact.objects.exists()


def test_the_key_is_kept_nowhere_in_clear(county: County, key: str) -> None:
    made = MachineKey.objects.get()
    assert key not in json.dumps({name: str(value) for name, value in vars(made).items()})
    details = "".join(json.dumps(e.detail.data) for e in Event.objects.filter(kind="machine_key.added"))
    assert made.prefix in details
    assert key[12:] not in details
    assert machine_by_key(key) == made


def test_a_foreign_unit_is_refused_by_name_and_nothing_is_registered(county: County) -> None:
    _made, key = organisations.add_machine_key(SYSTEM, name="水利系统", post=county.posts["water-drafter"])
    status, said = send(key, [GOOD])
    assert status == 403
    assert "民政局" in said["message"]
    assert said["rule"]
    _made, idle = organisations.add_machine_key(SYSTEM, name="保密系统", post=county.posts["civil-secrecy"])
    assert send(idle, [GOOD])[0] == 403
    assert not Fact.objects.exists()


def test_every_fault_is_told_by_item_field_and_rule_and_nothing_is_registered(
    county: County, key: str
) -> None:
    items = [
        GOOD,
        GOOD | {"external_id": "OA-2", "matter": "低保政策的文件", "occurred_on": "明天"},
        GOOD | {"external_id": "", "unit": "nowhere"},
        GOOD | {"external_id": "OA-1", "title": " "},
        GOOD | {"external_id": "OA-5", "matter": "资金使用情况"},
    ]
    status, said = send(key, items)
    assert status == 422
    assert not Fact.objects.exists()
    found = {(error["index"], error["field"]) for error in said["errors"]}
    assert found == {
        (1, "matter"), (1, "occurred_on"), (2, "unit"), (3, "title"), (3, "external_id"), (4, "matter"),
    }  # fmt: skip
    assert all(error["rule"] for error in said["errors"])
    near = next(error["rule"] for error in said["errors"] if error["index"] == 1)
    assert "最低生活保障 / 政策文件" in near


def test_a_number_that_comes_twice_names_the_item_of_the_request_also_across_units(
    county: County, key: str
) -> None:
    Grant.objects.create(
        post=county.posts["civil-drafter"], action="duty.register", unit=county.units["water"], area=None
    )
    water = GOOD | {"unit": "water", "external_id": "W-1"}
    status, said = send(key, [water, GOOD, GOOD | {"title": "关于乙的通知"}, water | {"external_id": "OA-1"}])
    told = {each["index"]: each["rule"] for each in said["errors"] if each["field"] == "external_id"}
    assert (status, told) == (
        422,
        dict.fromkeys((2, 3), "来源编号和前面的第 2 条重复，一个编号只登记一条。"),
    )
    assert not Fact.objects.exists()


@pytest.mark.parametrize(
    ("body", "index", "field"),
    [
        ([{k: v for k, v in GOOD.items() if k != "title"}], 0, "title"),
        ([GOOD, GOOD | {"title": 5}], 1, "title"),
        ([GOOD, "text"], 1, ""),
        ({"facts": [GOOD]}, None, ""),
    ],
)
def test_what_has_the_wrong_shape_is_told_the_same_way(
    county: County, key: str, body: Any, index: int | None, field: str
) -> None:
    status, said = send(key, body)
    assert status == 422
    assert said["message"]
    assert said["errors"][0]["index"] == index
    assert field in said["errors"][0]["field"] or not field
    assert not Fact.objects.exists()


def test_what_is_no_json_is_refused(county: County, key: str) -> None:
    assert send(key, "{")[0] in (400, 422)


def test_none_and_more_than_five_hundred_are_refused(county: County, key: str) -> None:
    assert send(key, [])[0] == 422
    many = [GOOD | {"external_id": str(n), "title": f"通知{n}"} for n in range(501)]
    status, said = send(key, many)
    assert status == 422
    assert "500" in said["errors"][0]["rule"]
    assert send(key, many[:500])[0] == 200
    assert Fact.objects.count() == 500


def test_too_large_a_request_is_refused_before_it_is_read(county: County, key: str, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    status, said = send(key, [GOOD])
    assert status == 413
    assert said["message"]


def test_a_key_that_sends_without_end_is_slowed_down(county: County, key: str) -> None:
    for _n in range(int(RATE.partition("/")[0])):
        assert send(key, [])[0] == 422
    data = json.dumps([GOOD])
    answer = Client().post(
        "/api/facts", data, content_type="application/json", HTTP_AUTHORIZATION=f"Bearer {key}"
    )
    assert answer.status_code == 429
    assert answer.headers["Retry-After"]
    assert answer.json()["message"]
    _made, other = organisations.add_machine_key(SYSTEM, name="别的系统", post=county.posts["civil-drafter"])
    assert send(other, [GOOD])[0] == 200, "each key is counted for itself"


def test_nothing_is_told_to_a_get(county: County, key: str) -> None:
    assert Client().get("/api/facts", HTTP_AUTHORIZATION=f"Bearer {key}").status_code == 405


def test_the_documentation_of_the_api_names_it() -> None:
    paths = Client().get("/api/openapi.json").json()["paths"]
    assert "post" in paths["/api/facts"]


def test_keys_are_made_listed_and_ended_by_the_command(county: County, capsys: Any) -> None:
    run = COMMANDS["machine-key"]
    code = county.posts["civil-drafter"].code
    assert run(["add", "协同办公系统", "--post", code]) == 0
    key = capsys.readouterr().out.strip().splitlines()[-1]
    assert send(key, [GOOD])[0] == 200
    assert run(["list"]) == 0
    listed = capsys.readouterr().out
    assert key[:12] in listed
    assert key not in listed
    assert run(["end", key[:12], "--reason", "换系统"]) == 0
    assert run(["end", key[:12]]) == 1
    assert run(["end", "mt_nothing"]) == 1
    assert run(["add", "甲", "--post", "no-such-post"]) == 1
    assert run(["add", " ", "--post", code]) == 1
    assert send(key, [GOOD])[0] == 401
    assert Event.objects.filter(kind="machine_key.ended").count() == 1


def test_one_name_belongs_to_one_post(county: County, key: str) -> None:
    from mingtang.kernel.refusals import Invalid

    for name, post in (
        ("协同办公系统", "water-drafter"),
        ("甲", "civil-deputy"),
    ):
        with pytest.raises(Invalid):
            organisations.add_machine_key(SYSTEM, name=name, post=county.posts[post])


def test_blanks_around_a_number_and_what_no_database_keeps_make_no_second_fact(
    county: County, key: str
) -> None:
    send(key, [GOOD])
    status, said = send(key, [GOOD | {"external_id": " OA-1\x00 ", "title": "关于甲的\x00通知"}])
    assert (status, said["facts"][0]["status"]) == (200, "unchanged")
    assert Fact.objects.count() == 1
