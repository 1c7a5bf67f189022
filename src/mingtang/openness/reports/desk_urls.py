from django.urls import path
from django.views.generic import View

app_name = "reports_desk"
urlpatterns = [
    path("reports/<slug:unit>/<str:period>/", View.as_view(), name="report"),
    path("reports/<slug:unit>/<str:period>/list/<slug:code>/", View.as_view(), name="list"),
]
