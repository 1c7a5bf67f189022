from django.urls import path

from mingtang.openness.gazette import views

app_name = "gazette"
urlpatterns = [
    path("gazette/", views.issues, name="issues"),
    path("gazette/<int:year>/<int:number>/", views.issue, name="issue"),
    path("gazette/<int:year>/<int:number>.pdf", views.paper, name="paper"),
    path("reading-points/", views.points, name="points"),
]
