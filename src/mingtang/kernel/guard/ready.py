"""The engine with every detector of the house: importing this registers them."""

from mingtang.kernel.guard import house
from mingtang.kernel.guard.engine import Report, check
from mingtang.kernel.guard.forms import detectors as forms
from mingtang.kernel.guard.injection import detectors as injection
from mingtang.kernel.guard.names import detectors as names
from mingtang.kernel.guard.personal import detectors as personal
from mingtang.kernel.guard.words import detectors as words

__all__ = ["Report", "check", "forms", "house", "injection", "names", "personal", "words"]
