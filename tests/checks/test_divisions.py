"""What cells split what: the same whether it is worked out by rows and columns or key by key."""

from __future__ import annotations

from decimal import Decimal
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from budgetbook.checks import divisions as module
from budgetbook.checks.cells import Cell
from budgetbook.checks.damaged import SOUND
from budgetbook.checks.divisions import Division, Grid, divisions
from budgetbook.checks.normal import Normal
from budgetbook.checks.printed import cells_of
from budgetbook.checks.unclear import unclear
from budgetbook.model.coordinates import Coordinates, Flow, Fund, Nature
from budgetbook.model.statement import Column, Kind, Role, Row, Statement

_FUNCTIONS = (None, "205", "20503", "2050305", "2050399")
_NATURES = (None, Nature.BASIC, Nature.PERSONNEL, Nature.PROJECT)
_FUNDS = (None, Fund.APPROPRIATION, Fund.GENERAL_PUBLIC)
_NORMAL = Normal(flow_apart=False, periods_apart=False, one_unit=False, year=2026, phase="budget")

_GENERAL = Coordinates(fund=Fund.GENERAL_PUBLIC)

_ROWS = st.lists(
    st.builds(Coordinates, function=st.sampled_from(_FUNCTIONS), fund=st.sampled_from(_FUNDS)), min_size=1, max_size=12
)
_COLUMNS = st.lists(st.builds(Coordinates, nature=st.sampled_from(_NATURES)), min_size=1, max_size=5)
_COLUMNS_OF_FUNDS = st.lists(st.builds(Coordinates, fund=st.sampled_from(_FUNDS)), min_size=1, max_size=4)


def _statement(rows: list[Coordinates], columns: list[Coordinates]) -> Statement:
    roles = {at: Role.ITEM if at.function and len(at.function) == 7 else Role.TOTAL for at in rows}
    return Statement(
        kind=Kind.OTHER,
        title="表",
        columns=tuple(Column(label="列", coordinates=at) for at in columns),
        rows=tuple(
            Row(
                label="行",
                coordinates=at,
                role=roles[at],
                amounts=tuple(Decimal(number) for number in range(len(columns))),
            )
            for at in rows
        ),
    )


def _divided(statement: Statement) -> tuple[list[Division], list[Division]]:
    """The divisions as they are found, and key by key."""
    unclear_here = unclear(statement, 0, SOUND)
    cells = cells_of(statement, 0, _NORMAL, unclear_here, SOUND)

    def found() -> list[Division]:
        return [one for side in divisions(statement, cells, lambda *_: True, flow_apart=False) for one in side]

    with patch.object(module, "_width", return_value=0):
        key_by_key = found()
    return found(), key_by_key


@given(_ROWS, _COLUMNS)
def test_rows_and_columns_only_save_work(rows: list[Coordinates], columns: list[Coordinates]) -> None:
    in_grid, key_by_key = _divided(_statement(rows, columns))
    assert in_grid == key_by_key


@given(_ROWS, _COLUMNS_OF_FUNDS)
def test_a_dimension_that_rows_and_columns_name_is_judged_key_by_key(
    rows: list[Coordinates], columns: list[Coordinates]
) -> None:
    found, key_by_key = _divided(_statement(rows, columns))
    assert found == key_by_key


_FLOWS = st.sampled_from([Flow.INCOME, Flow.EXPENDITURE])
_AMOUNTS = st.sampled_from([None, Decimal(0), Decimal(1), Decimal(2), Decimal("0.5")])


@st.composite
def _two_sided(draw: st.DrawFn) -> Statement:
    """Sides of which one may print the totals of the other, rows twice, and a fund in its rows and in its columns."""
    columns = [Column(label="收入", flow=Flow.INCOME, coordinates=draw(st.sampled_from([Coordinates(), _GENERAL])))]
    columns += [Column(label="支出", flow=Flow.EXPENDITURE, coordinates=at) for at in draw(_COLUMNS_OF_FUNDS)]
    rows = [
        Row(
            flow=draw(_FLOWS),
            label="行",
            role=draw(st.sampled_from([Role.ITEM, Role.TOTAL])),
            coordinates=at,
            amounts=tuple(draw(_AMOUNTS) for _ in columns),
        )
        for at in draw(_ROWS)
    ]
    return Statement(kind=Kind.OTHER, title="表", columns=tuple(columns), rows=tuple(rows))


@given(_two_sided())
def test_sides_that_are_grids_only_save_work(statement: Statement) -> None:
    found, key_by_key = _divided(statement)
    assert found == key_by_key


def _residual(one: Division) -> Decimal:
    return one.total.yuan - sum((part.yuan for part in one.parts), Decimal(0))


@given(_two_sided(), st.booleans())
def test_what_adds_up_by_amounts_alone_adds_up_one_by_one(statement: Statement, is_one_sided: bool) -> None:
    if is_one_sided:
        statement = replace(
            statement,
            rows=tuple(replace(row, flow=None) for row in statement.rows),
            columns=tuple(replace(column, flow=None) for column in statement.columns),
        )
    cells = cells_of(statement, 0, _NORMAL, unclear(statement, 0, SOUND), SOUND)
    for side in divisions(statement, cells, lambda *_: True, flow_apart=False):
        if not isinstance(side, Grid):
            continue
        exact, others = side.exact()
        listed = list(side)
        assert exact + len(others) == len(listed)
        assert not [one for one in listed if (_residual(one) or one.again) and one not in others]


def _places(cells: tuple[Cell, ...]) -> list[tuple[int, int]]:
    return [(cell.row, cell.column) for cell in cells]


def test_a_grid_is_divided_along_both_in_the_order_of_first_parts() -> None:
    rows = [Coordinates(), Coordinates(function="205")]
    columns = [Coordinates(), Coordinates(nature=Nature.BASIC), Coordinates(nature=Nature.PROJECT)]
    found, _ = _divided(_statement(rows, columns))
    assert [(_places((one.total,)), one.axis.name, _places(one.parts), one.again) for one in found] == [
        ([(0, 0)], "nature", [(0, 1), (0, 2)], False),
        ([(0, 0)], "function", [(1, 0)], False),
        ([(1, 0)], "nature", [(1, 1), (1, 2)], False),
        ([(0, 1)], "function", [(1, 1)], False),
        ([(0, 2)], "function", [(1, 2)], False),
    ]


def test_a_total_printed_again_is_divided_again() -> None:
    rows = [Coordinates(), Coordinates(function="20503"), Coordinates()]
    found, key_by_key = _divided(_statement(rows, [Coordinates()]))
    assert [(one.total.row, _places(one.parts), one.again) for one in found] == [
        (0, [(1, 0)], False),
        (2, [(1, 0)], True),
    ]
    assert found == key_by_key


def test_sides_are_divided_each_by_itself() -> None:
    rows = tuple(
        Row(
            flow=flow,
            label=f"{flow}{function}",
            coordinates=Coordinates(function=function),
            amounts=(Decimal(1), Decimal(1)),
        )
        for flow in (Flow.INCOME, Flow.EXPENDITURE)
        for function in (None, "205")
    )
    columns = (Column(label="收入", flow=Flow.INCOME), Column(label="支出", flow=Flow.EXPENDITURE))
    found, _ = _divided(Statement(kind=Kind.OTHER, title="表", columns=columns, rows=rows))
    assert [(one.total.row, _places(one.parts)) for one in found] == [(0, [(1, 0)]), (2, [(3, 1)])]
