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


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files at once; its value is a list."""

    widget = _SeveralFiles(attrs={"class": "drop-zone"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if not given:
            return [] if not self.required else super().clean(None, initial)
        # An empty file is refused with its name where it is kept, so that the others are not lost.
        self.allow_empty_file = True
        return [super(FilesField, self).clean(one, initial) for one in given]
