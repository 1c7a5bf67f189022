from django.urls import path

from mingtang.openness.catalogue.desk import adjustments, claims, imports, links, matters, overview, settling
from mingtang.openness.catalogue.models import Adjustment

CHANGE, REMOVE = Adjustment.Kind.CHANGE, Adjustment.Kind.REMOVE
propose, decide = adjustments.ProposeView, adjustments.DecideView

app_name = "catalogue_desk"
urlpatterns = [
    path("catalogue/", overview.OverviewView.as_view(), name="overview"),
    path("catalogue/matters/", matters.ListView.as_view(), name="list"),
    path("catalogue/matters/<uuid:pk>/", matters.MatterView.as_view(), name="matter"),
    path("catalogue/matters/<uuid:pk>/claim/", matters.ClaimView.as_view(), name="claim"),
    path("catalogue/matters/<uuid:pk>/draft/", matters.DraftView.as_view(), name="draft"),
    path("catalogue/matters/<uuid:pk>/change/", propose.as_view(kind=CHANGE), name="change"),
    path("catalogue/matters/<uuid:pk>/remove/", propose.as_view(kind=REMOVE), name="remove"),
    path("catalogue/claims/", claims.BulkClaimView.as_view(), name="claims"),
    path("catalogue/claims/<int:claim>/release/", matters.ReleaseView.as_view(), name="release"),
    path("catalogue/check/", claims.CheckView.as_view(), name="check"),
    path("catalogue/records/<uuid:pk>/", links.RecordView.as_view(), name="record"),
    path("catalogue/adjustments/", adjustments.AdjustmentListView.as_view(), name="adjustments"),
    path("catalogue/adjustments/new/", propose.as_view(), name="propose"),
    path("catalogue/adjustments/<uuid:pk>/", adjustments.AdjustmentView.as_view(), name="adjustment"),
    path("catalogue/adjustments/<uuid:pk>/approve/", decide.as_view(verb="approve"), name="approve"),
    path("catalogue/adjustments/<uuid:pk>/refuse/", decide.as_view(verb="refuse"), name="refuse"),
    path("catalogue/adjustments/<uuid:pk>/recall/", decide.as_view(verb="recall"), name="recall"),
    path("catalogue/imports/", imports.ImportListView.as_view(), name="imports"),
    path("catalogue/imports/<uuid:pk>/", imports.ImportView.as_view(), name="import"),
    path("catalogue/imports/<uuid:pk>/progress/", imports.ProgressView.as_view(), name="progress"),
    path("catalogue/imports/<uuid:pk>/settle/", settling.SettleView.as_view(), name="settle"),
    path("catalogue/imports/<uuid:pk>/rows/<uuid:row>/", settling.RowView.as_view(), name="row"),
    path("catalogue/imports/<uuid:pk>/columns/<int:block>/", settling.ColumnsView.as_view(), name="columns"),
    path("catalogue/imports/<uuid:pk>/area/<int:block>/", settling.AreaView.as_view(), name="area"),
    path("catalogue/imports/<uuid:pk>/areas/", settling.KnownAreasView.as_view(), name="areas"),
    path("catalogue/imports/<uuid:pk>/rematch/", settling.RematchView.as_view(), name="rematch"),
    path("catalogue/imports/<uuid:pk>/adopt/", settling.AdoptView.as_view(), name="adopt"),
    path("catalogue/imports/<uuid:pk>/give-up/", settling.GiveUpView.as_view(), name="give_up"),
]
