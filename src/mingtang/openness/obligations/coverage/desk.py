"""The coverage at the desk: the rows of the person's grants, down to the duties."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from mingtang.foundation.duties.kinds import MANAGE, VIEW
from mingtang.foundation.web.scoped import DeskView
from mingtang.openness.obligations.coverage.export import download
from mingtang.openness.obligations.coverage.matrix import DESK
from mingtang.openness.obligations.coverage.pages import Face


class CoverageView(DeskView):
    actions = (VIEW, MANAGE)

    @property
    def face(self) -> Face:
        return Face(DESK, self.authority, self.authority.scope(VIEW, MANAGE))


class HomeView(CoverageView):
    template_name = "obligations/coverage/desk_home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        face = self.face
        return super().get_context_data(
            **face.home(self.request),
            download_url=reverse("coverage_desk:download"),
            everything=bool(face.scope and face.scope.everything),
            **kwargs,
        )


class UnitView(CoverageView):
    template_name = "obligations/coverage/desk_unit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**self.face.unit(self.kwargs["slug"]), **kwargs)


class CellView(CoverageView):
    template_name = "obligations/coverage/desk_cell.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.face.cell(self.request, self.kwargs["slug"], self.kwargs["code"])
        return super().get_context_data(**found, **kwargs)


class DownloadView(CoverageView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return download(self.face.download(request))
