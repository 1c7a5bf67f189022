"""Documents out: a paper in the official layout of GB/T 9704-2012 as PDF and as DOCX. Begin at `paper.Paper`."""
