from django.urls import path

from mingtang.foundation.findings import desk

app_name = "findings_desk"
urlpatterns = [
    path("findings/", desk.FindingList.as_view(), name="list"),
    path("findings/<uuid:finding_id>/", desk.FindingPage.as_view(), name="finding"),
    path("findings/<uuid:finding_id>/act/<slug:name>/", desk.FindingAct.as_view(), name="act"),
]
