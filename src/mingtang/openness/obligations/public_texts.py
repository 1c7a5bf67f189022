"""What everybody reads of declarations: the statement while one stands, and why a dispute was settled so or so."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.guard.public_texts import PublicText, key_of, register_rows
from mingtang.openness.obligations import queries
from mingtang.openness.obligations.models import Declaration

TEXT = "declaration_text"


def register() -> None:
    labels = {"statement": _("说明"), "reason": _("判定依据")}
    register_rows(TEXT, _("无应公开信息声明"), _all, of_declaration, labels)


def _all() -> QuerySet[Declaration]:
    return Declaration.objects.select_related("duty__unit", "unit")


def of_declaration(declaration: Declaration) -> PublicText:
    fields = {"reason": declaration.settled_reason}
    if declaration.overturned_at is None:
        fields = {"statement": declaration.statement, **fields}
    return PublicText(
        key_of(declaration),
        declaration.unit_id,
        queries.declaration_title(declaration),
        queries.declaration_url(declaration),
        fields,
        area_id=declaration.area_id,
        desk_url=reverse("obligations_desk:declaration", args=[declaration.pk]),
    )
