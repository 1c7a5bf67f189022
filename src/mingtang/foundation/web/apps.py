from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "mingtang.foundation.web"
    label = "foundation_web"
    verbose_name = _("页面")

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from mingtang.foundation.web.scoped import note_sign_in

        user_logged_in.connect(note_sign_in, dispatch_uid="web.signed_in")
