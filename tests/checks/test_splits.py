"""Which keys split which others."""

from __future__ import annotations

from itertools import product

from budgetbook.checks.axes import POSITION, Key
from budgetbook.checks.splits import splits
from budgetbook.model.coordinates import DIMENSIONS


def _key(function: str | None, nature: str | None = None, fund: str | None = None) -> Key:
    key: list[object] = [None] * len(DIMENSIONS)
    key[POSITION["function"]], key[POSITION["nature"]], key[POSITION["fund"]] = function, nature, fund
    return tuple(key)


def _told(here: list[Key], everywhere: list[Key]) -> list[tuple[Key, str, bool, list[Key]]]:
    found = splits(here, everywhere, flow_apart=False)
    return [
        ((here if one.own_side else everywhere)[one.whole], one.axis.name, one.own_side, [here[at] for at in one.parts])
        for one in found
    ]


def test_a_level_that_is_not_printed_is_skipped() -> None:
    here = [_key(None), _key("2050305"), _key("2050399")]
    assert _told(here, []) == [(here[0], "function", True, here[1:])]


def test_splits_come_in_the_order_of_their_first_part_and_then_of_the_axes() -> None:
    here = [_key(function, nature) for function, nature in product((None, "205"), (None, "basic", "project"))]
    assert _told(here, []) == [
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
