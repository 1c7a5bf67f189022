"""Events of topic pages."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.kinds import event_kind

CREATED = event_kind("topic.created", _("新建专栏"))
CHANGED = event_kind("topic.changed", _("修改专栏"))
BLOCK_ADDED = event_kind("topic.block_added", _("添加版块"))
BLOCK_CHANGED = event_kind("topic.block_changed", _("修改版块"))
BLOCK_MOVED = event_kind("topic.block_moved", _("移动版块"))
BLOCK_REMOVED = event_kind("topic.block_removed", _("删除版块"))
PICKED = event_kind("topic.picked", _("往版块里放信息"))
UNPICKED = event_kind("topic.unpicked", _("从版块里拿掉信息"))
OF_ACT = {
    "publish": event_kind("topic.published", _("公开专栏")),
    "archive": event_kind("topic.archived", _("收起专栏")),
    "unpublish": event_kind("topic.unpublished", _("撤回专栏")),
}
