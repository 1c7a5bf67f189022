"""The staff face of columns."""
