"""The staff face of the catalogue: what there is, claims, the check, imports, adjustments, links of records."""
