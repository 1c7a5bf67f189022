from django.urls import path

from mingtang.openness.records.desk import attaching, cases, drafting, lists, marking, masking, papers

app_name = "records_desk"
urlpatterns = [
    path("records/", lists.ListView.as_view(), name="list"),
    path("records/new/", drafting.NewView.as_view(), name="new"),
    path("records/new/marks/", marking.NewMarksView.as_view(), name="new_marks"),
    path("records/<uuid:pk>/marks/", marking.MarksView.as_view(), name="marks"),
    path("records/<uuid:pk>/", cases.CaseView.as_view(), name="record"),
    path("records/<uuid:pk>/edit/", drafting.EditView.as_view(), name="edit"),
    path("records/<uuid:pk>/mask/", masking.MaskView.as_view(), name="mask"),
    path("records/<uuid:pk>/attachments/", attaching.AttachmentsView.as_view(), name="attachments"),
    path("records/<uuid:pk>/figures/", attaching.FiguresView.as_view(), name="figures"),
    path("records/<uuid:pk>/captions/<uuid:file_id>/", attaching.CaptionsView.as_view(), name="captions"),
    path("records/<uuid:pk>/files/<uuid:file_id>/", papers.AttachmentView.as_view(), name="attachment"),
    path(
        "records/<uuid:pk>/revisions/<int:number>/paper.<str:form>", papers.PaperView.as_view(), name="paper"
    ),
    path("records/<uuid:pk>/secrecy/", cases.SecrecyView.as_view(), name="secrecy"),
    path("records/<uuid:pk>/act/<slug:name>/", cases.ActView.as_view(), name="act"),
    path("records/<uuid:pk>/countersigns/<int:row>/", cases.CountersignView.as_view(), name="countersign"),
    path("records/<uuid:pk>/revisions/<int:number>/", cases.RevisionView.as_view(), name="revision"),
]
