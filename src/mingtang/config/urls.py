from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from mingtang.config import health
from mingtang.config.api import api

urlpatterns = [
    path("", include("mingtang.portal.urls")),
    path("", include("mingtang.foundation.web.urls")),
    path("", include("mingtang.foundation.files.urls")),
    path("", include("mingtang.foundation.findings.urls")),
    path("", include("mingtang.foundation.search.urls")),
    path("", include("mingtang.foundation.duties.urls")),
    path("", include("mingtang.openness.records.urls")),
    path("", include("mingtang.openness.catalogue.urls")),
    path("", include("mingtang.openness.columns.urls")),
    path("", include("mingtang.openness.topics.urls")),
    path("", include("mingtang.openness.gazette.urls")),
    path("", include("mingtang.openness.obligations.urls")),
    path("", include("mingtang.openness.obligations.coverage.urls")),
    path("desk/", include("mingtang.workbench.urls")),
    path("desk/", include("mingtang.foundation.workdays.desk_urls")),
    path("desk/", include("mingtang.foundation.findings.desk_urls")),
    path("desk/", include("mingtang.foundation.guard.desk_urls")),
    path("desk/", include("mingtang.foundation.search.desk_urls")),
    path("desk/", include("mingtang.foundation.notifications.urls")),
    path("desk/", include("mingtang.foundation.duties.desk_urls")),
    path("desk/", include("mingtang.openness.records.desk_urls")),
    path("desk/", include("mingtang.openness.catalogue.desk_urls")),
    path("desk/", include("mingtang.openness.intake.desk_urls")),
    path("desk/", include("mingtang.openness.columns.desk_urls")),
    path("desk/", include("mingtang.openness.topics.desk_urls")),
    path("desk/", include("mingtang.openness.gazette.desk_urls")),
    path("desk/", include("mingtang.openness.obligations.desk_urls")),
    path("desk/", include("mingtang.openness.obligations.coverage.desk_urls")),
    path("desk/", include("mingtang.openness.reports.desk_urls")),
    path("desk/", include("mingtang.supervision.selfcheck.desk_urls")),
    path("api/", api.urls),
    path("healthz", health.healthz, name="healthz"),
    path("favicon.ico", RedirectView.as_view(url=f"/{settings.STATIC_URL}web/icon.svg".replace("//", "/"))),
    path("admin/", admin.site.urls),
]

handler400 = "mingtang.foundation.web.refusals.bad_request"
handler403 = "mingtang.foundation.web.refusals.forbidden"
handler404 = "mingtang.foundation.web.refusals.not_found"
handler500 = "mingtang.foundation.web.refusals.failed"
