from django.urls import path

from mingtang.portal import unit_pages, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("units/", views.units, name="units"),
    path("units/<slug:slug>/", unit_pages.unit, name="unit"),
    path("units/<slug:slug>/<slug:entry>/", unit_pages.entry, name="unit_entry"),
    path("units/<slug:slug>/<slug:entry>/<path:rest>/", unit_pages.entry, name="unit_entry_below"),
]
