"""Jobs for the tests of templates. Loaded by children, so without Django and pytest."""

import os
import signal
import time
from typing import Any

LOADED = {"times": 0}


def warm() -> None:
    LOADED["times"] += 1
    LOADED["by"] = os.getpid()


def answer(data: bytes, options: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    match options["do"]:
        case "say":
            return {"loaded": LOADED["times"], "copied": LOADED["by"] != os.getpid(), "pid": os.getpid()}, [
                data
            ]
        case "die":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "sleep":
            time.sleep(60)
        case "spin":
            while True:
                pass
        case "eat":
            bytearray(4 << 30)
        case "fork":
            os.fork()
        case "write":
            with open(options["path"], "wb") as file:  # noqa: PTH123
                file.write(b"x" * 10)
        case "template":
            return {"pid": LOADED["by"]}, []
        case "lie":
            os.write(1, b"nonsense")
            os._exit(0)
    return {}, []
