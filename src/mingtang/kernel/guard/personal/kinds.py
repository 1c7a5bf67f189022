"""The kinds of personal data the guard knows, with the rule each stands on."""

from __future__ import annotations

from mingtang.kernel.guard.hits import Severity, hit_kind

_SENSITIVE = "《个人信息保护法》第二十八条：敏感个人信息"
_PRIVACY = "《政府信息公开条例》第十五条：个人隐私"
_LEAST = "国办2018年政务公开工作要点：公开个人信息要去标识化"

ID_NUMBER = hit_kind("personal.id_number", Severity.BLOCK, _PRIVACY)
PASSPORT = hit_kind("personal.passport", Severity.BLOCK, _PRIVACY)
MOBILE = hit_kind("personal.mobile", Severity.WARN, _LEAST)
LANDLINE = hit_kind("personal.landline", Severity.WARN, _LEAST)
BANK_CARD = hit_kind("personal.bank_card", Severity.BLOCK, _SENSITIVE)
SOCIAL_CARD = hit_kind("personal.social_card", Severity.BLOCK, _PRIVACY)
PLATE = hit_kind("personal.plate", Severity.WARN, _LEAST)
EMAIL = hit_kind("personal.email", Severity.WARN, _LEAST)
CHAT_ACCOUNT = hit_kind("personal.chat_account", Severity.WARN, _LEAST)
ADDRESS = hit_kind("personal.address", Severity.WARN, _PRIVACY)
NAME = hit_kind("personal.name", Severity.WARN, _LEAST)
HEALTH = hit_kind("personal.health", Severity.WARN, _SENSITIVE)
DISABILITY = hit_kind("personal.disability", Severity.WARN, _SENSITIVE)
MINOR = hit_kind("personal.minor", Severity.WARN, _SENSITIVE)
COLUMN = hit_kind("personal.column", Severity.WARN, _PRIVACY)

KINDS = (
    ID_NUMBER,
    PASSPORT,
    MOBILE,
    LANDLINE,
    BANK_CARD,
    SOCIAL_CARD,
    PLATE,
    EMAIL,
    CHAT_ACCOUNT,
    ADDRESS,
    NAME,
    HEALTH,
    DISABILITY,
    MINOR,
    COLUMN,
)
