from django.urls import path

from mingtang.openness.columns import views

app_name = "columns"
urlpatterns = [
    path("columns/", views.columns, name="columns"),
    path("columns/<slug:code>/", views.column, name="column"),
]
