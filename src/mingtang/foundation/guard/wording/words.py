"""Words about wrong characters."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.guard.wording.words_of import Words

WORDS = {
    "words.typo": Words(
        _("疑似错别字"),
        _(
            "这里的写法在公文里几乎从不出现，按读音或字形，可能应当写作“%(meant)s”。这是程序按常用搭配推断的，人名、地名和新词可能判断不准。"
        ),
        _("请对照原稿核对。确实写错的，改为“%(meant)s”或者正确的写法；没有写错的，不用处理。"),
    ),
}
