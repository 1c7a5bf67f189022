"""Makes the copy of a file that may be published: personal data masked, what nobody sees taken out.

Begin at `job`. It runs in the child process and knows no Django; `guard/deidentifying.py` is the side that asks.
"""
