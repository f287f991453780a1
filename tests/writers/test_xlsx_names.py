"""Sheet names: what Excel refuses never comes out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from budgetbook.writers.xlsx.names import SheetNames, short_title


@given(st.lists(st.text(), max_size=30))
def test_names_are_allowed_and_unique(wanted: list[str]) -> None:
    names = SheetNames()
    given_out = [names.name(each) for each in wanted]
    assert len({name.casefold() for name in given_out}) == len(given_out)
    for name in given_out:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set("[]:*?/\\") & set(name)
        assert name == name.strip().strip("'")
        assert name.casefold() != "history"


def test_forbidden_characters_become_full_width() -> None:
    assert SheetNames().name("道路[一期]: A/B?") == "道路［一期］： A／B？"


def test_a_repeated_name_gets_a_number_and_stays_short() -> None:
    names = SheetNames()
    long = "绩效" + "长" * 40
    assert [names.name(long), names.name(long)] == ["绩效" + "长" * 29, "绩效" + "长" * 27 + " 2"]


def test_a_title_loses_year_and_entity() -> None:
    assert short_title("2027年预算收支总表", entity="青石市文化和旅游局") == "预算收支总表"
    assert short_title("2027年度青石市文化和旅游局2027年收入总表", entity="青石市文化和旅游局") == "收入总表"
    assert short_title("2027年", entity="") == "2027年"
