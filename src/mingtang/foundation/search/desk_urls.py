from django.urls import path

from mingtang.foundation.search import desk

app_name = "search_desk"
urlpatterns = [
    path("search/", desk.DeskSearch.as_view(), name="search"),
    path("searches/", desk.SearchReport.as_view(), name="report"),
    path("searches/synonyms/", desk.SynonymList.as_view(), name="synonyms"),
    path("searches/synonyms/<uuid:pk>/", desk.SynonymEdit.as_view(), name="synonym"),
]
