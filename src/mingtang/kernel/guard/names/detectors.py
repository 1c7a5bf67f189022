"""Detectors of this folder; importing this registers them."""

from mingtang.kernel.guard.names import abolished, bare, laws, marks, people, places, state, units

__all__ = ["abolished", "bare", "laws", "marks", "people", "places", "state", "units"]
