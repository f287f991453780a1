"""Questions put to the classifications: a code's name in a year, its children, the codes that bear a name.

An unknown code gives None or nothing, never an exception: a published document may print any code, and what that
means is for the caller to judge.
"""

from __future__ import annotations

from functools import cache

from budgetbook.codes.classification import Classification, Code, FunctionClass, parent_of
from budgetbook.codes.names import name_key
from budgetbook.codes.tables import aliases_of, codes_by_name, codes_of, optional_year, table_rows


def look_up(classification: Classification, code: str, year: int) -> Code | None:
    """The code as it is in `year`, or None where it isn't known for that year."""
    for entry in codes_of(classification).get(code, ()):
        if entry.valid_in(year):
            return entry
    return None


def name_of(classification: Classification, code: str, year: int) -> str | None:
    """The official name of a code in `year`, or None where the code isn't known for that year."""
    entry = look_up(classification, code, year)
    return None if entry is None else entry.name


@cache
def all_codes(classification: Classification, year: int) -> tuple[Code, ...]:
    """Every code of `year` in the order of the printed classification: a class, its 款, the 项 under each."""
    return tuple(entry for entries in codes_of(classification).values() for entry in entries if entry.valid_in(year))


def children_of(classification: Classification, code: str | None, year: int) -> tuple[Code, ...]:
    """The codes one level below `code` in `year`; the classes where `code` is None."""
    return tuple(entry for entry in all_codes(classification, year) if parent_of(classification, entry.code) == code)


def find_by_name(
    classification: Classification, name: str, year: int, *, level: int | None = None, under: str | None = None
) -> tuple[Code, ...]:
    """The codes that bear `name` in `year`, officially or as an alias; empty where none does.

    Several codes may share a name (行政运行 stands in dozens of 款), so the caller narrows by `level` and by `under`,
    the prefix of digits a code must have (its parent, or the class). White space, the width of brackets, quotation marks
    and numbering at either end don't matter.
    """
    return tuple(
        entry
        for entry in codes_by_name(classification).get(name_key(name), ())
        if entry.valid_in(year)
        and (level is None or entry.level == level)
        and (under is None or entry.code.startswith(under))
    )


@cache
def function_classes(year: int) -> tuple[FunctionClass, ...]:
    """The function classes in the fixed order in which statements 1 and 4 print them, all of them every time."""
    aliases = aliases_of(Classification.FUNCTION)
    classes = []
    for ordinal, numeral, code, first, last in table_rows("function_classes"):
        entry = look_up(Classification.FUNCTION, code, year)
        begins, ends = optional_year(first), optional_year(last)
        if entry is None or (begins is not None and year < begins) or (ends is not None and year > ends):
            continue
        classes.append(FunctionClass(int(ordinal), numeral, code, entry.name, aliases.get(code, ())))
    return tuple(classes)
