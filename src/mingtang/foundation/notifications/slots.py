"""What notices put into the pages and mechanisms of others."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.schedules import every
from mingtang.foundation.notifications import consumers, queries, tasks
from mingtang.foundation.notifications.channels import CHANNELS
from mingtang.foundation.notifications.mail import MAIL
from mingtang.foundation.notifications.webhook import WEBHOOK
from mingtang.foundation.web.slots import CHAPTERS, Chapter


def register() -> None:
    consumers.register()
    for channel in (MAIL, WEBHOOK):
        CHANNELS.register(channel.code, channel)
    every(1, tasks.send_pending)
    CHAPTERS.register(
        "notices", Chapter(_("消息"), "notices:list", 90, (), lambda who: queries.unread(who.person))
    )
