from django.urls import path

from mingtang.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("units/", views.units, name="units"),
    path("units/<slug:slug>/", views.unit, name="unit"),
]
