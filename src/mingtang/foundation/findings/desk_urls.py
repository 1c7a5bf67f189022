from django.urls import path

from mingtang.foundation.findings.desk import problem, raising, register, reports

app_name = "findings_desk"
urlpatterns = [
    path("findings/", reports.FindingList.as_view(), name="list"),
    path("findings/<uuid:finding_id>/", reports.FindingPage.as_view(), name="finding"),
    path("findings/<uuid:finding_id>/act/<slug:name>/", reports.FindingAct.as_view(), name="act"),
    path("findings/<uuid:finding_id>/rectify/", raising.RaiseFromReport.as_view(), name="rectify"),
    path("problems/", register.ProblemList.as_view(), name="problems"),
    path("problems/file/", register.ProblemFile.as_view(), name="problem_file"),
    path("problems/new/", raising.RaiseProblems.as_view(), name="problem_new"),
    path("problems/<uuid:finding_id>/", problem.ProblemPage.as_view(), name="problem"),
    path("problems/<uuid:finding_id>/act/<slug:name>/", problem.ProblemAct.as_view(), name="problem_act"),
]
