"""Detectors of this folder; importing this registers them."""
