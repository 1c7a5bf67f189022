"""What the catalogue makes units owe now, as `Owed` of `foundation/duties/actions/reconciling.py`: read here, written
by `checking.py`.

`rows.py` reads who answers for which matter by which rules, `evidence.py` what was published and registered; each kind
of duty has its file.
"""
