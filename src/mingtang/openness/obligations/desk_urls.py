from django.urls import path

from mingtang.openness.obligations.desk import declarations, facts, importing, limits, standing

app_name = "obligations_desk"
urlpatterns = [
    path("facts/", facts.FactList.as_view(), name="facts"),
    path("facts/new/", facts.RegisterView.as_view(), name="register"),
    path("facts/import/", importing.ImportView.as_view(), name="import"),
    path("facts/<uuid:pk>/", facts.FactPage.as_view(), name="fact"),
    path("declarations/", declarations.DeclarationList.as_view(), name="declarations"),
    path("declarations/new/", declarations.DeclareManyView.as_view(), name="declare_many"),
    path("declarations/<uuid:pk>/", declarations.DeclarationPage.as_view(), name="declaration"),
    path("duties/<uuid:pk>/declare/", declarations.DeclareView.as_view(), name="declare"),
    path("duties/<uuid:pk>/confirm/", standing.ConfirmView.as_view(), name="confirm"),
    path("standing/", standing.StandingList.as_view(), name="standing"),
    path("limits/", limits.LimitList.as_view(), name="limits"),
    path("limits/<uuid:pk>/", limits.LimitView.as_view(), name="limit"),
]
