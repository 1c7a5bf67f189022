"""The staff face of the guard."""
