from django.urls import path

from mingtang.openness.records import views

app_name = "records"
urlpatterns = [
    path("records/", views.record_list, name="list"),
    path("records/<uuid:pk>/", views.record, name="record"),
    path("processes/<slug:process_id>/", views.process_page, name="process"),
]
