"""The staff face of topic pages."""
