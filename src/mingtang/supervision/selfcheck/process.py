"""The grant of the self-check. It has no states beyond a start and an end."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.organisations.grants import grant_action

CHECK = grant_action("site.check", _("网站自查"))
