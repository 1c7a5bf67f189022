"""Events of files."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.kinds import event_kind

READ = event_kind("file.read", _("读出文件内容"))
SWEPT = event_kind("file.swept", _("清理无用文件"))
