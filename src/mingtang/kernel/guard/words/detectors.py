"""Detectors of this folder; importing this registers them."""

from mingtang.kernel.guard.words import typo

__all__ = ["typo"]
