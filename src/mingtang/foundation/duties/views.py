"""The calendar of a person's duties, for programs that cannot sign in: whoever has the secret address reads it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from mingtang.foundation.duties.actions.subscribing import person_of
from mingtang.foundation.duties.calendars import feed
from mingtang.foundation.organisations.queries import authority


@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    person = person_of(secret)
    if person is None:
        raise Http404
    # Staff pages are in Chinese, whatever a cookie says.
    with translation.override("zh-hans"):
        content = feed(authority(person))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Disposition"] = 'inline; filename="duties.ics"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
