"""Cells made from rows' and columns' parts of the keys are the facts, each at the key of its coordinates."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from budgetbook.checks.index import index
from budgetbook.checks.printed import usual_step
from budgetbook.model.coordinates import ANYWHERE, Coordinates, Flow
from budgetbook.model.disclosure import Disclosure, Phase
from budgetbook.model.facts import facts
from budgetbook.model.statement import Column, Kind, Row, Statement
from tests.checks.documents import document


def _keyed(disclosure: Disclosure) -> None:
    (book,) = index(disclosure).books
    cells = {(cell.statement, cell.row, cell.column): cell for some in book.cells.values() for cell in some}
    for fact in facts(disclosure):
        cell = cells.get((fact.statement, fact.row, fact.column))
        if cell is None:
            continue
        two_sided = disclosure.statements[fact.statement].rows[fact.row].flow is not None
        assert cell.key == book.normal.key(fact.coordinates, two_sided=two_sided)
        assert (cell.amount, cell.yuan) == (fact.amount, fact.yuan or Decimal(0))
    assert len(cells) > 100


def test_every_cell_stands_at_the_key_of_its_coordinates() -> None:
    _keyed(document())


def test_in_final_accounts_flow_is_kept_apart() -> None:
    _keyed(replace(document(), phase=Phase.FINAL_ACCOUNTS))


def _statement(*amounts: str) -> Statement:
    columns = (Column(label="收入", flow=Flow.INCOME), Column(label="支出", flow=Flow.EXPENDITURE))
    rows = tuple(
        Row(flow=Flow.INCOME, label="行", coordinates=ANYWHERE, amounts=(Decimal(one), Decimal("0.001")))
        for one in amounts
    )
    return Statement(kind=Kind.OTHER, title="表", columns=columns, rows=rows)


def test_the_usual_step_is_that_of_most_amounts_of_their_own_side() -> None:
    assert usual_step(_statement("1.5", "2.25", "3.50")) == Decimal(100)
    assert usual_step(_statement("1.5", "2.25")) == Decimal(100)
    assert usual_step(_statement("1", "2", "2.25")) == Decimal(10_000)


def test_a_statement_without_amounts_is_taken_to_be_printed_to_two_decimals() -> None:
    assert usual_step(_statement()) == Decimal(100)


def test_coordinates_of_the_column_win() -> None:
    columns = (Column(label="合计"), Column(label="支出", coordinates=Coordinates(flow=Flow.EXPENDITURE)))
    row = Row(label="行", coordinates=Coordinates(flow=Flow.INCOME, function="205"), amounts=(Decimal(1), Decimal(1)))
    statement = Statement(kind=Kind.EXPENDITURE, title="表", columns=columns, rows=(row,))
    made = replace(document(), phase=Phase.FINAL_ACCOUNTS, statements=(statement,))
    (book,) = index(made).books
    assert [cell.key[0] for cell in book.cells[0]] == [Flow.INCOME, Flow.EXPENDITURE]
