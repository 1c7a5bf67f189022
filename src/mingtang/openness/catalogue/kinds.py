"""Events of the catalogue beyond the transitions of its processes."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.kinds import event_kind

ADOPTED = event_kind("catalogue.adopted", _("发布目录"))
CLAIMED = event_kind("catalogue.claimed", _("认领事项"))
RELEASED = event_kind("catalogue.released", _("取消认领"))
LINKED = event_kind("catalogue.linked", _("对应信息"))
UNLINKED = event_kind("catalogue.unlinked", _("取消对应"))
