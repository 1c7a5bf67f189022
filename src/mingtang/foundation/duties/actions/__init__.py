"""The writers of duties: what people do (`changing.py`), what makers say (`reconciling.py`), what a change of the
calendar moves (`recounting.py`), who is warned (`warning.py`), the addresses of calendars (`subscribing.py`).
"""

from mingtang.foundation.duties.actions.changing import (
    SUBJECT,
    Placed,
    close,
    discharge,
    ended_by_itself,
    extend,
    locked,
    pause,
    reopen,
    restart,
    resume,
    transfer,
    waive,
)

__all__ = [
    "SUBJECT",
    "Placed",
    "close",
    "discharge",
    "ended_by_itself",
    "extend",
    "locked",
    "pause",
    "reopen",
    "restart",
    "resume",
    "transfer",
    "waive",
]
