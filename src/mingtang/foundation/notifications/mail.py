"""The channel e-mail. Every try of a message has the same Message-ID, so that it can be told as the same."""

import smtplib
import socket
import ssl
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.notifications.channels import Channel, Message, NotSent


def email_of(message: Message) -> EmailMessage:
    """The mail of a message; the same each time but for its date."""
    domain = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return EmailMessage(
        subject=message.subject,
        body=message.text,
        to=[message.person.email],
        headers={"Message-ID": f"<{message.id}@{domain}>", "Auto-Submitted": "auto-generated"},
    )


def send(message: Message) -> None:
    """Hands the mail to the server. Raises NotSent."""
    try:
        email_of(message).send()
    except (OSError, BadHeaderError) as error:  # what smtplib raises is an OSError too
        raise NotSent(_words(error, message.person)) from error


def _words(error: Exception, person: Person) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _("邮件服务器不收发往 %(to)s 的邮件。请看看这个地址写得对不对，要改请找系统管理员。") % {
            "to": person.email
        }
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _(
            "邮件服务器不认系统的用户名和密码。请系统管理员检查 MINGTANG_MAIL_USER 和 MINGTANG_MAIL_PASSWORD。"
        )
    if isinstance(error, ssl.SSLError):
        return _("和邮件服务器建立不了加密连接。请系统管理员检查 MINGTANG_MAIL_TLS 和服务器的证书。")
    if isinstance(error, smtplib.SMTPException):
        return _("邮件服务器没有收下这封邮件，它的回答是：%(answer)s") % {"answer": str(error)[:200]}
    if isinstance(error, socket.gaierror):
        return _("找不到邮件服务器“%(host)s”。请系统管理员检查 MINGTANG_MAIL_HOST。") % {
            "host": settings.EMAIL_HOST
        }
    if isinstance(error, TimeoutError):
        return _("邮件服务器 %(n)s 秒没有回答。可以过一会儿再试。") % {"n": settings.EMAIL_TIMEOUT}
    if isinstance(error, OSError):
        return _("连不上邮件服务器“%(host)s”。请系统管理员检查服务器和端口 MINGTANG_MAIL_PORT。") % {
            "host": settings.EMAIL_HOST
        }
    return _("这封邮件的标题或地址里有不该有的换行，没有发出。")


def _obstacle(person: Person) -> str:
    return "" if person.email else _("您的账号没有登记电子邮箱，要登记请找系统管理员。")


def _sent_words(person: Person) -> str:
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        return _(
            "系统还没有设置邮件服务器，邮件只写进了服务器上的文件，您收不到。"
            "请系统管理员设置 MINGTANG_MAIL_HOST。"
        )
    return _("已交给邮件服务器，发往 %(to)s。几分钟后还没收到，请看看垃圾邮件箱。") % {"to": person.email}


MAIL = Channel("mail", gettext_lazy("电子邮件"), send, _obstacle, _sent_words)
