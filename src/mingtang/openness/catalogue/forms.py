"""What people type about the catalogue."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import Area, Post, Unit
from mingtang.foundation.organisations.passing_forms import Passable
from mingtang.foundation.web.fields import EMPTY, DateField
from mingtang.kernel.catalogue import channels
from mingtang.kernel.catalogue.item import LEVELS, Item
from mingtang.kernel.limits.parse import parse_limit
from mingtang.openness.catalogue import choices, labels
from mingtang.openness.catalogue.models import Claim
from mingtang.openness.records.choices import themes

F = labels.FIELDS


class ItemForm(forms.Form):
    """One row of the catalogue, column by column."""

    item1 = forms.CharField(
        label=F["item1"], max_length=200, required=False, help_text=_("例如：最低生活保障")
    )
    item2 = forms.CharField(label=F["item2"], max_length=200, required=False, help_text=_("例如：审批信息"))
    item3 = forms.CharField(label=F["item3"], max_length=200, required=False, help_text=_("没有可不填"))
    elements = forms.CharField(
        label=F["elements"], required=False, widget=forms.Textarea(attrs={"rows": 5}), help_text=_("每行一条")
    )
    basis = forms.CharField(
        label=F["basis"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("写全名，例如：《社会救助暂行办法》《政府信息公开条例》"),
    )
    limit = forms.CharField(
        label=F["limit"],
        required=False,
        max_length=300,
        help_text=_("例如：信息形成或者变更之日起20个工作日内；长期公开；每季度公开一次"),
    )
    subject = forms.CharField(
        label=F["subject"],
        required=False,
        max_length=500,
        help_text=_("几个单位用顿号隔开，例如：县民政局、各乡镇"),
    )
    channels = forms.MultipleChoiceField(
        label=F["channels"],
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "two-columns"}),
        choices=[],
    )
    other_channels = forms.CharField(
        label=_("其他渠道"), required=False, max_length=300, help_text=_("几种用顿号隔开")
    )
    everyone = forms.BooleanField(label=_("公开对象是全社会"), required=False)
    specific = forms.CharField(
        label=F["specific"], required=False, max_length=300, help_text=_("没有就空着，例如：申请人")
    )
    active = forms.BooleanField(label=_("主动公开"), required=False)
    on_request = forms.BooleanField(label=_("依申请公开"), required=False)
    levels = forms.MultipleChoiceField(
        label=F["levels"], required=False, widget=forms.CheckboxSelectMultiple, choices=[]
    )
    theme = forms.ChoiceField(label=F["theme"], required=False, choices=[])
    remark = forms.CharField(label=F["remark"], required=False, max_length=500)
    local = forms.BooleanField(label=_("本地在标准之外增加的事项"), required=False)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self._choose("channels", [(code, channels.label(code)) for code in channels.CHANNELS])
        self._choose("levels", choices.levels())
        self._choose("theme", [*EMPTY, *themes()])

    def _choose(self, name: str, offered: Any) -> None:
        self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not (data.get("item1") or data.get("item2")):
            self.add_error("item1", _("请填写事项名称，一级、二级至少填一个。例如：最低生活保障"))
        return data

    def item(self) -> Item:
        """What was typed, in the kernel's form."""
        data = self.cleaned_data
        others = [name.strip() for name in data["other_channels"].replace("，", "、").split("、")]
        return Item(
            item1=_line(data["item1"]),
            item2=_line(data["item2"]),
            item3=_line(data["item3"]),
            elements="\n".join(line.strip() for line in data["elements"].splitlines() if line.strip()),
            basis=_line(data["basis"]),
            limit=parse_limit(data["limit"]),
            subject=_line(data["subject"]),
            channels=(*data["channels"], *(name for name in others if name)),
            everyone=data["everyone"],
            specific=_line(data["specific"]),
            active=data["active"],
            on_request=data["on_request"],
            levels=tuple(level for level in LEVELS if level in data["levels"]),
            theme=data["theme"],
            remark=_line(data["remark"]),
            local=data["local"],
        )


def initial_of(item: Item) -> dict[str, Any]:
    """A row as the form shows it."""
    data = item.as_data()
    known = [code for code in item.channels if code in channels.CHANNELS]
    return data | {
        "limit": item.limit.raw,
        "channels": known,
        "other_channels": "、".join(code for code in item.channels if code not in known),
    }


class UploadForm(forms.Form):
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("谁的目录"), empty_label=None)
    file = forms.FileField(
        label=_("目录文件"),
        help_text=_("Excel、Word（docx）、CSV 或网页都行，一个文件里可以有几个领域。先预览，核对后才发布。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.docx,.csv,.txt,.html,.htm"}),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class AdoptForm(Passable, forms.Form):
    issuer = forms.CharField(label=_("发布单位"), max_length=200)
    source = forms.CharField(
        label=_("来源"), max_length=300, required=False, help_text=_("文号或出处，例如：明政办发〔2026〕8号")
    )
    effective_on = DateField(
        label=_("施行日期"), help_text=_("从这一天起按新版办；以前的日期、以后的日期都行")
    )
    reason = forms.CharField(
        label=_("版本说明"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    columns_checked = forms.BooleanField(label=_("列名我核对过"), required=False)
    keep_local = forms.BooleanField(label=_("保留本地增加、文件里没有的事项"), required=False, initial=True)
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_effective_on(self) -> Any:
        day = self.cleaned_data["effective_on"]
        if day is None:
            raise forms.ValidationError(
                _("请填写施行日期，例如：%(day)s") % {"day": clock.today().isoformat()}
            )
        return day


class AreaForm(Passable, forms.Form):
    """Which area a block belongs to: one that is there, or a new one."""

    area = forms.ModelChoiceField(
        Area.objects.all(), label=_("领域"), required=False, empty_label=_("新设一个领域")
    )
    name = forms.CharField(
        label=_("新领域名称"), max_length=60, required=False, help_text=_("例如：涉农资金")
    )
    code = forms.SlugField(
        label=_("新领域代码"),
        max_length=40,
        required=False,
        help_text=_("英文小写，定了不再改，例如：farm-funds"),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("area"):
            for name, example in (("name", _("涉农资金")), ("code", "farm-funds")):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("新设领域要填这一项，例如：%(example)s") % {"example": example})
            if data.get("code") and Area.objects.filter(code=data["code"]).exists():
                self.add_error("code", _("这个代码已经有领域用了，请换一个，或在上面选那个领域。"))
        return data


class ClaimForm(forms.Form):
    """Who answers for one matter."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("认领单位"), empty_label=None)
    post = forms.ModelChoiceField(
        Post.objects.none(),
        label=_("责任岗位（A岗）"),
        required=False,
        empty_label=_("本单位公开专员"),
        help_text=_("A岗离岗时由它的B岗代办"),
    )
    role = forms.ChoiceField(
        label=_("责任"), choices=Claim.Role.choices, widget=forms.RadioSelect, initial=Claim.Role.LEAD
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        posts = Post.objects.filter(unit__in=units, deputy_of=None, ended_on=None).select_related("unit")
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("原因"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AdjustmentForm(Passable, forms.Form):
    """Who proposes an adjustment, and why."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("提出单位"), empty_label=None)
    reason = forms.CharField(
        label=_("调整理由"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("为什么要调整，例如：职责划转、法规修改、群众需要"),
    )
    # Not “basis”: the row that stands in the same form has one of its own.
    source = forms.CharField(
        label=_("依据"), max_length=300, required=False, help_text=_("文件名称和文号，没有可不填")
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class DecideForm(Passable, forms.Form):
    effective_on = DateField(label=_("施行日期"), help_text=_("不填就从今天起"))
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def _line(text: str) -> str:
    return " ".join(text.split())
