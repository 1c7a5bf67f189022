from django.urls import path

from mingtang.openness.obligations.coverage import desk
from mingtang.openness.obligations.honest_dates import desk as dates

app_name = "coverage_desk"
urlpatterns = [
    path("coverage/", desk.HomeView.as_view(), name="home"),
    path("coverage/coverage.xlsx", desk.DownloadView.as_view(), name="download"),
    path("coverage/dates/", dates.OverviewView.as_view(), name="dates"),
    path("coverage/dates/inspections/", dates.InspectionsView.as_view(), name="inspections"),
    path("coverage/dates/inspections/<int:pk>/end/", dates.EndView.as_view(), name="inspection_end"),
    path("coverage/dates/<slug:slug>/", dates.UnitView.as_view(), name="dates_of_unit"),
    path("coverage/<slug:slug>/", desk.UnitView.as_view(), name="unit"),
    path("coverage/<slug:slug>/<slug:code>/", desk.CellView.as_view(), name="cell"),
]
