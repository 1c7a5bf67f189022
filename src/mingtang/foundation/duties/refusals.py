"""What the clock refuses, in words for the person who asked."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.kernel.clock.model import ClockRefusal
from mingtang.kernel.refusals import Invalid

_WORDS = {
    "before_start": (
        gettext_lazy("%(day)s早于起算日%(begun)s。请填起算日或以后的日期。"),
        gettext_lazy("期限从起算日的第二天开始数，起算以前的事不影响期限。"),
    ),
    "pause_backwards": (
        gettext_lazy("恢复计时的日期%(until)s早于暂停的日期%(first)s。请把恢复日期改到暂停之后。"),
        gettext_lazy("暂停要先开始，再结束。"),
    ),
    "pause_again": (
        gettext_lazy("从%(first)s起计时已经暂停，还没有恢复。请先恢复，再登记新的暂停。"),
        gettext_lazy("同一段时间只扣除一次。"),
    ),
    "pause_after_due": (
        gettext_lazy("期限%(due)s已经到了，%(day)s不能再暂停。"),
        gettext_lazy("期限届满以后，暂停不起作用。"),
    ),
    "restart_after_due": (
        gettext_lazy("期限%(due)s已经过了，%(day)s不能重新起算。"),
        gettext_lazy("期限届满以后，不能重新起算。"),
    ),
    "extended_already": (
        gettext_lazy("%(decided_on)s已经延长过一次，不能再延长。"),
        gettext_lazy("一个期限只能延长一次（参照《政府信息公开条例》第三十三条）。"),
    ),
    "extension_after_due": (
        gettext_lazy("期限%(due)s已经过了，%(day)s不能再延长。"),
        gettext_lazy("延长要在期限届满以前决定。"),
    ),
    "extension_of_nothing": (gettext_lazy("延长的时间要大于 0。"), gettext_lazy("延长 0 天等于没有延长。")),
}


def refused(refusal: ClockRefusal, field: str) -> Invalid:
    """The clock's refusal as one of the field, with the rule."""
    words, rule = _WORDS[refusal.code]
    message = str(words) % {name: f"{day:%Y-%m-%d}" for name, day in refusal.facts.items()}
    return Invalid(_("期限没有改成"), fields={field: [message]}, rule=rule)
