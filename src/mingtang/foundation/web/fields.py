"""Form fields that several sections use."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

EMPTY = [("", _("请选择"))]
"""The first choice of a list in which nothing is chosen yet."""


class DateField(forms.DateField):
    """A day; typed as 2026-11-02, 2026年11月2日 or picked."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": _("日期读不懂。请写成 2026-11-02 或 2026年11月2日。")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False, input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"], **kwargs
        )
