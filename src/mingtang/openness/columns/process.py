"""Grant actions of columns. A column has no process: it is open or closed."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.organisations.grants import grant_action

VIEW = grant_action("column.view", _("查看栏目的更新情况"))
MANAGE = grant_action("column.manage", _("设置栏目、挑选信息"))

STAFF = (VIEW, MANAGE)
