"""Amounts against amounts: what follows from coordinates, and the identities that don't."""
