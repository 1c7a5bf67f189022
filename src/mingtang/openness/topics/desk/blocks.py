"""Composing: blocks are added, changed, moved and removed; records are picked into them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mingtang.foundation.web.refusals import take_errors
from mingtang.kernel.refusals import Invalid, Stale
from mingtang.openness.columns.desk.picking import found_records, one
from mingtang.openness.records import body, editor_labels
from mingtang.openness.records import queries as records
from mingtang.openness.records.desk.drafting import editor_media
from mingtang.openness.topics import actions
from mingtang.openness.topics.actions.base import composer
from mingtang.openness.topics.desk.base import OneTopic
from mingtang.openness.topics.forms import block_form, values_of
from mingtang.openness.topics.models import Block, Topic


class BlockFormView(OneTopic):
    """A new block of the kind in the address, or one that is there."""

    template_name = "topics/desk/block.html"

    def _kind(self) -> tuple[str, Block | None]:
        topic = self.topic
        if "block" in self.kwargs:
            return self.block.kind, self.block
        if self.kwargs["kind"] not in Block.Kind.values:
            raise Http404
        composer(self.authority, topic.unit_id, public=topic.state != Topic.State.DRAFT)
        return self.kwargs["kind"], None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            editor_media=editor_media(self.request, kwargs["form"])
            if kwargs["kind"] == Block.Kind.TEXT
            else "",
            editor_labels=editor_labels.as_json(),
            **kwargs,
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kind, block = self._kind()
        return self._page(kind, block, block_form(kind, block), 200)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kind, block = self._kind()
        form = block_form(kind, block, request.POST)
        if not form.is_valid():
            return self._page(kind, block, form, 422)
        try:
            saved = (
                actions.change_block(
                    self.authority,
                    block,
                    values_of(form),
                    seen=request.POST.get("seen", ""),
                    passed=form.passed,
                )
                if block
                else actions.add_block(self.authority, self.topic, kind, values_of(form), passed=form.passed)
            )
        except Invalid as refusal:
            take_errors(form, refusal)
            return self._page(kind, block, form, 422)
        except Stale as refusal:
            take_errors(form, refusal)
            now = self.topic.blocks.filter(pk=self.kwargs["block"]).first()
            return self._page(kind, now, form, 422, stale=True)
        request.session["kept_clear"] = self.keep_key(kind, block)
        messages.success(request, _("已保存。"))
        if kind == Block.Kind.PICKS:
            return redirect("topics_desk:picks", self.topic.pk, saved.pk)
        return redirect("topics_desk:topic", self.topic.pk)

    def keep_key(self, kind: str, block: Block | None) -> str:
        return f"block-{self.topic.pk}-{block.pk if block else kind}-{self.authority.person.pk}"

    def _page(
        self, kind: str, block: Block | None, form: Any, status: int, *, stale: bool = False
    ) -> HttpResponse:
        """A form that came back with faults still stands on what the person saw; a stale one on what is there now."""
        seen = self.request.POST.get("seen", "") if status != 200 and not stale else ""
        context = self.get_context_data(
            form=form,
            block=block,
            kind=kind,
            kind_label=Block.Kind(kind).label,
            keep_key=self.keep_key(kind, block),
            seen=seen or (block.digest if block else ""),
            stored=body.framed(block.body) if stale and block else "",
        )
        return self.render_to_response(context, status=status)


class MoveView(OneTopic):
    """Moves a block up or down, or removes it; buttons without script."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("topics_desk:topic", self.topic.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        block = self.block
        if "remove" in request.POST:
            actions.remove_block(self.authority, block)
            messages.success(request, _("版块已删除。里面的信息本身不受影响。"))
        elif "up" in request.POST or "down" in request.POST:
            actions.move_block(self.authority, block, up="up" in request.POST)
        return redirect("topics_desk:topic", self.topic.pk)


class PicksView(OneTopic):
    """The records of a block, and a search for more."""

    template_name = "topics/desk/picks.html"

    def _block(self) -> Block:
        if self.block.kind != Block.Kind.PICKS:
            raise Http404
        return self.block

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.query("q")["q"]
        picks = list(self._block().picks.select_related("record__unit"))
        held = {pick.record_id for pick in picks}
        public = set(records.public().filter(pk__in=held).values_list("pk", flat=True))
        return super().get_context_data(
            **kwargs | {"block": self.block},
            picks=[(pick, pick.record_id in public) for pick in picks],
            found=[record for record in found_records(words) if record.pk not in held],
            q=words,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        block = self._block()
        if "unpick" in request.POST:
            mine = block.picks.select_related("block__topic")
            actions.unpick(self.authority, one(mine, request.POST["unpick"]))
        elif "pick" in request.POST:
            actions.pick(self.authority, block, one(records.public(), request.POST["pick"]))
            messages.success(request, _("已放进版块。"))
        return redirect("topics_desk:picks", self.topic.pk, block.pk)
