from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "mingtang.openness.catalogue"
    label = "openness_catalogue"
    verbose_name = _("公开目录")

    def ready(self) -> None:
        from mingtang.openness.catalogue import slots

        slots.register()
