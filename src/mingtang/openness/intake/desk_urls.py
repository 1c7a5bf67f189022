from django.urls import path

from mingtang.openness.intake.desk import batches, checking

app_name = "intake_desk"
urlpatterns = [
    path("intake/", batches.HomeView.as_view(), name="home"),
    path("intake/<uuid:pk>/", batches.BatchView.as_view(), name="batch"),
    path("intake/<uuid:pk>/progress/", batches.ProgressView.as_view(), name="progress"),
    path("intake/<uuid:pk>/settle/", batches.SettleView.as_view(), name="settle"),
    path("intake/<uuid:pk>/give-up/", batches.GiveUpView.as_view(), name="give_up"),
    path("intake/<uuid:pk>/papers/<uuid:paper>/", checking.CheckView.as_view(), name="paper"),
    path(
        "intake/<uuid:pk>/papers/<uuid:paper>/leave-out/", checking.LeaveOutView.as_view(), name="leave_out"
    ),
]
