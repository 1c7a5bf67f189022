"""Work on files that others sent, done in a child process that can take neither the memory nor the time of the service.

Begin at `asking.ask`. This file stays empty of code: the child imports it, and must start quickly and without Django.
"""
