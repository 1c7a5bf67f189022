"""The staff face: facts, declarations, confirmations, decided limits."""
