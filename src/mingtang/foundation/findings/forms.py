"""The forms of findings, public and desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.findings.models import Finding
from mingtang.foundation.findings.process import ANSWERS, OUTCOMES
from mingtang.foundation.organisations.passing_forms import Passable


class CitizenForm(forms.Form):
    """What everybody may send without an account. `website` is a trap for robots: people do not see it."""

    website = forms.CharField(required=False)

    @property
    def trapped(self) -> bool:
        return bool(self.data.get("website", "").strip())


def contact_field(help_text: Any) -> forms.CharField:
    """How to reach who sends it; never kept in the browser."""
    return forms.CharField(
        label=_("联系方式（选填）"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-keep-skip": ""}),
        help_text=help_text,
        error_messages={"max_length": _("最多写 %(limit_value)d 个字，留一个手机号或邮箱就够了。")},
    )


class ReportForm(CitizenForm):
    """What a citizen tells of an error."""

    category = forms.ChoiceField(
        label=_("是哪一类错误"),
        choices=Finding.Category.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一类，拿不准就选“其他”。")},
    )
    text = forms.CharField(
        label=_("错在哪里"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "写明哪一处不对，知道正确内容的也请写上。例如：第二段的咨询电话打不通。"
            "不超过 1000 字，请不要写身份证号等个人信息。"
        ),
        error_messages={
            "required": _("请写明错在哪里，例如：第二段的咨询电话打不通。"),
            "max_length": _("最多写 %(limit_value)d 字，现在有 %(show_value)d 字，请删短一些。"),
        },
    )
    contact = contact_field(_("手机或邮箱，只给办理单位核实时用，不会公开。不填也照样办理和答复。"))

    def shown(self) -> list[forms.BoundField]:
        return [self[name] for name in ("category", "text", "contact")]


class AnswerForm(Passable, forms.Form):
    outcome = forms.ChoiceField(
        label=_("核实结果"),
        choices=[(code, OUTCOMES[code]) for code in ANSWERS],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一项核实结果。")},
    )
    text = forms.CharField(
        label=_("答复"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("对外公开。先说结果，再说怎么处理的。例如：您说得对，咨询电话已改为新号码。"),
        error_messages={"required": _("请写明核实的情况和怎么处理的。例如：已把联系电话改为新号码。")},
    )
    show_text = forms.BooleanField(
        label=_("公开来信人写的问题描述"),
        required=False,
        help_text=_(
            "其中有姓名、电话等个人信息的，请不要勾选：只公开答复，来信人凭查询码仍能看到自己的来信。"
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def as_values(self) -> dict[str, Any]:
        values = {name: self.cleaned_data[name] for name in ("outcome", "text", "show_text")}
        return {**values, "passed": self.passed}


class DismissForm(forms.Form):
    reason = forms.CharField(
        label=_("理由"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "只有来信人凭查询码能看到，不对外公开。只用于辱骂、广告等与纠错无关的来信；说得不对的，请受理后答复“经核实无误”。"
        ),
        error_messages={
            "required": _("请写明理由，来信人凭查询码能看到。例如：内容是商业广告，与网页无关。")
        },
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
