"""Every rule of the house, one file each; see `budgetbook.checks.rule`."""
