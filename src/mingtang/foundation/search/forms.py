"""The forms of the desk."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SynonymsForm(forms.Form):
    words = forms.CharField(
        label=_("意思一样的词"),
        max_length=300,
        help_text=_("用空格隔开。搜其中一个，有其他几个的也会找到。例如：低保 最低生活保障"),
    )
    source = forms.CharField(
        label=_("来源"), max_length=200, required=False, help_text=_("例如：群众来电常用说法")
    )
    is_active = forms.BooleanField(label=_("启用"), required=False, initial=True)
