"""How a person wants to be told: one's own only, refused with the field, followed by what waits."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.urls import reverse

from mingtang.foundation import clock
from mingtang.foundation.accounts.models import Person
from mingtang.foundation.events.models import Event
from mingtang.foundation.notifications import queries, sending
from mingtang.foundation.notifications.channels import CHANNELS
from mingtang.foundation.notifications.models import Dispatch, Notice, Preference
from tests.foundation.notifications.gateway import gateway
from tests.foundation.notifications.house import MONDAY, House, signed_in, tell, warn

pytestmark = pytest.mark.django_db
URL = "/desk/notices/settings/"
TEST = {"test": "1"}
USUAL = {
    "channels": ["mail"],
    "warnings_daily": "daily",
    "cases_daily": "at_once",
    "digest_at": "08:30",
    "quiet_from": "20:00",
    "quiet_until": "08:00",
    "quiet_on_rest_days": "on",
}


@pytest.fixture(autouse=True)
def forgotten() -> None:
    cache.clear()


class TestThePage:
    def test_shows_the_defaults_and_is_linked(self, house: House) -> None:
        client = signed_in(house.author)
        assert reverse("notices:settings") == URL
        assert f'href="{URL}"' in client.get(reverse("notices:list")).content.decode()
        page = client.get(URL).content.decode()
        for value in ('value="08:30"', 'value="20:00"', 'value="08:00"'):
            assert value in page
        assert not Preference.objects.exists()

    def test_the_defaults_are_those_of_the_form(self, house: House) -> None:
        """Saving what the page shows changes nothing, and says nothing in the events."""
        assert signed_in(house.author).post(URL, USUAL).status_code == 302
        assert not Preference.objects.exists()
        assert not Event.objects.filter(kind="notice.preference_changed").exists()

    def test_saves_ones_own_only(self, house: House) -> None:
        values = USUAL | {"channels": [], "digest_at": "16:00", "quiet_from": "", "quiet_until": ""}
        answer = signed_in(house.author).post(URL, values | {"person": house.colleague.pk})
        assert answer.status_code == 302
        saved = Preference.objects.get()
        assert saved.person == house.author
        assert (saved.off, saved.digest_at, saved.quiet_from) == (["mail"], time(16), None)
        assert queries.preference_of(house.colleague).off == []
        event = Event.objects.get(kind="notice.preference_changed")
        assert (event.actor, event.subject_id) == (house.author, str(house.author.pk))
        assert event.detail.data["fields"] == ["off", "digest_at", "quiet_from", "quiet_until"]

    @pytest.mark.once
    @pytest.mark.parametrize(
        ("values", "field", "said"),
        [
            ({"quiet_until": ""}, "quiet_until", "要么都填"),
            ({"quiet_from": ""}, "quiet_from", "要么都填"),
            ({"quiet_until": "20:00"}, "quiet_until", "同一个时刻"),
            ({"digest_at": "07:59"}, "digest_at", "免打扰时段"),
            ({"digest_at": "20:00"}, "digest_at", "免打扰时段"),
            ({"digest_at": "下午"}, "digest_at", "8:30"),
            ({"digest_at": ""}, "digest_at", "8:30"),
            ({"channels": ["pigeon"]}, "channels", "pigeon"),
            ({"warnings_daily": "never"}, "warnings_daily", "never"),
        ],
    )
    def test_what_is_wrong_stands_beside_its_field(
        self, house: House, values: dict[str, Any], field: str, said: str
    ) -> None:
        answer = signed_in(house.author).post(URL, USUAL | {"cases_daily": "daily"} | values)
        assert answer.status_code == 422
        form = answer.context["form"]
        assert said in " ".join(form.errors[field])
        assert 'value="daily" required id="id_cases_daily_0" checked' in answer.content.decode()
        assert not Preference.objects.exists()

    def test_the_digest_may_be_at_the_end_of_the_quiet_hours(self, house: House) -> None:
        assert signed_in(house.author).post(URL, USUAL | {"digest_at": "08:00"}).status_code == 302

    def test_a_channel_that_is_not_there_now_stays_as_chosen(self, house: House) -> None:
        Preference.objects.create(person=house.author, off=["pigeon"])
        signed_in(house.author).post(URL, USUAL | {"channels": []})
        assert Preference.objects.get().off == ["mail", "pigeon"]


class TestWhatWaitsFollows:
    def test_another_time(self, house: House) -> None:
        warn(house.author, house.colleague)
        signed_in(house.author).post(URL, USUAL | {"digest_at": "16:00"})
        found = {d.notice.person: d.due_at for d in Dispatch.objects.select_related("notice__person")}
        assert found[house.author] == MONDAY.replace(hour=16)
        assert found[house.colleague] == MONDAY.replace(hour=8, minute=30) + timedelta(days=1)

    def test_a_channel_given_up(self, house: House) -> None:
        warn(house.author)
        signed_in(house.author).post(URL, USUAL | {"channels": []})
        assert Dispatch.objects.get().state == "dropped"
        tell(house.author)
        assert Dispatch.objects.count() == 1
        assert Notice.objects.count() == 2

    def test_a_message_under_way_goes_its_way(self, house: House) -> None:
        tell(house.author)
        Dispatch.objects.update(attempts=1)
        signed_in(house.author).post(URL, USUAL | {"channels": []})
        assert Dispatch.objects.get().state == "pending"


class TestTheTestMessage:
    def test_says_what_happened_by_each_channel(self, house: House, settings: Any) -> None:
        Person.objects.filter(pk=house.author.pk).update(email="")
        with gateway() as county:
            given = {"webhook_url": county.url, "webhook_secret": "x" * 16}
            settings.OPTIONS = settings.OPTIONS.model_copy(update=given)
            county.answers = [503]
            page = signed_in(house.author).post(URL, TEST, follow=True).content.decode()
        assert "电子邮件：没有发：您的账号没有登记电子邮箱" in page
        assert "手机消息：没有发出。消息网关没有收下，回答的状态是 503" in page

    def test_goes_out_in_quiet_hours_but_only_to_oneself(self, house: House) -> None:
        with clock.at(MONDAY.replace(hour=23)):
            page = signed_in(house.author).post(URL, TEST, follow=True).content.decode()
        assert "电子邮件：已交给邮件服务器，发往 author@example.org" in page
        assert [m.to for m in mail.outbox] == [["author@example.org"]]
        assert not Notice.objects.exists()
        assert sending.send_due() == 0

    def test_a_channel_not_chosen_is_not_tried(self, house: House) -> None:
        Preference.objects.create(person=house.author, off=["mail"])
        page = signed_in(house.author).post(URL, TEST, follow=True).content.decode()
        assert "您没有选这个渠道" in page
        assert mail.outbox == []

    def test_not_again_at_once(self, house: House) -> None:
        client = signed_in(house.author)
        client.post(URL, TEST)
        assert "请过半分钟再试" in client.post(URL, TEST, follow=True).content.decode()
        assert len(mail.outbox) == 1

    def test_what_nobody_foresaw_is_no_broken_page(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def odd(self: EmailMessage, fail_silently: bool = False) -> int:
            raise RuntimeError("odd")

        monkeypatch.setattr(EmailMessage, "send", odd)
        page = signed_in(house.author).post(URL, TEST, follow=True).content.decode()
        assert "原因不明" in page
        assert "odd" not in page


def test_the_house_has_two_channels() -> None:
    assert [channel.code for channel in CHANNELS] == ["mail", "webhook"]
