"""The machine face: an office system tells of documents and events that have to be disclosed."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Body, Field, Router, Schema
from pydantic import field_validator

from mingtang.foundation import clock
from mingtang.foundation.organisations.api import MachineAuth, MachineThrottle
from mingtang.foundation.organisations.models import MachineKey, Unit
from mingtang.foundation.organisations.queries import Actor
from mingtang.kernel.refusals import Forbidden, Invalid
from mingtang.openness.obligations.actions import Fault, Faulty, Line, faults, register_facts
from mingtang.openness.obligations.actions.registering import scope_of
from mingtang.openness.obligations.fact_tables import MOST, day_of_cell
from mingtang.openness.obligations.models import Fact
from mingtang.openness.obligations.naming import Names

router = Router(tags=["facts"])
_NOWHERE = UUID(int=0)


class FactIn(Schema):
    """One fact: “this document was formed on …”, “a hearing is on …”."""

    matter: str = Field(
        description="The matter of the disclosure catalogue: its id, its name, or its path from the coarsest name."
    )
    unit: str = Field(description="Slug of the unit that has to disclose it, as in /units/SLUG/.")
    title: str = Field(description="Title of the document or event.")
    doc_no: str = Field("", description="文号; a record of the unit with this number is linked by itself.")
    occurred_on: str = Field(description="The day, as 2026-11-02 or as people write it.")
    external_id: str = Field(
        description="The sender's own number. The same number sent again is the same fact."
    )

    @field_validator("*")
    @classmethod
    def _storable(cls, text: str) -> str:
        """PostgreSQL keeps no NUL in texts."""
        return text.replace("\x00", "")


class Registered(Schema):
    """`status` is registered, changed or unchanged; `url` the page at the desk."""

    index: int
    id: UUID
    external_id: str
    status: str
    url: str


class Answer(Schema):
    facts: list[Registered]


class Broken(Schema):
    """`index` counts from 0; null where the whole request is meant."""

    index: int | None
    field: str
    rule: str


class Refused(Schema):
    """`message` says what happened and what to do; nothing was registered."""

    message: str
    rule: str = ""
    errors: list[Broken] = []


@router.post(
    "",
    response={200: Answer, 401: Refused, 403: Refused, 413: Refused, 422: Refused, 429: Refused},
    auth=MachineAuth(),
    throttle=[MachineThrottle()],
    summary="Register facts that have to be disclosed, all or none",
)
def register(request: HttpRequest, facts: Body[list[FactIn]]) -> Any:
    key: MachineKey = request.auth  # type: ignore[attr-defined]  # set by ninja
    if not 0 < len(facts) <= MOST:
        rule = _("一次要发 1 到 %(most)s 条事实，这次是 %(n)s 条。") % {"most": MOST, "n": len(facts)}
        raise Invalid(_("没有接收，请分成几次发。"), fields={"": [rule]})
    with transaction.atomic():
        made = _register(key, facts)
    return {
        "facts": [
            {
                "index": n,
                "id": fact.pk,
                "external_id": fact.external_id,
                "status": str(fact.came),
                "url": settings.PUBLIC_URL + reverse("obligations_desk:fact", args=[fact.pk]),
            }
            for n, fact in sorted(made.items())
        ]
    }


def _register(key: MachineKey, facts: Sequence[FactIn]) -> dict[int, Fact]:
    """By the place in the request. Everything that is wrong is told at once."""
    # One sending after the other: two at once of the same number would both find none.
    MachineKey.objects.select_for_update(of=("self",)).get(pk=key.pk)
    actor, wrong = Actor(post=key.post), list[Fault]()
    units = {unit.slug: unit for unit in Unit.objects.filter(slug__in={each.unit for each in facts})}
    scope = scope_of(actor)
    allowed = scope.unit_ids() if scope is not None else None
    for unit in units.values():
        if allowed is not None and unit.pk not in allowed:
            raise Forbidden(
                _("这个密钥不能替%(unit)s登记应公开的事实，都没有登记。") % {"unit": unit.short_name},
                rule=_("密钥只有它所属岗位的权限。请换用有权限的密钥，或请系统管理员给岗位授权。"),
            )
    groups: dict[str, list[tuple[int, Line]]] = {}
    names = {slug: Names(unit) for slug, unit in units.items()}
    numbers: dict[str, int] = {}
    for n, each in enumerate(facts):
        if each.unit not in units:
            rule = _("没有网址名为“%(slug)s”的单位。请写单位主页地址 /units/ 后面的那一段。")
            wrong.append(Fault(n, "unit", rule % {"slug": each.unit[:60]}))
            continue
        line, told = _line(n, each, names[each.unit])
        wrong += told
        # Of the same unit, registering tells.
        first = numbers.setdefault(line.external_id.strip(), n) if line.external_id.strip() else n
        if facts[first].unit != each.unit:
            rule = _("来源编号和前面的%(place)s重复，一个编号只登记一条。")
            wrong.append(Fault(n, "external_id", rule % {"place": _place(first)}))
        groups.setdefault(each.unit, []).append((n, line))
    named = {(fault.n, fault.field) for fault in wrong}
    for slug, group in groups.items():
        for fault in faults(units[slug], [line for _n, line in group], key.name):
            place = (group[fault.n][0], fault.field)
            if place not in named:
                wrong.append(Fault(*place, fault.rule))
    if wrong:
        raise Faulty(sorted(wrong, key=lambda fault: fault.n), [""] * len(facts))
    made: dict[int, Fact] = {}
    for slug, group in groups.items():
        lines = [line for _n, line in group]
        rows = register_facts(actor, units[slug], lines, source=Fact.Source.API, sender=key.name)
        made |= {n: fact for (n, _line), fact in zip(group, rows, strict=True)}
    return made


def _line(n: int, each: FactIn, names: Names) -> tuple[Line, list[Fault]]:
    """A line with what can be said of it before the rules of registering; what is missing stands in for itself."""
    told, named = list[Fault](), names.find(each.matter)
    if named.entry is None:
        near = "；".join(names.label(entry) for entry in named.suggestions)
        rule = _("这个单位认领的、按件公开的事项里没有“%(name)s”。") % {"name": each.matter[:60]}
        told.append(Fault(n, "matter", rule + (_("是不是：%(near)s") % {"near": near} if near else "")))
    day: date | None = day_of_cell(each.occurred_on)
    if day is None:
        rule = _("日期“%(text)s”读不懂。请写成 2026-11-02。") % {"text": each.occurred_on[:30]}
        told.append(Fault(n, "occurred_on", rule))
    if not each.external_id.strip():
        told.append(
            Fault(n, "external_id", _("没有写来源编号。请用贵系统里的唯一编号，重发时就不会重复登记。"))
        )
    matter = named.entry.matter_id if named.entry else _NOWHERE
    made = Line(matter, each.title, day or clock.today(), each.doc_no, each.external_id, place=_place(n))
    return made, told


def _place(n: int) -> str:
    return _("第 %(n)s 条") % {"n": n + 1}
