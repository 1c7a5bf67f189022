"""The gate: what is about to go out, looked at once more, exactly as it will be."""

from django.utils.translation import gettext as _

from mingtang.foundation.guard import queries
from mingtang.foundation.guard.actions.checking import look
from mingtang.foundation.guard.queries import Standing
from mingtang.foundation.guard.refusals import GuardStop
from mingtang.foundation.guard.subjects import Paper
from mingtang.foundation.guard.wording import words_for

EXAMPLES = 3


def gate(paper: Paper) -> Standing:
    """Looks by the newest rules and lets through what has nothing that blocks, or whose every block was overridden.

    Raises GuardStop, also while a file was not looked into: `make_ready` does that beforehand.
    """
    found = queries.standing(look(paper))
    stopping = found.stopping
    if stopping:
        shown = "、".join(
            f"{words_for(one.hit.kind).label}（{one.hit.excerpt}）" if one.hit.excerpt
            else str(words_for(one.hit.kind).label)
            for one in stopping[:EXAMPLES]
        )  # fmt: skip
        raise GuardStop(
            _(
                "发布前检查发现 %(n)s 处必须处理的问题：%(shown)s。请先修改或脱敏；"
                "确实可以公开的，由有“放行”权限的人写明理由放行。"
            )
            % {"n": len(stopping), "shown": shown + ("……" if len(stopping) > EXAMPLES else "")},
            paper.kind,
            paper.id,
        )
    if found.check.waiting:
        raise GuardStop(
            _("还有 %(n)s 个附件正在检查，请过几分钟再办。") % {"n": found.check.waiting},
            paper.kind,
            paper.id,
            waiting=True,
        )
    return found
