"""Codes and names of the classifications of the year."""
