"""The grant action of the working calendar. A notice is adopted and perhaps ended; it needs no table of steps."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.organisations.grants import grant_action

MANAGE = grant_action("workdays.manage", _("管理工作日历"))
