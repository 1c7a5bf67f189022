"""The staff face: what the newest check found, and a new one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mingtang.foundation.findings import process
from mingtang.foundation.findings import queries as findings
from mingtang.foundation.web.scoped import DeskView
from mingtang.supervision.selfcheck import actions, queries, raising
from mingtang.supervision.selfcheck.process import CHECK
from mingtang.supervision.selfcheck.words import RULES, seen_in_words


class SelfCheck(DeskView):
    template_name = "selfcheck/desk/check.html"
    actions = (CHECK,)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = queries.newest()
        earlier = queries.before(run) if run else None
        known = {(one.rule, one.detail) for one in queries.found_in(earlier)} if earlier else set()
        found = queries.found_in(run) if run else []
        problems = findings.open_under(self.authority, map(raising.key_of, RULES))
        return super().get_context_data(
            run=run,
            running=queries.running(),
            rules_count=len(RULES),
            groups=[
                (
                    rule,
                    words,
                    [
                        (
                            one,
                            seen_in_words(one.rule, one.detail),
                            bool(earlier) and (one.rule, one.detail) not in known,
                        )
                        for one in rows
                    ],
                    problems.get(raising.key_of(rule), []),
                )
                for rule, words in RULES.items()
                if (rows := [one for one in found if one.rule == rule])
            ],
            total=len(found),
            may_raise=process.RAISE in self.authority.actions,
            mended=len(known - {(one.rule, one.detail) for one in found}),
            **kwargs,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        if "rule" in request.POST:
            made = raising.raise_problems(self.authority, request.POST["rule"])
            names = _("、").join(finding.unit.short_name for finding in made)
            messages.success(request, _("已登记为问题，交给：%(units)s。") % {"units": names})
            return redirect("selfcheck_desk:check")
        actions.ask(self.authority)
        messages.success(request, _("已开始检查，一般几分钟内完成。完成后刷新这一页就能看到结果。"))
        return redirect("selfcheck_desk:check")
