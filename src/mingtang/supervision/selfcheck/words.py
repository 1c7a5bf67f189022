"""The rules in words: what is wrong, why it matters, what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

_TAGS = _("政府网站发展指引（国办发〔2017〕47号）网页设计规范的标签要求")
_PRACTICE = _("网站检查的通行做法")
_ACCESS = _("无障碍要求（GB/T 37668—2019、WCAG 2.2）")


@dataclass(frozen=True)
class Words:
    title: Any
    why: Any
    mend: Any


RULES: Mapping[str, Words] = {
    "status": Words(
        _("网页打不开"), _PRACTICE, _("看网址是否写错；页面本身出错的，请信息技术人员看运行日志。")
    ),
    "link": Words(_("链接打不开"), _PRACTICE, _("打开所在网页，改正或删去这个链接；在正文里的，发起更正。")),
    "title": Words(_("网页没有标题"), _ACCESS, _("请信息技术人员补上网页标题。")),
    "title_twice": Words(_("两个网页的标题一样"), _ACCESS, _("改其中一个的名称，读者和搜索引擎才分得清。")),
    "language": Words(_("网页没有标明语言"), _ACCESS, _("请信息技术人员补上语言标记，读屏软件要用。")),
    "heading": Words(_("网页应有且只有一个大标题"), _ACCESS, _("请信息技术人员检查网页模板。")),
    "empty": Words(_("网页没有内容"), _PRACTICE, _("空白栏目要么补充内容，要么撤下。")),
    "tag_missing": Words(
        _("缺少必备标签"), _TAGS, _("站点标签在网站设置里填写；栏目和内容标签缺少的，补填对应内容。")
    ),
    "site_name": Words(_("网站名称标签与设置不符"), _TAGS, _("核对网站设置里的网站名称。")),
    "site_domain": Words(_("域名标签与网站域名不符"), _TAGS, _("核对网站设置里的域名。")),
    "site_code": Words(
        _("网站标识码不对"), _TAGS, _("标识码是 10 位数字（部委为 bm 加 8 位数字），请在网站设置里改正。")
    ),
    "column_type": Words(_("栏目类别不在规定的清单里"), _TAGS, _("给栏目换一个规定的类别。")),
    "article_title": Words(_("标题标签与页面标题不符"), _TAGS, _("请信息技术人员检查网页模板。")),
    "date_form": Words(_("发布时间的写法不对"), _TAGS, _("应写成“2026-11-25 09:00”的样子。")),
    "date_shown": Words(
        _("页面上看不到发布日期，或与标签不符"), _TAGS, _("没有可见发布日期的信息按未更新计算，请补上。")
    ),
    "date_future": Words(_("发布时间在将来"), _PRACTICE, _("核对发布时间和服务器的时钟。")),
    "footer": Words(_("页脚缺少规定的标识"), _PRACTICE, _("在网站设置里填写。")),
    "breadcrumb": Words(_("没有“当前位置”"), _PRACTICE, _("请信息技术人员检查网页模板。")),
    "picture": Words(_("图片没有文字说明"), _ACCESS, _("给图片补写一句说明，看不见的人靠它了解图片。")),
    "twice": Words(_("网页内部编号重复"), _ACCESS, _("请信息技术人员检查网页模板。")),
    "leads_out": Words(_("站外链接没有经过提示页"), _PRACTICE, _("请信息技术人员检查网页模板。")),
    "hidden_link": Words(
        _("有看不见的链接，可能被人植入"), _PRACTICE, _("立即查看网页源码，确认后删去，并检查服务器安全。")
    ),
    "foreign_part": Words(
        _("网页引用了站外的脚本或图片"), _PRACTICE, _("改为本站文件；不是本单位加的，按被篡改处理。")
    ),
    "data": Words(_("给搜索引擎的结构化数据有错"), _PRACTICE, _("请信息技术人员检查网页模板。")),
    "canonical": Words(_("没有写明永久网址，或者写错了"), _PRACTICE, _("请信息技术人员检查网页模板。")),
}

MARKS: Mapping[str, Any] = {
    "error_report": _("“我为政府网站找错”入口"),
    "site_map": _("网站地图"),
    "host_unit": _("主办单位"),
    "contact": _("联系方式"),
    "site_code": _("网站标识码"),
    "icp": _("ICP 备案编号"),
    "police_icp": _("公安机关备案号"),
}


def seen_in_words(rule: str, detail: str) -> str:
    """What was seen, as people read it."""
    return str(MARKS.get(detail, detail)) if rule == "footer" else detail
