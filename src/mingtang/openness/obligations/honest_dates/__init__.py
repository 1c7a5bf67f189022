"""Honest dates: what in the dates of a unit's publications is worth a second look, with the records that show it.

The mathematics is `kernel.disclosure.honest_dates`; `indicators.py` reads, `desk.py` shows, `actions.py` keeps the days
of inspections.
"""
