from django.urls import path

from mingtang.supervision.selfcheck import desk

app_name = "selfcheck_desk"
urlpatterns = [path("self-check/", desk.SelfCheck.as_view(), name="check")]
