"""One duty at the desk: what is owed, by when and why, what happened, and the forms that change it."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from mingtang.foundation.cases.registry import SUBJECT_KINDS, Subject
from mingtang.foundation.duties import history, queries, wording
from mingtang.foundation.duties.actions import locked
from mingtang.foundation.duties.desk.acts import BY_NAME, DutyAct, Now, demand, offers
from mingtang.foundation.duties.explaining import day_words, explain, span_words
from mingtang.foundation.duties.forms import ChangeForm, TransferForm, UnitForm
from mingtang.foundation.duties.kinds import MANAGE, VIEW
from mingtang.foundation.duties.models import ClockEvent, Duty
from mingtang.foundation.duties.strip import strip
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import staff_of
from mingtang.foundation.web.scoped import DeskView
from mingtang.foundation.workdays.queries import calendar
from mingtang.kernel.refusals import Invalid, NotVisible, Stale


class OneDuty(DeskView):
    """A page of one duty; those outside the person's grants and posts do not exist."""

    @cached_property
    def duty(self) -> Duty:
        found = queries.visible_to(self.authority).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise NotVisible(_("没有这项任务。"))
        return found

    @cached_property
    def events(self) -> list[ClockEvent]:
        return queries.events_of(self.duty)

    @cached_property
    def now(self) -> Now:
        return Now(self.duty, self.events)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            duty=self.duty,
            badge=wording.badge(self.duty, calendar()),
            todo=wording.todo(self.duty),
            due=day_words(self.duty.due_on) if self.duty.due_on else "",
            **kwargs,
        )


class DutyPage(OneDuty):
    template_name = "duties/desk/duty.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        duty = self.duty
        reckoned = queries.reckoning(duty, self.events)
        held = history.held(duty, duty.holdings.select_related("unit", "post"))
        kind = wording.kind_of(duty)
        return super().get_context_data(
            facts=_facts(duty, self._unit_link()),
            explanation=explain(duty, reckoned),
            cells=strip(reckoned, self.authority.today),
            kind=kind,
            act_url=kind.act_url(duty) if kind else "",
            held=held,
            held_words=history.held_words(held),
            history=history.told(duty, self.events, held)[::-1],
            evidence=_subject(duty.evidence_kind, duty.evidence_id),
            cause=_subject(duty.cause_kind, duty.cause_id),
            about=_subject(duty.subject_kind, duty.subject_id),
            acts=[
                {"label": act.verb, "kind": act.tone, "help": act.hint, "url": _act_url(duty, act)}
                for act in offers(self.authority, self.now)
            ],
            **kwargs,
        )

    def _unit_link(self) -> str:
        """The unit's name; it leads to how the unit stands for those who may see that."""
        unit, who = self.duty.unit, self.authority
        if not (who.actor_for(VIEW, self.duty) or who.actor_for(MANAGE, self.duty)):
            return unit.name
        return format_html('<a href="{}">{}</a>', reverse("duties_desk:unit", args=[unit.slug]), unit.name)


class DutyActPage(OneDuty):
    """One change: its form, then a preview of the new due day where there is one, then the change."""

    template_name = "duties/desk/act.html"

    @cached_property
    def act(self) -> DutyAct:
        act = BY_NAME.get(self.kwargs["name"])
        if act is None:
            raise Http404
        return act

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        demand(self.act, self.authority, self.now)
        if self.act.name == "transfer" and "unit" not in request.GET:
            return self._show(UnitForm(units=self._units(), initial={"unit": self.duty.unit.slug}))
        initial = {"seen": self.now.stamp, "day": self.authority.today}
        if self.act.name == "transfer":
            initial |= {"unit": self._unit(request.GET["unit"]).slug, "post": ""}
        return self._show(self._form(request.GET.get("unit", ""), initial=initial))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seen = request.POST.get("seen", "")
        if seen and seen != self.now.stamp:
            raise Stale(_("刚才有人先改了这项任务，您的操作没有生效。请回到这项任务，看清现状后再办。"))
        demand(self.act, self.authority, self.now)
        form = self._form(request.POST.get("unit", ""), request.POST)
        if not form.is_valid():
            return self._show(form, 422)
        only_look = self.act.previews and "preview" in request.POST
        try:
            changed = self._run(form, undo=only_look, seen=seen)
        except Invalid as refusal:
            _take_errors(form, refusal)
            return self._show(form, 422)
        if only_look:
            return self._show(form, preview=changed)
        request.session["kept_clear"] = self._keep_key()
        messages.success(request, _said(self.act, changed, self.duty))
        if queries.visible_to(self.authority).filter(pk=changed.pk).exists():
            return redirect("duties_desk:duty", changed.pk)
        return redirect("duties_desk:list")

    def _run(self, form: ChangeForm, *, undo: bool, seen: str) -> Duty:
        """Does it; a preview does the same and takes all of it back, so that both are bound by the same rules."""
        with transaction.atomic():
            duty = locked(self.duty)
            if seen and seen != Now(duty, queries.events_of(duty)).stamp:
                raise Stale(_("刚才有人先改了这项任务，您的操作没有生效。请回到这项任务，看清现状后再办。"))
            data = dict(form.cleaned_data)
            if isinstance(form, TransferForm):
                data["post"] = form.chosen_post()
            changed = self.act.run(self.authority, duty, data)
            if undo:
                transaction.set_rollback(True)
        return changed

    def _form(self, slug: str, data: Any = None, **kwargs: Any) -> ChangeForm:
        if self.act.name == "transfer":
            return TransferForm(data, duty=self.duty, unit=self._unit(slug), **kwargs)
        return self.act.form(data, duty=self.duty, **kwargs)

    def _unit(self, slug: str) -> Unit:
        found = next((unit for unit in self._units() if unit.slug == slug), None)
        if found is None:
            raise NotVisible(_("没有这个单位，或者不在您的权限内。"))
        return found

    def _units(self) -> list[Unit]:
        return list(self.units(MANAGE))

    def _keep_key(self) -> str:
        return f"duty-{self.act.name}-{self.duty.pk}-{self.authority.person.pk}"

    def _show(self, form: Any, status: int = 200, preview: Duty | None = None) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            act=self.act,
            keep_key=self._keep_key(),
            choosing_unit=isinstance(form, UnitForm),
            chosen_unit=self._unit(form["unit"].value()) if isinstance(form, TransferForm) else None,
            previewed=preview is not None,
            preview_due=day_words(preview.due_on) if preview and preview.due_on else "",
            preview_badge=wording.badge(preview, calendar()) if preview else None,
        )
        return self.render_to_response(context, status=status)


def _take_errors(form: ChangeForm, refusal: Invalid) -> None:
    """Each refusal beside its field, with the rule it follows from."""
    for name, notes in refusal.fields.items():
        words = [f"{note}{refusal.rule}" for note in notes]
        form.add_error(name if name in form.fields and not form[name].is_hidden else None, words)


def _said(act: DutyAct, changed: Duty, before: Duty) -> str:
    if act.name == "transfer":
        return _("已转给%(unit)s。") % {"unit": changed.unit.short_name}
    if not act.previews:
        return _("已办理：%(verb)s。") % {"verb": act.verb}
    if changed.due_on is None:
        return _("已暂停计时，恢复后再算期限。")
    return _("已办理：%(verb)s。现在的期限是%(due)s。") % {"verb": act.verb, "due": day_words(changed.due_on)}


def _act_url(duty: Duty, act: DutyAct) -> str:
    return reverse("duties_desk:act", args=[duty.pk, act.name])


def _facts(duty: Duty, unit: str) -> list[tuple[Any, Any]]:
    first, last = duty.period_first, duty.period_last
    return [
        (_("单位"), unit),
        (_("岗位"), _post_words(duty)),
        (_("领域"), duty.area.name if duty.area else ""),
        (_("所属期间"), span_words(first, last) if first and last else ""),
        (_("起算日"), day_words(duty.start_on) if duty.start_on and duty.n is not None else ""),
        (_("期限"), day_words(duty.due_on) if duty.due_on else _("还没有")),
        (_("完成日期"), day_words(duty.done_on) if duty.done_on else ""),
        (_("说明"), duty.note),
    ]


def _post_words(duty: Duty) -> str:
    if duty.post is None:
        return _("还没有定到岗位")
    staff = staff_of([duty.post.pk])[duty.post.pk]
    names = "、".join(_("%(name)s（离岗）") % {"name": n} if away else n for n, away in staff["a"])
    return f"{duty.post.title}：{names or _('暂无人')}"


def _subject(kind: str, pk: Any) -> Subject | None:
    """How the section that owns it names it and where it is shown; nothing for what nobody describes."""
    if not pk or kind not in SUBJECT_KINDS:
        return None
    return SUBJECT_KINDS[kind].describe([pk]).get(pk)
