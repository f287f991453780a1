"""Made-up places, told in `.place` files, as documents in every format."""
