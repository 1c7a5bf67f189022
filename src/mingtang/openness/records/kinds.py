"""Events of records beyond the transitions of their processes."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.kinds import event_kind

SAVED = event_kind("record.saved", _("保存草稿"))
LOADED = event_kind("record.loaded", _("批量载入"))
SECRECY_CONCLUDED = event_kind("record.secrecy_concluded", _("保密审查结论"))
HELD = event_kind("record.held", _("检查没有通过，没有按时公开"))
DISPLAY_ENDED = event_kind("record.display_ended", _("公示期满，停止展示"))
