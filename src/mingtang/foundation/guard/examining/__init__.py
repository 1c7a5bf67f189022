"""What goes out as a file is checked here: `files.examine`. The file is read by a child process, which imports `job`
from this folder; so this file stays empty of code, and what the child imports knows no Django.
"""
