"""Looks into files that others sent: what each really is, whether it may go out, its words and a picture of it.

Begin at `looking.look` and `contents.contents`. All of it happens in a child process; this file stays empty of code.
"""
