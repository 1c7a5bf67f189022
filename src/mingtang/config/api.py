"""The API: each section's machine face under one roof. `openapi.json` describes it; there is no page that draws it."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from mingtang.foundation.guard.api import router as guard
from mingtang.foundation.search.api import router as search
from mingtang.kernel.refusals import Invalid, Refusal
from mingtang.openness.obligations.actions import Faulty
from mingtang.openness.obligations.api import router as facts

api = NinjaAPI(title="Mingtang", version="1", docs_url=None, urls_namespace="api")
api.add_router("/search", search)
api.add_router("/facts", facts)
api.add_router("/guard", guard)


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """What the rules refuse, with what to do; of a list, which item breaks which rule."""
    said: dict[str, Any] = {"message": str(refusal.message)}
    if refusal.rule:
        said["rule"] = str(refusal.rule)
    if isinstance(refusal, Faulty):
        said["errors"] = [{"index": f.n, "field": f.field, "rule": f.rule} for f in refusal.faults]
    elif isinstance(refusal, Invalid):
        said["errors"] = [
            {"index": None, "field": name, "rule": str(note)}
            for name, notes in refusal.fields.items()
            for note in notes
        ]
    return api.create_response(request, said, status=refusal.status)


@api.exception_handler(ValidationError)
def misshapen(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What has not the shape that `openapi.json` describes; `detail` is the account of the library that checks it."""
    errors = []
    for each in error.errors:
        place = [part for part in each["loc"] if part not in ("body", "query", "path")]
        index = next((part for part in place if isinstance(part, int)), None)
        names = [part for part in place if isinstance(part, str)]
        errors.append({"index": index, "field": names[-1] if names else "", "rule": each["msg"]})
    message = _("内容的格式不对，没有接收。请按 /api/openapi.json 的说明改好后再发。")
    said = {"message": message, "errors": errors, "detail": error.errors}
    return api.create_response(request, said, status=422)


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    message = _(
        "密钥不对，或者已经停用。请在请求头里写 Authorization: Bearer 加密钥；密钥由系统管理员用 machine-key 命令生成。"
    )
    response = api.create_response(request, {"message": message}, status=401)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(Throttled)
def too_many(request: HttpRequest, error: Throttled) -> HttpResponse:
    message = _("发得太快，没有接收。请按 Retry-After 的秒数等一等再发；多条事实可以合在一次里发。")
    return api.create_response(request, {"message": message}, status=429)


@api.exception_handler(HttpError)
def failed(request: HttpRequest, error: HttpError) -> HttpResponse:
    return api.create_response(request, {"message": str(error)}, status=error.status_code)


@api.exception_handler(RequestDataTooBig)
def too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    message = _("一次发的内容太大，没有接收。请分成几次发，一次最多 500 条。")
    return api.create_response(request, {"message": message}, status=413)
