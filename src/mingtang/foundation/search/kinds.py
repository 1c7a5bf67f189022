"""Events of searching."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.kinds import event_kind

SYNONYMS_CHANGED = event_kind("search.synonyms_changed", _("修改同义词"))
SYNONYMS_REMOVED = event_kind("search.synonyms_removed", _("删除同义词"))
