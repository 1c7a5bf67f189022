"""Events of columns."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.kinds import event_kind

CREATED = event_kind("column.created", _("新设栏目"))
CHANGED = event_kind("column.changed", _("修改栏目"))
OPENED = event_kind("column.opened", _("开放栏目"))
CLOSED = event_kind("column.closed", _("关闭栏目"))
PICKED = event_kind("column.picked", _("挑选信息"))
UNPICKED = event_kind("column.unpicked", _("取消挑选"))
ARRANGED = event_kind("column.arranged", _("调整挑选的次序"))
TEXT_CHANGED = event_kind("column.text_changed", _("修改说明文字"))
