"""Short texts of those who stand below the guard and cannot register themselves: units, leaders, posts, areas, and the
answers to error reports.
"""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mingtang.foundation import clock
from mingtang.foundation.findings import queries as findings
from mingtang.foundation.findings.actions.reports import ANSWER_TEXT
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.guard.public_texts import PublicText, key_of, labels_of, register_rows
from mingtang.foundation.organisations.actions import SHOWN
from mingtang.foundation.organisations.models import Area, Leader, Post, Unit
from mingtang.foundation.organisations.outgoing import AREA, LEADER, POST, UNIT
from mingtang.foundation.organisations.queries import root_unit


def register() -> None:
    register_rows(
        UNIT,
        _("单位介绍"),
        lambda: Unit.objects.prefetch_related("names"),
        _of_unit,
        labels_of(Unit, *SHOWN) | {"former": _("曾用名")},
    )
    leader = ("name", "title", "functions")
    register_rows(LEADER, _("领导介绍"), _leaders, _of_leader, labels_of(Leader, *leader))
    register_rows(POST, _("岗位名称"), _posts, _of_post, labels_of(Post, "title"))
    register_rows(AREA, _("领域名称"), _areas, _of_area, labels_of(Area, "name"))
    register_rows(
        ANSWER_TEXT, _("纠错答复"), findings.public_answered, _of_answer, labels_of(Finding, "answer")
    )


def _of_unit(unit: Unit) -> PublicText:
    fields = {name: getattr(unit, name) for name in SHOWN}
    fields["former"] = "\n".join(name.name for name in unit.names.all() if name.until_day)
    url = unit.get_absolute_url()
    return PublicText(key_of(unit), unit.pk, unit.short_name, url, fields)


def _leaders() -> QuerySet[Leader]:
    ended = Q(term_until__lt=clock.today())
    return Leader.objects.exclude(ended).select_related("unit")


def _of_leader(leader: Leader) -> PublicText:
    fields = {"name": leader.name, "title": leader.title, "functions": leader.functions}
    title = f"{leader.unit.short_name} {leader.title}"
    return PublicText(key_of(leader), leader.unit_id, title, leader.unit.get_absolute_url(), fields)


def _posts() -> QuerySet[Post]:
    """Those who sign are named by their post."""
    return Post.objects.select_related("unit")


def _of_post(post: Post) -> PublicText:
    title = f"{post.unit.short_name} {post.title}"
    return PublicText(key_of(post), post.unit_id, title, post.unit.get_absolute_url(), {"title": post.title})


def _areas() -> QuerySet[Area]:
    return Area.objects.all() if root_unit() else Area.objects.none()


def _of_area(area: Area) -> PublicText:
    root = root_unit()
    assert root
    return PublicText(key_of(area), root.pk, area.name, "/", {"name": area.name}, area_id=area.pk)


def _of_answer(finding: Finding) -> PublicText:
    return PublicText(
        key_of(finding),
        finding.unit_id,
        finding.page_title,
        reverse("findings:list"),
        {"answer": finding.answer},
        area_id=finding.area_id,
        desk_url=reverse("findings_desk:finding", args=[finding.pk]),
    )
