"""What an inspector's program looks for on a page of a government site, as rules on the page's text."""
