from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "mingtang.openness.reports"
    label = "openness_reports"
    verbose_name = _("工作报告和迎检")

    def ready(self) -> None:
        from mingtang.openness.reports import slots

        slots.register()
        post_migrate.connect(_fill, sender=self)


def _fill(using: str, **_: Any) -> None:
    """A new database starts with a first list of indicators; later they are the county's."""
    from datetime import date

    from mingtang.openness.reports.defaults import INDICATORS
    from mingtang.openness.reports.models import Indicator

    if not Indicator.objects.using(using).exists():
        Indicator.objects.using(using).bulk_create(
            Indicator(
                code=code,
                group=group,
                name=name,
                demand=demand,
                measure=measure,
                source=source,
                position=position,
                effective_from=date(2020, 1, 1),
            )
            for position, (code, group, name, demand, measure, source) in enumerate(INDICATORS, start=1)
        )
