"""The staff face of documents handed in."""
