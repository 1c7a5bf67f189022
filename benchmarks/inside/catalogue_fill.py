"""Fills a county around its catalogue: more units, claims of every matter, records that fulfil some."""

import random
from itertools import batched
