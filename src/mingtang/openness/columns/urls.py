from django.urls import path

from mingtang.openness.columns import views
from mingtang.openness.columns.feeds import feed

app_name = "columns"
urlpatterns = [
    path("columns/", views.columns, name="columns"),
    path("columns/<slug:code>/", views.column, name="column"),
    path("columns/<slug:code>/feed/", feed, name="feed"),
]
