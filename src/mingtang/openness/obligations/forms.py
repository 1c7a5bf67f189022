"""What people type about duties: facts, declarations, disputes, limits."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.duties.models import TimeUnit
from mingtang.foundation.findings.forms import CitizenForm, contact_field
from mingtang.foundation.organisations.passing_forms import Passable
from mingtang.foundation.web.fields import EMPTY, DateField
from mingtang.openness.obligations.fact_tables import MOST
from mingtang.openness.obligations.models import NUMBER_MOST, TITLE_MOST

_LONG = {
    "required": _("请填写。"),
    "max_length": _("最多 %(limit_value)d 字，现在有 %(show_value)d 字，请删短。"),
}


class LineForm(forms.Form):
    """One fact in the form of several lines. What is wrong with the words is said by the rules of registering."""

    title = forms.CharField(
        label=_("名称"),
        required=False,
        max_length=TITLE_MOST,
        error_messages={"max_length": _LONG["max_length"]},
    )
    doc_no = forms.CharField(label=_("文号"), required=False, max_length=NUMBER_MOST)
    occurred_on = DateField(label=_("日期"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.has_changed():
            if not data.get("title") and "title" not in self.errors:
                self.add_error("title", _("请写文件名或事项名。"))
            if not data.get("occurred_on") and "occurred_on" not in self.errors:
                self.add_error("occurred_on", _("请填形成或发生的日期。"))
        return data


Lines = forms.formset_factory(LineForm, extra=3, max_num=50, absolute_max=50)


class TableForm(forms.Form):
    """A file or pasted text, one of them."""

    file = forms.FileField(
        label=_("表格文件"),
        required=False,
        help_text=_("Excel、Word（docx）、CSV 都行。最多 %(n)s 行。") % {"n": MOST},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.docx,.csv,.txt,.html"}),
        error_messages={"empty": _("这个文件是空的，请换一个。")},
    )
    text = forms.CharField(
        label=_("或者粘贴表格"),
        required=False,
        max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("在 Excel、WPS 里选中（连同表头）复制，粘贴到这里。"),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and bool(data.get("file")) == bool((data.get("text") or "").strip()):
            self.add_error("file", _("请选一个文件，或者在下面粘贴表格；两样用一样。"))
        return data


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("原因"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=_LONG | {"required": _("请写明原因，以后看得到。")},
    )


class StatementForm(Passable, forms.Form):
    """The sentence that everybody can read, and that one signs for it."""

    statement = forms.CharField(
        label=_("说明"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写清楚为什么没有，对外公开。例如：本季度没有发生征收项目。"),
        error_messages=_LONG | {"required": _("请写一句说明，例如：本季度没有发生征收项目。")},
    )
    signed = forms.BooleanField(
        label=_("我已核对：这一期确实没有应当公开的信息。声明对外公开，有人提出异议时由政务公开办核查。"),
        error_messages={"required": _("核对以后请打勾，才能签署。")},
    )


class SettleForm(Passable, forms.Form):
    holds = forms.ChoiceField(
        label=_("判定"),
        choices=[
            ("no", _("异议属实，撤销声明：任务重新办理，期限不变")),
            ("yes", _("异议不属实，声明有效")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一项。")},
    )
    reason = forms.CharField(
        label=_("判定依据"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("对外公开。写明核查了什么、结果怎样，不写个人信息。"),
        error_messages=_LONG | {"required": _("请写明判定的依据。")},
    )


class StaffDisputeForm(forms.Form):
    text = forms.CharField(
        label=_("有什么应当公开"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写明文件或事项的名称、日期，在哪里看到的。"),
        error_messages=_LONG
        | {"required": _("请写明这一期有什么应当公开的信息，例如文件名、日期、在哪里看到。")},
    )


class DisputeForm(CitizenForm, StaffDisputeForm):
    """What a citizen says."""

    contact = contact_field(_("手机或邮箱，只给核查的人用，不公开，也不给签署声明的单位。不填也照样核查。"))

    def shown(self) -> list[forms.BoundField]:
        return [self["text"], self["contact"]]


class LimitForm(forms.Form):
    """A limit decided for one matter. What is missing is said by the action."""

    n = forms.IntegerField(
        label=_("多久"),
        error_messages={"required": _("请填数字，例如 15。"), "invalid": _("请填数字，例如 15。")},
    )
    time_unit = forms.ChoiceField(
        label=_("单位"),
        choices=[*EMPTY, *((code, label) for code, label in TimeUnit.choices if code != TimeUnit.HOUR)],
        error_messages={"required": _("请选单位：工作日、天、周、月……")},
    )
    event = forms.CharField(
        label=_("从什么时候算起"),
        required=False,
        max_length=100,
        help_text=_("不填就从信息形成算起。例如：收到征收土地批准文件"),
    )
    backward = forms.BooleanField(
        label=_("在那件事之前公开（往前算）"), required=False, help_text=_("例如：听证会召开 7 天前公告")
    )
    source = forms.CharField(
        label=_("依据"),
        max_length=300,
        help_text=_("法律法规或文件的名称、文号。例如：《土地管理法实施条例》（国务院令第743号）"),
        error_messages=_LONG
        | {"required": _("请写依据，例如法律的名称或文件的文号。没有依据的时限不能用。")},
    )
    article = forms.CharField(
        label=_("条文"), required=False, max_length=200, help_text=_("例如：第三十一条")
    )
    reason = forms.CharField(
        label=_("为什么不用目录里写的"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=_LONG | {"required": _("请写明为什么不用目录里写的时限。")},
    )
