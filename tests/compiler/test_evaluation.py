"""The evaluator's index gives what adding up the lines one by one gives."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from budgetbook.compiler.completion import complete_lines
from budgetbook.compiler.evaluation import Evaluator
from budgetbook.model.coordinates import (
    ANYWHERE,
    Coordinates,
    Flow,
    Fund,
    Institution,
    Nature,
    Period,
    PublicCost,
    lies_at,
)
from budgetbook.model.ledger import Ledger, LedgerLine
from tests.compiler.random_ledgers import ledgers
from tests.ledgers import BUREAU, CENTRE, small_ledger

OPTIONS = {
    "fund": st.sampled_from([None, *Fund]),
    "period": st.sampled_from([None, *Period]),
    "nature": st.sampled_from([None, *Nature]),
    "function": st.sampled_from([None, "205", "20503", "2050305", "208"]),
    "economic": st.sampled_from([None, "301", "30101", "302"]),
    "public_cost": st.sampled_from([None, *PublicCost]),
    "institution": st.sampled_from([None, *Institution]),
    "unit": st.sampled_from([None, "青石市水务局", "没有这个单位"]),
}
PLACES = st.builds(Coordinates, **OPTIONS)


def line(flow: Flow, yuan: str, **coordinates: object) -> LedgerLine:
    return LedgerLine(coordinates=Coordinates(flow=flow, **coordinates), yuan=Decimal(yuan))  # type: ignore[arg-type]


@settings(max_examples=50, deadline=None)
@given(ledgers(), PLACES)
def test_the_index_agrees_with_adding_up_line_by_line(ledger: Ledger, at: Coordinates) -> None:
    lines = complete_lines(ledger)
    evaluator = Evaluator(lines)
    spent = [each for each in lines if each.coordinates.flow is Flow.EXPENDITURE]
    expected = sum((each.yuan for each in spent if lies_at(each.coordinates, at)), Decimal(0))
    assert evaluator.yuan(at, Flow.EXPENDITURE) == expected
    assert sum((each.yuan for each in evaluator.lines_at(at, Flow.EXPENDITURE)), Decimal(0)) == expected


def test_income_by_function_is_funded_by_outgoing_lines() -> None:
    evaluator = Evaluator(
        (
            line(Flow.INCOME, "100", fund=Fund.GENERAL_PUBLIC),
            line(Flow.EXPENDITURE, "70", fund=Fund.GENERAL_PUBLIC, function="2050305"),
            line(Flow.CLOSING_BALANCE, "30", fund=Fund.GENERAL_PUBLIC, function="2050305"),
        )
    )
    assert evaluator.yuan(Coordinates(flow=Flow.INCOME)) == 100
    assert evaluator.yuan(Coordinates(flow=Flow.INCOME, function="205")) == 100
    assert evaluator.yuan(Coordinates(flow=Flow.EXPENDITURE, function="205")) == 70


def test_a_grand_total_counts_the_side_it_stands_on() -> None:
    evaluator = Evaluator((line(Flow.INCOME, "100"), line(Flow.EXPENDITURE, "70"), line(Flow.CLOSING_BALANCE, "29")))
    assert evaluator.yuan(ANYWHERE, Flow.INCOME) == 100
    assert evaluator.yuan(ANYWHERE, Flow.EXPENDITURE) == 99


def test_lines_outside_a_dimension_are_not_counted() -> None:
    evaluator = Evaluator((line(Flow.EXPENDITURE, "1", economic="30201"), line(Flow.EXPENDITURE, "2")))
    assert evaluator.yuan(Coordinates(flow=Flow.EXPENDITURE, public_cost=PublicCost.ALL)) == 0
    assert evaluator.yuan(Coordinates(flow=Flow.EXPENDITURE, economic="302")) == 1


def test_values_come_with_those_above_them_and_only_with_money() -> None:
    evaluator = Evaluator(
        (
            line(Flow.EXPENDITURE, "5", function="2050305"),
            line(Flow.EXPENDITURE, "3", function="2080505"),
            line(Flow.EXPENDITURE, "0", function="2210201"),
        )
    )
    found = evaluator.values_at(Coordinates(flow=Flow.EXPENDITURE), "function")
    assert found == {("205",), ("20503",), ("2050305",), ("208",), ("20805",), ("2080505",)}


def test_completion_sets_what_follows_and_changes_nothing_entered() -> None:
    completed = complete_lines(small_ledger())
    by_unit = {each.coordinates.unit: each.coordinates.institution for each in completed}
    assert by_unit == {BUREAU: Institution.ADMINISTRATIVE, CENTRE: Institution.PUBLIC_INSTITUTION}
    costs = {
        (each.coordinates.economic, each.coordinates.public_cost) for each in completed if each.coordinates.public_cost
    }
    assert costs == {
        ("30217", PublicCost.RECEPTION),
        ("30231", PublicCost.VEHICLE_MAINTENANCE),
        ("31013", PublicCost.VEHICLE_PURCHASE),
    }
    assert [each.yuan for each in completed] == [each.yuan for each in small_ledger().lines]


def test_a_blank_government_class_is_the_paired_one() -> None:
    ledger = small_ledger()
    blank = line(Flow.EXPENDITURE, "1", economic="30101", unit=BUREAU)
    completed = complete_lines(
        type(ledger)(**{**{f: getattr(ledger, f) for f in ledger.__struct_fields__}, "lines": (blank,)})
    )
    assert completed[0].coordinates.government_economic == "50101"
