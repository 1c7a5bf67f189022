"""Where documents are kept so that they are found: one small interface, and tantivy behind it.

`documents` and `wanted` are what goes in and what is asked; `index` answers. Nothing outside this folder knows tantivy,
so that a county's one machine and a province's cluster can differ here and nowhere else.
"""
