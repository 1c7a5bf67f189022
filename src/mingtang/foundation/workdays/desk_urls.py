from django.urls import path

from mingtang.foundation.workdays import desk

app_name = "workdays_desk"
urlpatterns = [
    path("workdays/", desk.YearView.as_view(), name="year"),
    path("workdays/notices/", desk.NoticesView.as_view(), name="notices"),
    path("workdays/notices/adopt/", desk.AdoptView.as_view(), name="adopt"),
    path("workdays/notices/<uuid:pk>/", desk.NoticeView.as_view(), name="notice"),
    path("workdays/notices/<uuid:pk>/replace/", desk.ReplaceView.as_view(), name="replace"),
    path("workdays/notices/<uuid:pk>/withdraw/", desk.WithdrawView.as_view(), name="withdraw"),
]
