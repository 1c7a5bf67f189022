from django.urls import path

from mingtang.openness.reports.desk import indicators, lists, packs, reports, units

app_name = "reports_desk"
urlpatterns = [
    path("reports/", reports.HomeView.as_view(), name="home"),
    path("reports/indicators/", indicators.IndicatorsView.as_view(), name="indicators"),
    path("reports/indicators/new/", indicators.NewIndicatorView.as_view(), name="new_indicator"),
    path("reports/indicators/one/<slug:code>/", indicators.IndicatorView.as_view(), name="indicator"),
    path("reports/indicators/one/<slug:code>/end/", indicators.EndView.as_view(), name="end_indicator"),
    path("reports/packs/<uuid:pk>/", packs.PackView.as_view(), name="pack"),
    path("reports/packs/<uuid:pk>/progress/", packs.ProgressView.as_view(), name="pack_progress"),
    path("reports/<slug:unit>/<slug:period>/", reports.ReportView.as_view(), name="report"),
    path("reports/<slug:unit>/<slug:period>/report.<slug:form>", reports.FileView.as_view(), name="file"),
    path("reports/<slug:unit>/<slug:period>/units/", units.UnitsView.as_view(), name="units"),
    path(
        "reports/<slug:unit>/<slug:period>/units/units.xlsx", units.UnitsExport.as_view(), name="units_export"
    ),
    path("reports/<slug:unit>/<slug:period>/pack/", packs.StartView.as_view(), name="start_pack"),
    path("reports/<slug:unit>/<slug:period>/lists/<slug:code>/", lists.ListView.as_view(), name="list"),
]
