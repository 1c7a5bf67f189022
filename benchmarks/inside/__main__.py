"""Answers calls that come line by line as JSON; see `benchmarks.worlds.Probe`."""

import importlib
import json
import os
import sys
import traceback
from typing import Any

import django


def main() -> None:
    """Runs until its input ends. What the code prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    django.setup()
    for line in sys.stdin:
        answers.write(json.dumps(_answer(json.loads(line))) + "\n")
        answers.flush()


def _answer(call: dict[str, Any]) -> dict[str, Any]:
    module, _, name = call["function"].partition(".")
    try:
        function = getattr(importlib.import_module(f"benchmarks.inside.{module}"), name)
        return {"result": function(**call["arguments"])}
    except Exception:
        return {"error": traceback.format_exc()}


main()
