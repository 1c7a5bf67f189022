"""The channel webhook: messages as signed JSON to an address of the county, such as a gateway to a messenger or SMS.

The body and the headers are described in `docs/operations.md`; what stands there is a promise to gateways.
"""

import hashlib
import hmac
import http.client
import json
import socket
import ssl
import time
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.notifications.channels import Channel, Message, NotSent
from mingtang.foundation.notifications.models import Notice

VERSION = 1
TIMEOUT = 10.0
"""Seconds for the connection and for each wait on it."""


def body_of(message: Message) -> dict[str, Any]:
    """The body, ready for JSON."""
    person = message.person
    return {
        "version": VERSION,
        "id": message.id,
        "kind": message.kind,
        "site": settings.OPTIONS.site_name,
        "to": {
            "username": person.username,
            "name": person.name,
            "email": person.email,
            "phone": person.phone,
        },
        "subject": message.subject,
        "text": message.text,
        "urgent": any(item.urgent for item in message.items),
        "items": [
            {
                "text": item.text,
                "url": item.url,
                "group": item.group,
                "group_label": str(Notice.Group(item.group).label),
                "urgent": item.urgent,
                "at": timezone.localtime(item.at).isoformat(timespec="seconds"),
            }
            for item in message.items
        ],
    }


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 over timestamp, a full stop and the body, in hexadecimal."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def send(message: Message) -> None:
    """Posts the message; any status from 200 to 299 means it was taken over. Raises NotSent."""
    body = json.dumps(body_of(message), ensure_ascii=False).encode()
    timestamp = str(int(time.time()))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Mingtang",
        "Mingtang-Id": message.id,
        "Mingtang-Timestamp": timestamp,
        "Mingtang-Signature": "sha256=" + signature(settings.OPTIONS.webhook_secret, timestamp, body),
    }
    try:
        status = _post(settings.OPTIONS.webhook_url, body, headers)
    except (OSError, http.client.HTTPException) as error:
        raise NotSent(_words(error)) from error
    if 300 <= status < 400:
        raise NotSent(
            _(
                "消息网关要求转到别的地址（状态 %(status)s），为安全起见没有跟过去。"
                "请系统管理员把 MINGTANG_WEBHOOK_URL 改成最终的地址。"
            )
            % {"status": status}
        )
    if not 200 <= status < 300:
        raise NotSent(
            _("消息网关没有收下，回答的状态是 %(status)s。请系统管理员看网关的记录。") % {"status": status}
        )


def _post(url: str, body: bytes, headers: dict[str, str]) -> int:
    """The status of the answer; its body is not read. Follows no redirect and asks no proxy."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        connection = http.client.HTTPSConnection(
            host, parts.port, timeout=TIMEOUT, context=ssl.create_default_context()
        )
    else:
        connection = http.client.HTTPConnection(host, parts.port, timeout=TIMEOUT)
    try:
        connection.request(
            "POST", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), body, headers
        )
        return connection.getresponse().status
    finally:
        connection.close()


def _words(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return _("消息网关的证书不可信，没有发。请系统管理员检查证书，或用 SSL_CERT_FILE 指定本地的根证书。")
    if isinstance(error, ssl.SSLError):
        return _("和消息网关建立不了加密连接。请系统管理员检查 MINGTANG_WEBHOOK_URL。")
    if isinstance(error, TimeoutError):
        return _("消息网关 %(n)g 秒没有回答。可以过一会儿再试。") % {"n": TIMEOUT}
    if isinstance(error, socket.gaierror):
        return _("找不到消息网关的地址。请系统管理员检查 MINGTANG_WEBHOOK_URL。")
    if isinstance(error, http.client.HTTPException):
        return _("消息网关的回答读不懂，它可能不是网页服务。请系统管理员检查 MINGTANG_WEBHOOK_URL。")
    return _("连不上消息网关。请系统管理员检查它是否在运行，以及 MINGTANG_WEBHOOK_URL。")


def _label() -> str:
    return str(settings.OPTIONS.webhook_label)


def _obstacle(person: Person) -> str:
    return ""


def _sent_words(person: Person) -> str:
    return _("已交给消息网关，收件人是登录名“%(name)s”。没收到的，请系统管理员看网关里有没有这个人。") % {
        "name": person.username
    }


WEBHOOK = Channel(
    "webhook",
    lazy(_label, str)(),
    send,
    _obstacle,
    _sent_words,
    installed=lambda: bool(settings.OPTIONS.webhook_url),
)
