"""动态调整: a unit proposes to add, change or take out a matter; the openness office decides."""

from datetime import date
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act, Place, move, open_case, permitted
from mingtang.foundation.guard.letting_out import NOTHING, Passed, carry_over, let_all_out, let_out
from mingtang.foundation.guard.public_texts import key_of
from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.catalogue.diff import differences
from mingtang.kernel.catalogue.item import Item
from mingtang.kernel.refusals import Invalid, Stale, WrongState
from mingtang.openness.catalogue.actions.versions import issue, locked_catalogue
from mingtang.openness.catalogue.models import Adjustment, Catalogue, Matter, Version
from mingtang.openness.catalogue.process import ADJUSTMENT
from mingtang.openness.catalogue.public_texts import (
    MATTER,
    VERSION,
    of_version,
    text_of_matter,
    text_of_reasons,
    words_of,
)
from mingtang.openness.catalogue.queries import newest_version

SUBJECT = "catalogue_adjustment"


@transaction.atomic
def propose_adjustment(
    who: Authority,
    catalogue: Catalogue,
    unit: Unit,
    kind: str,
    act: Act,
    *,
    matter: Matter | None = None,
    text: Item | None = None,
    basis: str = "",
    passed: Passed = NOTHING,
) -> Adjustment:
    """Opens the case of one proposal. `text` is what the matter should say; none for taking it out. `passed` is why
    what blocks is let through.

    Raises Invalid without a reason, for a change that changes nothing, or for a name the catalogue has already.
    """
    place = Place(unit.pk, catalogue.area_id)
    permitted(ADJUSTMENT.transition("propose"), place, who)
    newest = newest_version(catalogue.area_id)
    if newest is None:
        raise WrongState(_("这个领域还没有目录，先由政务公开办导入一版。"))
    entry = newest.entries.filter(matter=matter).first() if matter else None
    if kind != Adjustment.Kind.ADD and entry is None:
        raise WrongState(_("这个事项已不在最新一版目录里，不用再调整。"))
    if kind == Adjustment.Kind.REMOVE:
        text = None
    elif text is None or not (text.item1 or text.item2):
        raise Invalid(_("请填写事项名称"), fields={"item1": [_("请填写一级事项，例如：最低生活保障。")]})
    else:
        if kind == Adjustment.Kind.CHANGE and entry and not differences(entry.text(), text):
            message = _("内容和现在的目录一样，没有要调整的。")
            raise Invalid(message, fields={"item1": [message]})
        _check_name(newest, text, matter)
    pk = new_id()
    case = open_case(ADJUSTMENT, "propose", place, who, subject_kind=SUBJECT, subject_id=pk, act=act)
    made = Adjustment.objects.create(
        id=pk,
        catalogue=catalogue,
        kind=kind,
        matter=matter,
        unit=unit,
        based_on=newest,
        text=text.as_data() if text else None,
        reason=act.reason.strip(),
        basis=basis.strip(),
        case=case,
    )
    let_all_out(
        [
            lambda: _let_matter_out(made, made.matter_id or pk, who, passed),
            partial(let_out, VERSION, text_of_reasons(made), who, passed),
        ],
        titled=False,
    )
    return made


@transaction.atomic
def decide_adjustment(
    who: Authority,
    adjustment: Adjustment,
    act: Act,
    *,
    agrees: bool,
    effective_on: date | None = None,
    passed: Passed = NOTHING,
) -> Version | None:
    """Approves a proposal, which makes the next version of the catalogue, or refuses it with a reason. It is looked
    through once more; what was let through when it was proposed stays so, `passed` is why the rest is.

    Raises Stale when the catalogue has changed this matter since the proposal was made.
    """
    adjustment = _locked(adjustment)
    case = adjustment.case
    # The case lies in the unit that proposed; the catalogue is that of the county.
    place = Place(adjustment.catalogue.unit_id, adjustment.catalogue.area_id)
    permitted(ADJUSTMENT.transition("refuse"), place, who)
    if not agrees:
        move(case, "refuse", who, act)
        return None
    catalogue = locked_catalogue(adjustment.catalogue.area, adjustment.catalogue.unit)
    newest = newest_version(catalogue.area_id)
    assert newest
    rows = _applied(adjustment, newest)
    actor = move(case, "approve", who, act)
    adjustment.version = issue(
        catalogue,
        rows,
        actor,
        case,
        kind=Version.Kind.ADJUSTMENT,
        title=newest.title,
        issuer=newest.issuer,
        source=adjustment.basis or newest.source,
        reason=adjustment.reason,
        effective_on=effective_on or max(clock.today(), newest.effective_on),
    )
    adjustment.save(update_fields=["version"])
    matter_id = adjustment.matter_id or _new_matter(adjustment.version, newest)
    if matter_id != adjustment.matter_id:
        carry_over(MATTER, adjustment.pk, matter_id)
    carry_over(VERSION, adjustment.pk, key_of(adjustment.version))
    let_all_out(
        [
            lambda: _let_matter_out(adjustment, matter_id, who, passed),
            partial(let_out, VERSION, of_version(adjustment.version), who, passed),
        ],
        titled=False,
    )
    return adjustment.version


@transaction.atomic
def recall_adjustment(who: Authority, adjustment: Adjustment, act: Act) -> None:
    """The one who proposed it takes it back."""
    move(_locked(adjustment).case, "recall", who, act)


def _let_matter_out(adjustment: Adjustment, matter_id: UUID, who: Authority, passed: Passed) -> None:
    """What the matter will say; what it said in versions of the past is not asked about again."""
    if adjustment.text is None:
        return
    text = Item.of_data(adjustment.text)
    name = " / ".join(filter(None, text.path))
    words = words_of(text)
    fields = {field: "other_channels" if field == "channels" else field for field in words}
    let_out(MATTER, text_of_matter(matter_id, adjustment.catalogue, name, words), who, passed, fields)


def _new_matter(version: Version, before: Version) -> UUID:
    old = before.entries.values("matter_id")
    return version.entries.exclude(matter_id__in=old).values_list("matter_id", flat=True).get()


def _locked(adjustment: Adjustment) -> Adjustment:
    return (
        Adjustment.objects.select_for_update(of=("self",))
        .select_related("case", "catalogue__area", "catalogue__unit", "based_on")
        .get(pk=adjustment.pk)
    )


def _applied(adjustment: Adjustment, newest: Version) -> list[tuple[UUID | None, Item]]:
    """The rows of the next version."""
    entries = list(newest.entries.order_by("position"))
    text = Item.of_data(adjustment.text) if adjustment.text else None
    if text:
        _check_name(newest, text, adjustment.matter)
    if adjustment.kind == Adjustment.Kind.ADD:
        assert text
        rows: list[tuple[UUID | None, Item]] = [(e.matter_id, e.text()) for e in entries]
        # Beside its relatives: behind the last matter of the same first level.
        places = [n for n, e in enumerate(entries, start=1) if e.item1 == text.item1]
        rows.insert(places[-1] if places else len(rows), (None, text))
        return rows
    now = next((e for e in entries if e.matter_id == adjustment.matter_id), None)
    assert adjustment.matter_id
    before = adjustment.based_on.entries.filter(matter_id=adjustment.matter_id).first()
    if now is None or before is None or differences(before.text(), now.text()):
        raise Stale(_("提出调整以后，目录里的这个事项又变过了。请退回，由提出单位按新的内容重新提。"))
    return [
        (e.matter_id, text if e.pk == now.pk and text else e.text())
        for e in entries
        if e.pk != now.pk or text is not None
    ]


def _check_name(newest: Version, text: Item, matter: Matter | None) -> None:
    same = newest.entries.filter(item1=text.item1, item2=text.item2, item3=text.item3)
    if matter:
        same = same.exclude(matter=matter)
    if same.filter(elements=text.elements).exists():
        message = _("目录里已经有名称和内容都相同的事项，不用重复增加。")
        raise Invalid(message, fields={"item1": [message]})
