"""The staff face of the gazette and of the reading points."""
