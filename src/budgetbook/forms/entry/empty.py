"""A ledger with nothing entered yet."""

from __future__ import annotations

from budgetbook.forms.form import Form
from budgetbook.model.disclosure import Entity, EntityKind
from budgetbook.model.ledger import Ledger, PreviousFigure


def empty_ledger(form: Form, year: int, kind: EntityKind) -> Ledger:
    """The ledger that a new workbook is written from: no entity name, no units, last year's figures blank but named."""
    return Ledger(
        form=form.name,
        fiscal_year=year,
        entity=Entity(name="", kind=kind),
        units=(),
        previous=tuple(PreviousFigure(name=figure.name, yuan=None) for figure in form.previous),
    )
