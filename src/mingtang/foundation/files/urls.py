from django.urls import path

from mingtang.foundation.files import views

app_name = "files"
urlpatterns = [
    path("files/<uuid:file_id>/", views.download, name="download"),
    path("files/<uuid:file_id>/<str:name>", views.download, name="download_named"),
]
