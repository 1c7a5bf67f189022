from django.urls import path

from mingtang.foundation.duties.desk import boards, feeds, lists, one

app_name = "duties_desk"
urlpatterns = [
    path("duties/", lists.DutyList.as_view(), name="list"),
    path("duties/list.<str:form>", lists.DutyFile.as_view(), name="file"),
    path("duties/calendar/", feeds.CalendarPage.as_view(), name="calendar"),
    path("duties/units/<slug:slug>/", boards.UnitBoard.as_view(), name="unit"),
    path("duties/<uuid:pk>/", one.DutyPage.as_view(), name="duty"),
    path("duties/<uuid:pk>/act/<slug:name>/", one.DutyActPage.as_view(), name="act"),
]
