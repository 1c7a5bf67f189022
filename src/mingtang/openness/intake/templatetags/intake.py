"""Filters of the checking page."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString

from mingtang.openness.records import body

register = template.Library()


@register.filter
def at(values: Mapping[str, Any], key: str) -> Any:
    """The value of a mapping at a key that is known only in the template."""
    return values.get(key)


@register.filter
def as_body(html: str) -> SafeString:
    """A table or list of the document, cleaned as the body of a record is; its pictures are shown in the editor."""
    return body.framed(body.clean(html))
