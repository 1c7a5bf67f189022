from django.urls import path

from mingtang.foundation.guard import views

app_name = "guard"
urlpatterns = [path("check/", views.check, name="check")]
