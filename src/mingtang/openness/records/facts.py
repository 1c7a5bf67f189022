"""The fact table of a record."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from mingtang.kernel.classification.audiences import AUDIENCES
from mingtang.kernel.classification.genres import GENRES
from mingtang.kernel.classification.themes import THEMES
from mingtang.kernel.disclosure.attributes import GROUNDS
from mingtang.openness.records import choices, validity
from mingtang.openness.records.body import text_of
from mingtang.openness.records.models import OpenAttr, Record, Revision, Validity

Fact = tuple[Any, Any]
_ATTRS: Mapping[str, Any] = dict(OpenAttr.choices)
_VALIDITIES: Mapping[str, Any] = dict(Validity.choices)


def public_facts(record: Record, shown: Revision) -> list[Fact]:
    """What the public reads above the text. Dates the record does not have are left out."""
    return [
        (_("索引号"), record.index_no),
        (_("主题分类"), _theme(shown.theme)),
        (_("体裁"), choices.label(GENRES, shown.genre)),
        (_("发布机构"), record.unit.name),
        (_("发文机关"), shown.issuer),
        (_("文号"), shown.doc_no),
        (_("成文日期"), day(shown.doc_date)),
        (_("形成日期"), day(shown.formed_on)),
        (_("公开日期"), day(localtime(record.published_at)) if record.published_at else ""),
        (_("施行日期"), day(shown.effective_on)),
        (_("有效期至"), day(shown.expires_on)),
        (_("有效性"), validity.labels()[validity.state_of(shown)]),
        (_("公示截止"), day(shown.display_until)),
        (_("公开属性"), shown.get_open_attr_display()),
        (_("服务对象"), choices.label(AUDIENCES, shown.audience)),
        (_("关键词"), shown.keywords),
        (_("信息来源"), shown.source),
        (_("作者"), shown.byline),
        (_("适用区域"), shown.region_code),
    ]


def desk_facts(record: Record, shown: Revision) -> list[Fact]:
    """The public facts and what staff need besides."""
    ground = GROUNDS.get(shown.reason_code)
    return [
        *public_facts(record, shown),
        (_("领域"), record.area.name if record.area else ""),
        (_("不公开理由"), f"{ground[-1].article}：{ground[-1].value.text}" if ground else ""),
        (_("理由说明"), shown.reason_text),
        (_("政策性文件"), _("是") if shown.is_policy else ""),
        (_("规范性文件"), _("是") if shown.is_normative else ""),
        (_("责任编辑"), shown.editor),
        (_("更正说明"), shown.public_note),
        (_("内容哈希"), shown.content_hash[:16]),
    ]


def in_words(name: str, value: Any) -> str:
    """A field of a revision as people read it: words for codes, the text of the body without its tags."""
    if value in (None, ""):
        return ""
    if name == "body":
        return text_of(value)
    if name == "reason_code":
        ground = GROUNDS.get(value)
        return f"{ground[-1].article}：{ground[-1].value.text}" if ground else str(value)
    if name == "theme":
        return _theme(value)
    tables = {"genre": GENRES, "audience": AUDIENCES, "open_attr": _ATTRS, "validity": _VALIDITIES}
    if name in tables:
        return str(tables[name].get(value, value))
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return day(value) if isinstance(value, date) else str(value)


def _theme(code: str) -> str:
    theme = THEMES.get(code)
    if theme is None:
        return ""
    main = THEMES[theme.parent] if theme.parent else theme
    return f"{_(main.local_label)} / {_(theme.label)}" if theme.parent else _(main.local_label)


def day(value: Any) -> str:
    """A date in words, empty for none."""
    return date_format(value, "DATE_FORMAT") if value else ""
