"""What a person says about being told."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.notifications.actions import FIELDS
from mingtang.foundation.notifications.channels import installed
from mingtang.foundation.notifications.models import Preference

DAILY, AT_ONCE = "daily", "at_once"
_WHEN = ((DAILY, _("每天汇总成一条，到点再发")), (AT_ONCE, _("有了就发")))


def _when(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=_WHEN, widget=forms.RadioSelect, coerce=lambda value: value == DAILY
    )


def _clock(label: Any, help_text: Any = "", *, required: bool = False) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H:%M:%S", "%H：%M"],
        error_messages={
            "invalid": _("时间读不懂。请写成 8:30 或 20:00 这样。"),
            "required": _("请填一个时间，例如 8:30。"),
        },
    )


class PreferenceForm(forms.Form):
    """The fields of `Preference`; instead of `off`, the channels that are wanted."""

    channels = forms.MultipleChoiceField(
        label=_("除了工作台，还用什么通知我"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("都不选，就只在工作台的“消息”里看。"),
    )
    warnings_daily = _when(_("时限提醒（快到期、已超期的事）"))
    cases_daily = _when(_("办件进展（轮到您办、您提的事有结果）"))
    digest_at = _clock(_("每天几点汇总"), _("没有消息的那天不发。"), required=True)
    quiet_from = _clock(_("免打扰从几点开始"), _("例如 20:00。开始和结束都清空，就是不设免打扰时段。"))
    quiet_until = _clock(_("到几点结束"), _("例如 8:00。比开始的时间早，就是到第二天。"))
    quiet_on_rest_days = forms.BooleanField(
        label=_("休息日全天免打扰"), required=False, help_text=_("攒到下一个上班日再发。")
    )
    urgent_in_quiet = forms.BooleanField(
        label=_("紧急的不受免打扰限制，随时发"),
        required=False,
        help_text=_("不勾选：紧急消息不等汇总，但也要等免打扰结束才发。"),
    )

    def __init__(self, data: Any, *, person: Person, preference: Preference) -> None:
        self.preference = preference
        initial: dict[str, Any] = {name: getattr(preference, name) for name in FIELDS if name != "off"}
        for name in ("warnings_daily", "cases_daily"):
            initial[name] = DAILY if initial[name] else AT_ONCE
        self.offered = installed()
        initial["channels"] = [c.code for c in self.offered if c.code not in preference.off]
        super().__init__(data, initial=initial)
        self.fields["channels"].choices = [  # type: ignore[attr-defined]
            (channel.code, self._name(channel.label, channel.obstacle(person))) for channel in self.offered
        ]

    @staticmethod
    def _name(label: Any, obstacle: Any) -> str:
        if not obstacle:
            return str(label)
        return gettext("%(label)s（现在用不了：%(why)s）") % {"label": label, "why": obstacle}

    def values(self) -> dict[str, Any]:
        """What `save_preference` takes. A channel that is not offered now stays as it was chosen."""
        offered = {channel.code for channel in self.offered}
        off = (set(self.preference.off) - offered) | (offered - set(self.cleaned_data["channels"]))
        return {name: self.cleaned_data[name] for name in FIELDS if name != "off"} | {"off": sorted(off)}
