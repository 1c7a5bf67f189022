from django.urls import path

from mingtang.openness.obligations.coverage import views

app_name = "coverage"
urlpatterns = [
    path("coverage/", views.home, name="home"),
    path("coverage/coverage.xlsx", views.download, name="download"),
    path("coverage/<slug:slug>/", views.unit, name="unit"),
    path("coverage/<slug:slug>/<slug:code>/", views.cell, name="cell"),
]
