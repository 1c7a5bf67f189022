"""The only writers of records: one business action each, one transaction each."""

from mingtang.openness.records.actions.attaching import (
    Added,
    add_attachments,
    add_captions,
    add_figure,
    edit_attachments,
)
from mingtang.openness.records.actions.deidentifying import mask_personal_data
from mingtang.openness.records.actions.drafting import (
    Listed,
    clean_content,
    create_record,
    discard,
    save_draft,
)
from mingtang.openness.records.actions.live import (
    ask_withdrawal,
    decide_withdrawal,
    file_record,
    order_rectification,
    propose_correction,
    recall_withdrawal,
    withdraw_by_guard,
    withdraw_now,
)
from mingtang.openness.records.actions.loading import OldRecord, check_old, load_records
from mingtang.openness.records.actions.release import end_display_periods, publish, reschedule, run_clock
from mingtang.openness.records.actions.review import (
    answer_countersign,
    approve,
    ask_countersign,
    conclude_secrecy,
    file_not_public,
    pass_review,
    recall,
    send_back,
    submit,
)

__all__ = [
    "Added",
    "Listed",
    "OldRecord",
    "add_attachments",
    "add_captions",
    "add_figure",
    "answer_countersign",
    "approve",
    "ask_countersign",
    "ask_withdrawal",
    "check_old",
    "clean_content",
    "conclude_secrecy",
    "create_record",
    "decide_withdrawal",
    "discard",
    "edit_attachments",
    "end_display_periods",
    "file_not_public",
    "file_record",
    "load_records",
    "mask_personal_data",
    "order_rectification",
    "pass_review",
    "propose_correction",
    "publish",
    "recall",
    "recall_withdrawal",
    "reschedule",
    "run_clock",
    "save_draft",
    "send_back",
    "submit",
    "withdraw_by_guard",
    "withdraw_now",
]
