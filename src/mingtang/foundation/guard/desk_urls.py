from django.urls import path

from mingtang.foundation.guard.desk import home, levels, phrases, subject

app_name = "guard_desk"
urlpatterns = [
    path("guard/", home.HomeView.as_view(), name="home"),
    path("guard/phrases/", phrases.PhrasesView.as_view(), name="phrases"),
    path("guard/phrases/import/", phrases.ImportPhrasesView.as_view(), name="import_phrases"),
    path("guard/phrases/export.xlsx", phrases.ExportPhrasesView.as_view(), name="export_phrases"),
    path("guard/phrases/<int:pk>/end/", phrases.EndPhraseView.as_view(), name="end_phrase"),
    path("guard/levels/", levels.LevelsView.as_view(), name="levels"),
    path("guard/levels/<str:kind>/", levels.LevelView.as_view(), name="level"),
    path("guard/<slug:kind>/<uuid:pk>/", subject.SubjectView.as_view(), name="subject"),
]
