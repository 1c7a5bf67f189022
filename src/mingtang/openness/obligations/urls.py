from django.urls import path

from mingtang.openness.obligations import views

app_name = "obligations"
urlpatterns = [
    path("declarations/", views.declarations, name="declarations"),
    path("declarations/<uuid:pk>/", views.declaration, name="declaration"),
    path("declarations/<uuid:pk>/dispute/", views.dispute, name="dispute"),
]
