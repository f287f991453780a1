"""Performance forms: their arithmetic, and what statements say of the same project."""
