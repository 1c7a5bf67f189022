"""Words about files as such."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.guard.wording.words_of import Words

WORDS = {
    "file.unread": Words(
        _("没能检查"),
        _("这一部分没能检查：%(why)s"),
        _("请按说明处理后重新上传。确实没有问题的，由有权限的人写明理由后放行。"),
    ),
    "file.not_looked": Words(
        _("图片没有检查"),
        _("文件里有图片，服务器上没有安装文字识别程序，图片里的文字没有检查。"),
        _("请人工看一遍图片里有没有身份证号、银行卡号等个人信息。"),
    ),
    "house.phrase": Words(
        _("本单位用语"),
        _("本单位的用语表里有这个词。%(source)s %(note)s"),
        _("请按用语表修改。"),
    ),
}
