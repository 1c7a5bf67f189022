"""The guard: looks through text before it goes out, and says what is wrong with it, where, why and what to do.

Begin at `engine.check`. Text comes as pieces with places (`pieces`); detectors (`detectors`) answer with hits (`hits`).
What a county knows about itself, its units, people and house list, comes as plain values (`knowledge`).
"""
