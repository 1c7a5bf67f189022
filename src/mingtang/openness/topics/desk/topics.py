"""The list of topics, one topic with its blocks, its preview, and what can be done with it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mingtang.foundation.events.queries import of_subject, timeline
from mingtang.foundation.organisations.passing_forms import PassingForm
from mingtang.foundation.web.filters import chip_group
from mingtang.foundation.web.paging import page_number, slice_page
from mingtang.foundation.web.refusals import stand_on, take_errors
from mingtang.foundation.web.scoped import DeskView
from mingtang.kernel.refusals import Invalid, Stale
from mingtang.openness.topics import actions, process, queries, views
from mingtang.openness.topics.actions.base import composer
from mingtang.openness.topics.desk.base import OneTopic, badge_of
from mingtang.openness.topics.forms import TopicForm
from mingtang.openness.topics.models import Block, Topic

EVENTS_SHOWN = 20


class ListView(DeskView):
    actions = process.STAFF
    template_name = "topics/desk/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.query("q", "state")
        found = queries.visible_to(self.authority).order_by("-updated_at", "-pk")
        for word in query["q"].split():
            found = found.filter(title__icontains=word)
        states = list(found.values_list("state", flat=True))
        counts = {state: states.count(state) for state in Topic.State.values}
        if query["state"] in Topic.State.values:
            found = found.filter(state=query["state"])
        kept = [(name, value) for name, value in query.items() if value]
        page = slice_page(found, found.count(), page_number(self.request.GET.get("page", "")), kept=kept)
        return super().get_context_data(
            page=page,
            rows=[(topic, badge_of(topic)) for topic in page],
            q=query["q"],
            kept=[pair for pair in kept if pair[0] != "q"],
            groups=[chip_group(_("状态"), "state", dict(Topic.State.choices), counts, query)],
            may_create=process.MANAGE in self.authority.actions,
            **kwargs,
        )


class FormView(DeskView):
    actions: tuple[str, ...] = (process.MANAGE,)
    template_name = "topics/desk/edit.html"

    def form(self, data: Any = None) -> TopicForm:
        return TopicForm(data, units=self.units(process.MANAGE))

    def keep_key(self) -> str:
        return f"topic-{self.kwargs.get('pk', 'new')}-{self.authority.person.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(keep_key=self.keep_key(), **kwargs)

    def save(self, form: TopicForm) -> Topic:
        return actions.create_topic(self.authority, form.values())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=self.form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if form.is_valid():
            try:
                saved = self.save(form)
            except (Invalid, Stale) as refusal:
                take_errors(form, refusal)
                if isinstance(refusal, Stale):
                    stand_on(form, version=Topic.objects.get(pk=self.kwargs["pk"]).version)
            else:
                request.session["kept_clear"] = self.keep_key()
                messages.success(request, _("已保存。"))
                return redirect("topics_desk:topic", saved.pk)
        return self.render_to_response(self.get_context_data(form=form), status=422)


class EditView(FormView, OneTopic):
    actions = process.STAFF

    def form(self, data: Any = None) -> TopicForm:
        composer(self.authority, self.topic.unit_id, public=self.topic.state != Topic.State.DRAFT)
        stored = Topic.objects.get(pk=self.topic.pk)
        return TopicForm(data, units=self.units(*process.STAFF), instance=stored)

    def save(self, form: TopicForm) -> Topic:
        version = form.cleaned_data.get("version") or 0
        return actions.change_topic(
            self.authority, self.topic, form.values(), version=version, passed=form.passed
        )


class TopicView(OneTopic):
    """The blocks in their order with what can be done with each."""

    template_name = "topics/desk/topic.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = timeline(of_subject(queries.SUBJECT, str(self.topic.pk)))[-EVENTS_SHOWN:][::-1]
        return super().get_context_data(
            blocks=queries.shown(self.topic),
            kinds=Block.Kind.choices,
            acts=[name for name, (_target, sources) in process.ACTS.items() if self.topic.state in sources],
            timeline=[
                {"title": e.title, "when": e.at, "who": e.who, "note": e.note, "state": "done"}
                for e in events
            ],
            **kwargs,
        )


class PreviewView(OneTopic):
    """The page as the public will see it."""

    template_name = "topics/topic.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(preview=True, **kwargs) | views.context_of(self.topic)


class ActView(TopicView):
    """Publishes, archives, takes back. What is refused is told on the page of the topic."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("topics_desk:topic", self.topic.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        topic, name = self.topic, self.kwargs["name"]
        if name not in process.ACTS:
            raise Http404
        form = PassingForm(request.POST)
        form.is_valid()
        try:
            actions.act(self.authority, topic, name, passed=form.passed)
        except Invalid as refusal:
            take_errors(form, refusal)
            context = self.get_context_data(form=form, refused=name)
            return self.render_to_response(context, status=422)
        told = {
            "publish": _("专栏已公开。"),
            "archive": _("专栏已收起归档，网址不变，页面上会写明。"),
            "unpublish": _("专栏已撤回，公众看不到了。里面的信息本身不受影响。"),
        }
        messages.success(request, told[name])
        return redirect("topics_desk:topic", topic.pk)
