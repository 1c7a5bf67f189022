from django.urls import path

from mingtang.foundation.search import feeds, views

app_name = "search"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/feed.xml", feeds.feed, name="feed"),
    path("search/suggest/", views.suggest, name="suggest"),
]
