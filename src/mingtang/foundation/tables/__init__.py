"""Tables read out of uploaded files; begin at `reading.read_tables`.

This file stays empty: the child process that parses imports it, and must start quickly and without Django.
"""
