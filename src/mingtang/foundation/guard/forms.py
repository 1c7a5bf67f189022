"""What people type about hits."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.guard.models import Level
from mingtang.foundation.guard.phrase_tables import MOST
from mingtang.foundation.guard.showing import Group
from mingtang.foundation.organisations.models import Unit


class OverrideForm(forms.Form):
    """Which hits are let through, and why. `hits` are fingerprints, shown as ticks beside the hits; `bunches` stand for
    all of a bunch."""

    hits = forms.MultipleChoiceField(
        required=False,
        error_messages={"invalid_choice": _("内容刚刚改过，有的问题已经不在了。请看清现在的情况再勾选。")},
    )
    bunches = forms.MultipleChoiceField(required=False)
    reason = forms.CharField(
        label=_("为什么可以公开"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("放行会记下您的姓名、岗位和理由。例如：这是单位的对公账户，依法应当公开"),
        error_messages={"required": _("请写明为什么可以公开。")},
    )

    def __init__(self, *args: Any, groups: Sequence[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        self._bunches = {
            bunch.key: [entry.line.fingerprint for entry in bunch.open]
            for group in groups
            for bunch in group.bunches
        }
        fields["bunches"].choices = [(key, "") for key in self._bunches]
        fields["hits"].choices = [(one, "") for hits in self._bunches.values() for one in hits]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "hits" in data and "bunches" in data:
            whole = [one for key in data["bunches"] for one in self._bunches[key]]
            data["hits"] = list(dict.fromkeys([*data["hits"], *whole]))
            if not data["hits"]:
                self.add_error(None, _("请勾选要放行的问题。"))
        return data


class PhraseForm(forms.Form):
    """A line of the house list; units limited to the person's grants."""

    unit = forms.ModelChoiceField(
        label=_("单位"),
        queryset=Unit.objects.none(),
        empty_label=None,
        help_text=_("对这个单位和它的下级单位有效"),
    )
    text = forms.CharField(
        label=_("不用的词"),
        max_length=60,
        error_messages={"required": _("请写不用的词，至少两个字。")},
    )
    prefer = forms.CharField(
        label=_("改用"), max_length=60, required=False, help_text=_("可不填；填了就能一键改正")
    )
    level = forms.ChoiceField(
        label=_("级别"), choices=[choice for choice in Level.choices if choice[0] != Level.OFF]
    )
    source = forms.CharField(
        label=_("依据"),
        max_length=200,
        help_text=_("例如：县政府办《公文用语规范》（2026年）"),
        error_messages={"required": _("请写依据。没有依据的不加入。")},
    )
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["unit"].queryset = units


class PhraseTableForm(forms.Form):
    """A table of lines for one unit's list."""

    unit = forms.ModelChoiceField(
        label=_("单位"),
        queryset=Unit.objects.none(),
        empty_label=None,
        help_text=_("表里的用语都加到这个单位，对它和它的下级单位有效"),
    )
    file = forms.FileField(
        label=_("表格文件"),
        help_text=_("Excel、CSV 都行，最多 %(n)s 行。") % {"n": MOST},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
        error_messages={"required": _("请先选文件。"), "empty": _("这个文件是空的，请换一个。")},
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["unit"].queryset = units


class LevelForm(forms.Form):
    level = forms.ChoiceField(label=_("级别"), choices=Level.choices, widget=forms.RadioSelect)
    takes_down = forms.BooleanField(
        label=_("夜间复查发现时，自动撤下公开的页面"),
        required=False,
        help_text=_("只对级别是“必须处理”的有效；撤下后原网址显示说明，并登记为问题"),
    )
    reason = forms.CharField(
        label=_("为什么调整"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("请写明为什么调整。")},
    )


class CheckForm(forms.Form):
    """A text or a file; one of both."""

    text = forms.CharField(
        label=_("文字"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("一次最多 20 万字"),
        error_messages={"max_length": _("文字太长，一次最多 20 万字。请分几次查，或存成文件再查。")},
    )
    file = forms.FileField(
        label=_("或者选一个文件"),
        required=False,
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A browser would cut what is pasted without a word, and the rest would pass for clean.
        self.fields["text"].widget.attrs.pop("maxlength", None)
        self.fields["file"].help_text = _(
            "Word、Excel、PPT、PDF、OFD、文本、网页、图片、zip 都可以，最大 %(n)s MB"
        ) % {"n": settings.OPTIONS.guard_public_max_mb}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        upload = data.get("file")
        if not self.errors and not (data.get("text") or "").strip() and not upload:
            self.add_error("text", _("请贴一段文字，或选一个文件。"))
        most = settings.OPTIONS.guard_public_max_mb
        if upload and upload.size > most * 1024 * 1024:
            self.add_error(
                "file", _("文件超过 %(n)s MB，这里查不了。请压缩图片或拆成几个文件再查。") % {"n": most}
            )
        return data
