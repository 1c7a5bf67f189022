"""Detectors of this folder; importing this registers them."""

from mingtang.kernel.guard.names import state

__all__ = ["state"]
