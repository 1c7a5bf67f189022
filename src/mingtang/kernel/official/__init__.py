"""Recognises an official document (公文) by its layout: GB/T 9704-2012, and how people really write. Begin at
`recognising.recognise`."""
