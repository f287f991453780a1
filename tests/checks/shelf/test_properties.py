"""Documents compiled from any ledgers agree: the rules of the shelf stay silent, whatever rounding does."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, assume, given, settings
from msgspec.structs import replace

from budgetbook import forms
from budgetbook.compiler import unit_ledger
from budgetbook.model.disclosure import EntityKind
from budgetbook.model.ledger import Ledger
from tests.checks.shelf.shelved import told
from tests.compiler.random_ledgers import ledgers
from tests.shelves import compiled, figures_of

# Not shrunk: ledgers of forty lines take minutes to shrink, and the finding says where to look.
_SLOW = settings(
    max_examples=10,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)


@_SLOW
@given(ledgers())
def test_a_department_and_its_units(ledger: Ledger) -> None:
    form = forms.load(ledger.form)
    ledger = replace(ledger, entity=replace(ledger.entity, kind=EntityKind.DEPARTMENT))
    units = [compiled(unit_ledger(ledger, unit.name), form, unit.name) for unit in ledger.units]
    assert told(compiled(ledger, form, "department"), *units) == []


@_SLOW
@given(ledgers(), ledgers())
def test_two_years(last: Ledger, this: Ledger) -> None:
    assume(this.lines and last.lines)  # a ledger without any money is never published
    form = forms.load(this.form)
    last = replace(last, fiscal_year=this.fiscal_year - 1, entity=this.entity, units=this.units)
    before = compiled(last, form, "last")
    this = replace(this, previous=figures_of(before, form, this))
    assert told(before, compiled(this, form, "this")) == []


@_SLOW
@given(ledgers())
def test_a_document_and_itself(ledger: Ledger) -> None:
    document = compiled(ledger, forms.load(ledger.form), "it")
    assert told(document, document) == []
