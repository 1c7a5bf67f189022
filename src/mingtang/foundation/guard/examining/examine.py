"""Shim."""

from dataclasses import dataclass

from mingtang.kernel.guard.engine import Report


@dataclass
class Examination:
    report: Report


def examine(data, name, about, knowledge):
    return Examination(Report((), {}, 0))
