from django.urls import path

from mingtang.openness.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("catalogue/", views.home, name="home"),
    path("catalogue/catalogue.xlsx", views.download, name="download_all"),
    path("catalogue/matters/<uuid:pk>/", views.matter, name="matter"),
    path("catalogue/<slug:code>/", views.area, name="area"),
    path("catalogue/<slug:code>/catalogue.xlsx", views.download, name="download"),
    path("catalogue/<slug:code>/versions/<int:number>/", views.area, name="version"),
    path(
        "catalogue/<slug:code>/versions/<int:number>/catalogue.xlsx", views.download, name="download_version"
    ),
    path("catalogue/<slug:code>/changes/<int:old>/<int:new>/", views.compare, name="compare"),
]
