"""What the desk pages of columns share."""

from functools import cached_property
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import root_unit
from mingtang.foundation.web.scoped import DeskView
from mingtang.kernel.refusals import Forbidden
from mingtang.openness.columns import process, queries
from mingtang.openness.columns.models import Column


class ColumnsView(DeskView):
    """A page for staff with anything to do with columns."""

    actions: tuple[str, ...] = process.STAFF

    @cached_property
    def root(self) -> Unit | None:
        """The county, where the person manages its columns and with them the statutory ones."""
        root = root_unit()
        managed = root and self.authority.scope(process.MANAGE).covers(root.pk, None)
        return root if managed else None

    def county(self) -> Unit:
        """The same for pages that are about all units. Raises Forbidden."""
        if self.root is None:
            raise Forbidden(
                _("法定栏目和它们的说明文字全县共用，您不能改。"),
                rule=_("由政务公开办或县政府设置栏目的岗位办理。"),
            )
        return self.root


class OneColumn(ColumnsView):
    """A page about one column; foreign ones answer 404."""

    @cached_property
    def column(self) -> Column:
        found = queries.visible_to(self.authority).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @property
    def may_manage(self) -> bool:
        return self.authority.scope(process.MANAGE).covers(self.column.unit_id, None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(column=self.column, may_manage=self.may_manage, **kwargs)
