"""Words that searching has to know, in text files beside this: one list each, parted by blanks."""

from importlib.resources import files


def _words(name: str) -> frozenset[str]:
    return frozenset(files(__name__).joinpath(name).read_text(encoding="utf-8").split())


FIELD = _words("field.txt")
"""Words of the field that a general dictionary does not know, or would cut in the wrong place."""

ASKING = _words("asking.txt")
"""With one of these a query is a question."""

EMPTY = ASKING | _words("empty.txt")
"""These stand in nearly every text and tell nothing; they are looked for only where there is nothing else."""
