"""A person says which public record discharges a periodic duty that the days of publication do not show."""

from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation.duties import actions as duties
from mingtang.foundation.duties.models import Duty
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState
from mingtang.openness.catalogue.process import CLAIM
from mingtang.openness.obligations import kinds, queries
from mingtang.openness.records import queries as records
from mingtang.openness.records.models import Record


@transaction.atomic
def discharge_with(who: Authority, duty: Duty, record: Record) -> Duty:
    """Ends an open periodic duty by a public record of the unit that is linked with the matter; the day
    on which it was published or updated for the period decides whether it was in time.
    """
    duty = duties.locked(duty)
    actor = who.actor_for(CLAIM, duty)
    if actor is None:
        raise Forbidden(_("您不能替%(unit)s完成这项任务。") % {"unit": duty.unit.short_name})
    if duty.kind != kinds.PERIOD:
        raise WrongState(_("只有定期公开的任务要指明用哪条信息完成；别的任务在信息公开时自动完成。"))
    if not duty.is_open:
        raise WrongState(_("这项任务已经办结。"))
    if not queries.standing_records(duty.subject_id, duty.unit).filter(pk=record.pk).exists():
        message = _("这条信息没有公开，或者没有对应这个事项。请先公开并对应。")
        raise Invalid(message, fields={"record": [message]})
    on = dict(queries.may_discharge(duty)).get(record)
    if on is None:
        message = _("这条信息上一期以前就公开了、以后没有更新，或者已经完成了别的一期，不能算作这一期的。")
        raise Invalid(
            message,
            fields={"record": [message]},
            rule=_("每一期都要有新公开或者更新过的信息。本期确实没有的，请负责人签署声明。"),
        )
    return duties.discharge(duty, actor, day=on, evidence=(records.SUBJECT, record.pk), reason=_("由人指明"))
