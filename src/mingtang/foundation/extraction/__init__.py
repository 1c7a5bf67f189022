"""Every text that a file holds, also what its reader does not see, as pieces with their places; begin at `reading`.

Runs in a child process (`foundation/sandbox`): no Django, and this file stays empty of code.
"""
