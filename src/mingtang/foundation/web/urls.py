from django.urls import path

from mingtang.foundation.web import views

app_name = "web"
urlpatterns = [path("reading/", views.reading_settings, name="reading")]
