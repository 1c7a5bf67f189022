from django.urls import path

from mingtang.foundation.findings import views

app_name = "findings"
urlpatterns = [
    path("error-reports/", views.answered_list, name="list"),
    path("error-reports/new/", views.new, name="new"),
    path("error-reports/<str:code>/", views.tracker, name="tracker"),
    path("error-reports/<str:code>/received/", views.received, name="received"),
]
