"""The fact table of a matter: the columns of the official table in words."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mingtang.kernel.catalogue import channels
from mingtang.kernel.catalogue.laws import laws_of
from mingtang.kernel.classification.themes import THEMES
from mingtang.kernel.limits.model import LimitType
from mingtang.openness.catalogue import labels
from mingtang.openness.catalogue.limits import sentence
from mingtang.openness.catalogue.models import Entry

Row = tuple[Any, Any]
# Phrases that say what they mean.
_PLAIN = (LimitType.AFTER_FORMED, LimitType.LONG_TERM, LimitType.PERIODIC)


def rows_of(entry: Entry) -> list[Row]:
    """Label and value of each column that says something; lists as lists."""
    return [
        (labels.FIELDS["elements"], lines(entry.elements.splitlines())),
        (labels.FIELDS["limit"], limit_text(entry)),
        (labels.FIELDS["subject"], entry.subject),
        (_("公开对象"), audience(entry)),
        (_("公开方式"), manner(entry)),
        (labels.FIELDS["levels"], level_names(entry)),
        (labels.FIELDS["channels"], channel_names(entry)),
        (labels.FIELDS["basis"], lines(laws_of(entry.basis))),
        (labels.FIELDS["theme"], _(THEMES[entry.theme].local_label) if entry.theme in THEMES else ""),
        (labels.FIELDS["local"], _("是，标准之外本地增加的事项") if entry.local else ""),
        (labels.FIELDS["remark"], entry.remark),
    ]


def limit_text(entry: Entry) -> str | SafeString:
    """The phrase of the catalogue, and below it what it means."""
    limit = entry.parsed_limit
    meaning = sentence(limit)
    if not limit.raw or meaning == limit.raw:
        return meaning
    if limit.type in _PLAIN and not limit.yields:
        return limit.raw
    return format_html('{}<br><span class="muted">{}{}</span>', limit.raw, _("意思是："), meaning)


def lines(parts: list[str]) -> str | SafeString:
    if len(parts) < 2:
        return parts[0] if parts else ""
    return format_html(
        '<ul class="plain">{}</ul>', format_html_join("", "<li>{}</li>", ((p,) for p in parts))
    )


def channel_names(entry: Entry) -> str:
    return "、".join(channels.label(code) for code in entry.channels)


def level_names(entry: Entry) -> str:
    return "、".join(str(labels.LEVELS[level]) for level in entry.levels)


def audience(entry: Entry) -> str:
    return "；".join(part for part in ((_("全社会") if entry.everyone else ""), entry.specific) if part)


def manner(entry: Entry) -> str:
    words = ((_("主动公开"), entry.active), (_("依申请公开"), entry.on_request))
    return "、".join(word for word, said in words if said)
