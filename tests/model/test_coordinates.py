from hypothesis import given
from hypothesis import strategies as st

from budgetbook.model.coordinates import (
    ANYWHERE,
    Coordinates,
    Flow,
    Fund,
    Institution,
    Nature,
    Period,
    PublicCost,
    is_within,
    items,
    lies_at,
    merged,
    parent,
    without,
)

some = st.builds(
    Coordinates,
    flow=st.none() | st.sampled_from(Flow),
    fund=st.none() | st.sampled_from(Fund),
    period=st.none() | st.sampled_from(Period),
    nature=st.none() | st.sampled_from(Nature),
    function=st.none() | st.sampled_from(["205", "20503", "2050305", "208"]),
    unit=st.none() | st.sampled_from(["甲", "乙"]),
)


@given(some)
def test_everything_lies_anywhere_and_at_itself(at: Coordinates) -> None:
    assert lies_at(at, ANYWHERE)
    assert lies_at(at, at)


@given(some, some, some)
def test_lying_at_is_transitive(a: Coordinates, b: Coordinates, c: Coordinates) -> None:
    if lies_at(a, b) and lies_at(b, c):
        assert lies_at(a, c)


@given(some, some)
def test_a_cell_lies_at_its_column(row: Coordinates, column: Coordinates) -> None:
    assert lies_at(merged(row, column), column)


@given(some)
def test_widening_contains(at: Coordinates) -> None:
    assert lies_at(at, without(at, "fund", "function"))


def test_trees() -> None:
    line = Coordinates(
        fund=Fund.GENERAL_PUBLIC,
        nature=Nature.PERSONNEL,
        function="2050305",
        economic="30101",
        institution=Institution.ADMINISTRATIVE,
        public_cost=PublicCost.VEHICLE_PURCHASE,
    )
    assert lies_at(line, Coordinates(fund=Fund.APPROPRIATION, nature=Nature.BASIC, function="205", economic="301"))
    assert lies_at(line, Coordinates(institution=Institution.AGENCY, public_cost=PublicCost.ALL))
    assert not lies_at(line, Coordinates(fund=Fund.UNIT_FUNDS))
    assert not lies_at(line, Coordinates(function="20"))
    assert not lies_at(ANYWHERE, Coordinates(fund=Fund.APPROPRIATION))
    assert [parent("function", code) for code in ("2050305", "20503", "205")] == ["20503", "205", None]
    assert parent("income", "103014801") == "1030148"


def test_items_keep_order() -> None:
    assert [name for name, _ in items(Coordinates(unit="甲", flow=Flow.INCOME))] == ["flow", "unit"]


def test_within_is_below_or_the_same_and_never_all() -> None:
    assert is_within("function", "2050305", "205") and is_within("fund", Fund.GENERAL_PUBLIC, Fund.APPROPRIATION)
    assert is_within("function", "205", "205")
    assert not is_within("function", "205", "2050305")
    assert not is_within("fund", None, Fund.APPROPRIATION) and not is_within("fund", Fund.APPROPRIATION, None)
    assert not is_within("year", 2027, 2027)
