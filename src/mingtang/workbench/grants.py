"""Grants on the organisation itself, and what a post of each role usually gets."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.organisations.grants import grant_action
from mingtang.foundation.organisations.models import Post

UNIT_VIEW = grant_action("unit.view", _("查看单位与岗位"))
UNIT_MANAGE = grant_action("unit.manage", _("管理单位与岗位"))
ABSENCE_MANAGE = grant_action("absence.manage", _("登记他人离岗"))

# What a new post of a role starts with, on its own unit's subtree. Grants can then be added and taken back.
USUAL_GRANTS: dict[str, tuple[str, ...]] = {
    Post.Role.DRAFTER: (
        "record.view",
        "record.draft",
        "catalogue.view",
        "catalogue.claim",
        "finding.view",
        "finding.answer",
        "finding.cure",
        "unit.view",
        "column.view",
        "column.manage",
        "topic.manage",
        "duty.view",
        "duty.register",
    ),
    Post.Role.LIAISON: (
        "record.view",
        "record.draft",
        "catalogue.view",
        "catalogue.claim",
        "duty.view",
        "duty.register",
    ),
    Post.Role.REVIEWER: (
        "record.view",
        "record.review",
        "record.rectify",
        "catalogue.view",
        "finding.view",
        "finding.answer",
        "duty.view",
        "finding.cure",
    ),
    Post.Role.SECRECY: ("record.view", "record.secrecy"),
    Post.Role.APPROVER: (
        "record.view",
        "record.approve",
        "record.publish",
        "catalogue.view",
        "finding.view",
        "topic.publish",
        "duty.view",
        "duty.declare",
    ),
    Post.Role.UNIT_HEAD: (
        "record.view",
        "catalogue.view",
        "finding.view",
        "unit.view",
        "column.view",
        "duty.view",
        "duty.declare",
    ),
    Post.Role.SUPERVISOR: (
        "record.view",
        "record.rectify",
        "catalogue.view",
        "finding.view",
        "finding.raise",
        "finding.accept",
        "unit.view",
        "column.view",
        "site.check",
        "duty.view",
    ),
    Post.Role.OPENNESS_OFFICE: (
        "record.view",
        "record.rectify",
        "record.load",
        "catalogue.view",
        "catalogue.manage",
        "gazette.edit",
        "gazette.publish",
        "finding.view",
        "finding.answer",
        "finding.raise",
        "finding.accept",
        "unit.view",
        "absence.manage",
        "column.view",
        "column.manage",
        "topic.manage",
        "topic.publish",
        "site.check",
        "search.manage",
        "duty.view",
        "duty.manage",
        "duty.register",
        "duty.decide",
        "workdays.manage",
        "report.manage",
    ),
    Post.Role.ADMIN: ("unit.view", "unit.manage", "absence.manage", "column.view", "column.manage"),
}
