from django.urls import path

from mingtang.foundation.notifications import desk

app_name = "notices"
urlpatterns = [
    path("notices/", desk.NoticeList.as_view(), name="list"),
    path("notices/settings/", desk.PreferenceView.as_view(), name="settings"),
    path("notices/<uuid:notice_id>/", desk.OpenNotice.as_view(), name="open"),
]
