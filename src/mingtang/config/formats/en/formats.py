"""Dates in English, day first."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y H:i"
