"""What the duties of the catalogue put into the pages and mechanisms of others."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.cases.registry import SUBJECT_KINDS, Subject, SubjectKind
from mingtang.foundation.duties.explaining import day_words
from mingtang.foundation.duties.kinds import MANAGE
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.web.sitemaps import SITEMAPS, Pages
from mingtang.foundation.web.slots import (
    CHAPTERS,
    DESK_SUBJECT_PANELS,
    SITE_LINKS,
    SUBJECT_PANELS,
    WAITING,
    Badge,
    Chapter,
    Links,
    Panel,
    Row,
    WaitingItem,
)
from mingtang.kernel.clock.model import end_of
from mingtang.openness.catalogue.actions.claiming import SUBJECT as MATTER
from mingtang.openness.catalogue.process import CLAIM
from mingtang.openness.obligations import kinds, public_texts, queries
from mingtang.openness.obligations.actions.declaring import SUBJECT as DECLARATION
from mingtang.openness.obligations.applying import applying
from mingtang.openness.obligations.coverage import slots as coverage
from mingtang.openness.obligations.models import Confirmation, Declaration, Fact
from mingtang.openness.obligations.owing.standing import CONFIRMATION
from mingtang.openness.obligations.owing.things import FACT
from mingtang.openness.obligations.sitemaps import DeclarationMap

SHOWN = 5


def register() -> None:
    kinds.register()
    coverage.register()
    public_texts.register()
    SUBJECT_KINDS.register(DECLARATION, SubjectKind(DECLARATION, _("无应公开信息声明"), _describe))
    SUBJECT_KINDS.register(FACT, SubjectKind(FACT, _("应公开事实"), _describe_facts))
    SUBJECT_KINDS.register(
        CONFIRMATION, SubjectKind(CONFIRMATION, _("长期公开信息核对"), _describe_confirmations)
    )
    CHAPTERS.register(
        "facts",
        Chapter(_("应公开事实"), "obligations_desk:facts", 32, (kinds.REGISTER, MANAGE)),
    )
    CHAPTERS.register(
        "declarations",
        Chapter(_("无公开信息声明"), "obligations_desk:declarations", 33, (kinds.DECLARE, MANAGE)),
    )
    CHAPTERS.register("standing", Chapter(_("长期公开核对"), "obligations_desk:standing", 33, (CLAIM,)))
    CHAPTERS.register("limits", Chapter(_("公开时限"), "obligations_desk:limits", 33, (kinds.DECIDE,)))
    DESK_SUBJECT_PANELS.register("limit", _limit)
    DESK_SUBJECT_PANELS.register("standing", _rounds)
    DESK_SUBJECT_PANELS.register("facts", _facts)
    SUBJECT_PANELS.register("declarations", _declarations)
    SITE_LINKS.register("declarations", _links)
    WAITING.register("declarations", _to_sign)
    SITEMAPS.register("declaration_list", Pages("obligations:declarations"))
    SITEMAPS.register("declarations", DeclarationMap)


def _to_sign(who: Authority) -> list[WaitingItem]:
    """For those who sign: of each unit, that periods are over for which it neither published nor declared anything."""
    if kinds.DECLARE not in who.actions:
        return []
    over = queries.declarable(who).filter(period_last__lt=who.today).order_by("unit__path")
    rows = over.values_list("unit__slug", "unit__short_name").annotate(
        n=Count("pk"), since=Min("period_last")
    )
    url = reverse("obligations_desk:declare_many")
    return [
        WaitingItem(
            title=gettext("%(n)s 期已经结束、还没有公开：补公开，确实没有的签声明") % {"n": n},
            url=f"{url}?unit={slug}",
            what=gettext("待核对签署"),
            unit=name,
            since=end_of(since, ZoneInfo(settings.TIME_ZONE)),
        )
        for slug, name, n, since in rows
    ]


def _describe(ids: list[UUID]) -> dict[UUID, Subject]:
    rows = Declaration.objects.filter(pk__in=ids).select_related("duty")
    return {
        row.pk: Subject(
            queries.declaration_title(row), reverse("obligations_desk:declaration", args=[row.pk])
        )
        for row in rows
    }


def _describe_facts(ids: list[UUID]) -> dict[UUID, Subject]:
    rows = Fact.objects.filter(pk__in=ids)
    return {row.pk: Subject(row.title, reverse("obligations_desk:fact", args=[row.pk])) for row in rows}


def _describe_confirmations(ids: list[UUID]) -> dict[UUID, Subject]:
    rows = Confirmation.objects.filter(pk__in=ids).select_related("confirmed_by")
    return {
        row.pk: Subject(
            gettext("%(day)s核对，%(who)s，%(n)s 条信息")
            % {"day": day_words(row.day), "who": row.confirmed_by.name, "n": row.records},
            reverse("catalogue_desk:matter", args=[row.matter_id]),
        )
        for row in rows
    }


def _limit(who: Authority, kind: str, matter_id: UUID) -> Panel | None:
    """公开时限 on the desk page of a matter: what applies now, where it stands, what to do about a doubt."""
    entry, limit = queries.entry_with_limit(matter_id) if kind == MATTER else (None, None)
    if entry is None:
        return None
    url = reverse("obligations_desk:limit", args=[matter_id])
    rules = applying(entry, limit)
    rows = []
    for rule in rules:
        badge = None
        if limit:
            badge = Badge("info", gettext("政务公开办指定"))
        elif rule.doubt:
            badge = Badge("soon", gettext("读不出时限，先按一般期限"))
        elif rule.statute:
            badge = Badge("info", gettext("另有法定时限：%(name)s") % {"name": rule.statute})
        words = f"{rule.scope}：{rule.words}" if rule.scope else rule.words
        rows.append(
            Row(words, url, "，".join(part for part in (rule.source, rule.article) if part), badge=badge)
        )
    note = next((rule.doubt for rule in rules if rule.doubt), "")
    more = gettext("指定或修改时限") if kinds.DECIDE in who.actions else gettext("看时限说明")
    return Panel(_("现在按什么时限办"), rows, _("只依申请公开，没有主动公开的时限。"), url, more, note)


def _rounds(who: Authority, kind: str, matter_id: UUID) -> Panel | None:
    """What the person can do now for a matter: its open rounds, with the page for each."""
    if kind != MATTER:
        return None
    rows = [
        Row(
            duty.title,
            kinds.act_url(duty),
            duty.unit.short_name,
            duty.due_on,
            Badge("late", gettext("已逾期")) if queries.is_overdue(duty) else None,
        )
        for duty in queries.open_rounds(who, matter_id)[:SHOWN]
    ]
    return Panel(_("本期要办的"), rows) if rows else None


def _facts(who: Authority, kind: str, matter_id: UUID) -> Panel | None:
    """What was registered under a matter and waits to be disclosed, and where more is registered."""
    if kind != MATTER or kinds.REGISTER not in who.actions:
        return None
    waiting = queries.waiting_facts(who).filter(matter_id=matter_id)[:SHOWN]
    rows = [
        Row(
            fact.title,
            reverse("obligations_desk:fact", args=[fact.pk]),
            fact.unit.short_name,
            fact.occurred_on,
        )
        for fact in waiting
    ]
    url = f"{reverse('obligations_desk:register')}?matter={matter_id}"
    empty = _("没有等着公开的。文件形成了、事项发生了，登记在这里，就开始算期限。")
    return Panel(_("登记的应公开事实"), rows, empty, url, _("登记"))


def _declarations(kind: str, matter_id: UUID) -> Panel | None:
    """On the public page of a matter: the periods for which a unit declared that there was nothing."""
    if kind != MATTER:
        return None
    found = queries.public_declarations().filter(matter_id=matter_id)[:SHOWN]
    rows = [
        Row(
            row.duty.title,
            queries.declaration_url(row),
            row.unit.short_name,
            row.signed_at,
            Badge("soon", gettext("有异议处理中")) if row.disputed_at else None,
        )
        for row in found
    ]
    url = reverse("obligations:declarations")
    return Panel(_("声明没有应公开信息的各期"), rows, "", url, _("看全部声明")) if rows else None


def _links() -> Links:
    there = queries.public_declarations().exists()
    shown = [(_("“本期无应公开信息”声明"), reverse("obligations:declarations"))] if there else []
    return Links(_("公开任务"), shown)
