"""Events and the grant of reports. Reports themselves are read with the grant on duties (`duty.view`)."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.kinds import event_kind
from mingtang.foundation.organisations.grants import grant_action

MANAGE = grant_action("report.manage", _("维护迎检指标"))

PACK_ASKED = event_kind("report.pack_asked", _("制作迎检材料"))
PACK_READY = event_kind("report.pack_ready", _("迎检材料制成"))
PACK_FAILED = event_kind("report.pack_failed", _("迎检材料没有制成"))
INDICATOR_SAVED = event_kind("report.indicator_saved", _("修改迎检指标"))
INDICATOR_ENDED = event_kind("report.indicator_ended", _("停用迎检指标"))
READY = event_kind("report.ready", _("工作报告可以看了"))
