"""Detectors of this folder; importing this registers them."""

from mingtang.kernel.guard.names import abolished, laws, marks, people, places, state, units

__all__ = ["abolished", "laws", "marks", "people", "places", "state", "units"]
