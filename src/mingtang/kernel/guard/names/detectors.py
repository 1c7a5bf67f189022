"""Detectors of this folder; importing this registers them."""

from mingtang.kernel.guard.names import abolished, places, state, units

__all__ = ["abolished", "places", "state", "units"]
