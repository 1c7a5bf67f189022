"""Events of the self-check."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.kinds import event_kind

ASKED = event_kind("site.check_asked", _("发起网站自查"))
CHECKED = event_kind("site.checked", _("网站自查完成"))
