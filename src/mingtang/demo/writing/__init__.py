"""Believable texts of the demo county.

``write_record`` picks a family that suits the unit and the month and writes a full text; ``fast_record`` writes a
short text of the same shape for benchmarks. Both are functions of their arguments and the generator alone.
"""

from mingtang.demo.writing.base import FAMILIES, Family
from mingtang.demo.writing.compose import fast_record, suitable, write_record
from mingtang.demo.writing.shapes import AttachmentSpec, RecordText

__all__ = ["FAMILIES", "AttachmentSpec", "Family", "RecordText", "fast_record", "suitable", "write_record"]
