"""Words about files as such. Their `why` is a code, for which `unread.sentence` has the words."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.guard.wording.words_of import Words

WORDS = {
    "file.unread": Words(
        _("没能检查"),
        _("这一部分没能检查：%(why)s"),
        _("请按说明处理后再检查。单位发布时，确实没有问题的由有权限的人写明理由放行。"),
    ),
    "file.not_looked": Words(
        _("没有检查的图片、录音、视频"),
        _("%(why)s"),
        _("请人工看一遍、听一遍，里面有没有身份证号、银行卡号等个人信息。"),
    ),
    "file.hidden_content": Words(
        _("看不见的内容"),
        _("%(why)s"),
        _("请打开文件核对：不需要公开的，删掉后另存再上传。"),
    ),
    "house.phrase": Words(
        _("本单位用语"),
        _("本单位的用语表里有这个词。依据：%(source)s。%(note)s"),
        _("请按用语表修改。"),
    ),
}
