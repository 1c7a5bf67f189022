"""How a search is read: characters folded, words cut, queries understood, slips mended, hits marked.

Plain rules on text. Where documents are kept and how they are found is `foundation.search`.
"""
