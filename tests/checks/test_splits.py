"""What splits what: the same whether it is worked out by rows and columns or key by key."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from budgetbook.checks.axes import POSITION, Key
from budgetbook.checks.splits import splits
from budgetbook.model.coordinates import DIMENSIONS

_FUNCTIONS = (None, "205", "20503", "2050305", "2050399")
_NATURES = (None, "basic", "personnel", "project")
_FUNDS = (None, "appropriation", "general_public")


def _key(function: str | None, nature: str | None = None, fund: str | None = None) -> Key:
    key: list[object] = [None] * len(DIMENSIONS)
    key[POSITION["function"]], key[POSITION["nature"]], key[POSITION["fund"]] = function, nature, fund
    return tuple(key)


def _told(here: list[Key], everywhere: list[Key], *by_columns: str) -> list[tuple[Key, str, bool, list[Key]]]:
    found = splits(here, everywhere, flow_apart=False, by_columns=by_columns)
    return [
        ((here if one.own_side else everywhere)[one.whole], one.axis.name, one.own_side, [here[at] for at in one.parts])
        for one in found
    ]


def test_a_level_that_is_not_printed_is_skipped() -> None:
    here = [_key(None), _key("2050305"), _key("2050399")]
    assert _told(here, []) == [(here[0], "function", True, here[1:])]


def test_splits_come_in_the_order_of_their_first_part_and_then_of_the_axes() -> None:
    here = [_key(function, nature) for function, nature in product((None, "205"), (None, "basic", "project"))]
    assert _told(here, [], "nature") == [
        (here[0], "nature", True, [here[1], here[2]]),
        (here[0], "function", True, [here[3]]),
        (here[3], "nature", True, [here[4], here[5]]),
        (here[1], "function", True, [here[4]]),
        (here[2], "function", True, [here[5]]),
    ]


def test_the_other_side_is_looked_at_where_ones_own_prints_no_total() -> None:
    here, total = [_key("205"), _key("208")], _key(None)
    assert _told(here, [total, *here]) == [(total, "function", False, here)]


def test_nothing_splits_nothing() -> None:
    assert _told([], []) == []
    assert _told([_key("205")], []) == []


_KEYS = st.lists(st.builds(_key, *map(st.sampled_from, (_FUNCTIONS, _NATURES, _FUNDS))), unique=True, max_size=30)


@given(_KEYS, _KEYS)
def test_rows_and_columns_only_save_work(here: list[Key], others: list[Key]) -> None:
    everywhere = list(dict.fromkeys([*here, *others]))
    key_by_key = _told(here, everywhere)
    assert _told(here, everywhere, "nature", "fund") == key_by_key
    assert _told(here, everywhere, "function") == key_by_key
