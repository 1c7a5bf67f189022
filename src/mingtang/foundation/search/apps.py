from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "mingtang.foundation.search"
    label = "foundation_search"
    verbose_name = _("搜索")

    def ready(self) -> None:
        from mingtang.foundation.search import slots

        slots.register()
        post_migrate.connect(_fill, sender=self)


def _fill(using: str, **_: Any) -> None:
    """A new database starts with the synonyms of everyday and official language."""
    from mingtang.foundation.search.defaults import GROUPS, SOURCE
    from mingtang.foundation.search.models import SynonymGroup

    if not SynonymGroup.objects.using(using).exists():
        SynonymGroup.objects.using(using).bulk_create(
            SynonymGroup(words=words, source=SOURCE) for words in GROUPS
        )
