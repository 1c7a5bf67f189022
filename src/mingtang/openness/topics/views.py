"""The public face of topic pages."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mingtang.foundation.web.paging import page_number, slice_page
from mingtang.openness.topics import queries
from mingtang.openness.topics.models import Topic


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Open topics, then the archived ones."""
    found = queries.public().order_by("-state", "-published_at", "-pk")
    page = slice_page(found, found.count(), page_number(request.GET.get("page", "")))
    context = {
        "page": page,
        "running": [topic for topic in page if topic.state == Topic.State.OPEN],
        "archived": [topic for topic in page if topic.state == Topic.State.ARCHIVED],
        "crumbs": [(_("首页"), "/"), (_("专栏"), "")],
    }
    return render(request, "topics/list.html", context, status=page.status)


@require_safe
def topic(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.public().filter(code=code).first()
    if found is None:
        raise Http404
    return render(request, "topics/topic.html", context_of(found))


def context_of(topic: Topic) -> dict[str, Any]:
    """What the page of a topic shows, for the public and for the preview at the desk."""
    return {
        "topic": topic,
        "blocks": [block for block in queries.shown(topic) if not block.is_empty],
        "crumbs": [(_("首页"), "/"), (_("专栏"), reverse("topics:topics")), (topic.title, "")],
    }
