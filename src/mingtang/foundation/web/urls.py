from django.urls import path

from mingtang.foundation.web import language, views

app_name = "web"
urlpatterns = [
    path("language/<slug:code>/", language.choose, name="language"),
    path("reading/", views.reading_settings, name="reading"),
]
