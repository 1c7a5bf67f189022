from django.urls import path

from mingtang.openness.topics.desk import blocks, topics

app_name = "topics_desk"
urlpatterns = [
    path("topics/", topics.ListView.as_view(), name="list"),
    path("topics/new/", topics.FormView.as_view(), name="new"),
    path("topics/<uuid:pk>/", topics.TopicView.as_view(), name="topic"),
    path("topics/<uuid:pk>/edit/", topics.EditView.as_view(), name="edit"),
    path("topics/<uuid:pk>/preview/", topics.PreviewView.as_view(), name="preview"),
    path("topics/<uuid:pk>/act/<slug:name>/", topics.ActView.as_view(), name="act"),
    path("topics/<uuid:pk>/blocks/new/<slug:kind>/", blocks.BlockFormView.as_view(), name="new_block"),
    path("topics/<uuid:pk>/blocks/<int:block>/", blocks.BlockFormView.as_view(), name="block"),
    path("topics/<uuid:pk>/blocks/<int:block>/move/", blocks.MoveView.as_view(), name="move"),
    path("topics/<uuid:pk>/blocks/<int:block>/picks/", blocks.PicksView.as_view(), name="picks"),
]
