"""What people type about records. The rules for submission are in `rules.py`; here only what a draft must be."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import ProseEditorWidget

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.web.fields import EMPTY, DateField, FilesField
from mingtang.kernel.identifiers.division import DivisionError, parse
from mingtang.openness.records import body, choices
from mingtang.openness.records.models import (
    CONTENT_FIELDS,
    OpenAttr,
    Record,
    Revision,
    Validity,
)

Topics = tuple[tuple[str, Any, tuple[str, ...]], ...]


class ContentForm(forms.Form):
    """The whole metadata and the body of a revision, topic by topic. A draft may be incomplete."""

    title = forms.CharField(
        label=_("标题"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("一看就知道说什么事，例如：关于提高2026年城乡低保标准的通知"),
    )
    subtitle = forms.CharField(label=_("副标题"), max_length=200, required=False, help_text=_("没有可不填"))
    body = forms.CharField(
        label=_("正文"),
        required=False,
        widget=ProseEditorWidget(config={"extensions": body.EDITOR}, preset="configurable"),
        help_text=_(
            "可以从 Word 或 WPS 直接粘贴，多余格式会自动清掉，表格会保留；小标题用工具栏设，图片在下面“插图”里上传"
        ),
    )
    summary = forms.CharField(
        label=_("内容概述"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("一两句话说清楚和谁有关、要做什么。目录里会显示。"),
    )
    doc_no = forms.CharField(
        label=_("文号"),
        max_length=60,
        required=False,
        help_text=_("没有可不填。如：明民发〔2026〕12号，括号写成 [ ] 或（）会自动改正"),
    )
    issuer = forms.CharField(
        label=_("发文机关"), max_length=200, required=False, help_text=_("联合发文的，牵头机关写在最前")
    )
    addressees = forms.CharField(
        label=_("主送机关"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("正文上方的“各乡镇人民政府，县政府各部门”，不写冒号；没有可不填"),
    )
    signature = forms.CharField(
        label=_("署名"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("正文下方的落款单位，联合发文的一个单位一行；填在这里的，正文里就不要再写"),
    )
    annotation = forms.CharField(
        label=_("附注"), max_length=200, required=False, help_text=_("如：此件公开发布。括号会自动加上")
    )
    formed_on = DateField(label=_("形成日期"), help_text=_("签发或作出决定的那一天，公开时限从这天起算"))
    doc_date = DateField(label=_("成文日期"), help_text=_("文件上落款的日期"))
    effective_on = DateField(label=_("施行日期"))
    expires_on = DateField(label=_("有效期至"))
    validity = forms.ChoiceField(label=_("有效性"), choices=Validity.choices, initial=Validity.IN_FORCE)
    display_until = DateField(
        label=_("公示截止日期"), help_text=_("名单公示等到期要停止展示的才填；到期后自动隐藏")
    )
    theme = forms.ChoiceField(label=_("主题分类"), required=False)
    genre = forms.ChoiceField(label=_("体裁"), required=False)
    area = forms.ModelChoiceField(
        label=_("领域"), queryset=Area.objects.none(), required=False, empty_label=_("不属于任何领域")
    )
    audience = forms.ChoiceField(label=_("服务对象"), required=False)
    keywords = forms.CharField(
        label=_("关键词"), max_length=200, required=False, help_text=_("用空格隔开，如：低保 标准 困难群众")
    )
    is_policy = forms.BooleanField(
        label=_("这是政策性文件"),
        required=False,
        help_text=_("拟不公开的政策性文件，会先送政务公开工作机构审查"),
    )
    is_normative = forms.BooleanField(label=_("这是行政规范性文件"), required=False)
    open_attr = forms.ChoiceField(
        label=_("公开属性"),
        required=False,
        choices=OpenAttr.choices,
        widget=forms.RadioSelect,
        help_text=_("起草时就要提出（国办发〔2016〕80号）；没有选的不能送审"),
    )
    reason_code = forms.ChoiceField(label=_("不予公开的法定理由"), required=False)
    reason_text = forms.CharField(
        label=_("不主动公开的理由说明"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("选依申请公开或不予公开时填写"),
    )
    index_no = forms.CharField(
        label=_("索引号"),
        max_length=60,
        required=False,
        help_text=_("留空即由系统在提交时编制；旧信息可填原来的索引号"),
    )
    source = forms.CharField(
        label=_("信息来源"), max_length=100, required=False, help_text=_("转载的写原发布单位")
    )
    byline = forms.CharField(label=_("作者"), max_length=100, required=False, help_text=_("有署名的才填"))
    region_code = forms.CharField(
        label=_("适用区域"),
        max_length=14,
        required=False,
        help_text=_("区划代码，只管一部分区域的才填；不填就是发布机构所辖区域。如：990121101000"),
    )
    editor = forms.CharField(label=_("责任编辑"), max_length=40, required=False)
    public_note = forms.CharField(
        label=_("更正说明"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("公开后群众能看到：改了什么、为什么改"),
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    TOPICS: Topics = (
        (
            "content",
            _("内容"),
            ("title", "subtitle", "addressees", "body", "signature", "annotation", "summary"),
        ),
        ("attr", _("公开属性"), ("open_attr", "reason_code", "reason_text")),
        (
            "dates",
            _("文号和日期"),
            (
                "doc_no",
                "issuer",
                "formed_on",
                "doc_date",
                "effective_on",
                "expires_on",
                "validity",
                "display_until",
            ),
        ),
        (
            "classes",
            _("分类"),
            ("theme", "genre", "area", "audience", "keywords", "is_policy", "is_normative"),
        ),
        ("more", _("其他"), ("index_no", "source", "byline", "editor", "region_code")),
        ("note", _("更正"), ("public_note",)),
    )

    def __init__(
        self, *args: Any, record: Record | None = None, correcting: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["theme"].choices = [*EMPTY, *choices.themes()]
        fields["genre"].choices = [*EMPTY, *choices.genres()]
        fields["audience"].choices = [*EMPTY, *choices.audiences()]
        fields["reason_code"].choices = [*EMPTY, *choices.reasons(clock.today())]
        fields["area"].queryset = Area.objects.all()
        for name in ("title", "body", "open_attr", "formed_on", "theme", "genre"):
            help_text = fields[name].help_text
            fields[name].help_text = f"{help_text}{'。' if help_text else ''}{_('送审时必填')}"
        if record is not None and record.index_no:
            del self.fields["index_no"]
        if record is not None and record.live_id:
            del self.fields["area"]
        if not correcting:
            del self.fields["public_note"]

    def clean_region_code(self) -> str:
        given: str = self.cleaned_data["region_code"]
        try:
            return parse(given).code if given else ""
        except DivisionError as error:
            raise forms.ValidationError(
                _("区划代码“%(code)s”读不懂。应为 6、9 或 12 位数字，如：990121101000。"),
                params={"code": given},
            ) from error

    def topics(self) -> list[tuple[str, Any, list[forms.BoundField]]]:
        """The fields under their headings, in the order in which a clerk thinks of them."""
        found = []
        for code, label, names in self.TOPICS:
            bound = [self[name] for name in names if name in self.fields]
            if bound:
                found.append((code, label, bound))
        return found

    def content(self) -> dict[str, Any]:
        """The cleaned fields that belong to the revision."""
        cleaned = self.cleaned_data
        values = {name: cleaned.get(name) for name in CONTENT_FIELDS if name in self.fields}
        return {
            name: value if value is not None or name.endswith(("_on", "_until", "_date")) else ""
            for name, value in values.items()
        }


def initial_of(revision: Revision, record: Record) -> dict[str, Any]:
    """What the form shows for a revision."""
    values: dict[str, Any] = {name: getattr(revision, name) for name in CONTENT_FIELDS}
    if revision.pk == record.live_id:
        # The note of the last correction is not that of the next.
        values["public_note"] = ""
    return {**values, "area": record.area_id, "based_on": revision.number}


class NewRecordForm(ContentForm):
    """The first save also chooses the unit; units limited to the person's grants."""

    unit = forms.ModelChoiceField(label=_("发布机构"), queryset=Unit.objects.none(), empty_label=None)

    TOPICS: Topics = (("unit", _("单位"), ("unit",)), *ContentForm.TOPICS)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["unit"].queryset = units


class AttachmentForm(forms.Form):
    file = FilesField(
        label=_("添加附件"),
        help_text=_(
            "PDF、Word、Excel、PPT、OFD、文本、图片、音频、视频都可以，一次可选几个，也可以把文件拖到这里。按内容辨认，不看文件名"
        ),
        error_messages={"required": _("请先选择文件。")},
    )
    title = forms.CharField(
        label=_("附件名称"),
        max_length=200,
        required=False,
        help_text=_("群众看到的名称；不填就用文件名。一次选几个时不用填"),
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput)


class FigureForm(forms.Form):
    figure = forms.FileField(
        label=_("添加插图"),
        help_text=_("PNG 或 JPG。照片里的拍摄地点等隐藏信息会自动去掉"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
        error_messages={"required": _("请先选择图片。")},
    )
    alt = forms.CharField(
        label=_("图片说明"),
        max_length=300,
        help_text=_("读给看不见图片的人听：图上是什么、说明什么。例如：2026年低保标准比上年提高8%的柱状图"),
        error_messages={
            "required": _("请写图片说明。看不见的人靠它知道图上是什么，例如：新建卫生院大门的照片。")
        },
    )
