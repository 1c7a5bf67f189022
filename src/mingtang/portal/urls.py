from django.urls import path

from mingtang.portal import machines, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("doors/<slug:code>/", views.door, name="door"),
    path("contacts/", views.contacts, name="contacts"),
    path("site-map/", views.site_map, name="site_map"),
    path("leaving/", views.leaving, name="leaving"),
    path("units/", views.units, name="units"),
    path("units/<slug:slug>/", views.unit, name="unit"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:section>.xml", machines.sitemap, name="sitemap"),
]
