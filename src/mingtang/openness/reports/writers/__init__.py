"""One report, three files."""
