"""The coverage of the catalogue, units × areas: one count for the desk and for everybody.

`queries.py` finds the state of each matter of each unit, `matrix.py` lays the states out as heat map and table,
`evidence.py` says why a matter is in its state. `desk.py` and `views.py` are the two faces.
"""
