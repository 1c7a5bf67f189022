"""What people type about indicators."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.web.fields import EMPTY
from mingtang.openness.reports.measures import MEASURES


class IndicatorForm(forms.Form):
    group = forms.CharField(label=_("类别"), max_length=40, help_text=_("例如：主动公开、公开目录、互动交流"))
    name = forms.CharField(label=_("指标"), max_length=60, help_text=_("也是材料里文件夹的名字"))
    demand = forms.CharField(
        label=_("检查要求"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("照检查文件的原话写"),
    )
    measure = forms.ChoiceField(label=_("对应的数据"), help_text=_("材料里的数字和佐证清单由它来定"))
    source = forms.CharField(
        label=_("依据"), max_length=300, help_text=_("文件名、文号和条款，例如：《××办法》第三条")
    )
    verified = forms.BooleanField(label=_("已经对照文件原文核实"), required=False)
    position = forms.IntegerField(label=_("排序"), min_value=1, max_value=999, help_text=_("小的在前"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["measure"].choices = [*EMPTY, *((code, m.label) for code, m in MEASURES.items())]  # type: ignore[attr-defined]
