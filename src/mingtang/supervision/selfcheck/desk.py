"""The staff face: what the newest check found, and a new one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mingtang.foundation.web.scoped import DeskView
from mingtang.supervision.selfcheck import actions, queries
from mingtang.supervision.selfcheck.models import Found
from mingtang.supervision.selfcheck.process import CHECK
from mingtang.supervision.selfcheck.words import MARKS, RULES


class SelfCheck(DeskView):
    template_name = "selfcheck/desk/check.html"
    actions = (CHECK,)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = queries.newest()
        earlier = queries.before(run) if run else None
        known = {(one.rule, one.detail) for one in queries.found_in(earlier)} if earlier else set()
        found = queries.found_in(run) if run else []
        return super().get_context_data(
            run=run,
            running=queries.running(),
            rules_count=len(RULES),
            groups=[
                (
                    words,
                    [
                        (one, _seen(one), bool(earlier) and (one.rule, one.detail) not in known)
                        for one in rows
                    ],
                )
                for rule, words in RULES.items()
                if (rows := [one for one in found if one.rule == rule])
            ],
            total=len(found),
            mended=len(known - {(one.rule, one.detail) for one in found}),
            **kwargs,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        actions.ask(self.authority)
        messages.success(request, _("已开始检查，一般几分钟内完成。完成后刷新这一页就能看到结果。"))
        return redirect("selfcheck_desk:check")


def _seen(found: Found) -> str:
    return str(MARKS.get(found.detail, found.detail)) if found.rule == "footer" else found.detail
