from django.urls import path

from mingtang.openness.gazette.desk import issues, points

app_name = "gazette_desk"
urlpatterns = [
    path("gazette/", issues.ListView.as_view(), name="list"),
    path("gazette/new/", issues.NewView.as_view(), name="new"),
    path("gazette/<uuid:pk>/", issues.IssueView.as_view(), name="issue"),
    path("gazette/<uuid:pk>/entries/", issues.AddView.as_view(), name="add"),
    path("gazette/<uuid:pk>/entries/<int:entry>/", issues.EntryView.as_view(), name="entry"),
    path("gazette/<uuid:pk>/edit/", issues.EditView.as_view(), name="edit"),
    path("gazette/<uuid:pk>/preview.pdf", issues.PreviewView.as_view(), name="preview"),
    path("gazette/<uuid:pk>/publish/", issues.PublishView.as_view(), name="publish"),
    path("gazette/<uuid:pk>/discard/", issues.DiscardView.as_view(), name="discard"),
    path("reading-points/", points.PointsView.as_view(), name="points"),
    path("reading-points/new/", points.NewPointView.as_view(), name="new_point"),
    path("reading-points/<int:pk>/", points.PointView.as_view(), name="point"),
    path("reading-points/<int:pk>/switch/", points.SwitchView.as_view(), name="switch_point"),
]
