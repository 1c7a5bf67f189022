"""What one may be granted about searching."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.organisations.grants import grant_action

MANAGE = grant_action("search.manage", _("管理搜索词"))
"""Change synonyms, read what people search for."""
