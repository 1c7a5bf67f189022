"""HTML → pieces with places: `pieces_of_html`. Whole web pages and bodies of records; never an error, linear time."""

from mingtang.kernel.guard.markup.reading import pieces_of_html

__all__ = ["pieces_of_html"]
