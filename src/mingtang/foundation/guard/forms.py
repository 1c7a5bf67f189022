"""What people type about hits."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OverrideForm(forms.Form):
    """Which hits are let through, and why. `hits` are fingerprints, shown as ticks beside the hits."""

    hits = forms.MultipleChoiceField(
        required=True, error_messages={"required": _("请勾选要放行的问题。"), "invalid_choice": _(
            "内容刚刚改过，有的问题已经不在了。请看清现在的情况再勾选。"
        )}
    )  # fmt: skip
    reason = forms.CharField(
        label=_("为什么可以公开"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("放行会记下您的姓名、岗位和理由。例如：这是单位的对公账户，依法应当公开"),
        error_messages={"required": _("请写明为什么可以公开。")},
    )
