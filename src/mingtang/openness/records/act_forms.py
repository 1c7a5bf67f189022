"""What people type when they act on a case: reasons, conclusions, times."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.organisations.models import Post
from mingtang.foundation.organisations.passing_forms import Passable
from mingtang.foundation.web.fields import EMPTY
from mingtang.openness.records.models import ReleaseDecision, SecrecyItem, Withdrawal


class ActForm(forms.Form):
    """Every act carries the version that the person saw."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PlainForm(ActForm):
    reason = forms.CharField(
        label=_("备注"), required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("可不填")
    )


class ReasonForm(ActForm):
    reason = forms.CharField(
        label=_("理由"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("说清哪里、为什么、怎么改，对方照着就能办"),
        error_messages={
            "required": _("请写明理由，对方才知道怎么办。例如：附件2第3行金额与正文不一致，请核对。")
        },
    )


RETURN_REASONS = [
    ("", _("一般修改")),
    ("attr", _("公开属性标注不当（退文）")),
    ("privacy", _("含有个人信息")),
    ("secrecy", _("涉密或不宜公开")),
    ("format", _("格式或文字有误")),
]


class SendBackForm(ReasonForm):
    reason_code = forms.ChoiceField(label=_("退回原因"), choices=RETURN_REASONS, required=False)
    field_order = ["reason_code", "reason"]


class SubmitForm(PlainForm):
    based_on = forms.IntegerField(widget=forms.HiddenInput)


class WhenForm(ActForm):
    timing = forms.ChoiceField(
        label=_("公开时机"),
        choices=[("now", _("审核后即可公开")), ("later", _("定时公开"))],
        initial="now",
        widget=forms.RadioSelect,
    )
    publish_at = forms.DateTimeField(
        label=_("公开时间"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        help_text=_("选“定时公开”时填写，到时自动公开"),
        error_messages={"invalid": _("时间读不懂。请写成 2026-11-02 09:00。")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (
            cleaned.get("timing") == "later"
            and not cleaned.get("publish_at")
            and "publish_at" not in self.errors
        ):
            self.add_error("publish_at", _("选了定时公开，请填公开时间。例如：2026-11-02 09:00。"))
        if cleaned.get("timing") == "now":
            cleaned["publish_at"] = None
        return cleaned


class ApproveForm(WhenForm):
    manner = forms.ChoiceField(
        label=_("公开方式"),
        choices=ReleaseDecision.Manner.choices,
        initial=ReleaseDecision.Manner.FULL,
        widget=forms.RadioSelect,
    )
    opinion = forms.CharField(label=_("审核意见"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    field_order = ["manner", "timing", "publish_at", "opinion"]

    def ask_for_warnings(self, number: int) -> None:
        """Adds the tick that the warnings of the guard were looked through."""
        self.fields["warnings_seen"] = forms.BooleanField(
            label=_("%(n)s 处提醒我都看过，可以公开") % {"n": number},
            error_messages={"required": _("有提醒没有看。请打开检查结果看一遍，再勾选。")},
        )


class RescheduleForm(WhenForm):
    reason = forms.CharField(
        label=_("理由"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("请写明为什么调整公开时间。")},
    )


class CountersignForm(ActForm):
    posts = forms.ModelMultipleChoiceField(
        label=_("会签岗位"),
        queryset=Post.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("几个岗位同时收到，全部同意后才能审核通过"),
        error_messages={"required": _("至少选一个会签岗位。")},
    )
    question = forms.CharField(label=_("请对方看什么"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["posts"].queryset = (
            Post.objects.filter(
                role__in=(Post.Role.APPROVER, Post.Role.OPENNESS_OFFICE), deputy_of=None, ended_on=None
            )
            .select_related("unit")
            .order_by("unit__path", "code")
        )


class AnswerCountersignForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("会签意见"),
        choices=[("agreed", _("同意")), ("objected", _("不同意"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选同意或不同意。")},
    )
    opinion = forms.CharField(
        label=_("说明"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("不同意的要写明理由"),
    )


class WithdrawForm(Passable, ReasonForm):
    reason_code = forms.ChoiceField(label=_("撤下原因"), choices=[*EMPTY, *Withdrawal.Reason.choices])
    public_note = forms.CharField(
        label=_("给公众的说明"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("原网址会显示这段话，例如：因附件含有个人信息，本件已撤下，处理后重新公开"),
        error_messages={"required": _("请写给公众的说明。")},
    )
    field_order = ["reason_code", "public_note", "reason"]


class SecrecyForm(ActForm):
    """One conclusion and basis per item of the review."""

    def __init__(self, *args: Any, items: list[SecrecyItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"conclusion-{item.pk}"] = forms.ChoiceField(
                label=item.label,
                choices=[c for c in SecrecyItem.Conclusion.choices if c[0]],
                widget=forms.RadioSelect,
                required=False,
                initial=item.conclusion,
            )
            self.fields[f"basis-{item.pk}"] = forms.CharField(
                label=_("依据和说明"),
                required=False,
                initial=item.basis,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def conclusions(self) -> dict[int, tuple[str, str]]:
        """Row id → conclusion and basis, of the rows that were decided."""
        return {
            item.pk: (
                self.cleaned_data[f"conclusion-{item.pk}"],
                self.cleaned_data.get(f"basis-{item.pk}", ""),
            )
            for item in self.items
            if self.cleaned_data.get(f"conclusion-{item.pk}")
        }
