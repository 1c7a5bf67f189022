"""Grants and events of the guard."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.kinds import event_kind
from mingtang.foundation.organisations.grants import grant_action

VIEW = grant_action("guard.view", _("查看发布前检查的统计"))
OVERRIDE = grant_action("guard.override", _("放行检查出的问题"))
PHRASES = grant_action("guard.phrases", _("管理本单位用语表"))
MANAGE = grant_action("guard.manage", _("管理检查规则的级别"))
STAFF = (VIEW, PHRASES, MANAGE)

OVERRIDDEN = event_kind("guard.overridden", _("放行检查出的问题"))
PHRASE_ADDED = event_kind("guard.phrase_added", _("加入用语表"))
PHRASE_ENDED = event_kind("guard.phrase_ended", _("移出用语表"))
LEVEL_SET = event_kind("guard.level_set", _("调整检查规则的级别"))
SWEPT = event_kind("guard.swept", _("复查已公开的内容"))
TAKEN_DOWN = event_kind("guard.taken_down", _("复查发现严重问题，自动撤下"))
DEIDENTIFIED = event_kind("guard.deidentified", _("生成脱敏副本"))
