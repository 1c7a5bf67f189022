"""What uploaded files are made of, read without trusting it: zip archives, compound files, XML, text in its encodings.

Readers of tables, of manuscripts and of attachments stand on it. Plain Python: it runs in the child process.
"""
