"""What people type to change a duty."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation import clock
from mingtang.foundation.duties.models import Duty, TimeUnit
from mingtang.foundation.organisations.models import Post, Unit
from mingtang.foundation.organisations.queries import staff_of
from mingtang.foundation.web.fields import EMPTY, DateField

AHEAD = timedelta(days=3 * 366)
"""How far in the future a day may lie; what lies beyond is a slip of the pen."""


class ChangeForm(forms.Form):
    """Every change carries what the person saw: the number of the last thing that happened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, duty: Duty, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.duty = duty
        if "day" in self.fields:
            self.fields["day"].required = True
            self.fields["day"].error_messages["required"] = _("请填日期。例如：2026-11-02。")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("day", "until"):
            day: date | None = cleaned.get(name)
            if day and day > clock.today() + AHEAD:
                self.add_error(name, _("日期太远了，请核对年份。"))
        return cleaned


class ReasonForm(ChangeForm):
    reason = forms.CharField(
        label=gettext_lazy("原因"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("会一直写在期限说明里，看到这项任务的人都看得到"),
        error_messages={"required": gettext_lazy("请写明原因，期限说明里会一直看得到。")},
    )


class BasedForm(ReasonForm):
    source = forms.CharField(
        label=gettext_lazy("依据"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("可不填。文件名、文号或条文，例如：《政府信息公开条例》第三十二条"),
    )


class PauseForm(BasedForm):
    day = DateField(
        label=gettext_lazy("哪天起暂停"),
        help_text=gettext_lazy("这一天还算在期限内，从第二天起不算"),
    )
    until = DateField(
        label=gettext_lazy("停到哪天"),
        help_text=gettext_lazy("可不填：不知道哪天恢复的，先停着，恢复时再登记。填了的，这一天也不算"),
    )
    field_order = ["day", "until", "reason", "source"]


class ResumeForm(ReasonForm):
    day = DateField(
        label=gettext_lazy("哪天恢复"),
        help_text=gettext_lazy("这一天不算，从第二天起接着算"),
    )
    field_order = ["day", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        self.fields["reason"].label = _("备注")
        self.fields["reason"].help_text = _("可不填。例如：意见已经收到")


class RestartForm(BasedForm):
    day = DateField(
        label=gettext_lazy("从哪天重新起算"),
        help_text=gettext_lazy("例如收到补正材料的那天。这一天不算，从第二天起重新数满整个期限"),
    )
    field_order = ["day", "reason", "source"]


class ExtendForm(BasedForm):
    n = forms.IntegerField(
        label=gettext_lazy("延长多久"),
        min_value=1,
        max_value=200,
        error_messages={
            "required": gettext_lazy("请填延长多久，例如 20。"),
            "invalid": gettext_lazy("请填整数，例如 20。"),
            "min_value": gettext_lazy("延长的时间要大于 0。"),
            "max_value": gettext_lazy("最多填 200。请核对单位。"),
        },
    )
    time_unit = forms.ChoiceField(
        label=gettext_lazy("单位"),
        choices=[choice for choice in TimeUnit.choices if choice[0] not in (TimeUnit.HOUR, TimeUnit.YEAR)],
    )
    day = DateField(
        label=gettext_lazy("哪天决定的"), help_text=gettext_lazy("要在期限届满以前；只能延长一次")
    )
    field_order = ["n", "time_unit", "day", "reason", "source"]


class TransferForm(ReasonForm):
    unit: Any = forms.ModelChoiceField(
        queryset=Unit.objects.all(), to_field_name="slug", widget=forms.HiddenInput
    )
    post = forms.TypedChoiceField(
        label=gettext_lazy("承办岗位"),
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    field_order = ["unit", "post", "reason"]

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = list(Post.objects.filter(unit=unit, deputy_of=None, ended_on=None).order_by("role", "code"))
        staff = staff_of([post.pk for post in posts])
        field: Any = self.fields["post"]
        field.choices = [("", _("先转到单位，由单位再定岗位"))] + [
            (post.pk, f"{post.title}：{_names(staff[post.pk]['a'])}") for post in posts
        ]

    def chosen_post(self) -> Post | None:
        pk = self.cleaned_data["post"]
        return Post.objects.get(pk=pk) if pk else None


class UnitForm(forms.Form):
    """The first step of a transfer."""

    unit = forms.ChoiceField(label=gettext_lazy("转给哪个单位"))

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.choices = [*EMPTY, *((unit.slug, unit.name) for unit in units)]


def _names(people: list[tuple[str, bool]]) -> str:
    """Who holds a post, with those who are away marked; a vacant one says so."""
    words = [_("%(name)s（离岗）") % {"name": name} if away else name for name, away in people]
    return "、".join(words) or _("暂无人")
