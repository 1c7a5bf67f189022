"""What people search for is counted, without knowing who."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.db import OperationalError
from django.test import Client

from mingtang.foundation import clock
from mingtang.foundation.search.actions import add_counts
from mingtang.foundation.search.models import QueryCount
from tests.county import NOON, County, lead_to
from tests.openness.search_house import Indexed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> None:
    """What a test before this one counted and did not write is not for this one."""
    from mingtang.foundation.search import learning

    for counts in learning._waiting.values():
        counts.clear()


@pytest.fixture(autouse=True)
def noon() -> Any:
    with clock.at(NOON):
        yield


def _locked(_counted: Any) -> None:
    raise OperationalError("database is locked")


class TestLearning:
    AGENT = "Mozilla/5.0"

    def count(self, client: Client, query: str) -> None:
        client.get(f"/search/?q={quote(query)}", headers={"user-agent": self.AGENT})

    def test_searches_are_counted_and_what_was_opened_from_them(
        self, county: County, indexed: Indexed
    ) -> None:
        from mingtang.foundation.search import learning

        walk = lead_to(county, "feedback", title="低保的通知")
        indexed()
        client = county.client()
        for _n in range(3):
            self.count(client, "低保")
        self.count(client, "飞船")
        client.get(
            f"/records/{walk.pk}/",
            headers={"user-agent": self.AGENT, "referer": f"http://testserver/search/?q={quote('低保')}"},
        )
        client.get(
            f"/records/{walk.pk}/",
            headers={"user-agent": self.AGENT, "referer": f"http://evil.example/search/?q={quote('低保')}"},
        )
        learning.flush()
        rows = {row.text: (row.number, row.empty, row.opened) for row in QueryCount.objects.all()}
        assert rows == {"低保": (3, 0, 1), "飞船": (1, 1, 0)}

    @pytest.mark.parametrize(
        "query", ["11010119900307123X", "13900000000", "a@b.cn", "张三 410105199001011234", "139-0000-0000", "0371 6500 0000", "４１０１０５ 19900101 1234"]
    )  # fmt: skip
    def test_numbers_of_persons_are_not_kept(self, county: County, query: str) -> None:
        from mingtang.foundation.search import learning

        self.count(county.client(), query)
        learning.flush()
        assert not QueryCount.objects.exists()

    def test_years_are_no_numbers_of_persons(self) -> None:
        from mingtang.foundation.search import learning

        assert learning.kept_text("2025—2026学年校历") == "2025 2026学年校历"

    def test_counts_of_a_unit_that_is_gone_are_let_go(self, county: County) -> None:
        add_counts({"number": {(clock.today(), "低保", 999_999): 3, (clock.today(), "低保", None): 1}})
        assert [(row.unit_id, row.number) for row in QueryCount.objects.all()] == [(None, 1)]

    def test_a_busy_database_costs_no_searcher_the_page_and_no_search_its_count(
        self, county: County, indexed: Indexed, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from mingtang.foundation.search import learning

        indexed()
        with monkeypatch.context() as busy:
            busy.setattr(learning, "MOST_WAITING", 1)
            busy.setattr("mingtang.foundation.search.actions.add_counts", _locked)
            self.count(county.client(), "低保")
        learning.flush()
        assert [(row.text, row.number) for row in QueryCount.objects.all()] == [("低保", 1)]

    def test_machines_and_staff_are_not_counted(self, county: County) -> None:
        from mingtang.foundation.search import learning

        county.client().get("/search/?q=低保", headers={"user-agent": "Googlebot"})
        county.client("civil-drafter").get("/search/?q=低保", headers={"user-agent": self.AGENT})
        learning.flush()
        assert not QueryCount.objects.exists()

    def test_only_what_many_searched_for_is_suggested(self, county: County, indexed: Indexed) -> None:
        lead_to(county, "feedback", title="低保的通知")
        indexed()
        today = clock.today()
        for text, days in (("低保申请", 1), ("低保通知", 3)):
            for n in range(days):
                QueryCount.objects.create(day=today - timedelta(days=n), text=text, number=5)
        told = county.client().get("/search/suggest/?q=低保").json()["suggestions"]
        assert {"text": "低保通知", "kind": "query"} in told
        assert "低保申请" not in {each["text"] for each in told}

    def test_titles_are_suggested_also_by_what_means_the_same(self, county: County, indexed: Indexed) -> None:
        lead_to(county, "feedback", title="最低生活保障办事指南")
        indexed()
        told = county.client().get("/search/suggest/?q=低保").json()["suggestions"]
        assert {"text": "最低生活保障办事指南", "kind": "title"} in told

    def test_what_hardly_anybody_searched_for_is_forgotten(self, county: County) -> None:
        from mingtang.foundation.search.tasks import forget

        long_ago = clock.today() - timedelta(days=8)
        QueryCount.objects.create(day=long_ago, text="少见", number=2)
        QueryCount.objects.create(day=long_ago, text="常见", number=9)
        forget()
        assert [row.text for row in QueryCount.objects.all()] == ["常见"]
