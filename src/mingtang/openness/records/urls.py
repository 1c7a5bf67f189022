from django.urls import path

from mingtang.openness.records import views
from mingtang.openness.records.feeds import feed

app_name = "records"
urlpatterns = [
    path("records/", views.record_list, name="list"),
    path("normative/", views.normative_list, name="normative"),
    path("normative/normative.xlsx", views.normative_export, name="normative_export"),
    path("records/records.xlsx", views.record_export, name="export"),
    path("records/feed/", feed, name="feed"),
    path("records/<uuid:pk>/", views.record, name="record"),
    path("records/<uuid:pk>/paper.pdf", views.paper_file, {"form": "pdf"}, name="pdf"),
    path("records/<uuid:pk>/paper.docx", views.paper_file, {"form": "docx"}, name="docx"),
    path("records/<uuid:pk>/qr.svg", views.qr_code, name="qr"),
    path("records/<uuid:pk>/files/<uuid:file_id>/", views.attachment, name="attachment"),
    path("processes/<slug:process_id>/", views.process_page, name="process"),
]
