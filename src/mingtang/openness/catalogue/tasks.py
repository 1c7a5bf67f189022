"""What the worker does for the catalogue."""

from mingtang.openness.catalogue import actions


def read(job_id: str) -> None:
    """Reads and understands an uploaded file."""
    actions.read_import(job_id)
