"""The held-out set of the guard: written after the detectors, and never looked at to mend them."""
