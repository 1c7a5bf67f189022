from django.contrib.auth.views import LogoutView
from django.urls import path

from mingtang.workbench import absences, home, password, sign_in, units

app_name = "workbench"
urlpatterns = [
    path("", home.HomeView.as_view(), name="home"),
    path("sign-in/", sign_in.SignInView.as_view(), name="sign_in"),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("password/", password.PasswordView.as_view(), name="password"),
    path("units/", units.ListView.as_view(), name="units"),
    path("units/<slug:slug>/", units.UnitView.as_view(), name="unit"),
    path("units/<slug:slug>/edit/", units.EditView.as_view(), name="unit_edit"),
    path("units/<slug:slug>/rename/", units.RenameView.as_view(), name="unit_rename"),
    path("units/<slug:slug>/merge/", units.MergeView.as_view(), name="unit_merge"),
    path("absences/", absences.AbsencesView.as_view(), name="absences"),
    path("absences/<int:pk>/cancel/", absences.CancelView.as_view(), name="absence_cancel"),
]
