"""Events of notices."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.kinds import event_kind

PREFERENCE_CHANGED = event_kind("notice.preference_changed", _("修改消息设置"))
