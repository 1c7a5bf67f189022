"""The forms of the days of inspections."""

from django import forms
from django.utils.translation import gettext_lazy as _


class InspectionForm(forms.Form):
    name = forms.CharField(
        label=_("名称"),
        max_length=100,
        error_messages={"required": _("请填检查的名称。")},
        help_text=_("例如：省级政务公开第三方评估。"),
    )
    day = forms.DateField(
        label=_("日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("请选检查的日期。"), "invalid": _("日期写成 2026-11-02 这样。")},
    )
    source = forms.CharField(
        label=_("依据"),
        max_length=300,
        error_messages={"required": _("请填通知的名称或文号。")},
        help_text=_("从哪份通知知道的，写名称或文号。"),
    )


class EndForm(forms.Form):
    reason = forms.CharField(
        label=_("删除原因"), max_length=200, error_messages={"required": _("请写为什么删除。")}
    )
