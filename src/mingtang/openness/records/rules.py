"""Submission rules in words: what is wrong, why, how to mend it. The rules themselves are in the kernel."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.kernel.disclosure.attributes import OpenAttr as KernelAttr
from mingtang.kernel.record_rules import Problem, RecordFacts, Severity, check
from mingtang.openness.records import body
from mingtang.openness.records.models import OpenAttr, Record, Revision

FORM_FIELDS = {"body_text": "body"}
EXAMPLES: dict[tuple[str, str], Any] = {
    ("title", "missing"): gettext_lazy("请写标题，例如：关于提高2026年城乡低保标准的通知。"),
    ("title", "unfinished"): gettext_lazy("标题不完整，看不出内容。例如：关于提高2026年城乡低保标准的通知。"),
    ("title", "too_long"): gettext_lazy(
        "标题有 %(length)s 个字，最多 %(limit)s 个。请缩短，细节写进内容概述。"
    ),
    ("body_text", "missing"): gettext_lazy("请填写正文。正文要有文字，不能只有图片，方便群众检索和朗读。"),
    ("formed_on", "missing"): gettext_lazy("请填形成日期，即签发或作出决定的那一天；公开时限从这一天起算。"),
    ("formed_on", "in_future"): gettext_lazy("形成日期 %(date)s 还没有到。请填信息实际形成的日期。"),
    ("doc_date", "after_formed_on"): gettext_lazy(
        "成文日期 %(date)s 晚于形成日期 %(limit)s，次序不对。成文日期应不晚于形成日期。"
    ),
    ("expires_on", "before_effective_on"): gettext_lazy(
        "有效期至 %(date)s 早于施行日期 %(limit)s，次序不对。例如：施行 2026-01-01，有效期至 2030-12-31。"
    ),
    ("display_until", "past"): gettext_lazy(
        "公示截止日期 %(date)s 已经过去，公开后会马上隐藏。请改为今天以后的日期。"
    ),
    ("theme", "missing"): gettext_lazy("请选主题分类，群众按主题查找。"),
    ("theme", "unknown"): gettext_lazy("没有这个主题分类，请从列表里选。"),
    ("genre", "missing"): gettext_lazy("请选体裁，例如：通知、公告、公示。"),
    ("genre", "unknown"): gettext_lazy("没有这个体裁，请从列表里选。"),
    ("audience", "unknown"): gettext_lazy("没有这个服务对象，请从列表里选。"),
    ("doc_no", "malformed"): gettext_lazy(
        "文号读不懂。请按“机关代字〔年份〕序号”书写，如：明民发〔2026〕12号。"
    ),
    ("doc_no", "doc_no_year"): gettext_lazy("文号年份 %(number)s 与日期 %(date)s 不是同一年，请核对。"),
    ("open_attr", "missing"): gettext_lazy(
        "请选公开属性。拟制公文时就要写明主动公开、依申请公开或不予公开（国办发〔2016〕80号），没有标明的不能送审。"
    ),
    ("reason_code", "missing"): gettext_lazy(
        "不予公开要选一条法定理由（《政府信息公开条例》第十四至十六条）。"
    ),
    ("reason_code", "unknown"): gettext_lazy("没有这条法定理由，请从列表里选。"),
    ("reason_code", "not_for_attr"): gettext_lazy("只有不予公开才选法定理由。请去掉理由，或改选公开属性。"),
    ("reason_text", "missing"): gettext_lazy(
        "拟不主动公开的要说明理由（国办发〔2016〕80号）。例如：属于内部人事管理信息，不影响公众权利义务。"
    ),
    ("reason_text", "not_for_attr"): gettext_lazy(
        "主动公开的不用写不公开的理由。请去掉理由，或改选公开属性。"
    ),
}


def check_submission(
    record: Record, revision: Revision, today: date, *, correcting: bool
) -> tuple[dict[str, list[str]], list[str]]:
    """Errors by form field, and warnings; both in words."""
    facts = RecordFacts(
        title=revision.title,
        doc_no=revision.doc_no,
        index_no=record.index_no or revision.index_no,
        body_text=body.text_of(revision.body),
        formed_on=revision.formed_on,
        doc_date=revision.doc_date,
        effective_on=revision.effective_on,
        expires_on=revision.expires_on,
        display_until=revision.display_until,
        theme=revision.theme,
        genre=revision.genre,
        audience=revision.audience,
        open_attr=KernelAttr(revision.open_attr) if revision.open_attr else None,
        reason_code=revision.reason_code,
        reason_text=revision.reason_text,
    )
    errors: dict[str, list[str]] = {}
    warnings: list[str] = []
    for problem in check(facts, today):
        if problem.severity == Severity.WARNING:
            warnings.append(words(problem))
        else:
            errors.setdefault(FORM_FIELDS.get(problem.field, problem.field), []).append(words(problem))
    if body.without_alt(revision.body):
        warnings.append(
            _(
                "有插图没有说明，看不见的人不知道图上是什么。请在正文里点插图，写上说明，例如：新建卫生院大门的照片。"
            )
        )
    if correcting:
        if not revision.public_note.strip():
            errors.setdefault("public_note", []).append(
                _("请写更正说明，公开后群众会看到改了什么、为什么改。例如：附件2第3行金额误写，已更正。")
            )
        if revision.open_attr and revision.open_attr != OpenAttr.ACTIVE:
            errors.setdefault("open_attr", []).append(
                _("已经公开的信息不能更正为不公开。确需停止公开的，请取消更正，改用“申请撤下”。")
            )
    return errors, warnings


def words(problem: Problem) -> str:
    """A problem as a sentence with its remedy."""
    text = EXAMPLES.get((problem.field, problem.code))
    if text is None:
        return _("%(field)s 有问题（%(code)s）。") % {"field": problem.field, "code": problem.code}
    return str(text) % problem.params
