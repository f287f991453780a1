"""`python -m budgetbook.cli`."""

from budgetbook.cli import main

main()
