from django.urls import path

from mingtang.openness.columns.desk import columns, picking, texts

app_name = "columns_desk"
urlpatterns = [
    path("columns/", columns.ListView.as_view(), name="list"),
    path("columns/new/", columns.FormView.as_view(), name="new"),
    path("columns/preview/", columns.PreviewView.as_view(), name="preview"),
    path("columns/defaults/", columns.DefaultsView.as_view(), name="defaults"),
    path("columns/texts/", texts.TextListView.as_view(), name="texts"),
    path("columns/texts/<slug:code>/", texts.TextView.as_view(), name="text"),
    path("columns/records/<uuid:pk>/", picking.RecordView.as_view(), name="record"),
    path("columns/<uuid:pk>/", columns.ColumnView.as_view(), name="column"),
    path("columns/<uuid:pk>/edit/", columns.EditView.as_view(), name="edit"),
    path("columns/<uuid:pk>/switch/", columns.SwitchView.as_view(), name="switch"),
    path("columns/<uuid:pk>/picks/", picking.PicksView.as_view(), name="picks"),
]
