"""`python -m mingtang work`: django-q's cluster, hardened against `kill -9`.

A process that is killed while it reads a multiprocessing queue takes the queue's lock with it, and the one started
in its place then waits for ever. So when a member of the cluster dies by a signal the whole cluster ends and the
supervisor starts a fresh one; unfinished tasks come back when their lease ends.
"""

import ctypes
import gc
import os
import signal
import sys
from multiprocessing.process import BaseProcess
from typing import Any

import django_q.cluster
from django_q.cluster import Cluster, Sentinel

from mingtang.config.supervise import PR_SET_PDEATHSIG


class StrictSentinel(Sentinel):
    """Does not replace a member that was killed, but gives up."""

    def reincarnate(self, process: BaseProcess) -> None:
        timed_out = getattr(process, "timer", None) is not None and process.timer.value == 0  # type: ignore[attr-defined]
        if not timed_out and (process.exitcode or 0) < 0:
            print(
                "[mingtang] a worker process was killed; the worker starts afresh",
                file=sys.stderr,
                flush=True,
            )
            os._exit(1)
        super().reincarnate(process)


def _die_with_parent() -> None:
    """In every fork: no orphans, whichever member is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def work() -> int:
    """Runs until SIGTERM or SIGINT; 1 when the cluster broke."""
    sentinel: Any = StrictSentinel
    django_q.cluster.Sentinel = sentinel
    os.register_at_fork(after_in_child=_die_with_parent)
    # What is loaded now is shared by the five processes of a cluster as long as the collector does not touch it.
    gc.collect()
    gc.freeze()
    cluster = Cluster()
    cluster.start()
    cluster.sentinel.join()
    return 0 if cluster.stop_event is None else 1
