"""Which texts of the catalogue everybody reads: matters, with what they said in each version, and the versions."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.guard.public_texts import PublicText, key_of, labels_of, register_rows
from mingtang.kernel.catalogue import channels
from mingtang.kernel.catalogue.item import Item
from mingtang.openness.catalogue.labels import FIELDS
from mingtang.openness.catalogue.models import Adjustment, Catalogue, Entry, Matter, Version

MATTER, VERSION = "matter_text", "catalogue_version_text"
_VERSION = ("title", "issuer", "source", "reason")
WORDS = ("item1", "item2", "item3", "elements", "basis", "limit", "subject", "channels", "specific", "remark")
"""The columns of the table in which people write words."""


def register() -> None:
    labels: Mapping[str, Any] = {name: FIELDS[name] for name in WORDS}
    register_rows(MATTER, _("公开事项"), _matters, _of_matter, labels)
    register_rows(VERSION, _("公开目录"), _versions, of_version, labels_of(Version, *_VERSION))


def words_of(text: Item) -> dict[str, str]:
    """What was written in words, by column."""
    words = {name: getattr(text, name) for name in WORDS if name not in ("limit", "channels")}
    own = [name for name in text.channels if name not in channels.CHANNELS]
    return {**words, "limit": text.limit.raw, "channels": "\n".join(own)}


def _matters() -> QuerySet[Matter]:
    entries = Entry.objects.order_by("-version__number")
    there = Matter.objects.filter(Exists(Entry.objects.filter(matter=OuterRef("pk"))))
    return there.select_related("catalogue").prefetch_related(Prefetch("entries", entries))


def _of_matter(matter: Matter) -> PublicText:
    """Versions of the past stay public; what they say alike is looked at once."""
    lines: dict[str, dict[str, None]] = {name: {} for name in WORDS}
    entries = list(matter.entries.all())
    for entry in entries:
        for name, words in words_of(entry.text()).items():
            lines[name].update(dict.fromkeys(words.splitlines()))
    fields = {name: "\n".join(found) for name, found in lines.items()}
    return text_of_matter(matter.pk, matter.catalogue, entries[0].path_text, fields)


def text_of_matter(pk: UUID, catalogue: Catalogue, title: str, fields: Mapping[str, str]) -> PublicText:
    return PublicText(
        pk,
        catalogue.unit_id,
        title,
        reverse("catalogue:matter", args=[pk]),
        fields,
        area_id=catalogue.area_id,
        desk_url=reverse("catalogue_desk:matter", args=[pk]),
    )


def _versions() -> QuerySet[Version]:
    return Version.objects.select_related("catalogue__area")


def of_version(version: Version) -> PublicText:
    area = version.catalogue.area
    return PublicText(
        key_of(version),
        version.catalogue.unit_id,
        str(version),
        reverse("catalogue:version", args=[area.code, version.number]),
        {name: getattr(version, name) for name in _VERSION},
        area_id=area.pk,
    )


def text_of_reasons(proposal: Adjustment) -> PublicText:
    """What a proposal would say of the version that it becomes."""
    url = reverse("catalogue_desk:adjustment", args=[proposal.pk])
    catalogue = proposal.catalogue
    fields = {"reason": proposal.reason, "source": proposal.basis}
    return PublicText(
        key_of(proposal), catalogue.unit_id, str(catalogue.area), url, fields, area_id=catalogue.area_id
    )
