"""The CSV files are sound: every parent exists, a code has one name in a year, nothing is said twice."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

import pytest

from budgetbook.codes import Classification, all_codes, find_by_name, level_of, look_up, name_key, parent_of
from budgetbook.codes.classification import SHAPES
from budgetbook.codes.tables import codes_of, optional_year, table_rows

YEARS = (2024, 2025, 2026)
TABLES = [classification.value for classification in Classification]


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_whole_and_in_order(table: str) -> None:
    rows = table_rows(table)
    assert {len(row) for row in rows} == {5}
    assert rows == sorted(rows)
    for code, name, first, last, source in rows:
        assert level_of(Classification(table), code) is not None, code
        assert name == name.strip() and name
        assert not re.search(r'[\s()"]', name), name  # full-width brackets, as the ministry prints them
        assert source
        assert "/" not in source
        assert optional_year(first) is None or optional_year(last) is None or int(first) <= int(last)


@pytest.mark.parametrize("classification", Classification)
@pytest.mark.parametrize("year", YEARS)
def test_every_parent_exists(classification: Classification, year: int) -> None:
    for code in all_codes(classification, year):
        parent = parent_of(classification, code.code)
        assert parent is None or look_up(classification, parent, year) is not None, code


@pytest.mark.parametrize("classification", Classification)
def test_a_code_has_one_name_in_a_year(classification: Classification) -> None:
    for entries in codes_of(classification).values():
        for one, other in combinations(entries, 2):
            assert not any(one.valid_in(year) and other.valid_in(year) for year in range(2000, 2100)), (one, other)


@pytest.mark.parametrize("classification", Classification)
def test_siblings_have_different_names(classification: Classification) -> None:
    siblings = Counter((parent_of(classification, c.code), name_key(c.name)) for c in all_codes(classification, 2026))
    assert [key for key, count in siblings.items() if count > 1] == []


def test_every_alias_has_an_owner_and_a_meaning_of_its_own() -> None:
    rows = table_rows("alias")
    assert rows == sorted(set(rows))
    for owner, code, alias, note in rows:
        classification = Classification(owner)
        assert note
        assert look_up(classification, code, 2026) is not None, code
        # At one level and under one parent, an alias names one code and no sibling.
        found = find_by_name(
            classification, alias, 2026, level=level_of(classification, code), under=parent_of(classification, code)
        )
        assert [entry.code for entry in found] == [code], alias


def test_common_items_bear_the_common_names() -> None:
    """01, 02 and 03 of an administrative 款 never bear a name that belongs to another of them."""
    standard = {"行政运行": "01", "一般行政管理事务": "02", "机关服务": "03"}
    for code in all_codes(Classification.FUNCTION, 2026):
        if code.level == 3 and code.name in standard:
            assert code.code.endswith(standard[code.name]), code


def test_shapes_cover_every_classification() -> None:
    assert set(SHAPES) == set(Classification)
    assert len({first for first, _ in SHAPES.values()}) == len(SHAPES)
