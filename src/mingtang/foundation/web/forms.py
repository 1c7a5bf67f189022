"""The reading settings as a form. Names and values are those of `reading.py`."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.web.reading import Reading


def _one_of(label: Any, *choices: tuple[str, Any], help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, required=False, help_text=help_text
    )


class ReadingForm(forms.Form):
    mode = _one_of(
        _("版式"),
        ("", _("标准版")),
        ("elder", _("长辈版（大字、大按钮、简单排版）")),
    )
    size = _one_of(
        _("字号"),
        ("", _("标准")),
        ("110", "110%"),
        ("125", "125%"),
        ("150", "150%"),
        ("175", "175%"),
        ("200", "200%"),
    )
    spacing = _one_of(_("字距和行距"), ("", _("标准")), ("wide", _("宽")), ("wider", _("更宽")))
    contrast = _one_of(
        _("配色"),
        ("", _("原来的颜色")),
        ("black-on-white", _("白底黑字")),
        ("white-on-black", _("黑底白字")),
        ("yellow-on-black", _("黑底黄字")),
        ("black-on-yellow", _("黄底黑字")),
        ("yellow-on-blue", _("蓝底黄字")),
    )
    pointer = _one_of(_("鼠标指针"), ("", _("标准")), ("large", _("特大")))
    line = _one_of(
        _("辅助线"),
        ("", _("不要")),
        ("ruler", _("阅读横线")),
        ("cross", _("十字线")),
        help_text=_("跟着鼠标和键盘焦点走，看长文章不串行。"),
    )
    aloud = _one_of(
        _("朗读"),
        ("", _("不要")),
        ("bar", _("在页面底部放朗读条")),
        help_text=_("由您设备上的语音来读，读到哪句，哪句变色。"),
    )
    rate = _one_of(
        _("朗读语速"),
        ("slow", _("慢")),
        ("", _("正常")),
        ("fast", _("快")),
        ("faster", _("很快")),
    )
    guide = _one_of(
        _("导读"),
        ("", _("不要")),
        ("keys", _("用按键在网页各区域之间跳转")),
        help_text=_("打开后按 0 看按键说明。"),
    )

    def chosen(self) -> Reading:
        return Reading(**self.cleaned_data)
