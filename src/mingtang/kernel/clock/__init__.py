"""The one clock: which days are working days, when a time limit ends, and why it ends on that day.

`days.py` knows the days, `model.py` the terms and what can happen to them, `reckoning.py` counts forward,
`backward.py` towards an event, `hours.py` hours, `cycles.py` what comes round again.
"""
