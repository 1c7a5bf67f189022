"""Makes the copy of a file that may be published: personal data masked, what nobody sees taken out.

Begin at `office`, `pdf` or `texts`. It runs in the child process, as `guard/deidentifying_job` asks, and knows no
Django.
"""
