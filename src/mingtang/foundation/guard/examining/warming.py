"""What a child that looks through files needs, loaded once for all of them. No Django."""

from __future__ import annotations

import importlib
from datetime import date

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.pieces import Piece
from mingtang.kernel.guard.ready import check

_JOBS = ("mingtang.foundation.guard.examining.job", "mingtang.foundation.guard.deidentifying_job")
_READERS = (
    "archived", "docx", "ofd", "old_office", "pdf", "pictures", "plain", "pptx", "xlsx",
)  # fmt: skip
# Of everything that makes a detector load its tables.
_TEXT = "关于印发《明堂县2026年工作要点》的通知：各各单位要认真贯撤落实，联系电话12345，身份证号码；皇後。"


def warm() -> None:
    check([Piece(_TEXT)], About(today=date.min), Knowledge())
    for name in _JOBS:
        importlib.import_module(name)
    for name in _READERS:
        importlib.import_module(f"mingtang.foundation.extraction.{name}")
