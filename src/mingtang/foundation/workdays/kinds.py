"""Events of the working calendar. Their detail holds `first` and `last`, the days between which dates may have changed,
and `days`, those that changed themselves; all as ISO dates. Where nothing changed there is no
`first` and `last`.
"""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.kinds import event_kind

ADOPTED = event_kind("workdays.adopted", _("采用放假安排"))
WITHDRAWN = event_kind("workdays.withdrawn", _("撤回放假安排"))
