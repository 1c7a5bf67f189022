"""The lists people choose from, out of the kernel's classifications."""

from datetime import date

from django.utils.translation import gettext as _

from mingtang.kernel.classification.audiences import AUDIENCES
from mingtang.kernel.classification.genres import GENRES
from mingtang.kernel.classification.themes import main_themes, sub_themes
from mingtang.kernel.disclosure.attributes import OpenAttr, reasons_for

Choices = list[tuple[str, str]]
GUIDE = "guide"
# 个人办事, 法人办事: what is for everyone is for both.
AUDIENCE_GROUPS = {
    "persons": ("natural_person", "everyone"),
    "organisations": (
        "enterprise",
        "public_institution",
        "social_organisation",
        "unincorporated_enterprise",
        "everyone",
    ),
}


def themes() -> list[tuple[str, str | Choices]]:
    """All themes, the subclasses grouped under their class."""
    groups: list[tuple[str, str | Choices]] = []
    for main in main_themes():
        subs = [(t.code, f"{main.local_label} / {t.label}") for t in sub_themes(main.code)]
        groups.append((main.local_label, [(main.code, main.local_label), *subs]))
    return groups


def main_theme_labels() -> dict[str, str]:
    return {theme.code: theme.local_label for theme in main_themes()}


def genres() -> Choices:
    return list(GENRES.items())


def audiences() -> Choices:
    return list(AUDIENCES.items())


def audience_groups() -> dict[str, str]:
    return {"persons": _("个人办事"), "organisations": _("法人办事")}


def reasons(on: date) -> Choices:
    """The legal grounds for 不予公开 in force on a day, with their article."""
    return [(row.value.code, f"{row.article}：{row.value.text}") for row in reasons_for(OpenAttr.CLOSED, on)]
