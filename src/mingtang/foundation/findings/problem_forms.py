"""The desk's forms of the problem register."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.findings.actions.curing import FILES_MAX
from mingtang.foundation.findings.paths import is_local
from mingtang.foundation.findings.sources import FINDING_SOURCES
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.web.fields import EMPTY, DateField, FilesField


def local_path(raw: str, host: str) -> str:
    """The path of an address of this site, however it was copied; raises ValidationError for another site's.

    `host` is the one under which the person has the site open, which may be another than the public's.
    """
    text = raw.strip()
    if "://" in text:
        parts = urlsplit(text)
        if parts.netloc not in (urlsplit(settings.PUBLIC_URL).netloc, host):
            raise forms.ValidationError(
                _("“%(text)s”不是本网站的网址。外面的网页请截图，作为文件上传。"),
                params={"text": text[:80]},
            )
        text = parts.path or "/"
    path = text.split("?", 1)[0].split("#", 1)[0]
    if not is_local(path):
        raise forms.ValidationError(
            _("“%(text)s”读不懂。请从浏览器地址栏复制网址，例如：%(example)s/records/…"),
            params={"text": text[:80], "example": settings.PUBLIC_URL},
        )
    return path


class PathField(forms.CharField):
    """One address of a page of this site; its value is the path."""

    host = ""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return local_path(text, self.host) if text else ""


class PathsField(PathField):
    """Addresses of pages of this site, one a line; its value is a list of paths."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> Any:
        lines = [line for line in forms.CharField.clean(self, value).splitlines() if line.strip()]
        return list(dict.fromkeys(local_path(line, self.host) for line in lines))


class HostForm(forms.Form):
    """A form whose addresses may bear the host that the person's browser shows."""

    def __init__(self, *args: Any, host: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, PathField):
                field.host = host


def _text(label: Any, help_text: Any, missing: Any, *, rows: int = 4, most: int = 1000) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
        error_messages={
            "required": missing,
            "max_length": _("最多写 %(limit_value)d 字，现在有 %(show_value)d 字，请删短一些。"),
        },
    )


def _measure() -> forms.CharField:
    return _text(
        _("整改要求"),
        _("要求单位怎么改，改到什么程度。例如：补上计量单位，并检查近一年的同类表格。"),
        _("请写明要求单位怎么改。例如：补上计量单位，并检查近一年的同类表格。"),
        rows=3,
    )


def _rule() -> forms.CharField:
    return forms.CharField(
        label=_("依据"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("哪份文件的哪一条，没有就不填。"),
    )


def _due(label: Any) -> DateField:
    return DateField(label=label, help_text=_("最迟在这一天改好并提交结果。"))


def _reason(label: Any, help_text: Any) -> forms.CharField:
    return _text(label, help_text, _("请写明理由，对方才知道怎么办。"), rows=3, most=500)


class WhatForm(HostForm):
    """What is wrong, how it is to be cured, by when."""

    title = forms.CharField(
        label=_("问题标题"),
        max_length=100,
        help_text=_("一句话说清是什么问题。例如：救助资金发放表没有计量单位。"),
        error_messages={"required": _("请用一句话说清是什么问题。")},
    )
    text = _text(
        _("问题描述"),
        _("在哪一页、哪一处，错在哪里。整改单位看得到，请不要写反映人的姓名、电话。"),
        _("请写明在哪里、错在哪里，单位才知道改什么。"),
    )
    rule = _rule()
    measure = _measure()
    due_on = _due(_("整改期限"))


class UnitsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # takes no parameter at run time
    """Units by the names people call them; a county has many."""

    def label_from_instance(self, unit: Any) -> str:
        return str(unit.short_name)


class RaiseForm(WhatForm):
    """Registers one problem, of one unit or of several at once."""

    source = forms.ChoiceField(label=_("来源"), error_messages={"required": _("请选这个问题是从哪里来的。")})
    units = UnitsField(
        label=_("整改单位"),
        queryset=Unit.objects.none(),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "two-columns"}),
        help_text=_("同样的问题有几个单位，就选几个，各登记一件。"),
        error_messages={"required": _("请至少选一个单位。")},
    )
    area = forms.ModelChoiceField(
        label=_("领域"), queryset=Area.objects.all(), required=False, empty_label=_("不分领域")
    )
    url = PathField(
        label=_("有问题的网页"),
        max_length=300,
        required=False,
        help_text=_("从浏览器地址栏复制过来；不是某一页的问题就不填。"),
    )
    contact = forms.CharField(
        label=_("反映人联系方式"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-keep-skip": ""}),
        help_text=_("只有登记和验收的人看得到，整改单位看不到。"),
    )
    later = forms.BooleanField(
        label=_("先登记，核实后再交办"),
        required=False,
        help_text=_("单位暂时看不到；核实后在这件问题的页面上交办，或不作为问题销号。"),
    )
    field_order = ("source", "title", "text", "url", "rule", "measure", "due_on", "units", "area", "contact")

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units  # type: ignore[attr-defined]
        by_hand = [(source.code, source.label) for source in FINDING_SOURCES if source.by_hand]
        self.fields["source"].choices = [*EMPTY, *by_hand]  # type: ignore[attr-defined]
        # What is only registered may be looked into first and say later how it is cured.
        self.fields["measure"].required = not self.data.get("later")


class ActForm(HostForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PlainForm(ActForm):
    """Asks for nothing but the confirmation."""


class AssignForm(ActForm):
    rule = _rule()
    measure = _measure()
    due_on = _due(_("整改期限"))


class PlanForm(ActForm):
    plan = _text(
        _("整改措施"),
        _("准备怎么改，分几步。例如：逐份核对，补上计量单位后发起更正。"),
        _("请写明准备怎么改。例如：逐份核对，补上计量单位后发起更正。"),
    )
    responsible = forms.CharField(
        label=_("责任人"),
        max_length=100,
        help_text=_("姓名或岗位。例如：办公室主任。"),
        error_messages={"required": _("请写明谁负责，写姓名或岗位。")},
    )


class AskTimeForm(ActForm):
    until = DateField(label=_("申请延到"), help_text=_("每件问题只能申请一次，请留够时间。"))
    reason = _reason(_("理由"), _("为什么到期改不完。例如：要等承建公司改程序，下周上线。"))


class ReasonForm(ActForm):
    reason = _reason(_("理由"), _("写给对方看，请写具体。"))


class SendBackForm(ActForm):
    reason = _reason(_("哪里没有改好"), _("写给整改单位看。例如：第三张表还没有计量单位。"))
    due_on = _due(_("新的期限"))


class ReopenForm(ActForm):
    reason = _reason(_("怎么又出现了"), _("写给整改单位看。例如：新发的两张表又没有计量单位。"))
    due_on = _due(_("整改期限"))


class HandInForm(ActForm):
    text = _text(
        _("整改情况"),
        _("改了什么，在哪里能看到。例如：三张表已补上计量单位，更正说明已公开。"),
        _("请写明改了什么、在哪里能看到。例如：三张表已补上计量单位。"),
        rows=5,
        most=2000,
    )
    links = PathsField(
        label=_("能看到结果的网页"),
        max_length=5000,
        required=False,
        help_text=_("本网站的网址，一行一个，从浏览器地址栏复制过来。"),
    )
    uploads = FilesField(
        label=_("证明材料"),
        required=False,
        help_text=_("截图、文件等，可以选几个，最多 %(n)s 个。") % {"n": FILES_MAX},
    )
