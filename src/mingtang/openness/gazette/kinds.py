"""Events of the gazette and its reading points."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.kinds import event_kind

CREATED = event_kind("gazette.created", _("新编一期公报"))
EDITED = event_kind("gazette.edited", _("改公报的期号和标题"))
ADDED = event_kind("gazette.added", _("选入公报"))
MOVED = event_kind("gazette.moved", _("调整公报目录"))
REMOVED = event_kind("gazette.removed", _("从公报去掉"))
PUBLISHED = event_kind("gazette.published", _("出版公报"))
DISCARDED = event_kind("gazette.discarded", _("放弃这期公报"))
POINT_ADDED = event_kind("reading_point.added", _("登记查阅点"))
POINT_EDITED = event_kind("reading_point.edited", _("修改查阅点"))
POINT_CLOSED = event_kind("reading_point.closed", _("停用查阅点"))
POINT_OPENED = event_kind("reading_point.opened", _("恢复查阅点"))
