"""The webhook against a real server: what is posted, how it is signed, what happens when the gateway is ill."""

import hashlib
import hmac
import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from pydantic import ValidationError

from mingtang.config.options import Options
from mingtang.foundation.notifications import sending, webhook
from mingtang.foundation.notifications.channels import NotSent
from mingtang.foundation.notifications.composing import trial_message
from mingtang.foundation.notifications.models import Dispatch, Notice
from tests.foundation.notifications.gateway import Gateway, Posted, gateway
from tests.foundation.notifications.house import MONDAY, House, tell, warn

pytestmark = pytest.mark.django_db
SECRET = "sixteen letters or more"
DIGEST = datetime.fromisoformat("2024-03-05T08:30:00+08:00")


@pytest.fixture
def county_gateway(settings: Any) -> Iterator[Gateway]:
    with gateway() as found:
        given = {"webhook_url": found.url, "webhook_secret": SECRET}
        settings.OPTIONS = settings.OPTIONS.model_copy(update=given)
        yield found


def signed_by(posted: Posted) -> str:
    """The signature as `docs/operations.md` tells a gateway to reckon it."""
    text = posted.headers["mingtang-timestamp"].encode() + b"." + posted.body
    return "sha256=" + hmac.new(SECRET.encode(), text, hashlib.sha256).hexdigest()


class TestWhatIsPosted:
    def test_a_notice(self, house: House, county_gateway: Gateway, settings: Any) -> None:
        settings.PUBLIC_URL = "https://www.example.gov.cn"
        (notice,) = tell(house.author, text="《甲》待初审", urgent=True)
        assert sending.send_due() == 2  # and the mail
        (posted,) = county_gateway.posted
        assert posted.path == "/in?county=1"
        assert posted.headers["content-type"] == "application/json; charset=utf-8"
        assert posted.headers["mingtang-id"] == f"notice-{notice.pk}"
        assert posted.headers["mingtang-signature"] == signed_by(posted)
        data = posted.data
        assert data.pop("text").startswith("author：\n\n《甲》待初审。")
        assert data == {
            "version": 1,
            "id": f"notice-{notice.pk}",
            "kind": "notice",
            "site": settings.OPTIONS.site_name,
            "to": {"username": "author", "name": "author", "email": "author@example.org", "phone": ""},
            "subject": "【紧急】《甲》待初审",
            "urgent": True,
            "items": [
                {
                    "text": "《甲》待初审",
                    "url": f"https://www.example.gov.cn/desk/notices/{notice.pk}/",
                    "group": "case",
                    "group_label": "办件进展",
                    "urgent": True,
                    "at": "2024-03-04T10:00:00+08:00",
                }
            ],
        }
        assert SECRET not in str(posted)

    def test_a_digest_lists_all(self, house: House, county_gateway: Gateway) -> None:
        warn(house.author, text="甲")
        warn(house.author, text="乙")
        sending.send_due(DIGEST)
        (posted,) = county_gateway.posted
        assert posted.data["kind"] == "digest"
        assert [item["text"] for item in posted.data["items"]] == ["甲", "乙"]

    def test_a_test(self, house: House, county_gateway: Gateway) -> None:
        webhook.send(trial_message(house.author, "test-1"))
        assert (county_gateway.posted[0].data["kind"], county_gateway.posted[0].data["items"]) == ("test", [])

    def test_another_secret_another_signature(self) -> None:
        assert webhook.signature(SECRET, "1", b"{}") != webhook.signature(SECRET + "x", "1", b"{}")
        assert webhook.signature(SECRET, "1", b"{}") != webhook.signature(SECRET, "2", b"{}")

    def test_without_an_address_there_is_no_channel(self, house: House) -> None:
        tell(house.author)
        assert [d.channel for d in Dispatch.objects.all()] == ["mail"]

    def test_who_has_no_mail_is_reached_all_the_same(self, house: House, county_gateway: Gateway) -> None:
        house.author.email = ""
        house.author.save()
        tell(house.author)
        assert sending.send_due() == 1
        assert len(county_gateway.posted) == 1


class TestAnIllGateway:
    def test_answers_500_and_then_200(self, house: House, county_gateway: Gateway) -> None:
        county_gateway.answers = [500]
        tell(house.author)
        assert sending.send_due() == 1  # the mail does not wait for the gateway
        assert sending.send_due(MONDAY + timedelta(seconds=59)) == 0
        assert sending.send_due(MONDAY + timedelta(seconds=60)) == 1
        first, second = county_gateway.posted
        assert first.headers["mingtang-id"] == second.headers["mingtang-id"]
        assert first.body == second.body
        assert second.headers["mingtang-signature"] == signed_by(second)
        dispatch = Dispatch.objects.get(channel="webhook")
        assert (dispatch.state, dispatch.attempts) == ("sent", 2)
        assert len(mail.outbox) == 1

    def test_hangs(self, house: House, county_gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(webhook, "TIMEOUT", 0.1)
        county_gateway.hangs = 0.4
        with pytest.raises(NotSent, match=r"0.1 秒没有回答"):
            webhook.send(trial_message(house.author, "test-1"))

    @pytest.mark.parametrize("status", [301, 302, 307, 308])
    def test_a_redirect_is_not_followed(self, house: House, county_gateway: Gateway, status: int) -> None:
        county_gateway.answers = [status]
        with pytest.raises(NotSent, match="没有跟过去"):
            webhook.send(trial_message(house.author, "test-1"))
        assert [posted.path for posted in county_gateway.posted] == ["/in?county=1"]

    @pytest.mark.parametrize("status", [400, 401, 404, 503])
    def test_a_refusal_is_said_with_its_status(
        self, house: House, county_gateway: Gateway, status: int
    ) -> None:
        county_gateway.answers = [status]
        with pytest.raises(NotSent, match=f"状态是 {status}"):
            webhook.send(trial_message(house.author, "test-1"))

    def test_nobody_listens(self, house: House, county_gateway: Gateway, settings: Any) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.elsewhere(settings, f"http://127.0.0.1:{port}/")
        with pytest.raises(NotSent, match="连不上消息网关"):
            webhook.send(trial_message(house.author, "test-1"))

    def test_it_speaks_no_tls(self, house: House, county_gateway: Gateway, settings: Any) -> None:
        self.elsewhere(settings, county_gateway.url.replace("http:", "https:"))
        with pytest.raises(NotSent, match="加密连接"):
            webhook.send(trial_message(house.author, "test-1"))
        assert county_gateway.posted == []

    @staticmethod
    def elsewhere(settings: Any, url: str) -> None:
        settings.OPTIONS = settings.OPTIONS.model_copy(update={"webhook_url": url})

    def test_killed_between_posting_and_marking(
        self, house: House, county_gateway: Gateway, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        warn(house.author, text="甲")
        Dispatch.objects.filter(channel="mail").delete()
        real = webhook._post

        def post_and_die(*args: Any) -> int:
            real(*args)
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(webhook, "_post", post_and_die)
            with pytest.raises(KeyboardInterrupt):
                sending.send_due(DIGEST)
        assert sending.send_due(DIGEST + timedelta(minutes=11)) == 1
        first, second = county_gateway.posted
        assert first.body == second.body

    def test_a_channel_taken_away_is_dropped(
        self, house: House, county_gateway: Gateway, settings: Any
    ) -> None:
        tell(house.author)
        self.elsewhere(settings, "")
        assert sending.send_due() == 1
        assert Dispatch.objects.get(channel="webhook").state == "dropped"
        assert Notice.objects.count() == 1


class TestTheSettings:
    @pytest.mark.parametrize("url", ["gateway.example.gov.cn", "ftp://x/", "https://", "https://a:b@x/"])
    def test_a_wrong_address_is_named_at_the_start(self, url: str) -> None:
        with pytest.raises(ValidationError, match="webhook_url"):
            Options(webhook_url=url, webhook_secret=SECRET)

    def test_an_address_needs_a_secret(self) -> None:
        with pytest.raises(ValidationError, match="webhook_secret"):
            Options(webhook_url="https://gateway.example.gov.cn/")
        with pytest.raises(ValidationError, match="at least 16"):
            Options(webhook_url="https://gateway.example.gov.cn/", webhook_secret="short")
        assert Options().webhook_url == ""
