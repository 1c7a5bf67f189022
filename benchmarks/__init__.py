"""Benchmarks: `python -m benchmarks [names…]`. Seeded, on throw-away databases; nothing is written into the repository.

What runs here stands outside Django and only measures; `benchmarks.inside` runs in child processes, one per database.
"""
