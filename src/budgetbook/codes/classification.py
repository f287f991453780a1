"""The four classifications of the budget and the shape of their codes: pure arithmetic, no tables.

A code tells its own place: every level down adds two digits to the three of a class.

    function             205 / 20503 / 2050305                类, 款, 项
    economic             301 / 30101                          类, 款      (of departments)
    government_economic  501 / 50101                          类, 款
    income               103 / 10301 / 1030148 / 103014801    类, 款, 项, 目

Source: 政府收支分类科目, the numbering.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

CLASS_DIGITS = 3
DIGITS_PER_LEVEL = 2


class Classification(StrEnum):
    """Which of the four lists a code belongs to."""

    FUNCTION = "function"
    ECONOMIC = "economic"
    GOVERNMENT_ECONOMIC = "government_economic"
    INCOME = "income"


# First digit and number of levels. The first digit tells the lists apart, so that an economic code met
# in a column of function codes is unknown there, and never compared with one.
SHAPES: dict[Classification, tuple[str, int]] = {
    Classification.FUNCTION: ("2", 3),
    Classification.ECONOMIC: ("3", 2),
    Classification.GOVERNMENT_ECONOMIC: ("5", 2),
    Classification.INCOME: ("1", 4),
}


class Code(msgspec.Struct, frozen=True):
    """One code with the name it bears in the years from `first_year` to `last_year`, both included.

    `level` is 1 for 类, 2 for 款, 3 for 项, 4 for 目. A year that is None sets no bound: the code is not known
    to have begun, or ended, within the years covered. `source` says where the pair of code and name comes from.
    """

    classification: Classification
    code: str
    name: str
    level: int
    first_year: int | None
    last_year: int | None
    source: str

    def valid_in(self, year: int) -> bool:
        """Whether this code bears this name in `year`."""
        return (self.first_year is None or self.first_year <= year) and (
            self.last_year is None or year <= self.last_year
        )


class FunctionClass(msgspec.Struct, frozen=True):
    """A function class as statements 1 and 4 print it: `numeral` “五”, `code` 205, `name` 教育支出, `ordinal` 5.

    `aliases` are other names that documents print for the class, the official one not among them.
    """

    ordinal: int
    numeral: str
    code: str
    name: str
    aliases: tuple[str, ...]


def level_of(classification: Classification, code: str) -> int | None:
    """The level a code stands at by its digits, or None where it can't be a code of this classification."""
    first, levels = SHAPES[classification]
    # isascii: full-width digits are digits to str.isdigit, but no table holds them.
    if not (code.isascii() and code.isdigit() and code.startswith(first)):
        return None
    level, rest = divmod(len(code) - CLASS_DIGITS, DIGITS_PER_LEVEL)
    return level + 1 if rest == 0 and 0 <= level < levels else None


def parent_of(classification: Classification, code: str) -> str | None:
    """The code one level up (2050305 → 20503 → 205); None for a class and for what is no code."""
    level = level_of(classification, code)
    return None if level is None or level == 1 else code[:-DIGITS_PER_LEVEL]
