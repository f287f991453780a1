"""The money of a project's form by where it comes from."""

from __future__ import annotations

from decimal import Decimal

from budgetbook.model.performance import Funding


def stated_parts(funding: Funding) -> list[Decimal]:
    """What the form states of the parts that make up the total."""
    parts = (
        funding.central,
        funding.provincial,
        funding.local,
        funding.self_raised,
        funding.other,
        funding.appropriation,
    )
    return [part for part in parts if part is not None]
