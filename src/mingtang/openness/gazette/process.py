"""The grant actions of the gazette. An issue is edited and then published; it needs no table of steps."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.organisations.grants import grant_action

EDIT = grant_action("gazette.edit", _("编辑政府公报和查阅点"))
PUBLISH = grant_action("gazette.publish", _("出版政府公报"))

STAFF = (EDIT, PUBLISH)
