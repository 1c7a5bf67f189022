"""Words about marks of papers that are not for the public."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.guard.wording.words_of import Words

WORDS = {
    "marks.secret": Words(
        _("有密级标志"),
        _(
            "“绝密”“机密”“秘密”是国家秘密标志。标有密级的文件不得上网，发布即可能构成泄密。依据《保守国家秘密法》。"
        ),
        _("请立即停止发布，把文件移出系统，报告本单位保密工作机构。确认已经解密的，先去掉标志再走保密审查。"),
    ),
    "marks.internal": Words(
        _("有内部文件字样"),
        _("这些字样说明文件原本只在内部使用，公开前应当审查能不能公开。依据《政府信息公开条例》第十七条。"),
        _("请与制作单位确认可以公开，并去掉这些字样；不能公开的，请撤下。"),
    ),
    "marks.draft": Words(
        _("可能是没有定稿的文件"),
        _(
            "这里有“%(mark)s”。未定稿属于过程性信息，正式发布的应当是印发的文本。依据《政府信息公开条例》第十六条。"
        ),
        _("请换成正式文本，没写完的补写完；正在公开征求意见的，请在标题里写明“公开征求意见”。"),
    ),
    "marks.not_open": Words(
        _("标明不主动公开"),
        _("文件上注明“%(mark)s”，与主动公开发布矛盾。依据《政府信息公开条例》第十七条。"),
        _("请核对公开属性：确定不主动公开的，请撤下；可以公开的，请由制作单位改正公开属性的标注。"),
    ),
}
