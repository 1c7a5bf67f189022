from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "mingtang.foundation.accounts"
    label = "foundation_accounts"
    verbose_name = _("账户")
