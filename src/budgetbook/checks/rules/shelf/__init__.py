"""A document against those that belong to it: last year's, its units', another version of itself."""
