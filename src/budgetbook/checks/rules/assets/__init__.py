"""State assets in use, as section 十一 states them."""
