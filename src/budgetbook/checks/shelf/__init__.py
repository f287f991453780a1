"""Several documents: how they stand to each other, and what a rule needs to hold one against another."""
