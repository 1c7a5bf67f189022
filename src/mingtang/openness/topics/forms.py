"""What people type about topic pages; one form for each kind of block."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import ProseEditorWidget

from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.findings.paths import is_local
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.passing_forms import Passable
from mingtang.foundation.web.fields import DateField
from mingtang.openness.columns import queries as columns
from mingtang.openness.columns.forms import CONDITIONS, SavedViewForm
from mingtang.openness.columns.models import Column
from mingtang.openness.records import body
from mingtang.openness.topics.models import Block, Topic
from mingtang.openness.topics.queries import public_figures

LINKS_MOST = 40
_FILE = re.compile(r"/files/([0-9a-f-]{36})/")
_WEB = URLValidator(schemes=["http", "https"])


class TopicForm(Passable, forms.ModelForm):  # type: ignore[type-arg]  # takes no parameter at run time
    code = forms.SlugField(
        label=_("网址名"),
        max_length=60,
        help_text=_("小写字母、数字和连字符，公开以后不要再改。如：spring-ploughing"),
        error_messages={
            "required": _("请写网址名，如：spring-ploughing。"),
            "invalid": _("网址名只能用小写字母、数字和连字符，如：spring-ploughing。"),
            "unique": _("这个网址名已有专栏在用，请换一个。"),
        },
    )
    unit = forms.ModelChoiceField(
        label=_("单位"), queryset=Unit.objects.none(), empty_label=None,
        error_messages={"invalid_choice": _("您只能给自己权限范围内的单位编专栏。")},
    )  # fmt: skip
    from_day = DateField(label=_("开始日期"), help_text=_("没有可不填"))
    until_day = DateField(label=_("结束日期"), help_text=_("到期后请收起归档，网址不变"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Topic
        fields = ("title", "code", "unit", "introduction", "from_day", "until_day")
        widgets = {"introduction": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "title": _("如：春耕备耕"),
            "introduction": _("一两句话：和谁有关，这里能找到什么"),
        }
        error_messages = {"title": {"required": _("请写标题，如：春耕备耕。")}}

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["unit"].queryset = units
        fields["version"].initial = self.instance.version

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).lower()

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class _Heading(Passable, forms.Form):
    heading = forms.CharField(label=_("小标题"), max_length=60, required=False)


class TextForm(_Heading):
    body = forms.CharField(
        label=_("文字"),
        widget=ProseEditorWidget(config={"extensions": body.EDITOR}, preset="configurable"),
        help_text=_("可以从 Word 或 WPS 直接粘贴。指向别的网站的链接，会先提示要离开本站"),
        error_messages={"required": _("请写文字，或者回去删掉这个版块。")},
    )


class ListForm(Passable, SavedViewForm):
    heading = forms.CharField(label=_("小标题"), max_length=60, required=False)
    column = forms.ModelChoiceField(
        label=_("用哪个栏目"), queryset=Column.objects.none(), required=False, empty_label=_("不用栏目，用下面的条件"),
        help_text=_("栏目更新，专栏也跟着更新"),
    )  # fmt: skip
    of_unit = forms.ModelChoiceField(
        label=_("只要这个单位的"), queryset=Unit.objects.none(), required=False, empty_label=_("全县")
    )
    with_subordinates = forms.BooleanField(label=_("下属单位的也要"), required=False)
    number = forms.IntegerField(
        label=_("显示几条"), min_value=1, max_value=30, initial=8,
        error_messages={"min_value": _("请写 1 到 30。"), "max_value": _("最多 30 条，更多的请看栏目。")},
    )  # fmt: skip

    class Meta:
        model = Block
        fields = ("heading", "column", "number", "of_unit", "with_subordinates", *CONDITIONS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["column"].queryset = columns.public().order_by("unit__path", "position", "code")
        fields["column"].label_from_instance = lambda column: f"{column.unit.short_name}：{column.name}"
        fields["of_unit"].queryset = Unit.objects.filter(ended_on=None).order_by("path")
        self.order_fields(self.Meta.fields)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if (
            not self.errors
            and not cleaned.get("column")
            and not cleaned.get("of_unit")
            and not self.has_conditions
        ):
            self.add_error("column", _("请选一个栏目，或者至少填一个条件，不然会收下全部信息。"))
        return cleaned

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class PicksForm(_Heading):
    """The records themselves are picked on the next page."""


class LinksForm(_Heading):
    links = forms.CharField(
        label=_("链接"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "每行一个：名称、空格、网址。本站的网址写“/”开头的部分。例如：国家政务服务平台 https://gjzwfw.www.gov.cn/"
        ),
        error_messages={"required": _("请至少写一个链接，例如：县长信箱 /units/xian-zhengfu/")},
    )

    def clean_links(self) -> list[list[str]]:
        found: list[list[str]] = []
        faults = []
        for number, line in enumerate(self.cleaned_data["links"].splitlines(), start=1):
            parts = line.split()
            if not parts:
                continue
            name, url = " ".join(parts[:-1]), parts[-1]
            if not name:
                faults.append(_now("第 %(n)s 行缺名称或网址，应写成：名称 网址。") % {"n": number})
            elif not _is_address(url):
                faults.append(_now("第 %(n)s 行的网址不对，应以 https:// 或“/”开头。") % {"n": number})
            found.append([name[:100], url])
        if len(found) > LINKS_MOST:
            faults.append(_now("一个版块最多 %(n)s 个链接。") % {"n": LINKS_MOST})
        if faults:
            raise ValidationError(faults)
        return found


class FigureForm(_Heading):
    figure = forms.CharField(
        label=_("图片地址"),
        max_length=400,
        help_text=_("只用已经公开的信息里的图片：在那条信息的页面上复制图片地址，形如 /files/…/图.png"),
        error_messages={"required": _("请填图片地址，形如 /files/…/图.png。")},
    )
    alt = forms.CharField(
        label=_("图片说明"), max_length=300, help_text=_("读给看不见图片的人听：图上是什么、说明什么"),
        error_messages={"required": _("请写图片说明。看不见的人靠它知道图上是什么。")},
    )  # fmt: skip
    caption = forms.CharField(label=_("图题"), max_length=200, required=False)

    def clean_figure(self) -> StoredFile:
        match = _FILE.search(self.cleaned_data["figure"] + "/")
        try:
            stored = StoredFile.objects.filter(pk=UUID(match.group(1))).first() if match else None
        except ValueError:
            stored = None
        if stored is None or not stored.content_type.startswith("image/") or not public_figures([stored]):
            raise ValidationError(_("没有找到这张公开的图片。请到已公开的信息页面上复制图片地址。"))
        return stored


FORMS: dict[str, type[forms.BaseForm]] = {
    Block.Kind.TEXT: TextForm,
    Block.Kind.LIST: ListForm,
    Block.Kind.PICKS: PicksForm,
    Block.Kind.LINKS: LinksForm,
    Block.Kind.FIGURE: FigureForm,
}


def block_form(kind: str, block: Block | None, data: Any = None) -> Any:
    """The form of a kind of block, filled with the block where there is one."""
    form: Any = FORMS[kind]
    if form is ListForm:
        return ListForm(data, instance=Block.objects.get(pk=block.pk) if block else Block(kind=kind))
    initial: dict[str, Any] = {}
    if block:
        initial = {name: getattr(block, name) for name in form.base_fields}
        if kind == Block.Kind.LINKS:
            initial["links"] = "\n".join(" ".join(link) for link in block.links)
        if kind == Block.Kind.FIGURE:
            initial["figure"] = f"/files/{block.figure_id}/"
    return form(data, initial=initial)


def values_of(form: Any) -> dict[str, Any]:
    if isinstance(form, ListForm):
        return form.values()
    typed: dict[str, Any] = form.typed()
    return typed


def _is_address(url: str) -> bool:
    if url.startswith("/"):
        return is_local(url.split("?")[0].split("#")[0])
    try:
        _WEB(url)
    except ValidationError:
        return False
    return True
