"""Words about files as such. Their `why` is a code, for which `unread` has the sentences."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.guard.wording.unread import SENTENCES, sentence
from mingtang.foundation.guard.wording.words_of import Words
from mingtang.foundation.inspection import messages

# Codes nobody knows are what a child taken over by a file would send.
_REASONS = {code: sentence(code) for code in (*messages.SENTENCES, *SENTENCES)}

WORDS = {
    "file.unread": Words(
        _("没能检查"),
        SENTENCES["crashed"],
        _("没有检查过的不能公开。确实没有问题的，由有权限的人写明理由后放行。"),
        _REASONS,
    ),
    "file.not_looked": Words(
        _("没有检查的图片、录音、视频"),
        SENTENCES["pictures"],
        _("请人工看一遍、听一遍，里面有没有身份证号、银行卡号等个人信息。"),
        _REASONS,
    ),
    "file.hidden_content": Words(
        _("看不见的内容"),
        SENTENCES["text"],
        _("请打开文件核对：不需要公开的，删掉后另存再上传。"),
        _REASONS,
    ),
    "house.phrase": Words(
        _("本单位用语"),
        _("本单位的用语表里有这个词。依据：%(source)s。%(note)s"),
        _("请按用语表修改。"),
    ),
}
