"""What the rules on performance forms share: forms made ready to judge, amounts, dates and targets in their words, likeness of texts."""
