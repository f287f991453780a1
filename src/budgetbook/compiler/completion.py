"""Coordinates that follow from others are set here, so that any ledger works, however it was entered."""

from __future__ import annotations

from typing import Any

import msgspec

from budgetbook.codes import government_codes_for
from budgetbook.forms.entry.sheets import load_entry
from budgetbook.model.coordinates import Coordinates, Flow, Institution, PublicCost
from budgetbook.model.ledger import Ledger, LedgerLine


def complete_lines(ledger: Ledger) -> tuple[LedgerLine, ...]:
    """The lines of `ledger` with institution (from the unit), public cost (from the economic code) and, where it was left
    blank, the government class that the ministry's table pairs with the economic code. What was entered is never changed."""
    institutions = {unit.name: unit.institution for unit in ledger.units}
    return tuple(_completed(line, institutions) for line in ledger.lines)


def _completed(line: LedgerLine, institutions: dict[str, Institution]) -> LedgerLine:
    at = line.coordinates
    added: dict[str, Any] = {}
    institution = at.institution
    if institution is None and at.unit is not None and (institution := institutions.get(at.unit)) is not None:
        added["institution"] = institution
    if at.flow is Flow.EXPENDITURE and at.economic is not None:
        if at.public_cost is None and (cost := load_entry().public_costs.get(at.economic)):
            added["public_cost"] = PublicCost(cost)
        if at.government_economic is None and institution is not None and (code := _government_code(at, institution)):
            added["government_economic"] = code
    if not added:
        return line
    return msgspec.structs.replace(line, coordinates=msgspec.structs.replace(at, **added))


def _government_code(at: Coordinates, institution: Institution) -> str | None:
    assert at.economic is not None
    paired = government_codes_for(at.economic, public_institution=institution is Institution.PUBLIC_INSTITUTION)
    return paired[0] if paired else None
