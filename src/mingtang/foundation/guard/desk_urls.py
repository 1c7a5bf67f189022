from django.urls import path

from mingtang.foundation.guard import desk

app_name = "guard_desk"
urlpatterns = [
    path("guard/", desk.HomeView.as_view(), name="home"),
    path("guard/<slug:kind>/<uuid:pk>/", desk.SubjectView.as_view(), name="subject"),
]
