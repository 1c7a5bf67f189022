"""The writers of units, posts, grants and absences. Each change is announced, and the event log keeps it."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.accounts.models import Person
from mingtang.foundation.organisations import outgoing
from mingtang.foundation.organisations.grants import GRANT_ACTIONS
from mingtang.foundation.organisations.models import (
    Absence,
    Area,
    Grant,
    MachineKey,
    Post,
    PostHolding,
    Unit,
    UnitName,
    UnitSuccession,
)
from mingtang.foundation.organisations.outgoing import NOTHING, Passed
from mingtang.foundation.organisations.queries import KEY_PREFIX, Actor, authority, hash_of_key
from mingtang.kernel.identifiers.credit_code import CreditCodeError, credit_code
from mingtang.kernel.identifiers.division import DivisionError, parse
from mingtang.kernel.refusals import Invalid

SHOWN = ("name", "short_name", "functions", "address", "phone", "fax", "email", "office_hours")
"""What everybody reads of a unit."""
# The events app lies above this one and listens; it writes the event in the same transaction.
changed = Signal()


def _announce(kind: str, by: Actor, unit: Unit | None, detail: Mapping[str, Any]) -> None:
    changed.send(sender=Unit, kind=kind, by=by, unit=unit, detail=dict(detail))


def let_out(code: str, row: Unit | Area, by: Actor, passed: Passed, fields: Iterable[str]) -> None:
    """Once it is saved: a unit's own names, address and phones are known by then, and a new unit lies in the reach of
    those who let something through there.
    """
    who = authority(by.person) if by.person else None
    outgoing.let_out(code, row, who, passed, {name: name for name in fields})


@transaction.atomic
def create_area(by: Actor, *, code: str, name: str, source: str = "", passed: Passed = NOTHING) -> Area:
    """Adds a field of openness (领域) at the end of the list. Refuses a code or a name that is taken. `passed`, here
    and below, is why what blocks is let through.
    """
    for field, value in (("code", code), ("name", name)):
        if Area.objects.filter(**{field: value}).exists():
            message = _("已经有领域用了“%(value)s”，请换一个，或选那个领域。") % {"value": value}
            raise Invalid(message, fields={field: [message]})
    last = Area.objects.order_by("-position").values_list("position", flat=True).first() or 0
    area = Area(code=code, name=name, position=last + 1, source=source[:200])
    area.full_clean()
    area.save()
    let_out(outgoing.AREA, area, by, passed, ["name"])
    _announce("area.created", by, None, {"code": code, "name": name})
    return area


@transaction.atomic
def create_unit(
    by: Actor,
    *,
    parent: Unit | None,
    slug: str,
    kind: str,
    name: str,
    passed: Passed = NOTHING,
    **fields: Any,
) -> Unit:
    """Adds a unit below `parent`. Refuses a division code that cannot be read."""
    if fields.get("credit_code"):
        try:
            fields["credit_code"] = credit_code(fields["credit_code"])
        except CreditCodeError as error:
            message = _("统一社会信用代码不对，应为 18 位且末位校验相符，请照登记证书核对。")
            raise Invalid(message, fields={"credit_code": [message]}) from error
    try:
        code = parse(fields.pop("division_code")).code
    except DivisionError as error:
        raise Invalid(
            _("区划代码读不懂"), fields={"division_code": [_("区划代码应为 12 位数字，例如 990121000000。")]}
        ) from error
    if UnitName.objects.filter(slug=slug).exists():
        message = _("网址名 %(slug)s 属于（或曾经属于）另一个单位，请换一个。") % {"slug": slug}
        raise Invalid(message, fields={"slug": [message]})
    siblings = Unit.objects.filter(parent=parent).values_list("path", flat=True)
    number = 1 + max((int(path.rstrip(".").rsplit(".", 1)[-1]) for path in siblings), default=0)
    unit = Unit(parent=parent, slug=slug, kind=kind, name=name, division_code=code, **fields)
    unit.path = f"{parent.path if parent else ''}{number:04d}."
    unit.full_clean(exclude=["path"])
    unit.save()
    UnitName.objects.create(
        unit=unit, name=unit.name, short_name=unit.short_name, slug=unit.slug, from_day=unit.established_on
    )
    let_out(outgoing.UNIT, unit, by, passed, SHOWN)
    _announce("unit.created", by, unit, {"name": name, "slug": slug})
    return unit


@transaction.atomic
def update_unit(by: Actor, unit: Unit, reason: str, *, passed: Passed = NOTHING, **fields: Any) -> Unit:
    """Changes contact data, functions and the like; names and the tree have actions of their own."""
    before = {name: getattr(unit, name) for name in fields}
    for name, value in fields.items():
        setattr(unit, name, value)
    unit.full_clean(exclude=["path"])
    unit.save(update_fields=list(fields))
    changes = {
        name: [str(before[name]), str(value)] for name, value in fields.items() if before[name] != value
    }
    let_out(outgoing.UNIT, unit, by, passed, changes.keys())
    _announce("unit.updated", by, unit, {"reason": reason, "changes": changes})
    return unit


@transaction.atomic
def rename_unit(
    by: Actor,
    unit: Unit,
    *,
    name: str,
    short_name: str,
    slug: str,
    on_day: date,
    basis: str,
    passed: Passed = NOTHING,
) -> Unit:
    """The same unit under a new name from a day on; its old address keeps leading to it."""
    if on_day > clock.today():
        raise Invalid(
            _("更名日期还没有到"),
            fields={"on_day": [_("起用日期还没有到。请在那一天再办更名，办后立即生效。")]},
        )
    current = unit.names.filter(until_day=None).order_by("-from_day").first()
    if current and current.from_day and on_day <= current.from_day:
        raise Invalid(
            _("更名日期不对"),
            fields={
                "on_day": [_("新名称的起用日期应晚于现名称的起用日期 %(day)s。") % {"day": current.from_day}]
            },
        )
    if Unit.objects.exclude(pk=unit.pk).filter(slug=slug).exists() or (
        UnitName.objects.exclude(unit=unit).filter(slug=slug).exists()
    ):
        raise Invalid(_("网址名已被使用"), fields={"slug": [_("这个网址名属于另一个单位，请换一个。")]})
    old = {"name": unit.name, "slug": unit.slug}
    unit.names.filter(until_day=None).update(until_day=on_day - timedelta(days=1))
    UnitName.objects.create(
        unit=unit, name=name, short_name=short_name, slug=slug, from_day=on_day, basis=basis
    )
    unit.name, unit.short_name, unit.slug = name, short_name, slug
    unit.save(update_fields=["name", "short_name", "slug"])
    let_out(outgoing.UNIT, unit, by, passed, ["name", "short_name"])
    _announce("unit.renamed", by, unit, {"from": old["name"], "to": name, "basis": basis})
    return unit


@transaction.atomic
def merge_unit(by: Actor, predecessor: Unit, successor: Unit, *, on_day: date, basis: str) -> UnitSuccession:
    """Ends a unit and hands its business to another, whose grants then cover its records."""
    errors = {}
    if predecessor.pk == successor.pk:
        errors["successor"] = [_("承接单位不能是原单位自己。")]
    if predecessor.ended_on:
        errors["on_day"] = [
            _("%(name)s已于 %(day)s 撤销，不能再并入。")
            % {"name": predecessor.name, "day": predecessor.ended_on}
        ]
    elif predecessor.established_on and on_day < predecessor.established_on:
        errors["on_day"] = [_("日期早于这个单位设立的 %(day)s。") % {"day": predecessor.established_on}]
    if errors:
        raise Invalid(_("不能并入"), fields=errors)
    link = UnitSuccession.objects.create(
        predecessor=predecessor, successor=successor, on_day=on_day, basis=basis
    )
    predecessor.ended_on = on_day
    predecessor.save(update_fields=["ended_on"])
    _announce("unit.merged", by, predecessor, {"into": successor.name, "basis": basis})
    return link


@transaction.atomic
def create_post(by: Actor, unit: Unit, *, code: str, title: str, role: str, **fields: Any) -> Post:
    post = Post(unit=unit, code=code, title=title, role=role, **fields)
    post.full_clean()
    post.save()
    _announce("post.created", by, unit, {"post": code, "title": title})
    return post


@transaction.atomic
def appoint(
    by: Actor, post: Post, person: Person, *, from_day: date, until_day: date | None = None
) -> PostHolding:
    """Puts a person into a post from a day on."""
    holding = PostHolding(post=post, person=person, from_day=from_day, until_day=until_day)
    holding.full_clean()
    holding.save()
    _announce("post.appointed", by, post.unit, {"post": post.code, "person": person.name})
    return holding


@transaction.atomic
def grant(by: Actor, post: Post, action: str, unit: Unit, area: Area | None = None) -> Grant:
    """Allows a post an action on a unit's subtree. Refuses an action nobody registered."""
    if action not in GRANT_ACTIONS:
        raise Invalid(
            _("没有这项权限"), fields={"action": [_("没有名为 %(action)s 的权限。") % {"action": action}]}
        )
    given, fresh = Grant.objects.get_or_create(post=post, action=action, unit=unit, area=area)
    if fresh:
        _announce(
            "grant.given", by, unit, {"post": post.code, "action": action, "area": area.code if area else ""}
        )
    return given


@transaction.atomic
def revoke(by: Actor, given: Grant, reason: str) -> None:
    """Takes a grant back."""
    _announce(
        "grant.revoked", by, given.unit, {"post": given.post.code, "action": given.action, "reason": reason}
    )
    given.delete()


@transaction.atomic
def register_absence(
    by: Actor, person: Person, *, first_day: date, last_day: date, reason: str = ""
) -> Absence:
    """The person is away on these days; deputies act meanwhile. Refuses days out of order or already covered."""
    if last_day < first_day:
        raise Invalid(_("日期次序不对"), fields={"last_day": [_("最后一天不能早于第一天。")]})
    if person.absences.filter(first_day__lte=last_day, last_day__gte=first_day).exists():
        raise Invalid(
            _("这段日期已经登记过离岗"), fields={"first_day": [_("与已登记的离岗日期重叠，请先取消原登记。")]}
        )
    absence = Absence.objects.create(person=person, first_day=first_day, last_day=last_day, reason=reason)
    days = {"from": first_day.isoformat(), "until": last_day.isoformat()}
    _announce("absence.registered", by, _home_of(person), {"person": person.name, **days})
    return absence


@transaction.atomic
def cancel_absence(by: Actor, absence: Absence) -> None:
    """Takes an absence back: the person is there after all."""
    _announce("absence.cancelled", by, _home_of(absence.person), {"person": absence.person.name})
    absence.delete()


@transaction.atomic
def add_machine_key(by: Actor, *, name: str, post: Post) -> tuple[MachineKey, str]:
    """A new key for another system that acts in a post; returned with the key itself, which is shown this once only."""
    name, today = name.strip(), clock.today()
    wrong: dict[str, list[Any]] = {}
    if not name or len(name) > 60:
        wrong["name"] = [_("请写系统名称，60 字以内，例如：协同办公系统。")]
    elif MachineKey.objects.filter(name=name, ended_at=None).exclude(post=post).exists():
        wrong["name"] = [_("这个系统名称已经用在另一个岗位上，请换一个名称，或先停用那个岗位的密钥。")]
    if post.ended_on and post.ended_on <= today:
        wrong["post"] = [_("这个岗位已经撤销，请换一个现有的岗位。")]
    elif post.deputy_of_id:
        wrong["post"] = [_("B 岗只在 A 岗不在时办理，密钥要用 A 岗。")]
    if wrong:
        raise Invalid(_("密钥没有生成"), fields=wrong)
    key = f"mt_{secrets.token_urlsafe(33)}"
    made = MachineKey.objects.create(
        name=name, post=post, prefix=key[:KEY_PREFIX], sha256=hash_of_key(key), created_at=clock.now()
    )
    _announce("machine_key.added", by, post.unit, {"name": name, "prefix": made.prefix, "post": post.code})
    return made, key


@transaction.atomic
def end_machine_key(by: Actor, key: MachineKey, reason: str) -> None:
    """From now on the key opens nothing. Ending it again does nothing."""
    if not MachineKey.objects.filter(pk=key.pk, ended_at=None).update(ended_at=clock.now()):
        return
    detail = {"name": key.name, "prefix": key.prefix, "post": key.post.code, "reason": reason}
    _announce("machine_key.ended", by, key.post.unit, detail)


def _home_of(person: Person) -> Unit | None:
    """A unit in which the person holds a post."""
    return Unit.objects.filter(posts__holdings__person=person).order_by("path").first()


def note_key_used(key: MachineKey) -> None:
    """When a key was used last; no event, for that would be one per request."""
    MachineKey.objects.filter(pk=key.pk).update(last_used_at=clock.now())
