"""What all rooms' tests share. With `tests/__init__.py` it also makes `tests.ledgers` importable from everywhere."""
