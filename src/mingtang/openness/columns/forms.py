"""What people type about columns."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.organisations.passing_forms import Passable
from mingtang.openness.columns.models import Column, ColumnType, Entry, EntryText, SavedView
from mingtang.openness.records import choices

Topics = tuple[tuple[str, Any, tuple[str, ...]], ...]
CONDITIONS = ("themes", "genre", "area", "words", "year", "only_policy", "only_normative")


class SavedViewForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no parameter at run time
    """The conditions of a saved view."""

    themes = forms.MultipleChoiceField(
        label=_("主题分类"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "two-columns"}),
        help_text=_("可以选几类，符合一类就收；选了大类，它下面的小类都收"),
    )
    genre = forms.ChoiceField(label=_("体裁"), required=False)
    area = forms.ModelChoiceField(
        label=_("领域"), queryset=Area.objects.all(), required=False, empty_label=_("不限")
    )
    words = forms.CharField(
        label=_("标题里的词"),
        max_length=100,
        required=False,
        help_text=_("几个词用空格隔开，标题里都有才收。如：防汛 预案"),
    )
    year = forms.IntegerField(
        label=_("公开年度"),
        required=False,
        min_value=1990,
        max_value=2100,
        help_text=_("只收某一年公开的才填，如：2026"),
        error_messages={
            "invalid": _("年度写四位数字，如：2026。"),
            "min_value": _("年度写四位数字，如：2026。"),
            "max_value": _("年度写四位数字，如：2026。"),
        },
    )

    class Meta:
        model = SavedView
        fields = CONDITIONS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["themes"].choices = choices.themes()
        fields["genre"].choices = [("", _("不限")), *choices.genres()]
        if self.instance and self.instance.themes:
            self.initial["themes"] = self.instance.themes.split()

    def clean_themes(self) -> str:
        return " ".join(self.cleaned_data["themes"])

    @property
    def has_conditions(self) -> bool:
        return any(self.cleaned_data.get(name) for name in CONDITIONS)


class ColumnForm(Passable, SavedViewForm):
    """A column. What is wrong is said beside the field, with what to do."""

    name = forms.CharField(
        label=_("栏目名称"), max_length=60, help_text=_("群众看到的名称，如：通知公告"),
        error_messages={"required": _("请写栏目名称，如：通知公告。")},
    )  # fmt: skip
    code = forms.SlugField(
        label=_("网址名"),
        max_length=60,
        help_text=_("小写字母、数字和连字符，公开以后不要再改。如：minzheng-notices"),
        error_messages={
            "required": _("请写网址名，如：minzheng-notices。"),
            "invalid": _("网址名只能用小写字母、数字和连字符，如：minzheng-notices。"),
        },
    )
    description = forms.CharField(
        label=_("说明"),
        max_length=200,
        help_text=_("一句话说清这里有什么，搜索引擎也会显示"),
        error_messages={"required": _("请写一句说明，如：民政局发布的通知和公告。")},
    )
    keywords = forms.CharField(
        label=_("关键词"),
        max_length=100,
        help_text=_("用逗号隔开，如：低保,救助"),
        error_messages={"required": _("请至少写一个关键词。")},
    )
    type = forms.ModelChoiceField(
        label=_("栏目类型"), queryset=ColumnType.objects.all(), empty_label=_("请选择"),
        help_text=_("按《政府网站发展指引》的栏目标签，决定默认的更新时限"),
        error_messages={"required": _("请选栏目类型：通知公告选“政策文件”，不知道选什么就选“信息公开目录”。")},
    )  # fmt: skip
    unit = forms.ModelChoiceField(
        label=_("单位"), queryset=Unit.objects.none(), empty_label=None,
        error_messages={"invalid_choice": _("您只能给自己权限范围内的单位设栏目。")},
    )  # fmt: skip
    reach = forms.ChoiceField(
        label=_("收哪些单位的信息"), choices=Column.Reach.choices, widget=forms.RadioSelect,
        initial=Column.Reach.OWN,
    )  # fmt: skip
    by_filter = forms.BooleanField(
        label=_("按下面的条件自动收"), required=False, initial=True,
        help_text=_("不勾就只有手工挑选的；勾了也可以再挑选别的、把重要的置顶"),
    )  # fmt: skip
    fresh_days = forms.IntegerField(
        label=_("更新时限（天）"), required=False, min_value=1, max_value=3660,
        help_text=_("多少天没有新信息就提醒；不填就按栏目类型的时限"),
        error_messages={"min_value": _("请写 1 以上的天数，或者不填。")},
    )  # fmt: skip
    position = forms.IntegerField(
        label=_("排序"), required=False, min_value=0, max_value=30000, help_text=_("数字小的排在前面")
    )
    entry = forms.ChoiceField(label=_("固定栏目"), choices=Entry.choices, required=False)
    level = forms.ChoiceField(label=_("哪些单位有"), choices=Column.Level.choices, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    TOPICS: Topics = (
        ("what", _("栏目"), ("name", "code", "description", "keywords", "type", "unit", "reach")),
        ("filter", _("收什么信息"), ("by_filter", *CONDITIONS)),
        ("upkeep", _("更新和位置"), ("fresh_days", "source", "position", "is_open")),
        ("fixed", _("固定栏目（每个单位各有一份的才填）"), ("entry", "level", "with_county", "with_subordinates")),
    )  # fmt: skip

    class Meta:
        model = Column
        fields = (
            "name", "code", "description", "keywords", "type", "unit", "reach", "by_filter", *CONDITIONS,
            "fresh_days", "source", "position", "is_open", "entry", "level", "with_county", "with_subordinates",
        )  # fmt: skip
        help_texts = {
            "source": _("设这个栏目、定这个时限的依据，没有可不填"),
        }

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["unit"].queryset = units
        fields["version"].initial = self.instance.version

    def clean_position(self) -> int:
        return self.cleaned_data["position"] or 0

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).lower()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("entry") and cleaned.get("reach") != Column.Reach.EACH:
            self.add_error("reach", _("固定栏目在每个单位的网页上都有，这里要选“每个单位各有一份”。"))
        if cleaned.get("reach") == Column.Reach.EACH and not cleaned.get("entry"):
            self.add_error("entry", _("“每个单位各有一份”的栏目要放进一个固定栏目，请选一个。"))
        if cleaned.get("by_filter") and cleaned.get("reach") == Column.Reach.EACH and not self.has_conditions:
            self.add_error(
                "by_filter", _("固定栏目没有条件会收下全部信息。请至少填一个条件，或者不勾“自动收”。")
            )
        return cleaned

    def topics(self) -> list[tuple[str, Any, list[forms.BoundField]]]:
        return [(code, label, [self[name] for name in names]) for code, label, names in self.TOPICS]

    def values(self) -> dict[str, Any]:
        """The cleaned values, named as the action takes them."""
        return {name: self.cleaned_data.get(name) for name in self.Meta.fields}


class TextForm(Passable, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = EntryText
        fields = ("title", "text", "source")
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}
