"""Words about what somebody put into a page from outside."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.guard.wording.words_of import Words

_REPORT = _(
    "请删掉。不是本单位的人写的，请保留现场，告诉网站管理员和网信部门，并查一查同一时间改过的其他页面。"
)

WORDS = {
    "injection.hidden": Words(
        _("看不见的文字"),
        _(
            "这段文字在页面上看不见（%(how)s），搜索引擎却读得到，是网页被植入暗链时最常见的样子。"
            "依据：《网络安全法》、《政府网站发展指引》（国办发〔2017〕47号）。"
        ),
        _REPORT,
    ),
    "injection.script": Words(
        _("程序代码"),
        _("正文里不应当有脚本、内嵌页面或者会执行的链接。依据：《网络安全法》。"),
        _REPORT,
    ),
    "injection.host": Words(
        _("站外链接或仿冒网址"),
        _(
            "网址 %(host)s 不是本县网站，也不是政府或者常用网站。仿冒政府域名、用数字地址、便宜域名的链接，"
            "常常是被植入的。"
            "依据：《政府网站发展指引》（国办发〔2017〕47号）。"
        ),
        _(
            "请核对这个网址是谁的、为什么要链过去。确有需要的可以保留，读者点开时会看到“即将离开”的提示；"
            "不认识的请删掉。"
        ),
    ),
    "injection.redirect": Words(
        _("会自动跳走的链接"),
        _("打开后会被带到别的网站（%(host)s），读者以为还在本网站。依据：《网络安全法》。"),
        _("请改成要去的网址本身，或者删掉。网站程序自己会这样跳转的，请通知网站管理员修补。"),
    ),
    "injection.gambling": Words(
        _("赌博广告"),
        _("“%(word)s”周围的文字像赌博广告，不像执法、宣传或者法律条文。依据：《网络安全法》。"),
        _REPORT,
    ),
    "injection.porn": Words(
        _("色情广告"),
        _("“%(word)s”周围的文字像色情广告，不像执法、宣传或者法律条文。依据：《网络安全法》。"),
        _REPORT,
    ),
    "injection.trade": Words(
        _("非法买卖广告"),
        _(
            "“%(word)s”周围的文字像办假证、卖假票、放贷、代孕一类的广告，不像办事说明或者法律条文。依据：《网络安全法》。"
        ),
        _REPORT,
    ),
}

# How a text is hidden, for `how` above.
HOW = {
    "display": _("设了不显示"),
    "visibility": _("设了不可见"),
    "opacity": _("设成透明"),
    "size": _("字或框缩到看不见"),
    "away": _("移到屏幕外面"),
    "clip": _("被裁掉"),
    "colour": _("字和底色一样"),
    "attribute": _("加了隐藏属性"),
    "template": _("放在模板里"),
    "noscript": _("只在不运行脚本时显示"),
    "fallback": _("放在媒体元素里"),
}
