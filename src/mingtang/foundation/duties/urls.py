from django.urls import path

from mingtang.foundation.duties import views

app_name = "duties"
urlpatterns = [path("calendar/<str:secret>.ics", views.calendar_feed, name="calendar")]
