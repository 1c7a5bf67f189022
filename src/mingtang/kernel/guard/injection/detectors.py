"""Detectors of this folder; importing this registers them."""

from mingtang.kernel.guard.detectors import detector
from mingtang.kernel.guard.injection.look import KINDS, InjectionLook

detector("injection", KINDS, InjectionLook)
