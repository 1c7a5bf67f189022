"""Text with its structure out of the documents that clerks write: Word files, web pages, what is pasted from Word, TXT.

Begin at `reading.read_manuscript`. What the lines mean is the kernel's business (`kernel/official/`). This file stays
empty of code: the child process imports it.
"""
