"""A process that has loaded what some jobs need, and has a copy of itself work on each file.

Loading tables takes a second; a copy takes a thousandth. What comes over the socket is a request: the numbers of four
open files (the file, the task, where the answer goes, where it is told how the work ended). A copy of a copy works and
is confined as any child (`child`); the copy between waits for it and tells its process number, then its exit code.
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import socket
import struct
import sys

from mingtang.foundation.sandbox import child

FILES = 4
TOLD = struct.Struct("<q")


def main() -> None:
    asked = socket.socket(fileno=int(sys.argv[2]))
    importlib.import_module(sys.argv[1]).warm()
    # What is there now is never collected, so that copies share its memory.
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        message, files, _flags, _address = socket.recv_fds(asked, 1, FILES)
        if not message:
            os._exit(0)
        if os.fork() == 0:
            asked.close()
            _keep(*files)
        for number in files:
            os.close(number)


def _keep(source: int, told: int, out: int, ending: int) -> None:
    """Has a copy work, and tells how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    pid = os.fork()
    if pid == 0:
        os.close(ending)
        try:
            child.work(source, told, out)
        finally:
            os._exit(1)
    for number in (source, told, out):
        os.close(number)
    try:
        os.write(ending, TOLD.pack(pid))
        _pid, status = os.waitpid(pid, 0)
        os.write(ending, TOLD.pack(os.waitstatus_to_exitcode(status)))
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
