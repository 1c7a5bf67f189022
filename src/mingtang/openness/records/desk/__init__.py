"""The staff face of records: list, drafting, the case and its acts."""
