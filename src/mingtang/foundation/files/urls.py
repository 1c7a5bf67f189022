from django.urls import path

from mingtang.foundation.files import views

app_name = "files"
urlpatterns = [
    path("files/<uuid:file_id>/", views.download, name="download"),
    path("files/<uuid:file_id>/preview/", views.preview, {"which": "picture"}, name="picture"),
    path("files/<uuid:file_id>/thumbnail/", views.preview, {"which": "thumbnail"}, name="thumbnail"),
    path("files/<uuid:file_id>/<str:name>", views.download, name="download_named"),
]
