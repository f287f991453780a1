"""The CSV files, read once each when first asked for.

Nothing is read on import: the command line imports this package for every call, and most calls need one table or none.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from pkgutil import get_data

from budgetbook.codes.classification import CLASS_DIGITS, DIGITS_PER_LEVEL, Classification, Code
from budgetbook.codes.names import name_key

Row = tuple[str, ...]


def table_rows(name: str) -> list[Row]:
    """The rows of `data/<name>.csv` below its header. Order is the file's and means something in some of them."""
    # pkgutil finds the file as importlib.resources does, whose own import alone costs 17 ms of the command line's start.
    content = get_data("budgetbook.codes", f"data/{name}.csv")
    assert content is not None, "the package's loader can't give data"
    return [tuple(row) for row in csv.reader(content.decode("utf-8").splitlines())][1:]


def optional_year(text: str) -> int | None:
    """A year's cell: blank means that no bound is known."""
    return int(text) if text else None


@cache
def codes_of(classification: Classification) -> dict[str, tuple[Code, ...]]:
    """All codes of a classification in the order of their digits; several entries where the name changed by year."""
    entries: defaultdict[str, list[Code]] = defaultdict(list)
    for code, name, first, last, source in sorted(table_rows(classification.value)):
        level = (len(code) - CLASS_DIGITS) // DIGITS_PER_LEVEL + 1
        entries[code].append(Code(classification, code, name, level, optional_year(first), optional_year(last), source))
    return {code: tuple(found) for code, found in entries.items()}


@cache
def aliases_of(classification: Classification) -> dict[str, tuple[str, ...]]:
    """Code → names that documents use for it beside the official one, in the order of the file."""
    aliases: defaultdict[str, list[str]] = defaultdict(list)
    for owner, code, alias, _note in table_rows("alias"):
        if owner == classification.value:
            aliases[code].append(alias)
    return {code: tuple(found) for code, found in aliases.items()}


@cache
def codes_by_name(classification: Classification) -> dict[str, tuple[Code, ...]]:
    """Name key → codes that bear it, officially or as an alias, in the order of their digits."""
    index: defaultdict[str, list[Code]] = defaultdict(list)
    aliases = aliases_of(classification)
    for code, entries in codes_of(classification).items():
        for entry in entries:
            name = name_key(entry.name)
            index[name].append(entry)
            if code in aliases:
                # A dict keeps the order and drops an alias that differs from the name only in its brackets.
                for alias in dict.fromkeys(map(name_key, aliases[code])):
                    if alias != name:
                        index[alias].append(entry)
    return {key: tuple(found) for key, found in index.items()}
