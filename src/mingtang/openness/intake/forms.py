"""What people hand in, and what they say to what was recognised."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.passing_forms import Passable
from mingtang.foundation.web.fields import DateField, FilesField
from mingtang.openness.intake.models import Batch
from mingtang.openness.records.forms import ContentForm, Topics


class HandInForm(forms.Form):
    """Documents to drop or to paste. `documents` is not required: pasting is enough."""

    unit = forms.ModelChoiceField(label=_("发布机构"), queryset=Unit.objects.none(), empty_label=None)
    purpose = forms.ChoiceField(
        label=_("用来做什么"), widget=forms.RadioSelect, choices=Batch.Purpose.choices
    )
    documents = FilesField(
        label=_("文稿"),
        required=False,
        help_text=_(
            "Word（.docx）、网页（.html）或文本（.txt），可以把文件拖到这里。一次可以选几篇；"
            "很多篇请压缩成 zip，里面可以放一张索引表"
        ),
    )
    attachments = FilesField(
        label=_("附件"),
        required=False,
        help_text=_("和这一篇一起公开的文件：PDF、Word、Excel、图片、音视频等，一次可以选几个"),
    )
    pasted = forms.CharField(
        label=_("或者粘贴文稿"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "data-paste": ""}),
        help_text=_("在 Word、WPS 或网页里全选、复制，在这里粘贴，表格会保留"),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], purposes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["unit"].queryset = units
        fields["purpose"].choices = [(code, name) for code, name in Batch.Purpose.choices if code in purposes]
        fields["purpose"].initial = purposes[0]
        if len(purposes) == 1:
            fields["purpose"].widget = forms.HiddenInput()


class CheckForm(Passable, ContentForm):
    """The record's form with what was recognised. A guess that is not sure wants a tick before it is submitted."""

    def __init__(self, *args: Any, unsure: Mapping[str, Any], old: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if old:
            for name in ("open_attr", "reason_code", "reason_text"):
                del self.fields[name]
        else:
            del self.fields["published_on"]
        self.unsure = {name: label for name, label in unsure.items() if name in self.fields}
        for name, label in self.unsure.items():
            self.fields[self.tick(name)] = forms.BooleanField(
                label=_("“%(field)s”我核对过了") % {"field": label}, required=False
            )

    published_on = DateField(label=_("当时公开的日期"), help_text=_("在原来的网站或公报上公开的那一天"))

    TOPICS: Topics = (
        ContentForm.TOPICS[0],
        ("published", _("公开"), ("published_on",)),
        *ContentForm.TOPICS[1:],
    )

    @staticmethod
    def tick(name: str) -> str:
        return f"checked_{name}"

    def unticked(self) -> dict[str, Any]:
        """Guesses that nobody has confirmed, by field. A value that was changed is confirmed by that."""
        return {
            name: label
            for name, label in self.unsure.items()
            if not self.cleaned_data.get(self.tick(name)) and name not in self.changed_data
        }

    def fields_with_ticks(
        self,
    ) -> list[tuple[str, Any, list[tuple[forms.BoundField, forms.BoundField | None]]]]:
        """Topics as in `topics()`, each field with its tick."""
        return [
            (code, label, [(f, self._tick_of(f.name)) for f in fields])
            for code, label, fields in self.topics()
        ]

    def _tick_of(self, name: str) -> forms.BoundField | None:
        return self[self.tick(name)] if name in self.unsure else None


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("原因"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写原因，例如：交错了文件。")},
    )
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
