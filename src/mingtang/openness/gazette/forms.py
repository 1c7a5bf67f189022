"""What people type about issues and reading points."""

import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.passing_forms import Passable
from mingtang.foundation.web.fields import EMPTY
from mingtang.openness.gazette.models import ReadingPoint

FIRST_YEAR = 1949
_PHONE = re.compile(r"[0-9+()（）\-－ ]{5,30}")


class NumbersForm(forms.Form):
    year = forms.IntegerField(label=_("年份"), min_value=FIRST_YEAR)
    number = forms.IntegerField(label=_("期号"), min_value=1, max_value=999, help_text=_("这一年的第几号"))
    serial = forms.IntegerField(
        label=_("总号"), min_value=1, max_value=99999, help_text=_("从创刊起连着数的号")
    )
    title = forms.CharField(
        label=_("副题"),
        max_length=100,
        required=False,
        help_text=_("一般不填；专刊可以写，例如：惠民政策专刊"),
    )

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        latest = clock.today().year + 1
        if year > latest:
            raise forms.ValidationError(_("年份最大写到 %(year)s。") % {"year": latest})
        return year


class IssueForm(NumbersForm):
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("主办单位"), empty_label=None)
    field_order = ("unit", "year", "number", "serial", "title")

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class PointForm(Passable, forms.Form):
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("所属单位"), empty_label=None)
    name = forms.CharField(label=_("名称"), max_length=80, help_text=_("例如：县图书馆政府信息查阅点"))
    kind = forms.ChoiceField(label=_("类别"), choices=[*EMPTY, *ReadingPoint.Kind.choices])
    address = forms.CharField(
        label=_("地址"), max_length=200, help_text=_("写到门牌和楼层，让人找得到，例如：文昌路12号一楼大厅")
    )
    phone = forms.CharField(label=_("电话"), max_length=60, required=False)
    hours = forms.CharField(
        label=_("开放时间"), max_length=200, required=False, help_text=_("例如：周二至周日 9:00—17:00")
    )
    holdings = forms.CharField(
        label=_("能查到什么"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例如：政府公报合订本、公开目录、自助查询机一台"),
    )
    position = forms.IntegerField(
        label=_("排序"), min_value=0, max_value=9999, initial=0, required=False, help_text=_("小的排在前面")
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        phone = " ".join(str(self.cleaned_data["phone"]).split())
        if phone and not _PHONE.fullmatch(phone):
            raise forms.ValidationError(_("电话里只能有数字、括号和短横，一个号码。例如：0991-6201234"))
        return phone

    def clean_position(self) -> int:
        return self.cleaned_data["position"] or 0
