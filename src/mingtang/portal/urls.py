from django.urls import path

from mingtang.portal import machines, unit_pages, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("doors/<slug:code>/", views.door, name="door"),
    path("contacts/", views.contacts, name="contacts"),
    path("requests/", views.requests, name="requests"),
    path("site-map/", views.site_map, name="site_map"),
    path("leaving/", views.leaving, name="leaving"),
    path("units/", views.units, name="units"),
    path("units/<slug:slug>/", unit_pages.unit, name="unit"),
    path("units/<slug:slug>/<slug:entry>/", unit_pages.entry, name="unit_entry"),
    path("units/<slug:slug>/<slug:entry>/<path:rest>/", unit_pages.entry, name="unit_entry_below"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:section>.xml", machines.sitemap, name="sitemap"),
]
