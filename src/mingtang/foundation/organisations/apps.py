from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "mingtang.foundation.organisations"
    label = "foundation_organisations"
    verbose_name = _("单位与岗位")
