"""What the words of a disclosure say: sentences read into mentions (subject, amount, share, change) that rules hold against the statements."""
